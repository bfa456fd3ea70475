import type { Statement } from "@xapi/xapi"
import { hash32 } from "../learner/hash.ts"
import type { StatementContext } from "../learner/statements.ts"
import { verbs } from "../learner/vocabulary.ts"
import type { Clock } from "./clock.ts"
import type { Lrs } from "./lrs.ts"
import { openQueue, type Queue } from "./queue.ts"
import { browserStore, firstOf, memoryStore } from "./storage.ts"

/** What a queue of statements needs. */
export interface StatementQueueOptions {
  readonly window: Window
  readonly lrs: Lrs
  readonly context: StatementContext
  /** Opaque key of the learner and registration. */
  readonly learner: string
  readonly clock: Clock
  /** What an earlier session left unsent, as this session may send it; nothing when it may not. */
  adopt(statement: Statement): Statement | undefined
}

/** Opens the queue of a learner's statements about one activity, with what earlier sessions in this browser left. */
export function openStatements({
  window,
  lrs,
  context,
  learner,
  clock,
  adopt,
}: StatementQueueOptions): Queue<Statement> {
  const old = new Set<string | undefined>()
  return openQueue<Statement>({
    send: (batch, isLeaving) => lrs.post(batch, isLeaving),
    store: firstOf([browserStore(window, "localStorage"), browserStore(window, "sessionStorage"), memoryStore()]),
    key: `lessonpack:statements:${learner}:${hash32(context.activity.id).toString(36)}`,
    keep: {
      // The statements wait in a browser that others may use: who is learning is known again from the launch.
      pack: ({ actor: _, ...rest }) => rest as Statement,
      unpack(kept) {
        const adopted = adopt({ ...kept, actor: context.actor })
        if (adopted) old.add(kept.id)
        return adopted
      },
    },
    isOld: ({ id }) => old.has(id),
    // A status is said or it is not: no report makes up for it. And cmi5 lets nothing be said before `initialized` (§7.1.3).
    isVital: ({ verb }) =>
      verb.id === verbs.initialized && context.cmi5
        ? "first"
        : verb.id === verbs.completed || verb.id === verbs.passed || verb.id === verbs.failed,
    isAlone: ({ verb }) => verb.id === verbs.initialized || verb.id === verbs.terminated,
    clock,
    random: Math.random,
  })
}

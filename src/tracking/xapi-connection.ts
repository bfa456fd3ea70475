import type { Agent, Statement } from "@xapi/xapi"
import type { Iris } from "../learner/iris.ts"
import { mergeWork } from "../learner/merge.ts"
import type { Outline } from "../learner/outline.ts"
import {
  isFailureUntold,
  type Seen,
  type StatementContext,
  sessionStatement,
  statementsFor,
  type Told,
  verdictStatement,
} from "../learner/statements.ts"
import { verbs } from "../learner/vocabulary.ts"
import type { PhaseId } from "../lesson/model.ts"
import { browserClock, type Clock } from "./clock.ts"
import type { Lrs } from "./lrs.ts"
import { byteLength, leavingBytes, type Queue } from "./queue.ts"
import type { Connection, Launch, LearnerRecord, Refusal, WriteResult } from "./record.ts"
import { openSaved, type Saved, type SavedDocument } from "./saved-document.ts"
import { openShared, type SharedDocument } from "./shared-document.ts"
import { openStatements } from "./statement-queue.ts"
import { statuses } from "./status.ts"

/** What a connection that speaks xAPI must know of the course. */
export interface XapiOptions {
  readonly outline: Outline
  /** The author's base, which all IRIs begin with. */
  readonly base: string
  /** The phase that this launch covers alone; absent when it covers the course. */
  readonly phase?: PhaseId | undefined
  /** Whether what learners write freely may be sent: the author turns it on. */
  readonly withText: boolean
  /** The browser's, unless a test has another. */
  readonly clock?: Clock
}

/** A launch, once everything about it is known. */
export interface XapiSession {
  readonly window: Window
  readonly options: XapiOptions
  readonly iris: Iris
  readonly lrs: Lrs
  readonly context: StatementContext
  readonly mode: Launch["mode"]
  /** What the launch says besides: see {@link Launch}. */
  readonly launch: Pick<Launch, "masteryScore" | "preferences" | "prescribed" | "notice">
  /** Opaque key of the learner and registration. */
  readonly learner: string
  /** When the session began, in milliseconds since 1970: before a reload, where there was one. */
  readonly startedAt: number
  /** The verb that begins the session; nothing when it has begun before a reload. */
  begin(isFirst: boolean): "initialized" | "resumed" | undefined
  /** The verb that ends it. */
  end(isCompleted: boolean): "suspended" | "terminated"
  /** Whether the session outlives the page: then a page that is left does not end it. */
  readonly isKept: boolean
  /** cmi5 allows a session one verdict (§9.3): the one it has had, and a way to note it; absent where there is no such rule. */
  readonly verdict?: { get(): string | undefined; set(verb: "passed" | "failed"): void }
  /** What an earlier session left unsent, as this session may send it; nothing when it may not. */
  adopt(statement: Statement): Statement | undefined
  /** The session has ended by the learner's wish. */
  ended(): void
}

/** Name of the State document with a learner's work. */
const documentName = "lessonpack"

/** Opens the queue and the saved work of a launch, tells the LRS that it has begun, and gives the connection. */
export async function connectSession(session: XapiSession): Promise<Connection | Refusal> {
  const { window, options, iris, lrs, context, mode } = session
  const { outline, phase } = options
  const clock = clockOf(session)
  let failuresDropped = 0
  const queue = openStatements({
    ...{ window, lrs, context, clock, learner: session.learner },
    adopt(statement) {
      const adopted = session.adopt(statement)
      if (!adopted && statement.verb.id === verbs.failed) failuresDropped++
      return adopted
    },
  })

  const [document, shared] = await Promise.all([
    openSaved({
      ...{ lrs, activity: context.activity.id, name: documentName },
      mergeWork: (ours, theirs) => mergeWork(outline, ours, theirs),
    }),
    phase && openShared(lrs, iris.course),
  ])
  if ("failed" in document) return { refused: document.failed }

  const moment = () => {
    const now = clock.now()
    return { now, sessionTime: Math.max(0, now - session.startedAt) }
  }
  const verb = session.begin(!document.isThere && queue.waiting.length === 0)
  if (verb) {
    queue.addFirst(sessionStatement(verb, context, moment()))
    const begun = await queue.flush("hurry")
    // Whoever is refused at the door is so for good; an LRS that is only away for a while gets it later.
    if (!begun.ok && begun.lost) return { refused: begun.reason }
  }
  const told = mode === "normal" ? await certain(document.saved, queue, lrs) : document.saved.told
  return connect(session, queue, document, shared, withoutFailures(told, failuresDropped))
}

/** What was told, less what turns out never to have arrived. */
async function certain({ told, unsure }: Saved, queue: Queue<Statement>, lrs: Lrs): Promise<Told> {
  let known = told
  for (const id of unsure) {
    if (queue.waiting.some((statement) => statement.id === id)) continue
    // An LRS that will not say is believed to have it: to say it twice is worse.
    if ((await lrs.statement(id)).status !== 404) continue
    const { completed, passed, ...rest } = known
    known = {
      ...rest,
      ...(completed !== undefined && completed !== id && { completed }),
      ...(passed !== undefined && passed !== id && { passed }),
    }
  }
  return known
}

function withoutFailures(told: Told, dropped: number): Told {
  return dropped > 0 ? { ...told, failedRound: Math.max(0, told.failedRound - 1) } : told
}

function connect(
  session: XapiSession,
  queue: Queue<Statement>,
  document: SavedDocument,
  shared: SharedDocument | undefined,
  toldBefore: Told,
): Connection {
  const { window, options, lrs, context, mode, verdict } = session
  const { outline, phase } = options
  const clock = clockOf(session)
  const { report } = outline.rules
  let told = toldBefore
  let latest: LearnerRecord | undefined
  let failedRound = 0
  let isGone = false
  let endId: string | undefined
  let end: Promise<WriteResult> | undefined
  const { savedWork } = document.saved

  window.addEventListener("pagehide", ({ persisted }) => {
    isGone = !persisted
  })
  window.addEventListener("online", () => {
    if (!end) void queue.flush("hurry")
  })

  const moment = () => {
    const now = clock.now()
    return { now, sessionTime: Math.max(0, now - session.startedAt) }
  }

  /** What the LRS may see: cmi5's words are those of SCORM 2004, and a session that had its verdict keeps to it. */
  function seenOf(record: LearnerRecord): Seen {
    const { completion, success, score } = statuses(record, report)
    const isOther = verdict?.get() !== undefined && verdict.get() !== success
    const { scaled, ...rest } = record
    return {
      ...rest,
      completed: completion === "completed",
      success: isOther ? "unknown" : success,
      ...(score && scaled !== undefined && { scaled }),
    }
  }

  function tellFailure(): void {
    // A failure stands for its round, though another may have begun since.
    const seen = latest && seenOf({ ...latest, failedRound })
    if (!seen || !isFailureUntold(told, seen) || verdict?.get() !== undefined) return
    queue.add(verdictStatement("failed", seen.scaled, context, moment()))
    told = { ...told, failedRound }
    verdict?.set("failed")
  }

  /** Brings document and statements to the LRS; up to its first `await` when the page is being left. */
  async function deliver(isLeaving: boolean, how?: "hurry"): Promise<WriteResult> {
    const once = [told.completed, told.passed].filter((id) => id !== undefined)
    const saved: Saved = {
      savedWork: latest?.savedWork ?? savedWork,
      told,
      unsure: once.filter((id) => queue.waiting.some((statement) => statement.id === id)),
    }
    if (isLeaving) {
      void share(true)
      const bytes = leavingBytes - byteLength(JSON.stringify(saved)) - (phase ? saved.savedWork.length : 0) - 200
      const results = await Promise.all([document.write(saved, true), queue.leave(bytes)])
      return worst(results)
    }
    // What may be said once only is first noted, then said: after a crash in between it can be asked for by its id.
    const written = document.write(saved, false)
    if (saved.unsure.length > 0 && !(await written).ok) return written
    return worst(await Promise.all([written, queue.flush(how)]))
  }

  /** Lets the other phases know of the work in this one. */
  async function share(isLeaving: boolean): Promise<void> {
    if (phase && latest) await shared?.write({ [phase]: latest.savedWork }, isLeaving)
  }

  async function finish(): Promise<WriteResult> {
    const isLeaving = isGone
    if (mode === "normal") {
      tellFailure()
      if (isLeaving && session.isKept) {
        if (queue.waiting.length > 0) void deliver(true)
        return { ok: true }
      }
    }
    const verb = session.end(latest?.completed === true || told.completed !== undefined)
    // Tried again it is the same statement: one of a session ends it, though the answer may have been lost.
    endId ??= context.uuid()
    const statement = { ...sessionStatement(verb, context, moment()), id: endId }
    if (isLeaving) {
      queue.add(statement)
      void (mode === "normal" ? deliver(true) : queue.leave())
      return { ok: true }
    }
    if (latest || told !== toldBefore) {
      const delivered = await deliver(false, "hurry")
      if (!delivered.ok) return delivered
      await share(false)
    }
    const flushed = await queue.flush("hurry")
    if (!flushed.ok) return flushed
    const { status, reason } = await lrs.post([statement], false)
    if ((status < 200 || status >= 300) && status !== 409) {
      return { ok: false, reason: reason || `HTTP ${status}`, lost: status === 401 || status === 403 }
    }
    queue.close()
    session.ended()
    return { ok: true }
  }

  const path = shared?.path
  return {
    launch: {
      mode,
      ...(mode !== "normal" && { endsAlways: true }),
      ...session.launch,
      tellsPages: true,
      savedWork,
      held: {
        completed: told.completed !== undefined,
        success: told.passed !== undefined ? "passed" : told.failedRound > 0 ? "failed" : "unknown",
      },
      learner: session.learner,
      ...(path !== undefined && { path }),
      ...(shared && { works: shared.works }),
    },
    // Every answer is a statement of its own: none replaces an earlier one.
    resumeInteractions() {},
    choosePath: (chosen) => void shared?.write({ path: chosen }),
    async write(record, interactions) {
      if (mode !== "normal" || end) return { ok: true }
      const { length } = record.savedWork
      if (length > outline.capacity) return { ok: false, reason: "saved-work", lost: false }
      latest = record
      failedRound = Math.max(failedRound, record.failedRound ?? 0)
      const before = told.passed
      const telling = statementsFor(told, seenOf(record), interactions, context, moment())
      telling.statements.forEach((statement, index) => {
        const interaction = interactions[index]
        // After a failure the same answers are brought again, also by the next sitting.
        queue.add(statement, interaction && `${interaction.id} ${interaction.time}`)
      })
      told = telling.told
      if (told.passed !== before) verdict?.set("passed")
      const isLeaving = isGone || window.document.visibilityState === "hidden"
      // Without cmi5's rule a failure is told when it happens; with it, when no better can come any more.
      if (!verdict || isGone) tellFailure()
      return deliver(isLeaving)
    },
    async finish() {
      end ??= finish()
      const result = await end
      if (!result.ok) end = undefined
      return result
    },
  }
}

/** The result that matters of several: what is lost before what is only late. */
function worst(results: readonly WriteResult[]): WriteResult {
  const failures = results.filter((result) => !result.ok)
  return failures.find((result) => !result.ok && result.lost) ?? failures[0] ?? { ok: true }
}

/** The clock of a session. */
function clockOf({ window, options }: Pick<XapiSession, "window" | "options">): Clock {
  return options.clock ?? browserClock(window)
}

/** What identifies an agent, as text: for keys only. */
export function agentKey(agent: Agent): string {
  const { account, mbox, mbox_sha1sum, openid } = agent
  return JSON.stringify([account?.homePage, account?.name, mbox, mbox_sha1sum, openid])
}

import type { Agent } from "@xapi/xapi"
import { irisOf } from "../learner/iris.ts"
import { toRecord } from "../learner/record.ts"
import { decodeWork } from "../learner/saved-work.ts"
import {
  isFailureUntold,
  nothingTold,
  type StatementContext,
  sessionStatement,
  statementsFor,
  type Told,
  verdictStatement,
} from "../learner/statements.ts"
import { browserClock } from "./clock.ts"
import { toIsoDuration } from "./duration.ts"
import { learnerKey } from "./learner-key.ts"
import { openLrs } from "./lrs.ts"
import type { Connection, LearnerRecord, Refusal } from "./record.ts"
import { openStatements } from "./statement-queue.ts"
import { joinTold, openToldHere, seenOf } from "./told.ts"
import { uuidOf } from "./uuid.ts"
import type { XapiOptions } from "./xapi-connection.ts"

/** What a connection to an LMS needs to speak to an LRS beside it. */
export interface WithLrsOptions extends XapiOptions {
  /** Base of the LRS's resources. Whatever right it asks for comes with the launch: in the query, as `auth`. */
  readonly endpoint: string
  /** Home page of the accounts under which learners stand in statements. */
  readonly home: string
}

/**
 * Tells an LRS, beside the LMS, what a learner does. The LMS decides alone what is saved and how the course stands: an LRS
 * that fails, or is slow, changes nothing for it, and an LMS that fails keeps no statement back. Who is learning, the LRS
 * knows by an account with an opaque key of the LMS's id, never by name or mail. What was said before follows from the
 * saved work and, where the LMS could not keep that, from what this browser noted; so nothing has to be asked of the LRS.
 */
export function withLrs(
  window: Window,
  connection: Connection | Refusal | undefined,
  options: WithLrsOptions,
): Connection | Refusal | undefined {
  if (!connection || "refused" in connection) return connection
  const { launch } = connection
  if (launch.mode !== "normal" || launch.learner === "") return connection
  try {
    return join(window, connection, options)
  } catch {
    return connection
  }
}

function join(window: Window, connection: Connection, options: WithLrsOptions): Connection {
  const { outline, base, phase, home, endpoint, withText } = options
  const { launch } = connection
  const clock = options.clock ?? browserClock(window)
  const iris = irisOf(base, outline.id)
  const actor: Agent = {
    objectType: "Agent",
    account: { homePage: home, name: learnerKey(`${home} ${launch.learner}`) },
  }
  const auth = new URLSearchParams(window.location.search).get("auth") || undefined
  const lrs = openLrs({ window, endpoint, auth, agent: actor })
  const context: StatementContext = {
    ...{ outline, iris, actor, withText },
    activity: phase ? { id: iris.phase(phase), type: "phase" } : { id: iris.course, type: "course" },
    uuid: uuidOf(window),
    duration: toIsoDuration,
  }
  const queue = openStatements({
    window,
    lrs,
    context,
    clock,
    learner: launch.learner,
    adopt: (statement) => statement,
  })
  const here = openToldHere(window, launch.learner, context.activity.id)
  const startedAt = clock.now()
  const before = toldBefore(connection, options)
  let told = here.ahead ? joinTold(here.ahead, before) : before
  let isOver = false
  const moment = () => ({ now: clock.now(), sessionTime: Math.max(0, clock.now() - startedAt) })
  const isLeaving = () => window.document.visibilityState === "hidden"

  queue.add(sessionStatement(launch.savedWork === "" ? "initialized" : "resumed", context, moment()))
  const greeted = lrs.greet()

  /** Sends in the background; nobody waits for it, and whatever goes wrong stays here. */
  function send(): void {
    const sent = isLeaving() ? queue.leave() : greeted.then(() => queue.flush())
    sent.catch(() => {})
  }

  function tell(record: LearnerRecord, interactions: Parameters<Connection["write"]>[1]): void {
    const others = here.others()
    if (others) {
      queue.rejoin()
      told = joinTold(told, others)
    }
    const seen = seenOf(record, outline.rules.report)
    const telling = statementsFor(told, seen, interactions, context, moment())
    telling.statements.forEach((statement, index) => {
      const interaction = interactions[index]
      queue.add(statement, interaction && `${interaction.id} ${interaction.time}`)
    })
    told = telling.told
    if (isFailureUntold(told, seen)) {
      queue.add(verdictStatement("failed", seen.scaled, context, moment()))
      told = { ...told, failedRound: record.failedRound ?? told.failedRound }
    }
    here.write(told, false)
    send()
  }

  function end(): void {
    isOver = true
    queue.add(sessionStatement(told.completed === undefined ? "suspended" : "terminated", context, moment()))
    // By requests that outlive the page: whether it stays or not, the learner has left.
    queue.leave().catch(() => {})
  }

  function quietly(act: () => void): void {
    try {
      if (!isOver) act()
    } catch {
      // The LMS must not suffer from it.
    }
  }

  window.addEventListener("online", () => {
    if (!isOver) queue.flush("hurry").catch(() => {})
  })
  send()

  return {
    ...connection,
    async write(record, interactions, sessionTime) {
      const writing = connection.write(record, interactions, sessionTime)
      quietly(() => tell(record, interactions))
      const upTo = told
      const written = await writing
      if (written.ok) quietly(() => here.write(upTo, true))
      return written
    },
    async finish(sessionTime, isLastWord) {
      const finished = connection.finish(sessionTime, isLastWord)
      // A session that the LMS does not end goes on, unless the page itself goes away.
      if (isLeaving() || (await finished).ok) quietly(end)
      return finished
    },
  }
}

/** What the LRS was told in earlier sessions, going by the work that the LMS kept of them. */
function toldBefore({ launch }: Connection, { outline }: WithLrsOptions): Told {
  const state = decodeWork(outline, launch.savedWork)
  if (!state) return nothingTold
  const record = toRecord(outline, state)
  const { progress, location, objectives, completed, success, failedRound = 0 } = seenOf(record, outline.rules.report)
  return {
    ...{ location, failedRound },
    progress: Math.round(progress * 100),
    mastered: objectives.filter((objective) => objective.success === "passed").map(({ id }) => id),
    ...(completed && { completed: "before" }),
    ...(success === "passed" && { passed: "before" }),
  }
}

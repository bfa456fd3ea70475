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
import { joinTold, openToldHere, seenOf, statusIds, type ToldHere, withoutStatus } from "./told.ts"

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
  /** Whether another tab has this very session, too (a duplicated one); absent where a launch cannot be shared. */
  isElsewhere?(): boolean
  /** Whether another tab has ended this very session. */
  isOver?(): boolean
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
  const here = openToldHere(window, session.learner, context.activity.id)
  const queue = openStatements({ ...{ window, lrs, context, clock }, learner: session.learner, adopt: session.adopt })

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
  if (verb) queue.addFirst(sessionStatement(verb, context, moment()))
  if (verb || queue.waiting[0]?.verb.id === verbs.initialized) {
    const begun = await queue.flush("hurry")
    // Whoever is refused at the door is so for good; an LRS that is only away for a while gets it later.
    if (!begun.ok && begun.lost) return { refused: begun.reason }
  }
  const { told, unsure } = document.saved
  const all = here.ahead ? joinTold(here.ahead, told) : told
  const known = mode === "normal" ? await certain(all, [...unsure, ...newIds(told, all)], queue, lrs) : { told, unsure }
  return connect(session, queue, document, shared, here, known)
}

/** Ids of statuses that only the second says. */
function newIds(before: Told, after: Told): readonly string[] {
  return statusIds(after).filter((id) => !statusIds(before).includes(id))
}

/** What was told, less what turns out never to have arrived, and what of it nobody can tell. */
async function certain(
  told: Told,
  doubtful: readonly string[],
  queue: Queue<Statement>,
  lrs: Lrs,
): Promise<Pick<Saved, "told" | "unsure">> {
  let known = told
  const unsure: string[] = []
  for (const id of new Set(doubtful)) {
    if (queue.waiting.some((statement) => statement.id === id)) continue
    const { status } = await lrs.statement(id)
    // An LRS that will not say is believed to have it, and asked again next time: to say it twice is worse.
    if (status === 404) known = withoutStatus(known, id)
    else if (status < 200 || status >= 300) unsure.push(id)
  }
  return { told: known, unsure }
}

function connect(
  session: XapiSession,
  queue: Queue<Statement>,
  document: SavedDocument,
  shared: SharedDocument | undefined,
  here: ToldHere,
  known: Pick<Saved, "told" | "unsure">,
): Connection {
  const { window, options, lrs, context, mode, verdict } = session
  const { outline, phase } = options
  const clock = clockOf(session)
  const { report } = outline.rules
  let { told, unsure } = known
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

  /** What the LRS may see: a session that had its verdict keeps to it. */
  function seen(record: LearnerRecord): Seen {
    const all = seenOf(record, report)
    const isOther = verdict?.get() !== undefined && verdict.get() !== all.success
    return isOther ? { ...all, success: "unknown" } : all
  }

  function tellFailure(): void {
    // A failure stands for its round, though another may have begun since.
    const now = latest && seen({ ...latest, failedRound })
    if (!now || !isFailureUntold(told, now) || verdict?.get() !== undefined) return
    const statement = verdictStatement("failed", now.scaled, context, moment())
    queue.add(statement)
    note({ ...told, failedRound, failed: statement.id ?? "" })
    verdict?.set("failed")
  }

  /** Keeps what was told in this browser until the document has it. */
  function note(next: Told): void {
    if (next === told) return
    told = next
    here.write(told, false)
  }

  /** Another tab has told something meanwhile: it is not said again, and what that tab could not send goes from here. */
  async function catchUp(others: Told): Promise<void> {
    queue.rejoin()
    const all = joinTold(told, others)
    const { told: next, unsure: more } = await certain(all, newIds(told, all), queue, lrs)
    unsure = [...unsure, ...more]
    note(next)
  }

  /** Brings document and statements to the LRS; up to its first `await` when the page is being left. */
  async function deliver(isLeaving: boolean, how?: "hurry"): Promise<WriteResult> {
    const isOpen = (id: string) => [...queue.waiting, ...queue.refused].some((statement) => statement.id === id)
    const saved: Saved = {
      savedWork: latest?.savedWork ?? savedWork,
      told,
      unsure: statusIds(told).filter((id) => unsure.includes(id) || isOpen(id)),
    }
    const written = document.write(saved, isLeaving).then((result) => {
      if (result.ok && saved.told === told) here.write(told, true)
      return result
    })
    if (isLeaving) {
      void share(true)
      const bytes = leavingBytes - byteLength(JSON.stringify(saved)) - (phase ? saved.savedWork.length : 0) - 200
      return worst(await Promise.all([written, queue.leave(bytes)]))
    }
    // What may be said once only is first noted, then said: after a crash in between it can be asked for by its id.
    if (saved.unsure.length > 0 && !(await written).ok) return written
    return worst(await Promise.all([written, queue.flush(how)]))
  }

  /** Lets the other phases know of the work in this one. */
  async function share(isLeaving: boolean): Promise<void> {
    if (phase && latest) await shared?.write({ [phase]: latest.savedWork }, isLeaving)
  }

  async function finish(isHandedOver: boolean): Promise<WriteResult> {
    const isLeaving = isGone
    if (mode === "normal" && !isHandedOver) {
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
    if (latest || told !== known.told) {
      const delivered = await deliver(false, "hurry")
      if (!delivered.ok) return delivered
      await share(false)
    }
    const flushed = await queue.flush("hurry")
    if (!flushed.ok || isHandedOver) return flushed
    const { status, reason } = await lrs.post([statement], false)
    // 409: it is there. 400: it will not be taken, but all that was to be kept is.
    if ((status < 200 || status >= 300) && status !== 409 && status !== 400) {
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
      if (session.isOver?.()) return { ok: false, reason: "gone: the session has ended", lost: true }
      const { length } = record.savedWork
      if (length > outline.capacity) return { ok: false, reason: "saved-work", lost: false }
      const isLeaving = isGone || window.document.visibilityState === "hidden"
      const others = here.others()
      if (others && !isLeaving) await catchUp(others)
      latest = record
      failedRound = Math.max(failedRound, record.failedRound ?? 0)
      const before = told.passed
      const telling = statementsFor(told, seen(record), interactions, context, moment())
      telling.statements.forEach((statement, index) => {
        const interaction = interactions[index]
        // After a failure the same answers are brought again, also by the next sitting.
        queue.add(statement, interaction && `${interaction.id} ${interaction.time}`)
      })
      note(telling.told)
      if (told.passed !== before) verdict?.set("passed")
      // Without cmi5's rule a failure is told when it happens; with it, when no better can come any more.
      if (!verdict || isGone) tellFailure()
      return deliver(isLeaving)
    },
    async finish(_, isLastWord) {
      // A duplicated tab goes on with the session: this one leaves it, and does not end it.
      const isHandedOver = isLastWord === true && !isGone && session.isElsewhere?.() === true
      end ??= finish(isHandedOver)
      const result = await end
      if (isHandedOver) queue.close()
      else if (!result.ok) end = undefined
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

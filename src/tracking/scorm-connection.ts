import { findApi } from "./find-api.ts"
import { type Field, plain } from "./interaction.ts"
import { learnerKey } from "./learner-key.ts"
import type { Connection, Interaction, Launch, ObjectiveRecord, Refusal } from "./record.ts"
import { interactionRows, objectiveRows } from "./rows.ts"
import { type Methods, openSession, type ScormSession } from "./scorm.ts"
import { exitValue, type Report, type Standing } from "./status.ts"

/** What a SCORM connection must know of the course. */
export interface ScormOptions {
  /** The pair of statuses an LMS may see. */
  readonly report: Report
  /** The most characters of saved work that the LMS is handed: what the edition promises to keep. */
  readonly limit: number
}

/** What sets one edition of SCORM apart from the other. */
export interface Edition {
  /** Name of the API object. */
  readonly api: string
  readonly methods: Methods
  /** What the names of the course's own elements begin with. */
  readonly core: string
  /** What elements are called beneath {@link Edition.core}; `status` is one that always has a value. */
  readonly names: {
    readonly status: string
    readonly mode: string
    readonly learner: string
    readonly location: string
  }
  /** The most characters of a location. */
  readonly longestLocation: number
  /** How many interactions every LMS keeps. */
  readonly mostInteractions: number
  /** Whether the ids of interactions can be read back. */
  readonly readsIds: boolean
  fields(interaction: Interaction): readonly Field[]
  duration(milliseconds: number): string
  standings(session: ScormSession, report: Report): Standings
  /** Sets what only this edition has, with every write. */
  extend?(session: ScormSession, progress: number): void
  /** Sets what only this edition has of an objective. */
  describe?(session: ScormSession, prefix: string, objective: ObjectiveRecord): void
  /** Asks for what is to happen once the session has ended. */
  leave?(session: ScormSession): void
}

/** Reads and writes the score and status of the course or of an objective, each beneath a prefix of its own. */
export interface Standings {
  /** The result the LMS holds. */
  held(prefix: string): Launch["held"]
  /** Whether the LMS holds any status yet. */
  isBegun(prefix: string): boolean
  /** Begins a first attempt: incomplete, until something is said to the contrary. */
  begin(prefix: string): void
  /** Tells where something stands: the score before the status, and never less than the LMS holds. */
  tell(prefix: string, standing: Standing): void
}

/** Connects to an LMS of one edition. In review, in browse and without credit nothing is ever set. */
export async function connectScorm(
  window: Window,
  edition: Edition,
  options: ScormOptions,
): Promise<Connection | Refusal | undefined> {
  const api = await findApi(window, edition.api, edition.methods.initialize)
  const session = api && openSession(api, edition.methods, edition.core + edition.names.status)
  return session && !("refused" in session) ? connect(window, session, edition, options) : session
}

function connect(
  window: Window,
  session: ScormSession,
  edition: Edition,
  { report, limit }: ScormOptions,
): Connection | Refusal {
  const { core, names } = edition
  const standings = edition.standings(session, report)
  const objectives = objectiveRows(session)
  const interactions = interactionRows(session, edition.readsIds, edition.mostInteractions)

  function launched(): Launch | undefined {
    const mode = session.get(core + names.mode)
    const hasCredit = session.get(`${core}credit`) !== "no-credit"
    const held = standings.held(core)
    const isKnown = !session.isFaulty()
    const savedWork = session.get("cmi.suspend_data")
    // To go on without the work of somebody who has begun would be to overwrite it.
    if (session.isFaulty() && (standings.isBegun(core) || !isKnown)) return undefined
    interactions.count()
    // A session that only shows is ended, too. One in normal mode is not, though it brings no credit: there an LMS may take
    // silence for completion, or an end without "suspend" for the end of the attempt.
    const endsAlways = mode === "browse" || mode === "review"
    return {
      mode: mode === "review" ? mode : mode === "browse" || !hasCredit ? "browse" : "normal",
      ...(endsAlways && { endsAlways }),
      savedWork,
      held,
      learner: learnerKey(session.get(core + names.learner)),
    }
  }

  function setTimes(sessionTime: number): void {
    session.set(`${core}session_time`, edition.duration(sessionTime))
    session.set(`${core}exit`, exitValue)
  }

  const opened: { launch?: Launch | undefined } = {}
  const result = session.write(() => {
    opened.launch = launched()
    if (opened.launch?.mode !== "normal") return
    standings.begin(core)
    setTimes(0)
  })
  const { launch } = opened
  if (!launch) return { refused: result.ok ? "" : result.reason }
  const isRecording = launch.mode === "normal"
  if (launch.endsAlways) {
    window.addEventListener("pagehide", ({ persisted }) => {
      if (!persisted) session.finish(() => {}, true)
    })
  }

  return {
    launch,
    resumeInteractions: interactions.resume,
    async write(record, answered, sessionTime) {
      if (!isRecording) return { ok: true }
      const { savedWork } = record
      if (savedWork.length > limit || /[^ -~]/.test(savedWork)) return { ok: false, reason: "saved-work", lost: false }
      return session.write(() => {
        standings.tell(core, record)
        for (const objective of record.objectives) {
          const { completed, success, scaled } = objective
          const graded = success !== "unknown" || scaled !== undefined
          const row = completed || graded ? objectives(objective.id) : undefined
          if (row === undefined) continue
          const prefix = `cmi.objectives.${row}.`
          standings.tell(prefix, { ...objective, graded })
          edition.describe?.(session, prefix, objective)
        }
        for (const interaction of answered) {
          const row = interactions.rowOf(interaction)
          for (const [element, value] of row === undefined ? [] : edition.fields(interaction)) {
            session.set(`cmi.interactions.${row}.${element}`, value)
          }
        }
        edition.extend?.(session, record.progress)
        session.set(core + names.location, plain(record.location, edition.longestLocation))
        session.set("cmi.suspend_data", savedWork)
        setTimes(sessionTime)
      })
    },
    async finish(sessionTime, isLastWord = false) {
      return session.finish(() => {
        if (!isRecording) return
        setTimes(sessionTime)
        edition.leave?.(session)
      }, isLastWord)
    },
  }
}

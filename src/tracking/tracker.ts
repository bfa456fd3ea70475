import type { Clock } from "./clock.ts"
import { type Journalled, openJournal } from "./journal.ts"
import { announceLeaving } from "./leaving.ts"
import type { Connection, Interaction, Launch, LearnerRecord, WriteResult } from "./record.ts"

/** Whether a learner's work is saved; the line that always shows it says nothing else. Times in ms since 1970. */
export type SaveStatus =
  /** Nothing was done yet. */
  | { readonly state: "ready" }
  | { readonly state: "saving" }
  | { readonly state: "saved"; readonly at: number }
  /** Not saved since then, and tried again; when `lost`, only a new launch can help. `reason` is for a report of a fault. */
  | { readonly state: "unsaved"; readonly since: number; readonly reason: string; readonly lost: boolean }
  /** Nothing is recorded: there is no LMS, or the launch only shows. */
  | { readonly state: "not-recorded" }
  /** The session has ended with all saved; nothing more is recorded. */
  | { readonly state: "finished"; readonly at: number }
  /** The session ended when the page was left, and the browser brought the page back: it must be loaded anew. */
  | { readonly state: "reload" }

/**
 * How soon a change must reach the LMS: `later` while typing, `soon` for an answer, `now` for a page turn or a submission.
 * Changes that come close together go in one commit.
 */
export type Urgency = keyof typeof delays

const delays = { later: 15_000, soon: 1000, now: 50 }

/** The one thing the player tells about a learner's work, and hears from whether it is saved. */
export interface Tracker {
  readonly launch: Launch
  /** What an earlier session could not hand over: to be joined with the launch's saved work and handed to `changed`. */
  readonly journalled: Journalled | undefined
  readonly status: SaveStatus
  /** Calls a listener at each change of the status; the function it returns ends that. */
  subscribe(listener: (status: SaveStatus) => void): () => void
  /** See {@link Connection.resumeInteractions}; to be called before the first change. */
  resumeInteractions(handedIn: number): void
  /** Takes a new record, and the interactions answered since the last call. */
  changed(record: LearnerRecord, interactions: readonly Interaction[], urgency: Urgency): void
  /** Saves what is not saved and ends the session. When that fails the session goes on, and may be ended again. */
  finish(): Promise<WriteResult>
  /** Saves, ends the session whatever comes of it, and returns the work of this session for another tab to go on with. */
  handOver(): Promise<Journalled>
  /** Writing in full, of which the LMS may have less; kept in the browser under the caller's names. */
  readonly texts: Readonly<Record<string, string>>
  keepTexts(texts: Readonly<Record<string, string>>): void
}

/** What a tracker needs of the world. */
export interface TrackerOptions {
  /** The connection to the LMS; nothing when the learner goes on without a record. */
  readonly connection: Connection | undefined
  /** What names this saved work in the browser: the course's id, and the SCO's where there are several. */
  readonly course: string
  readonly window: Window
  readonly clock: Clock
}

/** How often a page in use tells the LMS that somebody is there, in milliseconds. */
const keptAlive = 240_000
/** How long the journal may lag behind, in milliseconds; what is typed waits as long again before it comes here. */
const journalDelay = 500
/** The first and the longest pause before a failed write is tried again, in milliseconds. */
const firstRetry = 2000
const lastRetry = 30_000

/** Starts tracking: from here on nothing a learner does is in one place only for longer than a second. */
export function startTracker({ connection, course, window, clock }: TrackerOptions): Tracker {
  const launch: Launch = connection?.launch ?? {
    mode: "normal",
    savedWork: "",
    held: { completed: false, success: "unknown" },
    learner: "",
  }
  const open = launch.mode === "normal" ? connection : undefined
  const journal = openJournal(window, course, launch.learner)
  const journalled = open && journal.read()
  const started = clock.now()
  const listeners = new Set<(status: SaveStatus) => void>()
  /** Answered in this session, and of that what the LMS does not have: every try, since an LRS is told of each. */
  const answered = new Map<string, Interaction>()
  const pending = new Map<string, Interaction>()
  let status: SaveStatus = { state: open ? "ready" : "not-recorded" }
  let latest: LearnerRecord | undefined
  /** Counts changes: how many there were, and how many of them the LMS has. */
  let changes = 0
  let saved = 0
  let dirtySince: number | undefined
  let writing: Promise<WriteResult> | undefined
  let due = Number.POSITIVE_INFINITY
  let callOffWrite = () => {}
  let callOffJournal: (() => void) | undefined
  let texts: Readonly<Record<string, string>> | undefined
  let callOffTexts: (() => void) | undefined
  let retry = firstRetry
  let isActive = false
  let isOver = !open
  /** Whether the session ended because the page was left. What still comes then has nobody to go to but this browser. */
  let isLeft = false

  function setStatus(next: SaveStatus): void {
    // Once the session is over, what became of a last write changes nothing any more.
    if (isOver && next.state !== "finished" && next.state !== "reload") return
    status = next
    for (const listener of listeners) listener(next)
  }

  const elapsed = () => Math.max(0, clock.now() - started)

  function writeJournal(): void {
    callOffJournal?.()
    callOffJournal = undefined
    if (latest) journal.write({ savedWork: latest.savedWork, interactions: [...pending.values()] })
  }

  function writeTexts(): void {
    callOffTexts?.()
    callOffTexts = undefined
    if (texts) journal.writeTexts(texts)
  }

  function schedule(delay: number): void {
    const at = clock.now() + delay
    if (at >= due) return
    callOffWrite()
    due = at
    callOffWrite = clock.after(delay, () => void flush())
  }

  /** Writes what is new. Up to the first `await`, so that it also works while the page is being left. */
  async function flush(isAlive = false): Promise<WriteResult> {
    while (writing) await writing
    callOffWrite()
    due = Number.POSITIVE_INFINITY
    const isIdle = changes === saved && status.state !== "unsaved" && !isAlive
    if (!open || !latest || isOver || isIdle) return { ok: true }
    const upTo = changes
    const batch = [...pending.values()]
    writing = open.write(latest, batch, elapsed()).catch((error) => ({ ok: false, reason: String(error), lost: false }))
    const result = await writing
    writing = undefined
    if (result.ok) settle(upTo, batch)
    else postpone(result)
    return result
  }

  function settle(upTo: number, batch: readonly Interaction[]): void {
    for (const one of batch) if (pending.get(tryOf(one)) === one) pending.delete(tryOf(one))
    saved = upTo
    retry = firstRetry
    if (changes === saved) {
      dirtySince = undefined
      callOffJournal?.()
      callOffJournal = undefined
      journal.clear()
      setStatus({ state: "saved", at: clock.now() })
    } else {
      dirtySince = clock.now()
      setStatus({ state: "saving" })
    }
  }

  function postpone({ reason, lost }: { readonly reason: string; readonly lost: boolean }): void {
    dirtySince ??= clock.now()
    writeJournal()
    setStatus({ state: "unsaved", since: dirtySince, reason, lost })
    schedule(retry)
    retry = Math.min(lastRetry, retry * 2)
  }

  function end(): void {
    isOver = true
    callOffWrite()
    setStatus({ state: "finished", at: clock.now() })
  }

  /** The page may not come back: writes what is new, and before that keeps it here in case nobody answers any more. */
  function leave(): void {
    announceLeaving(window)
    saveNow()
  }

  function saveNow(): void {
    writeTexts()
    if (changes === saved || (isOver && !isLeft)) return
    writeJournal()
    void flush()
  }

  function keepAlive(): void {
    clock.after(keptAlive, () => {
      if (isActive) void flush(true)
      isActive = false
      if (!isOver) keepAlive()
    })
  }

  function listen(): void {
    const { document } = window
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") leave()
      else if (status.state === "unsaved") void flush()
    })
    window.addEventListener("online", () => {
      if (status.state === "unsaved") void flush()
    })
    window.addEventListener("pagehide", ({ persisted }) => {
      leave()
      if (persisted || isOver) return
      void open?.finish(elapsed(), true)
      isLeft = true
      end()
    })
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted && isOver) setStatus({ state: "reload" })
    })
    for (const sign of ["pointerdown", "keydown", "scroll"]) {
      window.addEventListener(
        sign,
        () => {
          isActive = true
        },
        { capture: true, passive: true },
      )
    }
    keepAlive()
  }

  if (open) listen()

  return {
    launch,
    journalled,
    get status() {
      return status
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    resumeInteractions(handedIn) {
      // After a session that ended badly nobody knows which answers have their row: then none is taken for another's.
      if (!journalled) open?.resumeInteractions(handedIn)
    },
    changed(record, interactions, urgency) {
      if (isOver && !isLeft) return
      latest = record
      changes++
      dirtySince ??= clock.now()
      for (const interaction of interactions) {
        answered.set(tryOf(interaction), interaction)
        pending.set(tryOf(interaction), interaction)
      }
      if (isOver) return saveNow()
      schedule(delays[urgency])
      callOffJournal ??= clock.after(journalDelay, writeJournal)
      if (status.state !== "unsaved") setStatus({ state: "saving" })
    },
    async finish() {
      writeTexts()
      const written = await flush()
      if (launch.endsAlways && connection) return connection.finish(elapsed())
      if (!open || isOver || !written.ok) return written
      const result = await open.finish(elapsed())
      if (result.ok) end()
      return result
    },
    async handOver() {
      writeTexts()
      await flush()
      if (open && !isOver) {
        await open.finish(elapsed(), true)
        end()
      }
      return { savedWork: latest?.savedWork ?? launch.savedWork, interactions: [...answered.values()] }
    },
    texts: journal.readTexts(),
    keepTexts(next) {
      if (!open) return
      texts = next
      callOffTexts ??= clock.after(journalDelay, writeTexts)
    },
  }
}

/** What tells one try of an activity from all others. */
function tryOf({ id, time }: Interaction): string {
  return `${id} ${time}`
}

import { hash32 } from "../learner/hash.ts"
import { nothingTold, type Seen, type Told } from "../learner/statements.ts"
import { isRecord } from "./journal.ts"
import type { LearnerRecord } from "./record.ts"
import { type Report, statuses } from "./status.ts"
import { browserStore, firstOf, memoryStore } from "./storage.ts"

/** What an LRS may see of a record: the words that the author lets an LMS see, which are those of SCORM 2004. */
export function seenOf(record: LearnerRecord, report: Report): Seen {
  const { completion, success, score } = statuses(record, report)
  const { scaled, ...rest } = record
  return {
    ...rest,
    ...{ completed: completion === "completed", success },
    ...(score && scaled !== undefined && { scaled }),
  }
}

/** What two sessions told an LRS, and which of them said what may be said once. */
export function joinTold(ours: Told, theirs: Told): Told {
  const completed = ours.completed ?? theirs.completed
  const passed = ours.passed ?? theirs.passed
  const later = theirs.failedRound > ours.failedRound ? theirs : ours
  return {
    progress: Math.max(ours.progress, theirs.progress),
    location: ours.location,
    mastered: [...ours.mastered, ...theirs.mastered.filter((id) => !ours.mastered.includes(id))],
    ...(completed !== undefined && { completed }),
    ...(passed !== undefined && { passed }),
    failedRound: later.failedRound,
    ...(later.failed !== undefined && { failed: later.failed }),
  }
}

/** Ids of the statements by which a status was said: each stands for something that is said once. */
export function statusIds({ completed, passed, failed }: Told): readonly string[] {
  return [completed, passed, failed].filter((id) => id !== undefined)
}

/** The same without a status that turns out never to have arrived. */
export function withoutStatus({ completed, passed, failed, ...rest }: Told, id: string): Told {
  return {
    ...rest,
    ...(completed !== undefined && completed !== id && { completed }),
    ...(passed !== undefined && passed !== id && { passed }),
    ...(failed === id ? { failedRound: Math.max(0, rest.failedRound - 1) } : failed !== undefined && { failed }),
  }
}

/** Reads what anybody could have written: what is not as it should be counts as nothing. */
export function readTold(value: unknown): Told {
  const told = isRecord(value) ? value : {}
  const text = (it: unknown) => (typeof it === "string" ? it : undefined)
  const number = (it: unknown) => (typeof it === "number" ? it : 0)
  const [completed, passed, failed] = [text(told.completed), text(told.passed), text(told.failed)]
  const read: Told = {
    progress: number(told.progress),
    location: text(told.location) ?? "",
    mastered: Array.isArray(told.mastered) ? told.mastered.filter((it) => typeof it === "string") : [],
    ...(completed !== undefined && { completed }),
    ...(passed !== undefined && { passed }),
    failedRound: number(told.failedRound),
    ...(failed !== undefined && { failed }),
  }
  // Joined with nothing, so that two equal ones are equal as text.
  return joinTold(read, nothingTold)
}

/**
 * What was told in this browser. It is ahead of what an LMS or LRS keeps while that cannot be written: without it the next
 * session would say again what waits in the queue, or has arrived.
 */
export interface ToldHere {
  /** What earlier pages told that is noted nowhere else. */
  readonly ahead: Told | undefined
  /** What another tab has told since this one last wrote; nothing when none has. */
  others(): Told | undefined
  /** Notes what was told; `isKept` once whoever is asked at the next launch knows it, too. */
  write(told: Told, isKept: boolean): void
}

/** Opens what was told in this browser of a learner (an opaque key) and an activity. */
export function openToldHere(window: Window, learner: string, activity: string): ToldHere {
  const store = firstOf([browserStore(window, "localStorage"), browserStore(window, "sessionStorage"), memoryStore()])
  const key = `lessonpack:told:${learner}:${hash32(activity).toString(36)}`
  let text = store.get(key)
  const first = parse(text)
  return {
    ahead: first?.isKept === false ? first.told : undefined,
    others() {
      const now = store.get(key)
      if (now === text) return undefined
      text = now
      return parse(now)?.told
    },
    write(told, isKept) {
      text = JSON.stringify({ told, isKept })
      store.set(key, text)
    },
  }
}

function parse(text: string | undefined): { readonly told: Told; readonly isKept: boolean } | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "null")
    return isRecord(value) ? { told: readTold(value.told), isKept: value.isKept === true } : undefined
  } catch {
    return undefined
  }
}

import type { Interaction } from "./record.ts"
import type { ScormSession } from "./scorm.ts"

/**
 * Finds the row of an objective by its id, and appends one where there is none; nothing when the LMS takes none. The ids
 * are read on first use: an LMS may have filled some in from the manifest, and refuses another id in their place.
 */
export function objectiveRows(session: ScormSession): (id: string) => number | undefined {
  let rows: string[] | undefined
  return (id) => {
    if (!rows) {
      const count = Number(session.get("cmi.objectives._count")) || 0
      const ids = Array.from({ length: count }, (_, index) => session.get(`cmi.objectives.${index}.id`))
      if (session.isFaulty()) return undefined
      rows = ids
    }
    const known = rows
    const row = known.indexOf(id)
    if (row >= 0) return row
    // Should the call break off, nobody knows whether the row is there: then the ids are read again.
    rows = undefined
    const isTaken = session.set(`cmi.objectives.${known.length}.id`, id)
    rows = known
    return isTaken ? known.push(id) - 1 : undefined
  }
}

/** The rows of `cmi.interactions` in the form in which an activity has one row, with its last answer. */
export interface InteractionRows {
  /** Reads how many rows earlier sessions left. */
  count(): void
  /** Takes up those rows when the saved work tells of as many, or when their ids can be read. */
  resume(handedIn: number): void
  /** The index of an interaction's row, appended where there is none yet; nothing when the LMS takes none. */
  rowOf(interaction: Interaction): number | undefined
}

/**
 * Finds the rows of interactions.
 *
 * @param canRead Whether ids can be read back, so that a row is never taken for another's (SCORM 2004).
 * @param most How many rows every LMS must keep.
 */
export function interactionRows(session: ScormSession, canRead: boolean, most: number): InteractionRows {
  const rows = new Map<string, number>()
  let before: number | undefined
  let count = 0
  let handedIn: number | undefined
  /** The id that was being appended when the LMS broke off: it may have its row or not. */
  let doubtful: string | undefined

  function readCount(): number | undefined {
    if (before === undefined) {
      const read = Number(session.get("cmi.interactions._count")) || 0
      if (session.isFaulty()) return undefined
      before = read
      count = read
    }
    return before
  }

  return {
    count: readCount,
    resume(number) {
      handedIn = number
    },
    rowOf({ id, position }) {
      if (doubtful !== undefined) {
        const isThere = Number(session.get("cmi.interactions._count")) > count
        if (session.isFaulty()) return undefined
        if (isThere) rows.set(doubtful, count++)
        doubtful = undefined
      }
      const known = rows.get(id)
      if (known !== undefined) return known
      const before = readCount()
      if (before === undefined) return undefined
      const isKept =
        position < before && (canRead ? session.get(`cmi.interactions.${position}.id`) === id : handedIn === before)
      const row = isKept ? position : count
      if (row >= most) return undefined
      if (!isKept) doubtful = id
      const isTaken = session.set(`cmi.interactions.${row}.id`, id)
      doubtful = undefined
      if (!isTaken) return undefined
      rows.set(id, row)
      if (!isKept) count++
      return row
    },
  }
}

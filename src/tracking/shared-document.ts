import { isRecord } from "./journal.ts"
import type { Lrs } from "./lrs.ts"

/**
 * What the phases of a course tell each other where each is launched on its own: a State document under the course's own
 * id, which all of them know. An LMS need not allow it (cmi5 speaks of an AU's own activity only): then each keeps to itself.
 */
export interface SharedDocument {
  /** The learning path that was chosen in any phase. */
  readonly path?: string
  /** Saved work of the other phases, by phase, as far as they handed it over. */
  readonly works: Readonly<Record<string, string>>
  /** Joins something with what is there; what others wrote under other names stays. */
  write(values: Readonly<Record<string, string>>, isLeaving?: boolean): Promise<void>
}

const name = "lessonpack-shared"

/** Reads what other phases said. */
export async function openShared(lrs: Lrs, course: string): Promise<SharedDocument> {
  const { status, data } = await lrs.state(course, name)
  let isAllowed = status === 200 || status === 404
  const { path, ...works } = textsOf(data)
  return {
    ...(path !== undefined && { path }),
    works,
    async write(values, isLeaving = false) {
      if (!isAllowed) return
      const reply = await lrs.mergeState(course, name, values, isLeaving)
      isAllowed = reply.status !== 401 && reply.status !== 403
    },
  }
}

/** What is text in a document that anybody could have written. */
function textsOf(data: unknown): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [key, value] of Object.entries(isRecord(data) ? data : {}))
    if (typeof value === "string") texts[key] = value
  return texts
}

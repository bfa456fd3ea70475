import type { Told } from "../learner/statements.ts"
import { isRecord } from "./journal.ts"
import type { Lrs, Match } from "./lrs.ts"
import type { WriteResult } from "./record.ts"
import { joinTold, readTold } from "./told.ts"

/** What the State document of a course holds: the learner's work, and what the LRS was told of it. */
export interface Saved {
  readonly savedWork: string
  readonly told: Told
  /** Ids of statements in `told` that had not been seen to arrive when this was written. */
  readonly unsure: readonly string[]
}

/** The State document, as far as it is known here. */
export interface SavedDocument {
  readonly saved: Saved
  /** Whether there was one before this session. */
  readonly isThere: boolean
  /** Puts it in place of the one that is there; one that somebody else has changed meanwhile is joined with it. */
  write(saved: Saved, isLeaving: boolean): Promise<WriteResult>
}

/** What a document is opened with. */
export interface SavedDocumentOptions {
  readonly lrs: Lrs
  readonly activity: string
  readonly name: string
  /** Joins two saved works: see src/learner/merge.ts. */
  mergeWork(ours: string, theirs: string): string
}

/** How often a document that others change is tried to be written. */
const mostTries = 4

/** Reads the document. Fails unless it is certain what is there: to go on without earlier work would be to overwrite it. */
export async function openSaved(options: SavedDocumentOptions): Promise<SavedDocument | { readonly failed: string }> {
  const { lrs, activity, name, mergeWork } = options
  const first = await lrs.state(activity, name)
  const isThere = first.status === 200
  if (!isThere && first.status !== 404) return { failed: first.reason || `HTTP ${first.status}` }
  let saved = readSaved(first.data)
  let match = matchOf(isThere, first.etag)
  /** Work that another session brought meanwhile: joined with all that follows, since this session does not know it. */
  let foreign: string | undefined
  /** Whether the document was written without learning its new ETag. */
  let isStale = false
  let written = isThere ? JSON.stringify(saved) : undefined

  /** Reads what is there now, joins it with ours where it is not what we wrote, and learns its ETag. */
  async function readAgain(): Promise<WriteResult> {
    const reply = await lrs.state(activity, name)
    if (reply.status !== 200 && reply.status !== 404)
      return { ok: false, reason: reply.reason, lost: isLost(reply.status) }
    match = matchOf(reply.status === 200, reply.etag)
    isStale = false
    const theirs = readSaved(reply.data)
    if (reply.status === 200 && JSON.stringify(theirs) !== written) {
      foreign = foreign === undefined ? theirs.savedWork : mergeWork(foreign, theirs.savedWork)
      saved = { ...saved, told: joinTold(saved.told, theirs.told) }
      written = undefined
    }
    return { ok: true }
  }

  return {
    get saved() {
      return saved
    },
    isThere,
    async write(next, isLeaving) {
      for (let tries = 0; ; tries++) {
        if (isStale && !isLeaving) await readAgain()
        const joined: Saved = {
          savedWork: foreign === undefined ? next.savedWork : mergeWork(next.savedWork, foreign),
          told: joinTold(next.told, saved.told),
          unsure: next.unsure,
        }
        const text = JSON.stringify(joined)
        if (text === written) return { ok: true }
        const reply = await lrs.putState(activity, name, { version: 1, ...joined }, match, isLeaving)
        if (reply.status >= 200 && reply.status < 300) {
          saved = joined
          written = text
          match = matchOf(true, reply.etag)
          // An LRS need not say the new ETag: asked now, the next write has it without waiting.
          isStale = reply.etag === undefined
          if (isStale && !isLeaving) await readAgain()
          return { ok: true }
        }
        // 412: somebody else has written. 409: a 2.0 LRS, which wants an ETag and was given none.
        if ((reply.status !== 412 && reply.status !== 409) || tries >= mostTries) {
          return { ok: false, reason: reply.reason || `HTTP ${reply.status}`, lost: isLost(reply.status) }
        }
        const again = await readAgain()
        if (!again.ok) return again
      }
    },
  }
}

/** Whether an LRS has closed the door: a new launch may open it. */
export function isLost(status: number): boolean {
  return status === 401 || status === 403
}

/** Without an ETag that can be read (an LRS that does not expose it) a document that is there can only be replaced. */
function matchOf(isThere: boolean, etag: string | undefined): Match {
  return isThere ? (etag === undefined ? "any" : { ifMatch: etag }) : "none"
}

/** Reads a document that anybody could have written: what is not as it should be counts as nothing. */
function readSaved(data: unknown): Saved {
  const { savedWork, told, unsure } = isRecord(data) ? data : {}
  return {
    savedWork: typeof savedWork === "string" ? savedWork : "",
    told: readTold(told),
    unsure: Array.isArray(unsure) ? unsure.filter((it) => typeof it === "string") : [],
  }
}

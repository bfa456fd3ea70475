import type { Connection, Launch, LearnerRecord } from "./record.ts"
import { browserStore } from "./storage.ts"

/**
 * Connects to the browser itself, for a course that no LMS launched: the work is kept in this browser, on this computer.
 * Where storage is blocked every write says so, since then nothing outlives the page.
 *
 * @param course Id of the course: its key in the browser.
 */
export async function connectStandalone(window: Window, course: string): Promise<Connection> {
  const store = browserStore(window, "localStorage")
  const key = `lessonpack:${course}`
  let kept: Kept = { savedWork: "", completed: false, success: "unknown" }
  try {
    const value: unknown = JSON.parse(store.get(key) ?? "null")
    if (isKept(value)) kept = value
  } catch {
    // What cannot be read is as good as nothing.
  }
  const { savedWork, completed, success } = kept
  return {
    launch: { mode: "normal", savedWork, held: { completed, success }, learner: "browser" },
    resumeInteractions() {},
    async write(record) {
      const next: Kept = {
        savedWork: record.savedWork,
        completed: kept.completed || record.completed,
        success: kept.success === "passed" || record.success === "unknown" ? kept.success : record.success,
      }
      if (!store.set(key, JSON.stringify(next))) return { ok: false, reason: "storage-blocked", lost: true }
      kept = next
      return { ok: true }
    },
    async finish() {
      return { ok: true }
    },
  }
}

/** What the browser keeps of a course. */
type Kept = Pick<LearnerRecord, "savedWork"> & Launch["held"]

function isKept(value: unknown): value is Kept {
  return (
    typeof value === "object" &&
    value !== null &&
    "savedWork" in value &&
    typeof value.savedWork === "string" &&
    "completed" in value &&
    typeof value.completed === "boolean" &&
    "success" in value &&
    (value.success === "unknown" || value.success === "failed" || value.success === "passed")
  )
}

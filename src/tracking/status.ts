import type { CourseRules } from "../lesson/model.ts"
import type { LearnerRecord } from "./record.ts"

// The one truth table: what an LMS is told about completion, success, score and exit. Nothing else decides any of it.

/** The pair of statuses an LMS may see: the first word for a course attained, the second for one that is not. */
export type Report = CourseRules["report"]

/** What decides the status of a course, and in the same way that of an objective. */
export type Standing = Pick<LearnerRecord, "completed" | "success" | "graded" | "scaled">

/** The words of `cmi.core.lesson_status` that are written (SCORM 1.2 RTE §3.4.4). */
export type LessonStatus = "incomplete" | "failed" | "completed" | "passed"

/** What SCORM 2004 holds in two words: `cmi.completion_status` and `cmi.success_status` (RTE §4.2.4, §4.2.22). */
export interface Statuses {
  readonly completion: "incomplete" | "completed"
  readonly success: "unknown" | "failed" | "passed"
}

/**
 * The value of `cmi.core.exit` and `cmi.exit`, however the learner leaves and however the course stands. After `normal` or
 * an empty value an LMS opens the course blank, and the `incomplete` of that new attempt replaces a `completed` that
 * stands; a learner who comes back to look at finished work would find none.
 */
export const exitValue = "suspend"

/**
 * What SCORM 1.2 is told: one word for completion and success. `completed` is never a step on the way to a verdict, since
 * an LMS may close the course on it. The score goes only along with a word that agrees with it.
 *
 * @param held The status the LMS holds; it is never lowered.
 */
export function lessonStatus(
  { completed, success, graded, scaled }: Standing,
  report: Report,
  held = "",
): { readonly status: LessonStatus; readonly score: boolean } {
  const wanted = (): LessonStatus => {
    if (!completed) return "incomplete"
    if (!graded) return "completed"
    if (success === "passed") return report === "completed/incomplete" ? "completed" : "passed"
    return success === "failed" && report === "passed/failed" ? "failed" : "incomplete"
  }
  const next = wanted()
  const status = neverDown12(held, next)
  return { status, score: completed && scaled !== undefined && status === next }
}

/** What SCORM 2004 is told: completion and success apart. See {@link lessonStatus} for `held` and the score. */
export function statuses(
  { completed, success, graded, scaled }: Standing,
  report: Report,
  held: { readonly completion: string; readonly success: string } = { completion: "", success: "" },
): Statuses & { readonly score: boolean } {
  const isAttained = completed && (!graded || success === "passed")
  const isTold = graded && (success === "passed" ? report !== "completed/incomplete" : report === "passed/failed")
  const next: Statuses = {
    completion: (report === "passed/failed" ? completed : isAttained) ? "completed" : "incomplete",
    success: isTold ? success : "unknown",
  }
  const status = neverDown2004(held, next)
  return { ...status, score: scaled !== undefined && status.success === next.success }
}

/** The higher of the status an LMS holds and the next one, in SCORM 1.2's words. */
export function neverDown12(held: string, next: LessonStatus): LessonStatus {
  const order = ["incomplete", "failed", "completed", "passed"] as const
  return order.find((status, rank) => status === held && rank > order.indexOf(next)) ?? next
}

/** The higher of the statuses an LMS holds and the next ones, in SCORM 2004's words. */
export function neverDown2004(
  held: { readonly completion: string; readonly success: string },
  next: Statuses,
): Statuses {
  const isPassed = held.success === "passed" || next.success === "passed"
  return {
    completion: held.completion === "completed" ? "completed" : next.completion,
    success: isPassed ? "passed" : held.success === "failed" ? "failed" : next.success,
  }
}

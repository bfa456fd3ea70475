import * as v from "valibot"
import { type Document, isNode, LineCounter, parseDocument, stringify } from "yaml"
import type { Place } from "../diagnostic.ts"
import { activityKey } from "../learner/keys.ts"
import { activitiesOn } from "../learner/outline.ts"
import { type Change, changeBetween, fingerprintOf, fingerprintsOf } from "./fingerprint.ts"
import type { Course, Page, Phase, PhaseId, Prose } from "./model.ts"
import type { Reporter } from "./reporter.ts"

/** Name of the file, beside the lesson plan, that keeps what was released. */
export const lockName = "lessonpack.lock"

/** Largest lock file, in bytes: many times that of a course with 500 questions. */
export const largestLock = 1_000_000

/** A page as it was released. */
export interface LockedPage {
  readonly id: string
  readonly title: string
}

/** What an LMS and learners know of a released course: none of it may change by accident. */
export interface Lock {
  /** Id of the course. */
  readonly course: string
  /** The pages of each phase, in order. */
  readonly pages: Readonly<Partial<Record<PhaseId, readonly LockedPage[]>>>
  /** The objectives in words, in order; absent in locks of versions that did not keep them. */
  readonly objectives?: readonly string[] | undefined
  /** For each activity, what tells answers of its form from others: see keys.ts. */
  readonly activities: Readonly<Record<string, number>>
  /** For each activity, its fingerprint; absent in locks of versions that did not keep it. */
  readonly asks?: Readonly<Record<string, string>> | undefined
}

/** A lock as it was read, with the places of what is in it. */
export interface ReadLock extends Lock {
  placeOf(path: readonly (string | number)[]): Place
}

const pagesSchema = v.array(v.object({ id: v.string(), title: v.string() }))
const lockSchema = v.object({
  course: v.string(),
  objectives: v.optional(v.array(v.string())),
  pages: v.object({
    engage: v.optional(pagesSchema, []),
    explore: v.optional(pagesSchema, []),
    explain: v.optional(pagesSchema, []),
    elaborate: v.optional(pagesSchema, []),
    evaluate: v.optional(pagesSchema, []),
  }),
  activities: v.record(v.string(), v.number()),
  asks: v.optional(v.record(v.string(), v.string())),
})

/** Reads a lock file; nothing after it was reported that it cannot be read. */
export function readLock(source: string, file: string, reporter: Reporter): ReadLock | undefined {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const result = document.errors.length === 0 ? v.safeParse(lockSchema, contentOf(document)) : undefined
  const placeOf = (path: readonly (string | number)[]): Place => {
    const node = document.getIn(path, true)
    const { line, col } = lines.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (result?.success) return { ...result.output, placeOf }
  const message = "This file does not hold what was released: it was changed by hand, or two versions of it were mixed."
  const remedy =
    "Take it back from where it was good. If there is no such copy, remove it and write it anew with npx lessonpack lock."
  reporter.report("lock-unreadable", { file, line: 1, column: 1 }, message, remedy)
  return undefined
}

/** What a document holds; nothing where it refers to parts of itself, as none that we write does. */
function contentOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    return undefined
  }
}

/** Makes the lock of a course that is to be released. */
export function toLock(course: Course): Lock {
  const pagesOf = ({ pages }: Phase) => pages.map(({ id, title }) => ({ id, title }))
  const activities = course.phases.flatMap(({ pages }) => activitiesOn(pages))
  return {
    course: course.id,
    objectives: course.objectives.map(({ text }) => text),
    pages: Object.fromEntries(course.phases.map((phase) => [phase.id, pagesOf(phase)])),
    activities: Object.fromEntries(activities.map((activity) => [activity.id, activityKey(activity, 0)])),
    asks: fingerprintsOf(course),
  }
}

/** Writes a lock file. */
export function writeLock(lock: Lock): string {
  const comment =
    "What was released of this lesson: learners' work and LMSs' records hang on these names.\nWritten by `lessonpack lock`; keep it with the lesson, and do not edit it."
  return `${comment.replace(/^/gm, "# ")}\n${stringify(lock, { lineWidth: 0 })}`
}

/**
 * The ids that pages had when they were released, by their place among the pages of their phase. Pages are known again by
 * an id of their own, else by their title, else by standing between the same neighbours: so a title may be edited.
 */
export function releasedIds(
  released: readonly LockedPage[],
  pages: readonly { readonly id: string | undefined; readonly title: string }[],
): readonly (string | undefined)[] {
  const free = released.map((page): LockedPage | undefined => page)
  const found = pages.map((): number | undefined => undefined)
  const match = (isSame: (locked: LockedPage, index: number) => boolean) => {
    pages.forEach((_, index) => {
      if (found[index] !== undefined) return
      const at = free.findIndex((locked) => locked !== undefined && isSame(locked, index))
      if (at < 0) return
      found[index] = at
      free[at] = undefined
    })
  }
  match(({ id }, index) => pages[index]?.id === id)
  match(({ title }, index) => pages[index]?.id === undefined && pages[index]?.title === title)
  for (const { from, to } of gaps(found)) {
    const before = found[from - 1] ?? -1
    const after = found[to] ?? released.length
    const between = released.map((_, at) => at).filter((at) => at > before && at < after && free[at] !== undefined)
    const unknown = pages.map((_, index) => index).filter((index) => index >= from && index < to)
    if (between.length !== unknown.length || unknown.some((index) => pages[index]?.id !== undefined)) continue
    unknown.forEach((index, nth) => {
      found[index] = between[nth]
    })
  }
  return found.map((at) => (at === undefined ? undefined : released[at]?.id))
}

/** Runs of pages that are not known again, from the first to behind the last. */
function gaps(found: readonly (number | undefined)[]): { readonly from: number; readonly to: number }[] {
  const starts = found
    .map((_, index) => index)
    .filter((index) => found[index] === undefined && (index === 0 || found[index - 1] !== undefined))
  return starts.map((from) => {
    const length = found.slice(from).findIndex((at) => at !== undefined)
    return { from, to: length < 0 ? found.length : from + length }
  })
}

/** Tells what of a released course is not there any more, or another thing than it was. */
export function checkLock(
  lock: ReadLock,
  course: { readonly id: string; readonly pages: readonly Page[]; readonly objectives: readonly Prose[] },
  reporter: Reporter,
) {
  if (lock.course !== course.id) {
    const message = `The course was released as "${lock.course}", and is called "${course.id}" now: to an LMS it is another course.`
    const remedy = `Write id: ${lock.course} in course.yaml. For a course of its own remove ${lockName}.`
    reporter.report("lock-course", lock.placeOf(["course"]), message, remedy)
    return
  }
  checkObjectives(lock, course.objectives, reporter)
  const ids = new Set(course.pages.map(({ id }) => id))
  for (const [phase, pages] of Object.entries(lock.pages)) {
    pages.forEach(({ id, title }, index) => {
      if (ids.has(id)) return
      const message = `The page "${title}" (${id}) was released and is gone: learners who left off there begin at the first page.`
      const remedy = `If it is still there under another heading, write beneath that: ::page{#${id}}. If it is meant to go, write the lock anew with npx lessonpack lock.`
      reporter.report("lock-gone", lock.placeOf(["pages", phase, index]), message, remedy)
    })
  }
  const now = new Map(activitiesOn(course.pages).map((activity) => [activity.id, activity]))
  for (const [id, key] of Object.entries(lock.activities)) {
    const activity = now.get(id)
    if (!activity) {
      const message = `The activity "${id}" was released and is gone: learners' answers to it are dropped.`
      const remedy = `If it is still there under another id, write {#${id}}. If it is meant to go, write the lock anew with npx lessonpack lock.`
      reporter.report("lock-gone", lock.placeOf(["activities", id]), message, remedy)
    } else if (activityKey(activity, 0) !== key) {
      const message = `The activity "${id}" is answered in another way than when it was released: answers given so far are dropped.`
      const remedy =
        "Keep the number of its answers and parts, give it another id, or write the lock anew with npx lessonpack lock."
      reporter.report("lock-changed", activity.place, message, remedy)
    } else {
      const released = lock.asks?.[id]
      const change = released === undefined ? undefined : changeBetween(released, fingerprintOf(activity))
      if (!change) continue
      const { message, remedy } = changes[change](id)
      reporter.report("lock-changed", activity.place, message, remedy)
    }
  }
}

const changes: Readonly<Record<Change, (id: string) => { readonly message: string; readonly remedy: string }>> = {
  question: (id) => ({
    message: `The activity "${id}" asks something else than when it was released: answers to the old question would stand for answers to this one.`,
    remedy: "Give it another id. If it means the same in other words, write the lock anew with npx lessonpack lock.",
  }),
  order: (id) => ({
    message: `The options or parts of "${id}" stand in another order than when it was released: answers are kept by place, and would point to others.`,
    remedy: "Restore the order, give it another id, or write the lock anew with npx lessonpack lock.",
  }),
  key: (id) => ({
    message: `Other answers of "${id}" are right than when it was released: answers handed in so far keep the result they got.`,
    remedy: "If it is meant so, write the lock anew with npx lessonpack lock.",
  }),
}

/** An LMS knows objectives by their numbers: one between the others moves all behind it. */
function checkObjectives(lock: ReadLock, objectives: readonly Prose[], reporter: Reporter) {
  lock.objectives?.forEach((released, index) => {
    const now = objectives[index]
    if (now?.text === released) return
    const number = index + 1
    const place = now?.place ?? lock.placeOf(["objectives", index])
    const moved = objectives.findIndex(({ text }) => text === released)
    if (moved >= 0) {
      const message = `Objective ${number} was released as "${released}", which is objective ${moved + 1} now: an LMS would show the old results under the wrong one.`
      const remedy = "Keep the objectives in their order, and add new ones behind them."
      reporter.report("lock-changed", place, message, remedy)
    } else if (now) {
      const message = `Objective ${number} was released as "${released}".`
      const remedy =
        "If it still means the same, write the lock anew with npx lessonpack lock. Otherwise add it behind the others, and keep this one."
      reporter.report("lock-changed", place, message, remedy)
    } else {
      const message = `Objective ${number}, "${released}", was released and is gone: what an LMS holds of it is not changed any more.`
      reporter.report(
        "lock-gone",
        place,
        message,
        "If it is meant to go, write the lock anew with npx lessonpack lock.",
      )
    }
  })
}

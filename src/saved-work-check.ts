import { type FormatName, formats, type Layout, savedWorkLimit } from "../packaging/formats.ts"
import type { PackageTarget } from "./choose-packages.ts"
import type { Diagnostic, Place } from "./diagnostic.ts"
import { bitsPerCharacter } from "./learner/bits.ts"
import { haveClash } from "./learner/keys.ts"
import { activitiesOf, activitiesOn, type Outline, pagesOf, toOutline } from "./learner/outline.ts"
import { bitsPerProse, recordWidth, worstCase } from "./learner/worst-case.ts"
import type { Course } from "./lesson/model.ts"

/** How much saved work a package may need, in characters. */
export interface SavedWorkNeed {
  /** Everything but free writing, at its worst, and the room that writing was promised. */
  readonly worst: number
  /** What the LMS keeps, for each SCO. */
  readonly limit: number
  /** What is left for writing beyond what it was promised; of the fullest SCO. */
  readonly writing: number
}

/** The outlines of a course's SCOs, in order. */
export function outlinesOf(course: Course, layout: Layout, capacity: number): readonly Outline[] {
  const phases = course.phases.map(({ id }) => id)
  const cuts = layout === "course" ? [phases] : phases.map((id) => [id])
  return cuts.map((cut) => toOutline(course, "", cut, capacity))
}

/** Measures the worst case of a package's saved work: of its fullest SCO. */
export function measureSavedWork(course: Course, format: FormatName, layout: Layout): SavedWorkNeed {
  const limit = savedWorkLimit(format, layout)
  const worst = Math.max(...outlinesOf(course, layout, limit).map(worstCase))
  return { worst, limit, writing: Math.max(0, limit - worst) }
}

/**
 * Proves that the saved work of a course fits each package at its worst: every answer given, every try used, every promise
 * to writing taken up. Reports, for each format that cannot hold it, the activity with which it overflows.
 */
export function checkSavedWork(course: Course, targets: readonly PackageTarget[]): readonly Diagnostic[] {
  const activities = course.phases.flatMap(({ pages }) => activitiesOn(pages))
  const places = new Map(activities.map(({ id, place }) => [id, place]))
  return targets.flatMap(({ format, layout }) => {
    const limit = savedWorkLimit(format, layout)
    return outlinesOf(course, layout, limit).flatMap((outline) => {
      const worst = worstCase(outline)
      if (worst > limit) return [overflow(course, outline, places, formats[format].label, worst)]
      return canTellApart(outline) ? [] : [tooMany(course, outline)]
    })
  })
}

function canTellApart(outline: Outline): boolean {
  const pages = pagesOf(outline).map(({ id }) => id)
  return !haveClash(activitiesOf(outline), pages, outline.salt)
}

function tooMany(course: Course, outline: Outline): Diagnostic {
  return {
    rule: "saved-work-limit",
    severity: "error",
    place: course.plan.title.place,
    message: `The ${activitiesOf(outline).length} activities of this course are more than saved work can tell apart.`,
    remedy: "Make several lessons of it.",
  }
}

function overflow(
  course: Course,
  outline: Outline,
  places: ReadonlyMap<string, Place>,
  format: string,
  worst: number,
): Diagnostic {
  const needs = activitiesOf(outline).map((activity) => ({
    id: activity.id,
    bits: recordWidth(activity) + activity.shape.texts.reduce((sum, characters) => sum + characters * bitsPerProse, 0),
  }))
  let left =
    outline.capacity * bitsPerCharacter - (worst * bitsPerCharacter - needs.reduce((sum, { bits }) => sum + bits, 0))
  const first = needs.find(({ bits }) => {
    left -= bits
    return left < 0
  })
  const largest = needs.toSorted((a, b) => b.bits - a.bits).slice(0, 3)
  const sizes = largest.map(({ id, bits }) => `#${id} (${Math.ceil(bits / bitsPerCharacter)})`).join(", ")
  return {
    rule: "saved-work-limit",
    severity: "error",
    place: (first && places.get(first.id)) ?? course.plan.title.place,
    message: `${format} keeps ${outline.capacity} characters of saved work, and this course may need ${worst}: "${first?.id}" does not fit any more.`,
    remedy: `The largest are ${sizes}. Lower their keep or number of parts, leave out activities, or build only formats that keep more (--format).`,
  }
}

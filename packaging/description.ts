import { toOutline } from "../src/learner/outline.ts"
import { type PackedOutline, packOutline, unpackOutline } from "../src/learner/packed-outline.ts"
import { fingerprintsOf } from "../src/lesson/fingerprint.ts"
import type { Course } from "../src/lesson/model.ts"
import { type FormatName, formatNames, formats, type Layout, layouts, savedWorkLimit } from "./formats.ts"
import { scosOf } from "./manifest.ts"

/** Name of the file that says what a package of ours holds. */
export const descriptionName = "lessonpack.json"

/**
 * What a package says of itself to our own commands, which read it back: enough to compare two versions of a course and to
 * read its saved work. It holds no question, no key and nothing of any learner.
 */
export interface PackageDescription {
  /** Tells our descriptions from other files of this name, and which form this is. */
  readonly lessonpack: 1
  readonly format: FormatName
  readonly layout: Layout
  /** IRI under which the course's xAPI ids stand; absent where the package speaks no xAPI. */
  readonly baseIri?: string
  /** The fingerprint of each activity, by id; absent in packages of versions that did not give it. */
  readonly asks?: Readonly<Record<string, string>>
  /** What an LMS launches, in order. */
  readonly units: readonly DescribedUnit[]
}

/** One SCO or AU of a package. */
export interface DescribedUnit {
  /** The page that is launched. */
  readonly page: string
  /** Identifier of its item in a SCORM manifest. */
  readonly item: string
  /** The course as the player of this unit knows it, without the glossary. */
  readonly outline: PackedOutline
}

/** Describes a package. */
export function describePackage(course: Course, format: FormatName, layout: Layout): Uint8Array {
  const limit = savedWorkLimit(format, layout)
  const baseIri = formats[format].needsBase || course.lrs ? course.baseIri : undefined
  const description: PackageDescription = {
    lessonpack: 1,
    ...{ format, layout },
    ...(baseIri && { baseIri }),
    asks: fingerprintsOf(course),
    units: scosOf(course, layout).map(({ page, item, phases }) => {
      const outline = toOutline(
        { ...course, glossary: [] },
        "",
        phases.map(({ id }) => id),
        limit,
      )
      return { page, item, outline: packOutline(outline) }
    }),
  }
  return new TextEncoder().encode(JSON.stringify(description))
}

/** Reads a description back; nothing when it is none of ours. What the rest of it holds is trusted no further than that. */
export function readDescription(text: string): PackageDescription | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!isDescription(value)) return undefined
    // One that was changed by hand may hold no outline: then this throws.
    for (const { outline } of value.units) unpackOutline(outline)
    return value
  } catch {
    return undefined
  }
}

function isDescription(value: unknown): value is PackageDescription {
  if (typeof value !== "object" || value === null) return false
  const { lessonpack, format, layout, units, asks = {} } = value as Record<string, unknown>
  return (
    lessonpack === 1 &&
    typeof asks === "object" &&
    Object.values(asks ?? {}).every((one) => typeof one === "string") &&
    formatNames.some((name) => name === format) &&
    layouts.some((name) => name === layout) &&
    Array.isArray(units) &&
    units.length > 0 &&
    units.every(isUnit)
  )
}

function isUnit(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false
  const { page, item, outline } = value as Record<string, unknown>
  if (typeof page !== "string" || typeof item !== "string" || typeof outline !== "object" || outline === null)
    return false
  const { phases, kinds, rows, objectives, paths, rules } = outline as Record<string, unknown>
  return [phases, kinds, rows, objectives, paths].every(Array.isArray) && typeof rules === "object" && rules !== null
}

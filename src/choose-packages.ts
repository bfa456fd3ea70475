import { type FormatName, formats, hasLayout, isFormatName, type Layout } from "../packaging/formats.ts"
import type { Diagnostic } from "./diagnostic.ts"
import type { Course } from "./lesson/model.ts"

/** A package to build: a format, and how it is cut. */
export interface PackageTarget {
  readonly format: FormatName
  readonly layout: Layout
}

/** What someone asked for; what is absent is left to the lesson and to each format. */
export interface Wish {
  readonly formats?: readonly FormatName[] | undefined
  readonly layout?: Layout | undefined
}

/** A format of the lesson that is not built though nobody asked to leave it out. */
export interface LeftOut {
  readonly format: FormatName
  /** `base`: `course.yaml` names no base, which it needs; `layout`: it does not have the layout asked for. */
  readonly reason: "base" | "layout"
}

/** The packages to build, and what is to be said about those that cannot be. */
export interface Choice {
  readonly targets: readonly PackageTarget[]
  /** Formats that are not built, and why: none of those asked for by name for want of a base, which is an error. */
  readonly leftOut: readonly LeftOut[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Chooses the packages to build of a course: the formats asked for, or else all that the lesson names; each in the layout
 * asked for, or else its own. Formats that do not have the layout are left out.
 *
 * A format that names things by IRIs needs the author's base. Where it was asked for by name that is an error; where it
 * is only one of all it is left out.
 */
export function choosePackages(course: Course, wish: Wish = {}): Choice {
  const names = wish.formats ?? course.formats.filter(isFormatName)
  const all = names.map((format): PackageTarget => ({ format, layout: wish.layout ?? formats[format].layout }))
  const targets = all.filter(({ format, layout }) => hasLayout(format, layout))
  const unfit = all
    .filter((target) => !targets.includes(target))
    .map(({ format }): LeftOut => ({ format, reason: "layout" }))
  const lacking = course.baseIri === undefined ? targets.filter(({ format }) => formats[format].needsBase) : []
  const built = targets.filter((target) => !lacking.includes(target))
  if (wish.formats === undefined || lacking.length === 0) {
    const without = lacking.map(({ format }): LeftOut => ({ format, reason: "base" }))
    return { targets: built, leftOut: [...without, ...unfit], diagnostics: [] }
  }
  const labels = lacking.map(({ format }) => formats[format].label).join(" and ")
  return {
    targets: built,
    leftOut: unfit,
    diagnostics: [
      {
        rule: "base-missing",
        severity: "error",
        place: course.plan.title.place,
        message: `A package of ${labels} names the course by an address of yours, and course.yaml has no base.`,
        remedy:
          "Write into course.yaml an address under a domain of your organisation, which need not exist as a page and never changes, such as base: https://training.your-agency.gov/xapi",
      },
    ],
  }
}

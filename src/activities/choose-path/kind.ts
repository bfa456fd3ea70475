import type { Work } from "../../learner/state.ts"
import { markAt } from "../answer.ts"
import type { Prompted } from "../kind.ts"
import { pathName } from "../path-name.ts"
import { pickOf } from "../pick.ts"

/** A choice of learning path, with a suggestion that follows from earlier answers. */
export interface ChoosePathData extends Prompted {
  /** The course's learning paths, easiest first. */
  readonly paths: readonly string[]
  /** The activities that the suggestion follows from; none when there is none. */
  readonly from: readonly PathSource[]
  /** Which path is suggested for which count. Together they cover every count, once. */
  readonly ranges: readonly PathRange[]
}

/** An activity whose answer counts towards a suggestion. */
export interface PathSource {
  readonly id: string
  /** What is counted: levels of the best try, the place on a scale from 1, or steps ticked off. */
  readonly counts: "levels" | "place" | "ticks"
  /** The most it can count. */
  readonly most: number
}

/** A path and the counts for which it is suggested, both ends included. */
export interface PathRange {
  readonly path: string
  readonly least: number
  readonly most: number
}

/** Picked is a path. */
export const choosePath = pickOf("choose-path", ({ paths }: ChoosePathData) => paths, pathName)

/** What a suggestion says: the path, and the count it follows from. */
export interface Suggestion {
  readonly path: string
  readonly count: number
  readonly most: number
}

/** What earlier answers count, and the path they suggest; nothing while a question is not answered. */
export function suggest(
  { from, ranges }: ChoosePathData,
  workOn: (id: string) => Work | undefined,
): Suggestion | undefined {
  const counts = from.map((source) => countOf(source, workOn(source.id))).filter((count) => count !== undefined)
  if (from.length === 0 || counts.length < from.length) return undefined
  const count = counts.reduce((sum, one) => sum + one, 0)
  const range = ranges.find(({ least, most }) => count >= least && count <= most)
  return range && { path: range.path, count, most: from.reduce((sum, { most }) => sum + most, 0) }
}

function countOf({ counts }: PathSource, work: Work | undefined): number | undefined {
  // A list of steps in which nothing is ticked says just that: there is no other way to answer it with "none".
  if (counts === "ticks") return work ? work.answer.marks.filter((mark) => mark === 1).length : 0
  if (!work || work.tries === 0) return undefined
  return counts === "place" ? markAt(work.answer, 0) + 1 : work.best
}

import type { OutlineActivity } from "./outline.ts"

/** What grading needs to know of an activity. */
export type Graded = Pick<OutlineActivity, "levels" | "points" | "objectives" | "split" | "parts">

/** Highest level of a score with parts: all of them in full. */
export function levelsOfParts(parts: readonly number[]): number {
  return parts.reduce((product, levels) => product * (levels + 1), 1) - 1
}

/** One number for the levels that the parts of a score reach, so that saved work and merging need to know no parts. */
export function packLevel(parts: readonly number[], reached: readonly number[]): number {
  return parts.reduceRight(
    (packed, levels, index) => packed * (levels + 1) + Math.max(0, Math.min(levels, reached[index] ?? 0)),
    0,
  )
}

/** The levels of the parts that {@link packLevel} packed. */
export function unpackLevel(parts: readonly number[], level: number): readonly number[] {
  let rest = level
  return parts.map((levels) => {
    const reached = rest % (levels + 1)
    rest = Math.floor(rest / (levels + 1))
    return reached
  })
}

/**
 * A level as an activity can have it, whatever its kind reckoned: one of a lesson's own may err, and a score beyond the
 * highest would pass a course, or be refused by its LMS.
 */
export function levelWithin({ levels }: Pick<Graded, "levels">, level: number): number {
  return level > 0 ? Math.min(levels, Math.floor(level)) : 0
}

/** Points that a level earns: all of them, or those that serve an objective. */
export function pointsOf(activity: Graded, level: number, objective?: string): number {
  const { levels, points, split, parts, objectives } = activity
  const shares = parts
    ? unpackLevel(parts, level).map((reached, index) => reached / Math.max(1, parts[index] ?? 1))
    : []
  const shareOf = (index: number) => shares[index] ?? level / Math.max(1, levels)
  if (!split) return points * (parts ? shares.reduce((sum, share) => sum + share, 0) / parts.length : shareOf(0))
  const index = objective === undefined ? -1 : objectives.indexOf(objective)
  if (index >= 0) return (split[index] ?? 0) * shareOf(index)
  return split.reduce((sum, own, place) => sum + own * shareOf(place), 0)
}

/** Points to be had: all of them, or those that serve an objective. */
export function mostPoints({ points, split, objectives }: Graded, objective?: string): number {
  const index = objective === undefined ? -1 : objectives.indexOf(objective)
  return split && index >= 0 ? (split[index] ?? 0) : points
}

/** Share of the points that a level earns, 0–1. */
export function shareOfLevel(activity: Graded, level: number): number {
  if (activity.levels === 0) return 0
  return activity.points > 0 ? pointsOf(activity, level) / activity.points : level / activity.levels
}

/** The better of two levels: the one that earns more. */
export function betterLevel(activity: Graded, one: number, other: number): number {
  if (!activity.parts) return Math.max(one, other)
  return shareOfLevel(activity, other) > shareOfLevel(activity, one) ? other : one
}

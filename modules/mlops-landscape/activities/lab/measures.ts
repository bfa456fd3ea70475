/** How well decisions turned out in some cases. Shares are 0–1; 0 where there is nothing to share out. */
export interface Figures {
  readonly cases: number
  /** Share of cases decided rightly: a visit where there was a problem, none where there was none. */
  readonly accuracy: number
  /** Share of the problems that a visit finds (recall). */
  readonly found: number
  /** Share of people without a problem who are sent a visit (false positives). */
  readonly needless: number
  /** How many people that is. */
  readonly needlessCount: number
  /** Share of all cases that get a visit. */
  readonly visits: number
}

/** The figures of some cases: for each, whether it had a problem, whether it got a visit, and whether it is counted. */
export function figuresOf(
  hasProblem: readonly boolean[],
  isVisited: readonly boolean[],
  isCounted: (index: number) => boolean = () => true,
): Figures {
  let [cases, visits, problems, found] = [0, 0, 0, 0]
  for (let index = 0; index < hasProblem.length; index++) {
    if (!isCounted(index)) continue
    cases++
    if (isVisited[index]) visits++
    if (hasProblem[index]) problems++
    if (isVisited[index] && hasProblem[index]) found++
  }
  const needless = visits - found
  const fine = cases - problems
  return {
    cases,
    accuracy: share(found + fine - needless, cases),
    found: share(found, problems),
    needless: share(needless, fine),
    needlessCount: needless,
    visits: share(visits, cases),
  }
}

/** Bands of scores in which the chance that was said is held against what came true. */
const bands = 5

/**
 * How far scores are from what came true (expected calibration error): cases are put into five bands by their score, and in
 * each the mean score is held against the share of problems. 0 is perfect.
 */
export function calibrationGap(scores: readonly number[], hasProblem: readonly boolean[]): number {
  const sums = Array.from({ length: bands }, () => ({ scores: 0, problems: 0 }))
  scores.forEach((score, index) => {
    const band = sums[Math.min(bands - 1, Math.floor(score * bands))]
    if (!band) return
    band.scores += score
    if (hasProblem[index]) band.problems++
  })
  return share(
    sums.reduce((gap, band) => gap + Math.abs(band.scores - band.problems), 0),
    scores.length,
  )
}

/** Bins of the population stability index: tenths of the reference. */
const bins = 10

/** Least share of a bin: an empty one would make the index endless. */
const leastShare = 0.0005

/** How values were spread when a model was trained: what later ones are held against. */
export interface Reference {
  /** Where one bin ends and the next begins, ascending. */
  readonly edges: readonly number[]
  /** Share of the values in each bin. */
  readonly shares: readonly number[]
}

/** The spread of some values, cut into tenths; into fewer where many values are the same. */
export function referenceOf(values: readonly number[]): Reference {
  const sorted = [...values].sort((a, b) => a - b)
  const cuts = new Set<number>()
  for (let bin = 1; bin < bins; bin++) cuts.add(sorted[Math.floor((bin * sorted.length) / bins)] ?? 0)
  const edges = [...cuts]
  return { edges, shares: spread(values, edges) }
}

/**
 * Population stability index: how differently values are spread now than in a reference. In each bin the shares of then
 * and now are held against each other. 0 is the same. By custom, from 0.1 on one looks closer, and from 0.2 on one acts.
 */
export function stabilityIndex({ edges, shares }: Reference, now: readonly number[]): number {
  return spread(now, edges).reduce((sum, share, bin) => {
    const was = shares[bin] ?? leastShare
    return sum + (share - was) * Math.log(share / was)
  }, 0)
}

function spread(values: readonly number[], edges: readonly number[]): readonly number[] {
  const counts = Array.from({ length: edges.length + 1 }, () => 0)
  for (const value of values) {
    let bin = 0
    while (bin < edges.length && value >= (edges[bin] ?? 0)) bin++
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts.map((count) => Math.max(leastShare, share(count, values.length)))
}

/** The mean of some numbers; 0 of none. */
export function mean(values: readonly number[]): number {
  return share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  )
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

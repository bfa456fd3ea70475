import { gateMarks, type Judgement, results } from "./answer.ts"
import type { MatrixData } from "./kind.ts"

/** Where a candidate stands, by gates, weights and scores. */
export interface Standing {
  readonly candidate: number
  /** Weights times scores, added up: a whole number, so that ties are ties. */
  readonly sum: number
  /** The same on a scale of 0 to 100, where the weights add up to 100. */
  readonly total: number
  /** In how many criteria it is scored. */
  readonly scored: number
  /**
   * Its place among those that are scored in full and pass the gates, from 1: one more than there are better ones. Nobody has
   * one while the weights do not add up.
   */
  readonly place?: number
  /** Gates it fails. */
  readonly fails: readonly number[]
  /** Gates it passes on a condition. */
  readonly onCondition: readonly number[]
}

/** The weight that all criteria have together. */
export const allWeights = 100

/** What the weights add up to. */
export function sumOf(weights: readonly (number | undefined)[]): number {
  return weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0)
}

/** Whether weights can be reckoned with. */
export function isWeighed({ weights }: Pick<Judgement, "weights">): boolean {
  return sumOf(weights) === allWeights
}

/** The standing of every candidate, best first; behind those with a place come the ones not fully scored, then the ones out. */
export function rank(
  data: MatrixData,
  judgement: Judgement,
  weights: readonly (number | undefined)[] = judgement.weights,
): readonly Standing[] {
  const { candidates, criteria } = data
  const standings = candidates.map((_, candidate): Omit<Standing, "place"> => {
    const scores = criteria.map((_, criterion) => judgement.scores[criterion]?.[candidate])
    const sum = weighed(weights, scores)
    const fails = gatesWith(data, judgement, candidate, results.fails)
    const onCondition = gatesWith(data, judgement, candidate, results.onCondition)
    const scored = scores.filter((score) => score !== undefined).length
    return { candidate, sum, total: totalOf(data, sum), scored, fails, onCondition }
  })
  const isPlaced = ({ scored, fails }: Omit<Standing, "place">) =>
    isWeighed({ weights }) && scored === criteria.length && fails.length === 0
  const placed = standings
    .filter(isPlaced)
    .sort((a, b) => b.sum - a.sum || a.candidate - b.candidate)
    .map((one, _, all) => ({ ...one, place: 1 + all.filter(({ sum }) => sum > one.sum).length }))
  const open = standings.filter((one) => !isPlaced(one) && one.fails.length === 0)
  return [...placed, ...open, ...standings.filter(({ fails }) => fails.length > 0)]
}

/** The candidates in first place: several when they tie, none while nothing can be ranked. */
export function winnersOf(standings: readonly Standing[]): readonly number[] {
  return standings.flatMap(({ place, candidate }) => (place === 1 ? [candidate] : []))
}

/** The candidates that fail no gate: whoever fails one need not be scored. */
export function candidatesIn(standings: readonly Standing[]): readonly number[] {
  return standings.flatMap(({ candidate, fails }) => (fails.length === 0 ? [candidate] : []))
}

/** A sum of weights times scores on the scale of 0 to 100. */
export function totalOf({ scale }: Pick<MatrixData, "scale">, sum: number): number {
  return sum / Math.max(1, scale.length - 1)
}

/** How a choice stands: one candidate, or two that are combined. */
export interface ChoiceStanding {
  readonly sum: number
  readonly total: number
  readonly isScored: boolean
  readonly fails: readonly number[]
  readonly onCondition: readonly number[]
  /** How many candidates with a place of their own do better. */
  readonly better: number
}

/**
 * A choice beside the ranking. A combination is scored as its weakest part where the criterion asks for that, else as its
 * better one, and has to pass the gates with both parts.
 */
export function standingOf(data: MatrixData, judgement: Judgement): ChoiceStanding | undefined {
  const { choice } = judgement
  if (choice.length === 0) return undefined
  const scores = data.criteria.map(({ isWeakest }, criterion) => {
    const parts = choice.map((candidate) => judgement.scores[criterion]?.[candidate])
    const known = parts.filter((score) => score !== undefined)
    return known.length === parts.length ? (isWeakest ? Math.min : Math.max)(...known) : undefined
  })
  const sum = weighed(judgement.weights, scores)
  const gates = (result: number) => {
    const all = new Set(choice.flatMap((candidate) => gatesWith(data, judgement, candidate, result)))
    return [...all].sort((a, b) => a - b)
  }
  return {
    ...{ sum, total: totalOf(data, sum), isScored: scores.every((score) => score !== undefined) },
    ...{ fails: gates(results.fails), onCondition: gates(results.onCondition) },
    better: rank(data, judgement).filter((one) => one.place !== undefined && one.sum > sum).length,
  }
}

/** Whether a choice follows from the ranking: it passes the gates and is among the two best. */
export function isFollowing(judgement: Judgement, choice: ChoiceStanding): boolean {
  return isWeighed(judgement) && choice.isScored && choice.fails.length === 0 && choice.better < 2
}

function weighed(weights: readonly (number | undefined)[], scores: readonly (number | undefined)[]): number {
  return scores.reduce<number>((sum, score, criterion) => sum + (weights[criterion] ?? 0) * (score ?? 0), 0)
}

/** The required gates at which a candidate has a result. */
function gatesWith({ gates }: MatrixData, judgement: Judgement, candidate: number, result: number): readonly number[] {
  return gates.flatMap((_, gate) =>
    judgement.gates[gate] === gateMarks.required && judgement.results[gate]?.[candidate] === result ? [gate] : [],
  )
}

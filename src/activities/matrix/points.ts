import type { Answer } from "../../lesson/model.ts"
import {
  gateMarks,
  givenAt,
  isWritten,
  type Judgement,
  levelAt,
  readJudgement,
  referenceResult,
  results,
} from "./answer.ts"
import type { MatrixData } from "./kind.ts"
import { isFollowing, isWeighed, rank, standingOf, winnersOf } from "./ranking.ts"

/** Levels of a point for what is judged in shares: fine enough that each score of a usual matrix counts. */
const stepsOfPoint = 12

/** Levels of the two parts of the score: two points for gates and three for scores; one each for weights, sensitivity, choice. */
export const partsOf: readonly number[] = [5 * stepsOfPoint, 3]

/** What earns the points of a matrix: shares from 0 to 1, and what is so or not. */
export interface Earned {
  /** Share of the gates that are marked as the reference has it. */
  readonly gates: number
  /** Share of the exceptions found: conditions that are stated, and fails. Where there are none, of the results marked. */
  readonly exceptions: number
  /** Share of the scores that are within 1 of the reference, or have their evidence written beside them. */
  readonly scores: number
  readonly weights: boolean
  readonly sensitivity: boolean
  readonly choice: boolean
}

/** What an answer earned, by the level it was made at. */
export function earned(data: MatrixData, answer: Answer): Earned {
  const judgement = readJudgement(data, answer)
  return {
    gates: shareOfGates(data, judgement),
    exceptions: shareOfExceptions(data, judgement),
    scores: shareOf(soundScores(data, judgement).flat()),
    weights: isWeighed(judgement) && data.criteria.every((one, index) => !one.isNeeded || judgement.weights[index]),
    sensitivity: isAnotherRun(data, judgement),
    choice: isChoiceSound(data, judgement),
  }
}

/** The levels that the two parts of the score reach. */
export function reachedOf(data: MatrixData, answer: Answer): readonly number[] {
  const { gates, exceptions, scores, weights, sensitivity, choice } = earned(data, answer)
  const steps = (share: number, points: number) => Math.floor(share * points * stepsOfPoint + 1e-9)
  return [
    steps(gates, 1) + steps(exceptions, 1) + steps(scores, 3),
    [weights, sensitivity, choice].filter((one) => one).length,
  ]
}

/** By criterion, whether each score counts that the learner is to give: those of the worked example are not among them. */
export function soundScores(data: MatrixData, judgement: Judgement): readonly (readonly boolean[])[] {
  const level = levelAt(data, judgement.level)
  const given = givenAt(data, judgement.level)
  return data.criteria.map((_, criterion) =>
    given.isCriterionGiven(criterion)
      ? []
      : data.candidates.flatMap((_, candidate) => {
          const reference = level?.scores[candidate]?.[criterion]
          if (reference === undefined) return []
          const score = judgement.scores[criterion]?.[candidate]
          const isNear = score !== undefined && Math.abs(score - reference) <= 1
          return [isNear || (score !== undefined && isWritten(judgement.notes[criterion]?.[candidate] ?? ""))]
        }),
  )
}

/** Whether other weights than one's own were run, and somebody wins by them. */
export function isAnotherRun(data: MatrixData, judgement: Judgement): boolean {
  const { ran, weights } = judgement
  return data.presets.some(
    (preset, index) =>
      ran[index] === true &&
      preset.weights.some((weight, at) => weight !== (weights[at] ?? 0)) &&
      winnersOf(rank(data, judgement, preset.weights)).length > 0,
  )
}

function isChoiceSound(data: MatrixData, judgement: Judgement): boolean {
  const choice = standingOf(data, judgement)
  return choice !== undefined && (isFollowing(judgement, choice) || isWritten(judgement.reason))
}

function shareOfGates(data: MatrixData, { level, gates }: Judgement): number {
  const required = levelAt(data, level)?.required ?? []
  return shareOf(
    gates.map((mark, gate) => mark === (required.includes(gate) ? gateMarks.required : gateMarks.notRequired)),
  )
}

function shareOfExceptions(data: MatrixData, judgement: Judgement): number {
  const level = levelAt(data, judgement.level)
  if (!level) return 0
  const pairs = level.required.flatMap((gate) => data.candidates.map((_, candidate) => ({ gate, candidate })))
  const found = pairs.map(({ gate, candidate }) => {
    const result = judgement.gates[gate] === gateMarks.required ? judgement.results[gate]?.[candidate] : results.open
    const reference = referenceResult(level, gate, candidate)
    const isStated = reference !== results.onCondition || isWritten(judgement.conditions[gate] ?? "")
    return {
      isException: reference !== results.passes,
      isMarked: result !== results.open,
      isRight: result === reference && isStated,
    }
  })
  const exceptions = found.filter(({ isException }) => isException)
  return exceptions.length > 0
    ? shareOf(exceptions.map(({ isRight }) => isRight))
    : shareOf(found.map(({ isMarked }) => isMarked))
}

function shareOf(list: readonly boolean[]): number {
  return list.length === 0 ? 1 : list.filter((one) => one).length / list.length
}

import { gateMarks, givenAt, isWritten, type Judgement, results } from "./answer.ts"
import type { MatrixData } from "./kind.ts"
import { isAnotherRun } from "./points.ts"
import { allWeights, candidatesIn, isFollowing, rank, standingOf, sumOf } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"

const text = matrixStrings

/** What is still to be done at each step of a matrix, in words: gates, weights, scores, other weights, choice. */
export function openAt(data: MatrixData, judgement: Judgement): readonly (readonly string[])[] {
  const { gates, weights, scores, conditions } = judgement
  const given = givenAt(data, judgement.level)
  const count = (list: readonly boolean[]) => list.filter((one) => one).length
  const required = gates.flatMap((mark, gate) => (mark === gateMarks.required ? [gate] : []))
  const openGates = count(gates.map((mark) => mark === gateMarks.open))
  const openResults = count(
    required.flatMap((gate) => judgement.results[gate]?.map((result) => result === results.open) ?? []),
  )
  const openConditions = count(
    required.map(
      (gate) =>
        !given.isGateGiven(gate) &&
        judgement.results[gate]?.includes(results.onCondition) === true &&
        !isWritten(conditions[gate] ?? ""),
    ),
  )
  const isIn = candidatesIn(rank(data, judgement))
  const openScores = count(scores.flatMap((row) => isIn.map((candidate) => row[candidate] === undefined)))
  const choice = standingOf(data, judgement)
  const lacksReason = choice && !isFollowing(judgement, choice) && !isWritten(judgement.reason)
  const said = (isOpen: boolean | undefined, words: string) => (isOpen ? [words] : [])
  return [
    [
      ...said(openGates > 0, text.openGates(openGates)),
      ...said(openResults > 0, text.openResults(openResults)),
      ...said(openConditions > 0, text.openConditions(openConditions)),
    ],
    said(sumOf(weights) !== allWeights, text.openWeights(sumOf(weights))),
    said(openScores > 0, text.openScores(openScores)),
    said(!isAnotherRun(data, judgement), text.openRun),
    [...said(!choice, text.openChoice), ...said(lacksReason, text.openReason)],
  ]
}

import type { Answer } from "../../lesson/model.ts"
import type { Components, Interaction } from "../../tracking/record.ts"
import { gateMarks, isWritten, type Judgement, readJudgement, results } from "./answer.ts"
import type { MatrixData } from "./kind.ts"
import { rank, winnersOf } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"

/**
 * What an LMS is told of a matrix: what was done at each step, as short as it can be said. The most telling stands first,
 * since SCORM 1.2 takes 255 characters of it. There is no pattern: no one answer is right.
 */
export function interactionOf(data: MatrixData, answer: Answer): Pick<Interaction, "type" | "response" | "patterns"> {
  const judgement = readJudgement(data, answer)
  const { gates, presets, candidates } = data
  const ids = (list: readonly number[]) => list.map((candidate) => candidates[candidate]?.id ?? "").join(" ")
  const standings = rank(data, judgement)
  const top = standings.filter(({ place }) => place !== undefined && place <= 2)
  const steps: readonly (readonly [step: keyof typeof matrixStrings.told, value: string])[] = [
    ["choice", ids(judgement.choice)],
    ["winner", ids(winnersOf(standings))],
    ["top", top.map(({ candidate, total }) => `${ids([candidate])} ${total.toFixed(2)}`).join(" ")],
    ["gates", gates.flatMap(({ id }, gate) => (judgement.gates[gate] === gateMarks.required ? [id] : [])).join(" ")],
    ["weights", isEmpty(judgement.weights) ? "" : judgement.weights.map((weight) => weight ?? "-").join(" ")],
    ["condition", pairs(data, judgement, results.onCondition)],
    ["fails", pairs(data, judgement, results.fails)],
    [
      "runs",
      presets
        .flatMap(({ id, weights }, index) =>
          judgement.ran[index] ? [`${id} ${ids(winnersOf(rank(data, judgement, weights)))}`.trim()] : [],
        )
        .join("; "),
    ],
    ["reason", isWritten(judgement.reason) ? "given" : ""],
    ["scores", candidates.flatMap(({ id }, candidate) => digits(judgement, id, candidate)).join(" ")],
    ["notes", String(judgement.notes.flat().filter(isWritten).length || "")],
  ]
  const response = steps.flatMap(([step, value]) => (value === "" ? [] : [`${step}[.]${value}`])).join("[,]")
  return { type: "performance", response, patterns: [] }
}

/** What the steps of such a response stand for. */
export function componentsOf(): Components {
  return { steps: Object.entries(matrixStrings.told).map(([id, text]) => ({ id, text })) }
}

/** Gates with the candidates that have a result there: `G1 A B`. */
function pairs({ gates, candidates }: MatrixData, judgement: Judgement, result: number): string {
  return gates
    .flatMap(({ id }, gate) => {
      if (judgement.gates[gate] !== gateMarks.required) return []
      const own = candidates.flatMap((one, index) => (judgement.results[gate]?.[index] === result ? [one.id] : []))
      return own.length > 0 ? [`${id} ${own.join(" ")}`] : []
    })
    .join("; ")
}

/** A candidate's scores, a digit each: `A 2342424`. */
function digits({ scores }: Judgement, id: string, candidate: number): readonly string[] {
  const own = scores.map((row) => row[candidate])
  return isEmpty(own) ? [] : [`${id} ${own.map((score) => score ?? "-").join("")}`]
}

function isEmpty(list: readonly (number | undefined)[]): boolean {
  return list.every((one) => one === undefined)
}

import type { Answer } from "../../lesson/model.ts"
import type { Printed } from "../kind.ts"
import { isWritten, type Judgement, readJudgement } from "./answer.ts"
import type { MatrixData } from "./kind.ts"
import { sumOf } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"
import {
  choiceInWords,
  gateInWords,
  nameOf,
  presetInWords,
  scoreInWords,
  sensitivityInWords,
  standingsInWords,
} from "./words.ts"

const text = matrixStrings

/** A matrix in words, the result first: for "my work", print, download and memos. */
export function linesOfMatrix(data: MatrixData, answer: Answer): readonly Printed[] {
  const judgement = readJudgement(data, answer)
  const { level, weights, ran, reason, scores, notes } = judgement
  const given = data.criteria.flatMap(({ name }, index) =>
    weights[index] === undefined ? [] : [`${name} ${weights[index]}`],
  )
  const isScored = scores.some((row) => row.some((score) => score !== undefined))
  return [
    ...(data.levelNames.length > 1 ? [text.level(data.levelNames[level] ?? "")] : []),
    ...part(text.selection, [
      choiceInWords(data, judgement),
      isWritten(reason) ? `${text.override}: ${reason.trim()}` : "",
    ]),
    ...part(text.ranking, [
      ...standingsInWords(data, judgement).map((item) => ({ item })),
      sensitivityInWords(data, judgement),
    ]),
    ...part(
      text.others,
      data.presets.flatMap(({ name }, preset) =>
        ran[preset] ? [{ item: `${text.byPreset(name)}: ${presetInWords(data, judgement, preset)}` }] : [],
      ),
    ),
    ...part(
      text.gates,
      data.gates.flatMap(({ id }, gate) => {
        const words = gateInWords(data, judgement, gate)
        return words === "" ? [] : [{ item: `${id}: ${words}` }]
      }),
    ),
    ...part(text.weights, [given.join(", ") + (given.length > 0 ? ` (${sumOf(weights)})` : "")]),
    ...part(text.scores, [
      ...data.candidates.flatMap((_, candidate) => {
        const line = scoresOf(data, judgement, candidate)
        return line === "" ? [] : [{ item: `${nameOf(data, candidate)}: ${line}` }]
      }),
      isScored ? `${text.scaleTitle}: ${data.scale.map((_, score) => scoreInWords(data, score)).join("; ")}` : "",
    ]),
    ...part(
      text.evidence,
      data.criteria.flatMap(({ name }, criterion) =>
        data.candidates.flatMap((_, candidate) => {
          const note = notes[criterion]?.[candidate] ?? ""
          return isWritten(note) ? [{ item: `${text.evidenceIn(nameOf(data, candidate), name)}: ${note.trim()}` }] : []
        }),
      ),
    ),
  ]
}

/** What stands beneath a head; nothing, without its head, where nothing does. */
function part(head: string, lines: readonly Printed[]): readonly Printed[] {
  const said = lines.filter((line) => line !== "")
  return said.length > 0 ? [{ head }, ...said] : []
}

function scoresOf(data: MatrixData, { scores }: Judgement, candidate: number): string {
  return data.criteria
    .flatMap(({ name }, criterion) => {
      const score = scores[criterion]?.[candidate]
      return score === undefined ? [] : [`${name} ${score}`]
    })
    .join(", ")
}

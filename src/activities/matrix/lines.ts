import type { Answer } from "../../lesson/model.ts"
import { isWritten, type Judgement, readJudgement } from "./answer.ts"
import type { MatrixData } from "./kind.ts"
import { sumOf } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"
import {
  choiceInWords,
  gateInWords,
  nameOf,
  presetInWords,
  rankingInWords,
  scoreInWords,
  sensitivityInWords,
} from "./words.ts"

const text = matrixStrings

/** A matrix in lines of text, the result first: for "my work", print, download and memos. */
export function linesOfMatrix(data: MatrixData, answer: Answer): readonly string[] {
  const judgement = readJudgement(data, answer)
  const { level, weights, ran, reason } = judgement
  const labelled = (label: string, line: string) => (line.trim() === "" ? [] : [`${label}: ${line.trim()}`])
  const given = data.criteria.flatMap(({ name }, index) =>
    weights[index] === undefined ? [] : [`${name} ${weights[index]}`],
  )
  return [
    ...(data.levelNames.length > 1 ? [text.level(data.levelNames[level] ?? "")] : []),
    ...labelled(text.selection, choiceInWords(data, judgement)),
    ...labelled(text.override, reason),
    ...labelled(text.ranking, rankingInWords(data, judgement)),
    ...labelled(text.sensitivity, sensitivityInWords(data, judgement)),
    ...data.presets.flatMap(({ name }, preset) =>
      ran[preset] ? labelled(text.byPreset(name), presetInWords(data, judgement, preset)) : [],
    ),
    ...data.gates.flatMap(({ id }, gate) => labelled(text.gate(id), gateInWords(data, judgement, gate))),
    ...labelled(text.weights, given.join(", ") + (given.length > 0 ? ` (${sumOf(weights)})` : "")),
    ...data.candidates.flatMap((_, candidate) =>
      labelled(nameOf(data, candidate), scoresOf(data, judgement, candidate)),
    ),
    ...data.criteria.flatMap(({ name }, criterion) =>
      data.candidates.flatMap(({ id }, candidate) => {
        const note = judgement.notes[criterion]?.[candidate] ?? ""
        const score = judgement.scores[criterion]?.[candidate]
        if (!isWritten(note)) return []
        return [`${text.evidenceIn(id, name)}: ${score === undefined ? "" : `${score}. `}${note.trim()}`]
      }),
    ),
  ]
}

function scoresOf(data: MatrixData, { scores }: Judgement, candidate: number): string {
  return data.criteria
    .flatMap(({ name }, criterion) => {
      const score = scores[criterion]?.[candidate]
      return score === undefined ? [] : [`${name} ${scoreInWords(data, score)}`]
    })
    .join("; ")
}

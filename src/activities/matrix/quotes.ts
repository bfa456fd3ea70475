import type { Answer } from "../../lesson/model.ts"
import type { Quote } from "../kind.ts"
import { isWritten, readJudgement } from "./answer.ts"
import type { MatrixData } from "./kind.ts"
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

/** Pieces that stand before those of gates, presets and scores: ranking, choice, its reason, sensitivity. */
const single = 4

/** How many pieces a matrix may ever offer. */
export function mostMatrixQuotes({ gates, presets, criteria, candidates }: MatrixData): number {
  return single + gates.length + presets.length + criteria.length * candidates.length
}

/** What another activity may take over. Each piece has a key of its own, whichever of the others are there. */
export function quotesOf(data: MatrixData, answer: Answer): readonly Quote[] {
  const judgement = readJudgement(data, answer)
  const { gates, presets, criteria, candidates } = data
  const firstPreset = single + gates.length
  const firstScore = firstPreset + presets.length
  const quotes: readonly Quote[] = [
    { key: 0, label: text.ranking, text: rankingInWords(data, judgement) },
    { key: 1, label: text.selection, text: choiceInWords(data, judgement) },
    { key: 2, label: text.override, text: isWritten(judgement.reason) ? judgement.reason.trim() : "" },
    { key: 3, label: text.sensitivity, text: sensitivityInWords(data, judgement) },
    ...gates.map(({ id }, gate) => ({
      key: single + gate,
      label: text.gate(id),
      text: gateInWords(data, judgement, gate),
    })),
    ...presets.map(({ name }, preset) => ({
      key: firstPreset + preset,
      label: text.byPreset(name),
      text: judgement.ran[preset] ? presetInWords(data, judgement, preset) : "",
    })),
    ...criteria.flatMap(({ name }, criterion) =>
      candidates.map((_, candidate) => {
        const note = judgement.notes[criterion]?.[candidate] ?? ""
        const score = judgement.scores[criterion]?.[candidate]
        const scored = score === undefined ? "" : `${scoreInWords(data, score)}. `
        return {
          key: firstScore + criterion * candidates.length + candidate,
          label: text.evidenceIn(nameOf(data, candidate), name),
          text: isWritten(note) ? scored + note.trim() : "",
        }
      }),
    ),
  ]
  return quotes.filter((quote) => quote.text !== "")
}

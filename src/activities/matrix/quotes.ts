import type { Answer } from "../../lesson/model.ts"
import type { Quote } from "../kind.ts"
import { gateMarks, isWritten, type Judgement, readJudgement } from "./answer.ts"
import type { MatrixData } from "./kind.ts"
import { rank } from "./ranking.ts"
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

/** What it offers: the decision and what speaks for it, the gates that are required, the evidence that it rests on. */
const groups = { choice: "choice", gates: "gates", notes: "notes" } as const

/** The groups of its pieces, as authors name them. */
export const matrixGroups: readonly string[] = Object.values(groups)

/** How many pieces a matrix may ever offer. */
export function mostMatrixQuotes({ gates, presets, criteria, candidates }: MatrixData): number {
  return single + gates.length + presets.length + criteria.length * candidates.length
}

/**
 * What another activity may take over. Each piece has a key of its own, whichever of the others are there. Those that no
 * decision rests on are spent: gates that are not required, and notes on candidates other than the chosen and the next best.
 */
export function quotesOf(data: MatrixData, answer: Answer): readonly Quote[] {
  const judgement = readJudgement(data, answer)
  const { gates, presets, criteria, candidates } = data
  const firstPreset = single + gates.length
  const firstScore = firstPreset + presets.length
  const near = nearest(data, judgement)
  const { choice } = groups
  const quotes: readonly Quote[] = [
    { group: choice, key: 0, label: text.ranking, text: rankingInWords(data, judgement) },
    { group: choice, key: 1, label: text.selection, text: choiceInWords(data, judgement) },
    { group: choice, key: 2, label: text.override, text: isWritten(judgement.reason) ? judgement.reason.trim() : "" },
    { group: choice, key: 3, label: text.sensitivity, text: sensitivityInWords(data, judgement) },
    ...gates.map(({ id }, gate) => ({
      group: groups.gates,
      ...(judgement.gates[gate] !== gateMarks.required && { isSpent: true as const }),
      key: single + gate,
      label: text.gate(id),
      text: gateInWords(data, judgement, gate),
    })),
    ...presets.map(({ name }, preset) => ({
      group: choice,
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
          group: groups.notes,
          ...(!near.includes(candidate) && { isSpent: true as const }),
          key: firstScore + criterion * candidates.length + candidate,
          label: text.evidenceIn(nameOf(data, candidate), name),
          text: isWritten(note) ? scored + note.trim() : "",
        }
      }),
    ),
  ]
  return quotes.filter((quote) => quote.text !== "")
}

/** The candidates that a decision is about: the chosen or the first, and the next best; all still in while none is ranked. */
function nearest(data: MatrixData, judgement: Judgement): readonly number[] {
  const standings = rank(data, judgement)
  const { choice } = judgement
  const placed = standings.flatMap(({ candidate, place }) => (place === undefined ? [] : [candidate]))
  if (placed.length === 0) {
    const left = standings.flatMap(({ candidate, fails }) => (fails.length > 0 ? [] : [candidate]))
    return [...choice, ...left]
  }
  const [first = -1, ...others] = placed.filter((candidate) => !choice.includes(candidate))
  return choice.length > 0 ? [...choice, first] : [first, ...others.slice(0, 1)]
}

import type { Answer } from "../../lesson/model.ts"
import { markAt, textAt, withItem } from "../answer.ts"
import { packNotes, unpackNotes } from "../notes.ts"
import type { MatrixData, MatrixLevel } from "./kind.ts"

/** Values of the mark of a weight: 0 while there is none, else the weight and one. */
export const weightValues = 102

/** Whether a gate was marked as a duty; 0 while it was not marked. */
export const gateMarks = { open: 0, required: 1, notRequired: 2 } as const

/** How a candidate passes a gate; 0 while nobody said. */
export const results = { open: 0, passes: 1, onCondition: 2, fails: 3 } as const

/** What a learner marked and wrote in a matrix, with the worked example of the level in its place. */
export interface Judgement {
  /** Place of the level it was made at. */
  readonly level: number
  /** By gate one of {@link gateMarks}. */
  readonly gates: readonly number[]
  /** By gate and candidate one of {@link results}. */
  readonly results: readonly (readonly number[])[]
  /** By criterion; absent where there is none yet. */
  readonly weights: readonly (number | undefined)[]
  /** By criterion and candidate; absent where there is none yet. */
  readonly scores: readonly (readonly (number | undefined)[])[]
  /** By preset, whether it was run. */
  readonly ran: readonly boolean[]
  /** The candidates chosen: none, one, or two that are combined. */
  readonly choice: readonly number[]
  /** Why the choice is another than the ranking says. */
  readonly reason: string
  /** By gate the condition on which candidates pass it. */
  readonly conditions: readonly string[]
  /** By criterion and candidate the evidence for a score. */
  readonly notes: readonly (readonly string[])[]
}

/** Places of the marks of a matrix. */
export function placesOf({ gates, candidates, criteria, presets }: MatrixData) {
  const result = 1 + gates.length
  const weight = result + gates.length * candidates.length
  const score = weight + criteria.length
  const run = score + criteria.length * candidates.length
  const choice = run + presets.length
  return {
    gate: (gate: number) => 1 + gate,
    result: (gate: number, candidate: number) => result + gate * candidates.length + candidate,
    weight: (criterion: number) => weight + criterion,
    score: (criterion: number, candidate: number) => score + criterion * candidates.length + candidate,
    run: (preset: number) => run + preset,
    choice: (index: 0 | 1) => choice + index,
  }
}

/** Places of what is written, among the notes that are kept as one text: the most important ones first. */
export function notePlacesOf({ gates, candidates, criteria }: MatrixData) {
  const first = 1 + gates.length
  return {
    reason: 0,
    condition: (gate: number) => 1 + gate,
    note: (criterion: number, candidate: number) => first + criterion * candidates.length + candidate,
    count: first + criteria.length * candidates.length,
  }
}

/** What is reckoned with at a level. */
export function levelAt({ levels }: MatrixData, level: number): MatrixLevel | undefined {
  return levels[levels.length === 1 ? 0 : level]
}

/** Place of the level an answer was made at. */
export function levelOfAnswer({ levelNames }: MatrixData, answer: Answer): number {
  const mark = markAt(answer, 0)
  return mark > 0 && mark <= levelNames.length ? mark - 1 : 0
}

/** Reads an answer as it stands at a level, or else at the one it was made at. */
export function readJudgement(
  data: MatrixData,
  answer: Answer,
  level: number = levelOfAnswer(data, answer),
): Judgement {
  const { gates, candidates, criteria, presets, scale } = data
  const places = placesOf(data)
  const notePlaces = notePlacesOf(data)
  const notes = unpackNotes(textAt(answer, 0), notePlaces.count)
  const note = (place: number) => notes[place] ?? ""
  const within = (place: number, values: number) => {
    const mark = markAt(answer, place)
    return mark < values ? mark : 0
  }
  const given = givenAt(data, level)
  const chosen = ([0, 1] as const).map((index) => within(places.choice(index), candidates.length + 1) - 1)
  return {
    level,
    gates: gates.map((_, gate) => given.gate(gate) ?? within(places.gate(gate), 3)),
    results: gates.map((_, gate) =>
      candidates.map((_, candidate) => given.result(gate, candidate) ?? within(places.result(gate, candidate), 4)),
    ),
    weights: criteria.map((_, criterion) => numberOf(within(places.weight(criterion), weightValues))),
    scores: criteria.map((_, criterion) =>
      candidates.map(
        (_, candidate) =>
          given.score(criterion, candidate) ?? numberOf(within(places.score(criterion, candidate), scale.length + 1)),
      ),
    ),
    ran: presets.map((_, preset) => within(places.run(preset), 2) === 1),
    choice: [...new Set(chosen)].filter((candidate) => candidate >= 0),
    reason: note(notePlaces.reason),
    conditions: gates.map((_, gate) => note(notePlaces.condition(gate))),
    notes: criteria.map((_, criterion) =>
      candidates.map((_, candidate) => note(notePlaces.note(criterion, candidate))),
    ),
  }
}

/** What the worked example of a level says of a gate, a result or a score; nothing where it leaves that to the learner. */
export function givenAt(data: MatrixData, place: number) {
  const level = levelAt(data, place)
  const isGateGiven = (gate: number) => level?.given.gates.some((one) => one.gate === gate) === true
  const isCriterionGiven = (criterion: number) =>
    level?.given.criteria.some((one) => one.criterion === criterion) === true
  return {
    gate: (gate: number) =>
      isGateGiven(gate) ? (level?.required.includes(gate) ? gateMarks.required : gateMarks.notRequired) : undefined,
    result: (gate: number, candidate: number) =>
      isGateGiven(gate) && level ? referenceResult(level, gate, candidate) : undefined,
    score: (criterion: number, candidate: number) =>
      isCriterionGiven(criterion) ? level?.scores[candidate]?.[criterion] : undefined,
    isGateGiven,
    isCriterionGiven,
  }
}

/** How a candidate passes a gate by the reference of a level. */
export function referenceResult({ conditions, fails }: MatrixLevel, gate: number, candidate: number): number {
  const speaksOf = (one: { gate: number; candidates: readonly number[] }) =>
    one.gate === gate && one.candidates.includes(candidate)
  if (fails.some(speaksOf)) return results.fails
  return conditions.some(speaksOf) ? results.onCondition : results.passes
}

/** An answer with a note written into its place. */
export function withNote(data: MatrixData, answer: Answer, place: number, note: string): Answer {
  const notes = unpackNotes(textAt(answer, 0), notePlacesOf(data).count)
  return { ...answer, texts: [packNotes(withItem(notes, place, note))] }
}

/** Whether something was written that says anything. */
export function isWritten(note: string): boolean {
  return /[\p{L}\p{N}]/u.test(note)
}

function numberOf(mark: number): number | undefined {
  return mark === 0 ? undefined : mark - 1
}

import type { Answer } from "../lesson/model.ts"

/** How many things of a `compare` can be put side by side. */
export const mostChosen = 4

/** Places of the things chosen, in the order of choosing; of an answer of an older table only those that are there. */
export function chosenOf({ marks }: Pick<Answer, "marks">, count: number): readonly number[] {
  const places = marks.slice(0, mostChosen).map((mark) => mark - 1)
  return places.filter((place, index) => place >= 0 && place < count && places.indexOf(place) === index)
}

/** The answer that stands for some things chosen. */
export function answerOf(chosen: readonly number[]): Answer {
  return { marks: Array.from({ length: mostChosen }, (_, index) => (chosen[index] ?? -1) + 1), texts: [] }
}

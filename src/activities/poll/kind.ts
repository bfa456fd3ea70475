import { optionComponents, optionId, sourceId } from "../ids.ts"
import type { Kind, Prompted } from "../kind.ts"
import { type Item, plainText } from "../label.ts"

/** A question without a right answer. */
export interface PollData extends Prompted {
  /** In the author's order; of a scale, lowest first. What stands beneath an option is the reply to it. */
  readonly options: readonly Item[]
  /** Whether the options are the places of a scale. */
  readonly isScale: boolean
  /** Id of the poll that is asked once more here; its answer is shown beside this one. */
  readonly again?: string
}

/** One mark: the place of the option chosen. */
export const poll: Kind<PollData> = {
  name: "poll",
  shape({ options }) {
    return { marks: [options.length], texts: [] }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction({ isScale }, { marks }) {
    // The places of a scale are numbers to whoever reads a report; an option is a letter, as in every other question.
    const response = marks[0] === undefined ? "" : isScale ? sourceId(marks[0]) : optionId(marks[0])
    return { type: isScale ? "likert" : "choice", response, patterns: [] }
  },
  components({ options, isScale }) {
    const texts = options.map(plainText)
    return isScale ? { scale: optionComponents(texts, sourceId) } : { choices: optionComponents(texts) }
  },
  print(data, { marks }) {
    const words = wordsOf(data, marks[0])
    return words === undefined ? [] : [words]
  },
}

/** An option in words; of a scale, with its number. */
export function wordsOf({ options, isScale }: PollData, mark: number | undefined): string | undefined {
  const option = mark === undefined ? undefined : options[mark]
  if (!option || mark === undefined) return undefined
  return isScale ? `${mark + 1}. ${plainText(option)}` : plainText(option)
}

import type { Answer } from "../../lesson/model.ts"
import { markAt } from "../answer.ts"
import { optionComponents, optionId } from "../ids.ts"
import type { Kind, Prompted } from "../kind.ts"
import { type Item, plainText } from "../label.ts"

/** A question with one right option or several. */
export interface ChoiceData extends Prompted {
  /** In the author's order. What stands beneath an option is its feedback. */
  readonly options: readonly ChoiceOption[]
  /** Whether several options may be chosen. */
  readonly isSeveral: boolean
  /** The order to show the options in; absent when it is the author's. */
  readonly order?: readonly number[]
}

/** An option of a choice. */
export interface ChoiceOption extends Item {
  readonly isRight: boolean
}

/** One mark, the place of the option chosen; or, where several may be, a mark for each option: 1 when it is chosen. */
export const choice: Kind<ChoiceData> = {
  name: "choice",
  shape({ options, isSeveral }) {
    return { marks: isSeveral ? options.map(() => 2) : [options.length], texts: [] }
  },
  levels(data) {
    return data.isSeveral ? rightOptions(data).length : 1
  },
  score(data, answer) {
    const chosen = chosenOptions(data, answer)
    const right = chosen.filter((index) => data.options[index]?.isRight).length
    return Math.max(0, right - (chosen.length - right))
  },
  interaction(data, answer) {
    return {
      type: "choice",
      response: toIds(chosenOptions(data, answer)),
      patterns: [toIds(rightOptions(data))],
    }
  },
  components({ options }) {
    return { choices: optionComponents(options.map(plainText)) }
  },
  print(data, answer) {
    return chosenOptions(data, answer).flatMap((index) => {
      const option = data.options[index]
      return option ? [plainText(option)] : []
    })
  },
  // What a learner did not find and has been shown since may be taken over, too: one mistake is not to cost twice.
  quotes(data, answer, isClosed = false) {
    const chosen = chosenOptions(data, answer)
    return data.options.flatMap((option, index) => {
      if (!option.isRight || !(isClosed || chosen.includes(index))) return []
      const text = plainText(option)
      return [{ label: text, text, key: index }]
    })
  },
  mostQuotes({ options }) {
    return options.length
  },
  quotable({ options, isSeveral }) {
    const bare = options.map(({ html, text, isRight }) => ({ html, ...(text !== undefined && { text }), isRight }))
    return { intro: "", prompt: "", description: "", options: bare, isSeveral }
  },
}

/** The places of the options that an answer chooses. */
export function chosenOptions({ options, isSeveral }: ChoiceData, answer: Answer): readonly number[] {
  if (!isSeveral) return answer.marks.slice(0, 1)
  return options.map((_, index) => index).filter((index) => markAt(answer, index) === 1)
}

function rightOptions({ options }: ChoiceData): readonly number[] {
  return options.flatMap(({ isRight }, index) => (isRight ? [index] : []))
}

function toIds(indexes: readonly number[]): string {
  return indexes.map(optionId).join("[,]")
}

import { markAt } from "./answer.ts"
import { optionComponents, optionId } from "./ids.ts"
import type { Kind, Prompted } from "./kind.ts"

/**
 * A kind whose answer is one of some options, of which none is right. One mark: the place of the option picked, from 1; 0
 * while none is.
 */
export function pickOf<Data extends Prompted>(
  name: string,
  optionsOf: (data: Data) => readonly string[],
  inWords = (option: string) => option,
): Kind<Data> {
  return {
    name,
    shape(data) {
      return { marks: [optionsOf(data).length + 1], texts: [] }
    },
    levels() {
      return 0
    },
    score() {
      return 0
    },
    interaction(_, answer) {
      // No letter stands before the first: where nothing is picked, the response is empty.
      return { type: "choice", response: optionId(markAt(answer, 0) - 1), patterns: [] }
    },
    components(data) {
      return { choices: optionComponents(optionsOf(data)) }
    },
    print(data, answer) {
      const option = optionsOf(data)[markAt(answer, 0) - 1]
      return option === undefined ? [] : [inWords(option)]
    },
  }
}

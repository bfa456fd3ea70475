import type { Answer } from "../../lesson/model.ts"
import { optionComponents, optionId } from "../ids.ts"
import type { Kind, Prompted } from "../kind.ts"
import { type Item, plainText } from "../label.ts"
import { countFollowing } from "../order.ts"

/** Items to put in order. */
export interface SequencingData extends Prompted {
  /** In the right order. What stands beneath an item is shown at the end. */
  readonly items: readonly Item[]
  /** The order they are shown in first; never the right one. */
  readonly start: readonly number[]
}

/** The marks are the items from first to last, each by its place in the right order. */
export const sequencing: Kind<SequencingData> = {
  name: "sequencing",
  shape({ items }) {
    return { marks: items.map(() => items.length), texts: [] }
  },
  levels({ items }) {
    return items.length - 1
  },
  score(data, answer) {
    return isOrder(data, answer) ? countFollowing(answer.marks) : 0
  },
  interaction({ items }, answer) {
    return {
      type: "sequencing",
      response: toIds(answer.marks),
      patterns: [toIds(items.map((_, index) => index))],
    }
  },
  components({ items }) {
    return { choices: optionComponents(items.map(plainText)) }
  },
  print({ items }, answer) {
    return answer.marks.flatMap((index, place) => {
      const item = items[index]
      return item ? [`${place + 1}. ${plainText(item)}`] : []
    })
  },
}

/** Whether an answer holds every item once. */
export function isOrder({ items }: SequencingData, { marks }: Answer): boolean {
  return marks.length === items.length && items.every((_, index) => marks.includes(index))
}

function toIds(order: readonly number[]): string {
  return order.map(optionId).join("[,]")
}

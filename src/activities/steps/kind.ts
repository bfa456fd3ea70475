import { markAt, textAt } from "../answer.ts"
import { optionComponents, optionId } from "../ids.ts"
import type { Kind, Prompted } from "../kind.ts"
import { type Item, plainText } from "../label.ts"
import { linesOf } from "../reflection/kind.ts"
import { activityStrings } from "../strings.ts"

const words = activityStrings

/** Things to do, ticked off one by one. */
export interface StepsData extends Prompted {
  /** In order. What stands beneath a step says more about it. */
  readonly steps: readonly Item[]
  /** Whether the order of the steps matters. */
  readonly isOrdered: boolean
  /** Where there is a field to write in: beneath each step, one for all, or nowhere. */
  readonly notes: "each" | "all" | "none"
  /** What the field is for, as plain text; empty for notes of any kind. */
  readonly label: string
  /** Characters of each text that an LMS must at least keep; 0 takes what room there is. */
  readonly keep: number
}

/** A mark for each step: 1 when it is done. The texts are the notes, in the order of the steps. */
export const steps: Kind<StepsData> = {
  name: "steps",
  shape({ steps, notes, keep }) {
    const fields = notes === "each" ? steps.length : notes === "all" ? 1 : 0
    return { marks: steps.map(() => 2), texts: Array.from({ length: fields }, () => keep) }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction({ steps }, answer) {
    const done = steps.flatMap((_, index) => (markAt(answer, index) === 1 ? [optionId(index)] : []))
    return { type: "choice", response: done.join("[,]"), patterns: [] }
  },
  components({ steps }) {
    return { choices: optionComponents(steps.map(plainText)) }
  },
  print({ steps, notes, label }, answer) {
    const lines = steps.flatMap((step, index) => {
      const isDone = markAt(answer, index) === 1
      const written = notes === "each" ? linesOf(textAt(answer, index)) : []
      return isDone || written.length > 0
        ? [`${isDone ? words.done : words.notDone}: ${plainText(step)}`, ...written]
        : []
    })
    const written = notes === "all" ? linesOf(textAt(answer, 0)) : []
    return [...lines, ...(written.length > 0 && label !== "" ? [label] : []), ...written]
  },
}

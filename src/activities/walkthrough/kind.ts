import { markAt } from "../answer.ts"
import type { Kind, Prompted } from "../kind.ts"
import type { Labelled } from "../label.ts"

/** One job, step by step, to be looked at one after the other. */
export interface WalkthroughData extends Prompted {
  readonly steps: readonly WalkthroughStep[]
}

/** A step of a walkthrough. */
export interface WalkthroughStep {
  /** What is done, as plain text: short, since it stands in the strip. */
  readonly job: string
  /** What it is called here; absent where nothing is said. */
  readonly own?: Labelled
  /** Safe HTML of what happens; empty where nothing is said. */
  readonly html: string
}

/** One mark: how many steps were looked at, in order. */
export const walkthrough: Kind<WalkthroughData> = {
  name: "walkthrough",
  shape({ steps }) {
    return { marks: [steps.length + 1], texts: [] }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(_, answer) {
    return { type: "numeric", response: String(markAt(answer, 0)), patterns: [] }
  },
  // Looking at something is nothing that a learner wrote.
  print() {
    return []
  },
}

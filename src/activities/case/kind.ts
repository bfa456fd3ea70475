import { markAt } from "../answer.ts"
import { optionComponents, optionId } from "../ids.ts"
import type { Kind, Prompted } from "../kind.ts"

/** A case told at several levels. */
export interface CaseData extends Prompted {
  /** The levels, one for each learning path, easiest first. */
  readonly levels: readonly CaseLevel[]
  /** What it tells, in order. */
  readonly pieces: readonly CasePiece[]
}

/** A level of a case, as plain text. */
export interface CaseLevel {
  readonly name: string
  /** What makes it easier or harder than the others, in a few words. */
  readonly about?: string
}

/** A piece of a case. */
export interface CasePiece {
  /** Safe HTML of blocks. */
  readonly html: string
  /** Places of the levels that it belongs to; absent where it belongs to all. */
  readonly levels?: readonly number[]
}

/** One mark: 0 while the level follows from the learner's path, else the place of the level chosen, from 1. */
const caseKind: Kind<CaseData> = {
  name: "case",
  shape({ levels }) {
    return { marks: [levels.length + 1], texts: [] }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(_, answer) {
    const mark = markAt(answer, 0)
    return { type: "choice", response: mark > 0 ? optionId(mark - 1) : "", patterns: [] }
  },
  components({ levels }) {
    return { choices: optionComponents(levels.map(({ name }) => name)) }
  },
  print({ levels }, answer) {
    const level = levels[markAt(answer, 0) - 1]
    return level ? [level.name] : []
  },
}

// Under the name that all kinds export theirs, which is a word of the language.
export { caseKind as case }

import type { Prompted } from "../kind.ts"
import { pickOf } from "../pick.ts"

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

/** Picked is a level; while none is, the level follows from the learner's path. */
const caseKind = pickOf("case", ({ levels }: CaseData) => levels.map(({ name }) => name))

// Under the name that all kinds export theirs, which is a word of the language.
export { caseKind as case }

import { levelsOfParts, packLevel } from "../../learner/level.ts"
import { markAt, textAt } from "../answer.ts"
import type { Kind, Prompted } from "../kind.ts"
import { weightValues } from "./answer.ts"
import { componentsOf, interactionOf } from "./interaction.ts"
import { linesOfMatrix } from "./lines.ts"
import { partsOf, reachedOf } from "./points.ts"
import { matrixGroups, mostMatrixQuotes, quotesOf } from "./quotes.ts"

/** A weighted decision matrix: gates first, then weights and scores, then a choice that has to answer for itself. */
export interface MatrixData extends Prompted {
  /** What must be known before anything is read here, such as that scores are assumptions; plain text. */
  readonly notice?: string
  /** What each score means, in words, from 0 to the best. */
  readonly scale: readonly string[]
  readonly candidates: readonly Candidate[]
  readonly criteria: readonly Criterion[]
  readonly gates: readonly Gate[]
  /** Sets of weights to begin from, and to try beside one's own. */
  readonly presets: readonly Preset[]
  /** What is reckoned with at each level of the case, easiest first; one alone is for all levels. */
  readonly levels: readonly MatrixLevel[]
  /** Names of the levels, as plain text. */
  readonly levelNames: readonly string[]
  /** Id of the case whose level this one follows; absent where it follows the learning path alone. */
  readonly case?: string
  /** A lead of less than this many points of 100 is told as a tie in practice. */
  readonly near: number
}

/** Something to choose, all as plain text. */
export interface Candidate {
  /** A letter or two, by which charts, tables and an LMS know it. */
  readonly id: string
  readonly name: string
  readonly about?: string
}

/** What candidates are scored by. */
export interface Criterion {
  readonly id: string
  readonly name: string
  readonly about?: string
  /** Whether a weight of nothing loses the point for weights: it may not be bought off. */
  readonly isNeeded?: boolean
  /** Whether a combination is scored as its weakest part; else as its better one. */
  readonly isWeakest?: boolean
}

/** A duty that no score can make up for. */
export interface Gate {
  readonly id: string
  readonly text: string
}

/** Weights with a name. They add up to 100, one for each criterion. */
export interface Preset {
  readonly id: string
  readonly name: string
  readonly weights: readonly number[]
}

/** What is reckoned with at a level. All numbers are places in the lists of the matrix. */
export interface MatrixLevel {
  /** Gates that apply. */
  readonly required: readonly number[]
  /** Who passes a gate on a condition only, and on which. */
  readonly conditions: readonly {
    readonly gate: number
    readonly candidates: readonly number[]
    readonly text: string
  }[]
  /** Who fails a gate. */
  readonly fails: readonly { readonly gate: number; readonly candidates: readonly number[] }[]
  /** By candidate the score in each criterion; null for a candidate that is not scored, since it is out. */
  readonly scores: readonly (readonly number[] | null)[]
  /** By candidate and criterion why, in a few words; empty where nothing is said. */
  readonly reasons: readonly (readonly string[])[]
  /** Gates that are marked already, and criteria scored already, as a worked example: with the thought behind each. */
  readonly given: {
    readonly gates: readonly { readonly gate: number; readonly why: string }[]
    readonly criteria: readonly { readonly criterion: number; readonly why: string }[]
  }
}

/**
 * The marks, in this order: the level, from 1; whether each gate is required; how each candidate passes each gate; the
 * weights; the scores, criterion by criterion; which presets were run; the choice. One text holds all that is written.
 */
export const matrix: Kind<MatrixData> = {
  name: "matrix",
  redraft: true,
  shape({ levelNames, gates, candidates, criteria, scale, presets }) {
    const many = (count: number, values: number) => Array.from({ length: count }, () => values)
    return {
      marks: [
        levelNames.length + 1,
        ...many(gates.length, 3),
        ...many(gates.length * candidates.length, 4),
        ...many(criteria.length, weightValues),
        ...many(criteria.length * candidates.length, scale.length + 1),
        ...many(presets.length, 2),
        ...many(2, candidates.length + 1),
      ],
      texts: [0],
    }
  },
  levels() {
    return levelsOfParts(partsOf)
  },
  parts() {
    return partsOf
  },
  score(data, answer) {
    return packLevel(partsOf, reachedOf(data, answer))
  },
  interaction: interactionOf,
  components: componentsOf,
  print(data, answer) {
    return isBlank(answer) ? [] : linesOfMatrix(data, answer)
  },
  quotes(data, answer) {
    return isBlank(answer) ? [] : quotesOf(data, answer)
  },
  mostQuotes: mostMatrixQuotes,
  quoteGroups: matrixGroups,
  quotable({ notice: _, ...data }) {
    return {
      ...{ ...data, intro: "", prompt: "", description: "" },
      candidates: data.candidates.map(({ id, name }) => ({ id, name })),
      criteria: data.criteria.map(({ about: _, ...criterion }) => criterion),
      levels: data.levels.map((level) => ({ ...level, reasons: [], given: withoutWhy(level) })),
    }
  },
}

function withoutWhy({ given }: MatrixLevel): MatrixLevel["given"] {
  return {
    gates: given.gates.map((one) => ({ ...one, why: "" })),
    criteria: given.criteria.map((one) => ({ ...one, why: "" })),
  }
}

/** Whether nothing was marked or written; the level alone is nothing. */
export function isBlank(answer: { readonly marks: readonly number[]; readonly texts: readonly string[] }): boolean {
  return answer.marks.every((_, index) => index === 0 || markAt(answer, index) === 0) && textAt(answer, 0).trim() === ""
}

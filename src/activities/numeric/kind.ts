import type { Answer } from "../../lesson/model.ts"
import { textAt } from "../answer.ts"
import type { Kind, Prompted } from "../kind.ts"
import { formatNumber, readNumbers } from "./number.ts"

/** A question whose answer is a number. */
export interface NumericData extends Prompted {
  /** What the number counts, shown behind the field. */
  readonly unit?: string
  /** Numbers and ranges the author foresaw, right ones and wrong ones. */
  readonly values: readonly NumericValue[]
}

/** A number or a range that an author foresaw. A single number is a range of no width. */
export interface NumericValue {
  readonly least: number
  readonly most: number
  /** The number itself, where the author wrote it with a tolerance. */
  readonly middle?: number
  readonly isRight: boolean
  /** Safe HTML of what is said about it. */
  readonly feedback?: string
}

/** Longest number a learner may write, in characters: enough for every number an LMS takes. */
export const longestNumber = 16

/** No marks; the text is the number as the learner wrote it. */
export const numeric: Kind<NumericData> = {
  name: "numeric",
  shape() {
    return { marks: [], texts: [longestNumber] }
  },
  levels() {
    return 1
  },
  score(data, answer) {
    return foreseen(data, answer).value?.isRight ? 1 : 0
  },
  interaction(data, answer) {
    const { number } = foreseen(data, answer)
    return {
      type: "numeric",
      response: number === undefined ? "" : formatNumber(number),
      patterns: rightRanges(data).map(({ least, most }) => `${formatNumber(least)}[:]${formatNumber(most)}`),
    }
  },
  print({ unit }, answer) {
    const written = textAt(answer, 0).trim()
    return written === "" ? [] : [unit === undefined || written.endsWith(unit) ? written : `${written} ${unit}`]
  },
}

/** The number an answer is read as, and the first value foreseen that it falls into, right ones first. */
export function foreseen(
  { values, unit }: NumericData,
  answer: Answer,
): { readonly number?: number; readonly value?: NumericValue } {
  const numbers = readNumbers(textAt(answer, 0), unit)
  for (const isRight of [true, false]) {
    for (const value of values.filter((value) => value.isRight === isRight)) {
      const number = numbers.find((number) => isWithin(number, value))
      if (number !== undefined) return { number, value }
    }
  }
  return numbers[0] === undefined ? {} : { number: numbers[0] }
}

/** The right values, those that overlap put together: an LMS takes ranges that are apart. */
export function rightRanges({ values }: NumericData): readonly Pick<NumericValue, "least" | "most" | "middle">[] {
  const right = values.filter(({ isRight }) => isRight).sort((a, b) => a.least - b.least)
  const ranges: Pick<NumericValue, "least" | "most" | "middle">[] = []
  for (const { least, most, middle } of right) {
    const last = ranges[ranges.length - 1]
    if (!last || least > last.most) ranges.push({ least, most, ...(middle !== undefined && { middle }) })
    else ranges[ranges.length - 1] = { least: last.least, most: Math.max(last.most, most) }
  }
  return ranges
}

/** Numbers such as 65.1 − 0.1 are a hair off what they mean; seven decimals is what an LMS takes. */
function isWithin(number: number, { least, most }: NumericValue): boolean {
  return number >= least - 5e-8 && number <= most + 5e-8
}

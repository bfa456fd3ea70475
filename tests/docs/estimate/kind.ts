import type { Kind, Prompted } from "../../../src/activities/kind.ts"
import { formatNumber } from "../../../src/activities/numeric/number.ts"
import type { Answer } from "../../../src/lesson/model.ts"

/** A number to be estimated on a scale. */
export interface EstimateData extends Prompted {
  /** The ends of the scale, and the distance of its places. */
  readonly from: number
  readonly to: number
  readonly step: number
  /** The right number: one of the scale's places. */
  readonly answer: number
  /** How far off an estimate may be and still earn half. */
  readonly near: number
  /** What the number counts, as plain text. */
  readonly unit?: string
}

/** One mark: the place on the scale, from 0. */
export const estimate: Kind<EstimateData> = {
  name: "estimate",
  shape(data) {
    return { marks: [placesOf(data)], texts: [] }
  },
  levels() {
    return 2
  },
  score(data, answer) {
    const number = numberOf(data, answer)
    if (number === undefined) return 0
    if (number === data.answer) return 2
    return Math.abs(number - data.answer) <= data.near ? 1 : 0
  },
  interaction(data, answer) {
    const number = numberOf(data, answer)
    const right = formatNumber(data.answer)
    return {
      type: "numeric",
      response: number === undefined ? "" : formatNumber(number),
      patterns: [`${right}[:]${right}`],
    }
  },
  print(data, answer) {
    const number = numberOf(data, answer)
    return number === undefined ? [] : [inWords(data, number)]
  },
}

/** How many places the scale has. */
export function placesOf({ from, to, step }: EstimateData): number {
  return Math.floor((to - from) / step) + 1
}

/** The number that an answer means; nothing where there is no answer, or one of an older course. */
export function numberOf(data: EstimateData, { marks: [place] }: Answer): number | undefined {
  return place === undefined || place >= placesOf(data) ? undefined : data.from + place * data.step
}

/** A number with what it counts. */
export function inWords({ unit }: EstimateData, value: number): string {
  return unit === undefined ? formatNumber(value) : `${formatNumber(value)} ${unit}`
}

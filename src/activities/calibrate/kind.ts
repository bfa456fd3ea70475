import type { Answer } from "../../lesson/model.ts"
import { markAt } from "../answer.ts"
import { optionComponents } from "../ids.ts"
import type { Kind, Prompted } from "../kind.ts"
import type { Scale } from "../rubric/kind.ts"
import { calibrateStrings } from "./strings.ts"

const words = calibrateStrings

/** Texts of others to rate by a rubric, each to be compared with a reference. */
export interface CalibrateData extends Prompted {
  /** Id of the rubric, as its author wrote it. */
  readonly rubric: string
  /** Its criteria and levels; without any until the whole course is read. */
  readonly scale: Scale
  readonly samples: readonly CalibrateSample[]
}

/** A text to rate. */
export interface CalibrateSample {
  /** Its name as plain text. */
  readonly name: string
  /** Safe HTML of the text. */
  readonly html: string
  /** The reference ratings, in the order of the criteria: the place of the level, from 0. */
  readonly ratings: readonly number[]
  /** Safe HTML of the reason for each, phrasing content only. */
  readonly reasons: readonly string[]
}

/** Levels by which a rating may differ from the reference. */
const tolerance = 1

/** For each text a mark whether it was compared, then one for each criterion: the level from 1, 0 while it has none. */
export const calibrate: Kind<CalibrateData> = {
  name: "calibrate",
  shape({ scale, samples }) {
    return {
      marks: samples.flatMap(() => [2, ...scale.criteria.map(() => scale.levels.length + 1)]),
      texts: [],
    }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(data, answer) {
    const steps = data.samples.flatMap((_, sample) => {
      const ratings = data.scale.criteria.map((_, criterion) => ratingOf(data, answer, sample, criterion))
      if (ratings.every((rating) => rating === undefined)) return []
      return [`${stepId(sample)}[.]${ratings.map((rating) => (rating === undefined ? "0" : rating + 1)).join("-")}`]
    })
    return { type: "performance", response: steps.join("[,]"), patterns: [] }
  },
  components({ samples }) {
    return {
      steps: optionComponents(
        samples.map(({ name }) => name),
        stepId,
      ),
    }
  },
  print(data, answer) {
    const { scale, samples } = data
    return samples.flatMap(({ name, ratings }, sample) =>
      scale.criteria.flatMap(({ label }, criterion) => {
        const rating = ratingOf(data, answer, sample, criterion)
        if (rating === undefined) return []
        const reference = scale.levels[ratings[criterion] ?? -1]
        const line = `${name}: ${label}: ${words.you}: ${scale.levels[rating]}`
        return [isCompared(data, answer, sample) ? `${line}: ${words.reference}: ${reference}` : line]
      }),
    )
  },
}

/** The id of a text in a response. */
function stepId(sample: number): string {
  return `T${sample + 1}`
}

/** The place of the mark of a text, or of one of its criteria. */
export function placeOf({ scale }: CalibrateData, sample: number, criterion?: number): number {
  return sample * (scale.criteria.length + 1) + (criterion === undefined ? 0 : 1 + criterion)
}

/** Whether a text was compared with the reference. */
export function isCompared(data: CalibrateData, answer: Answer, sample: number): boolean {
  return markAt(answer, placeOf(data, sample)) === 1
}

/** The place of the level that a learner chose, from 0. */
export function ratingOf(data: CalibrateData, answer: Answer, sample: number, criterion: number): number | undefined {
  const mark = markAt(answer, placeOf(data, sample, criterion))
  return mark > 0 && mark <= data.scale.levels.length ? mark - 1 : undefined
}

/** How many ratings of a text are further from the reference than is fine. */
export function farOff(data: CalibrateData, answer: Answer, sample: number): number {
  const ratings = data.samples[sample]?.ratings ?? []
  return ratings.filter((reference, criterion) => {
    const rating = ratingOf(data, answer, sample, criterion)
    return rating === undefined || Math.abs(rating - reference) > tolerance
  }).length
}

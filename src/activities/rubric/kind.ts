import { hashBits } from "../../learner/hash.ts"
import type { Answer } from "../../lesson/model.ts"
import { markAt, textAt } from "../answer.ts"
import { optionComponents } from "../ids.ts"
import type { AboutText, Kind, Prompted, Quote } from "../kind.ts"
import { unpackNotes } from "../notes.ts"
import { sentencesOf } from "../sentences.ts"
import { rubricStrings } from "./strings.ts"

const words = rubricStrings

/** What is rated, and what the levels of each criterion say. */
export interface Scale {
  /** Names of the levels, lowest first, as plain text. */
  readonly levels: readonly string[]
  readonly criteria: readonly Criterion[]
}

/** Something that a text is rated by. */
export interface Criterion {
  /** Its name as plain text. */
  readonly label: string
  /** What each level means here, lowest first, as plain text. */
  readonly says: readonly string[]
}

/** A rubric by which learners rate a text of their own, twice. */
export interface RubricData extends Prompted, AboutText {
  readonly scale: Scale
  /** Characters of all sentences written by hand that an LMS must at least keep; 0 takes what room there is. */
  readonly keep: number
}

/** A proof that is none, one that was written by hand, and the first that means a sentence of the text. */
export const noProof = 0
export const writtenProof = 1
const firstSentence = 2
const proofs = 2 ** 16

/**
 * Marks: whether the first ratings are kept; the first ratings from 1, and the second; where there is a text to quote, the
 * proofs: a sentence is known by its hash, so that it is either found as it was or not at all, however the text was changed
 * since. One text: proofs written by hand, packed by notes.ts.
 */
export const rubric: Kind<RubricData> = {
  name: "rubric",
  shape({ scale: { levels, criteria }, from, keep }) {
    const ratings = criteria.map(() => levels.length + 1)
    return {
      marks: [2, ...ratings, ...ratings, ...(from === undefined ? [] : criteria.map(() => proofs))],
      texts: [keep],
    }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction({ scale }, answer) {
    const steps = scale.criteria.flatMap((_, index) => {
      const ratings = [ratingOf(scale, answer, "first", index), ratingOf(scale, answer, "second", index)]
      const given = ratings.filter((at) => at !== undefined)
      return given.length === 0 ? [] : [`${stepId(index)}[.]${given.map((at) => at + 1).join("-")}`]
    })
    return { type: "performance", response: steps.join("[,]"), patterns: [] }
  },
  components({ scale }) {
    return {
      steps: optionComponents(
        scale.criteria.map(({ label }) => label),
        stepId,
      ),
    }
  },
  print(data, answer, quotesFrom) {
    const { scale } = data
    const sentences = data.source && quotesFrom ? sentencesIn(quotesFrom(data.source)) : []
    return scale.criteria.flatMap(({ label }, index) => {
      const line = (name: string, at: number | undefined) =>
        at === undefined ? [] : [`${label}: ${name}: ${scale.levels[at]}`]
      const proof = proofOf(data, answer, index, sentences)
      return [
        ...line(words.first, ratingOf(scale, answer, "first", index)),
        ...line(words.again, ratingOf(scale, answer, "second", index)),
        ...(proof === undefined ? [] : [`${label}: ${words.proof}: ${proof}`]),
      ]
    })
  },
}

/** The id of a criterion in a response. */
function stepId(criterion: number): string {
  return `R${criterion + 1}`
}

/** Whether the first ratings are kept, and the second are made. */
export function isSecondStage(answer: Answer): boolean {
  return markAt(answer, 0) === 1
}

/** The place of a mark among those of an answer. */
export function placeOf({ criteria }: Scale, what: "first" | "second" | "proof", criterion: number): number {
  return 1 + criteria.length * { first: 0, second: 1, proof: 2 }[what] + criterion
}

/** The place of the level that a criterion was rated at, from 0. */
export function ratingOf(
  scale: Scale,
  answer: Answer,
  which: "first" | "second",
  criterion: number,
): number | undefined {
  if (which === "second" && !isSecondStage(answer)) return undefined
  const mark = markAt(answer, placeOf(scale, which, criterion))
  return mark > 0 && mark <= scale.levels.length ? mark - 1 : undefined
}

/** A sentence, and the mark by which it is known. */
export interface Sentence {
  readonly text: string
  readonly mark: number
}

/** The sentences of a text that may be quoted; of two with one mark the first. */
export function sentencesIn(quotes: readonly Quote[]): readonly Sentence[] {
  const marks = new Set<number>()
  return quotes
    .flatMap(({ text }) => sentencesOf(text))
    .map((text) => ({ text, mark: markOf(text) }))
    .filter(({ mark }) => !marks.has(mark) && marks.add(mark))
}

function markOf(sentence: string): number {
  return firstSentence + (hashBits(sentence, 16) % (proofs - firstSentence))
}

/** The sentence that proves a rating, as it reads; nothing where there is none, or it is not there any more. */
export function proofOf(
  data: RubricData,
  answer: Answer,
  criterion: number,
  sentences: readonly Sentence[],
): string | undefined {
  const mark = markAt(answer, placeOf(data.scale, "proof", criterion))
  if (data.from !== undefined && mark !== writtenProof) return sentences.find((one) => one.mark === mark)?.text
  const written = writtenProofs(data, answer)[criterion] ?? ""
  return written.trim() === "" ? undefined : written
}

/** Proofs written by hand, one for each criterion; those not written are empty. */
export function writtenProofs({ scale }: RubricData, answer: Answer): readonly string[] {
  return unpackNotes(textAt(answer, 0), scale.criteria.length)
}

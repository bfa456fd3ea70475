import { markAt } from "../answer.ts"
import { optionComponents, optionId, sourceId } from "../ids.ts"
import type { Kind, Prompted } from "../kind.ts"
import { type Labelled, plainText } from "../label.ts"

/** Things to put with what they belong to. */
export interface MatchingData extends Prompted {
  /** Headings of the two columns, as plain text; either may be empty. */
  readonly headings: readonly [source: string, target: string]
  /** The things to match, in the author's order. */
  readonly sources: readonly MatchingSource[]
  /** What there is to match them with, as plain text, in the author's order: an LMS knows them by it. */
  readonly targets: readonly string[]
  /** The order to show the targets in; it says nothing about which belongs where. */
  readonly order: readonly number[]
}

/** A thing to match. */
export interface MatchingSource extends Labelled {
  /** Place of the target that is right. */
  readonly target: number
  /** Safe HTML, phrasing content only, of why; shown once the pair is right, or at the end. */
  readonly feedback?: string
}

/** A mark for each source: 0 while it has no target, else the place of its target, from 1. */
export const matching: Kind<MatchingData> = {
  name: "matching",
  shape({ sources, targets }) {
    return { marks: sources.map(() => targets.length + 1), texts: [] }
  },
  levels({ sources }) {
    return sources.length
  },
  score({ sources }, answer) {
    return sources.filter(({ target }, index) => markAt(answer, index) === target + 1).length
  },
  interaction({ sources }, answer) {
    const marks = sources.map((_, index) => markAt(answer, index))
    return {
      type: "matching",
      response: toPairs(marks),
      patterns: [toPairs(sources.map(({ target }) => target + 1))],
    }
  },
  components({ sources, targets }) {
    return { source: optionComponents(sources.map(plainText), sourceId), target: optionComponents(targets) }
  },
  print({ sources, targets }, answer) {
    return sources.flatMap((source, index) => {
      const target = targets[markAt(answer, index) - 1]
      return target === undefined ? [] : [`${plainText(source)}: ${target}`]
    })
  },
}

function toPairs(marks: readonly number[]): string {
  return marks.flatMap((mark, index) => (mark === 0 ? [] : [`${sourceId(index)}[.]${optionId(mark - 1)}`])).join("[,]")
}

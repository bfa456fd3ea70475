import { markAt, textAt } from "../answer.ts"
import type { Kind, Prompted, Quote } from "../kind.ts"
import type { Item } from "../label.ts"
import { linesOf, longestResponse } from "../reflection/kind.ts"
import { toResponse } from "../response.ts"
import { activityStrings } from "../strings.ts"

const words = activityStrings.reveal

/** A question to answer, other views on it that then appear, and the answer once more in their light. */
export interface RevealData extends Prompted {
  /** What appears once the learner has answered: who, and beneath it what they say. */
  readonly views: readonly Item[]
  /** What is asked afterwards, as plain text; absent for the usual question. */
  readonly revise?: string
  /** About how many words an author has in mind; a suggestion, never a limit. */
  readonly words?: number
  /** Characters of each text that an LMS must at least keep; 0 takes what room there is. */
  readonly keep: number
}

/** One mark: 0 before the first answer is kept, 1 since then, 2 when it was left as it is. Texts: first, revised. */
export const reveal: Kind<RevealData> = {
  name: "reveal",
  shape({ keep }) {
    return { marks: [3], texts: [keep, keep] }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(_, answer) {
    const texts = answer.texts.slice(0, 2).filter((text) => text.trim() !== "")
    return { type: "long-fill-in", response: toResponse(texts.join(" | "), longestResponse), patterns: [] }
  },
  print(_, answer) {
    const [first, revised] = [linesOf(textAt(answer, 0)), linesOf(textAt(answer, 1))]
    const isLeft = markAt(answer, 0) === 2 && revised.length === 0 && first.length > 0
    return [
      ...first.map((line, index) => (index === 0 ? `${words.first}: ${line}` : line)),
      ...revised.map((line, index) => (index === 0 ? `${words.revised}: ${line}` : line)),
      ...(isLeft ? [words.left] : []),
    ]
  },
  quotes(_, answer) {
    const quotes: readonly Quote[] = [
      { label: words.first, text: textAt(answer, 0), key: 0 },
      { label: words.revised, text: textAt(answer, 1), key: 1 },
    ]
    return quotes.filter(({ text }) => text.trim() !== "")
  },
  mostQuotes() {
    return 2
  },
  quotable({ keep }) {
    return { intro: "", prompt: "", description: "", views: [], keep }
  },
}

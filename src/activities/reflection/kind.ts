import { textAt } from "../answer.ts"
import type { Kind, Prompted } from "../kind.ts"
import { toResponse } from "../response.ts"

/** A question to think and write about. */
export interface ReflectionData extends Prompted {
  /** About how many words an author has in mind; a suggestion, never a limit. */
  readonly words?: number
  /** Characters that an LMS must at least keep; 0 takes what room there is. */
  readonly keep: number
  /** Beginnings of sentences, as safe HTML, for those whom an empty page stops. */
  readonly starters: readonly string[]
}

/** Longest text of a response (SCORM 2004 RTE §4.2.9.1: long-fill-in), in characters. */
export const longestResponse = 4000

/** No marks; the text is what the learner wrote. */
export const reflection: Kind<ReflectionData> = {
  name: "reflection",
  shape({ keep }) {
    return { marks: [], texts: [keep] }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(_, answer) {
    return { type: "long-fill-in", response: toResponse(textAt(answer, 0), longestResponse), patterns: [] }
  },
  print(_, answer) {
    return linesOf(textAt(answer, 0))
  },
  quotes({ description }, answer) {
    const text = textAt(answer, 0)
    return text.trim() === "" ? [] : [{ label: description, text, key: 0 }]
  },
  mostQuotes() {
    return 1
  },
  quotable({ description, keep }) {
    return { intro: "", prompt: "", description, keep, starters: [] }
  },
}

/** The lines of a text that are not empty. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "")
}

/** How many words a text has: what stands between white space and holds a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

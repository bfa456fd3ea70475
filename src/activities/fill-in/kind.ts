import type { Answer } from "../../lesson/model.ts"
import { textAt } from "../answer.ts"
import type { Kind, Prompted } from "../kind.ts"
import { toResponse } from "../response.ts"

/** A question whose answer is a word or a few. */
export interface FillInData extends Prompted {
  /** Safe HTML before and behind the blank, when the prompt is a sentence with one. */
  readonly around?: readonly [before: string, behind: string]
  /** Answers the author foresaw, right ones and wrong ones. */
  readonly answers: readonly FillInAnswer[]
  /** Whether capital letters must be where the author wrote them. */
  readonly isCase: boolean
}

/** An answer that an author foresaw. */
export interface FillInAnswer {
  readonly text: string
  readonly isRight: boolean
  /** Safe HTML of what is said about it. */
  readonly feedback?: string
}

/** Longest answer that an LMS takes in a response, in characters (SCORM 2004 RTE §4.2.9.1: fill-in). */
export const longestAnswer = 250

/** No marks; the text is the answer as the learner wrote it. */
export const fillIn: Kind<FillInData> = {
  name: "fill-in",
  shape(data) {
    return { marks: [], texts: [room(data)] }
  },
  levels() {
    return 1
  },
  score(data, answer) {
    return foreseen(data, answer)?.isRight ? 1 : 0
  },
  interaction(data, answer) {
    const prefix = data.isCase ? "{case_matters=true}" : ""
    return {
      type: "fill-in",
      response: toResponse(textAt(answer, 0), longestAnswer),
      patterns: data.answers
        .filter(({ isRight }) => isRight)
        .map(({ text }) => prefix + toResponse(text, longestAnswer)),
    }
  },
  print(_, answer) {
    const written = textAt(answer, 0).trim()
    return written === "" ? [] : [written]
  },
}

/** The answer that the author foresaw and the learner gave. */
export function foreseen({ answers, isCase }: FillInData, answer: Answer): FillInAnswer | undefined {
  const given = fold(textAt(answer, 0), isCase)
  return answers.find(({ text }) => fold(text, isCase) === given)
}

/** Characters a learner may write: room for every answer foreseen, and for some that are not. */
export function room({ answers }: FillInData): number {
  return Math.min(longestAnswer, Math.max(24, ...answers.map(({ text }) => text.length + 8)))
}

/** Whether two answers count as the same. */
export function isSame(one: string, other: string, isCase: boolean): boolean {
  return fold(one, isCase) === fold(other, isCase)
}

/** What makes no difference between answers: white space, the form of accents and apostrophes, capitals unless asked. */
function fold(text: string, isCase: boolean): string {
  const folded = text.normalize("NFC").replace(/[’ʼ]/g, "'").replace(/\s+/g, " ").trim()
  return isCase ? folded : folded.toLowerCase()
}

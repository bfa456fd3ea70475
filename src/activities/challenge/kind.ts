import type { Answer } from "../../lesson/model.ts"
import { markAt, textAt } from "../answer.ts"
import type { AboutText, Kind, Prompted } from "../kind.ts"
import { capitalized, type Labelled, plainText } from "../label.ts"
import { linesOf, longestResponse } from "../reflection/kind.ts"
import { toResponse } from "../response.ts"
import { challengeStrings } from "./strings.ts"

const words = challengeStrings

/** Questions that somebody asks, to be answered one after another and then compared with what good answers speak of. */
export interface ChallengeData extends Prompted, AboutText {
  readonly questions: readonly ChallengeQuestion[]
  /** Characters of each answer that an LMS must at least keep; 0 takes what room there is. */
  readonly keep: number
}

/** A question, who asks it, and the points that a good answer speaks of. */
export interface ChallengeQuestion extends Labelled {
  /** Who asks, as plain text; absent where nobody is named. */
  readonly who?: string
  readonly pointers: readonly Labelled[]
}

/**
 * Marks: how many answers have been compared; then for each pointer of each question how far it is covered, from 1 (in the
 * order of the words in the catalogue), 0 while it is not marked. Texts: the answers.
 */
export const challenge: Kind<ChallengeData> = {
  name: "challenge",
  shape({ questions, keep }) {
    const states = words.states.length + 1
    return {
      marks: [questions.length + 1, ...questions.flatMap(({ pointers }) => pointers.map(() => states))],
      texts: questions.map(() => keep),
    }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(data, answer) {
    const said = data.questions.flatMap((question, index) => {
      const text = textAt(answer, index)
      return text.trim() === "" ? [] : [`${nameOf(question, index)}: ${text}`]
    })
    const summary = said.length === 0 ? "" : [tally(data, answer), ...said].join(" | ")
    return { type: "long-fill-in", response: toResponse(summary, longestResponse), patterns: [] }
  },
  print(data, answer) {
    return data.questions.flatMap((question, index) => {
      const lines = linesOf(textAt(answer, index))
      if (lines.length === 0) return []
      const points = question.pointers.flatMap((pointer, at) => {
        const state = stateOf(data, answer, index, at)
        return state === undefined ? [] : [`${capitalized(state)}: ${plainText(pointer)}`]
      })
      return [asked(question), ...lines, ...points]
    })
  },
  quotes(data, answer) {
    return data.questions.flatMap((question, key) => {
      const text = textAt(answer, key)
      return text.trim() === "" ? [] : [{ label: asked(question), text, key }]
    })
  },
  mostQuotes({ questions }) {
    return questions.length
  },
  quotable({ questions, keep }) {
    const bare = questions.map((question) => ({ ...question, pointers: [] }))
    return { intro: "", prompt: "", description: "", questions: bare, keep }
  },
}

/** How many answers have been compared with the pointers. */
export function comparedIn({ questions }: ChallengeData, answer: Answer): number {
  return Math.min(questions.length, markAt(answer, 0))
}

/** The place of the mark of a pointer. */
export function placeOf({ questions }: ChallengeData, question: number, pointer: number): number {
  return 1 + questions.slice(0, question).reduce((sum, { pointers }) => sum + pointers.length, 0) + pointer
}

/** How far a pointer is covered, in words; nothing while it is not marked. */
export function stateOf(data: ChallengeData, answer: Answer, question: number, pointer: number): string | undefined {
  return words.states[markAt(answer, placeOf(data, question, pointer)) - 1]
}

/** Whether every pointer of a question is marked. */
export function isMarked(data: ChallengeData, answer: Answer, question: number): boolean {
  const pointers = data.questions[question]?.pointers ?? []
  return pointers.every((_, at) => stateOf(data, answer, question, at) !== undefined)
}

/** How many pointers are covered in full, and how many there are. */
export function coveredIn(data: ChallengeData, answer: Answer): { readonly covered: number; readonly all: number } {
  const states = data.questions.flatMap(({ pointers }, question) =>
    pointers.map((_, at) => stateOf(data, answer, question, at)),
  )
  return { covered: states.filter((state) => state === words.states[0]).length, all: states.length }
}

function tally(data: ChallengeData, answer: Answer): string {
  const { covered, all } = coveredIn(data, answer)
  return `${covered}/${all}`
}

function nameOf({ who }: ChallengeQuestion, index: number): string {
  return who ?? String(index + 1)
}

/** Who asks what, as plain text. */
function asked(question: ChallengeQuestion): string {
  return question.who === undefined ? plainText(question) : `${question.who}: ${plainText(question)}`
}

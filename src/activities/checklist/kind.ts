import type { Answer } from "../../lesson/model.ts"
import { markAt, textAt } from "../answer.ts"
import { optionComponents, optionId, sourceId } from "../ids.ts"
import type { Kind, Printed, Prompted } from "../kind.ts"
import { capitalized, type Item, oneLine, plainText } from "../label.ts"
import { unpackNotes } from "../notes.ts"
import { checklistStrings } from "./strings.ts"

const words = checklistStrings

/** Questions that each get one of some states, and if the author likes a short note. */
export interface ChecklistData extends Prompted {
  /** What stands beneath a question explains it. */
  readonly questions: readonly Item[]
  /** What a question may be marked as, as plain text: `known`, `unknown` … */
  readonly states: readonly string[]
  /** What the notes are for, as plain text; absent where there are none. */
  readonly note?: string
  /** Characters of all notes together that an LMS must at least keep; 0 takes what room there is. */
  readonly keep: number
}

/** A mark for each question: its state from 1, 0 while it has none. One text: all notes, packed by notes.ts. */
export const checklist: Kind<ChecklistData> = {
  name: "checklist",
  shape({ questions, states, note, keep }) {
    return { marks: questions.map(() => states.length + 1), texts: note === undefined ? [] : [keep] }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction({ questions, states }, answer) {
    const pairs = questions.flatMap((_, index) => {
      const mark = markAt(answer, index)
      return states[mark - 1] === undefined ? [] : [`${sourceId(index)}[.]${optionId(mark - 1)}`]
    })
    return { type: "matching", response: pairs.join("[,]"), patterns: [] }
  },
  components({ questions, states }) {
    return { source: optionComponents(questions.map(plainText), sourceId), target: optionComponents(states) }
  },
  print(data, answer) {
    const { questions, states } = data
    const notes = notesOf(data, answer)
    // By their states, so that all that is open stands together.
    return [...states, undefined].flatMap((state): readonly Printed[] => {
      const items = questions.flatMap((question, index) => {
        const written = oneLine(notes[index] ?? "")
        if (stateOf(data, answer, index) !== state || (state === undefined && written === "")) return []
        return [{ item: plainText(question) + (written === "" ? "" : ` – ${written}`) }]
      })
      return items.length > 0 ? [{ head: capitalized(state ?? words.none) }, ...items] : []
    })
  },
  quotes(data, answer) {
    const notes = notesOf(data, answer)
    return data.questions.flatMap((question, index) => {
      const state = stateOf(data, answer, index)
      if (state === undefined) return []
      const written = oneLine(notes[index] ?? "")
      const text = written === "" ? capitalized(state) : `${capitalized(state)}. ${written}`
      return [{ label: plainText(question), text, key: index }]
    })
  },
  mostQuotes({ questions }) {
    return questions.length
  },
  quotable({ questions, states, note, keep }) {
    const bare = questions.map((question) => ({ html: plainText(question) }))
    return {
      intro: "",
      prompt: "",
      description: "",
      questions: bare,
      states,
      keep,
      ...(note !== undefined && { note }),
    }
  },
}

/** The state that a question has; nothing while it has none. */
export function stateOf({ states }: ChecklistData, answer: Answer, question: number): string | undefined {
  return states[markAt(answer, question) - 1]
}

/** The notes, one for each question; those not written are empty. */
export function notesOf({ questions, note }: ChecklistData, answer: Answer): readonly string[] {
  return unpackNotes(note === undefined ? "" : textAt(answer, 0), questions.length)
}

/** How many questions have each state, in words: "9 known, 4 unknown, 1 not relevant"; nothing while none has one. */
export function summary({ questions, states }: ChecklistData, answer: Answer): string {
  return states
    .map((state, at) => [questions.filter((_, index) => markAt(answer, index) === at + 1).length, state] as const)
    .filter(([count]) => count > 0)
    .map(([count, state]) => words.count(count, state))
    .join(", ")
}

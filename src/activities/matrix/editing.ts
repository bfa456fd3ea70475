import type { Answer } from "../../lesson/model.ts"
import { withItem } from "../answer.ts"
import type { Draft } from "../useDraft.ts"
import { type Judgement, withNote } from "./answer.ts"
import type { MatrixData } from "./kind.ts"

/** What a step of a matrix gets. */
export interface StepProps {
  /** Id of the activity: ids of fields derive from it. */
  readonly id: string
  readonly data: MatrixData
  readonly judgement: Judgement
  readonly editing: Editing
}

/** The ways to change a matrix. Each keeps the level it was changed at, since gates and references follow from it. */
export interface Editing {
  /** Keeps another value of some marks. */
  mark(...values: readonly (readonly [place: number, value: number])[]): void
  /** Keeps what a note says now. */
  note(place: number, note: string): void
}

/** Edits a matrix at a level of its case. */
export function editingAt(data: MatrixData, draft: Draft, level: number): Editing {
  return {
    mark(...values) {
      draft.change((answer) => {
        const marks = values.reduce((all, [place, value]) => withItem(all, place, value), answer.marks)
        return atLevel({ ...answer, marks }, level)
      })
    },
    note(place, note) {
      draft.change((answer) => atLevel(withNote(data, answer, place, note), level))
    },
  }
}

/** Whether somebody is in a field: it must not go away beneath their hands because they emptied it. */
export function isInHand(field: string): boolean {
  return document.activeElement?.id === field
}

/** An answer, made at a level. */
export function atLevel(answer: Answer, level: number): Answer {
  return { ...answer, marks: withItem(answer.marks, 0, level + 1) }
}

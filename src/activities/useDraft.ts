import { useRef } from "preact/hooks"
import type { Answer } from "../lesson/model.ts"
import { markAt, textAt, withItem } from "./answer.ts"
import type { ActivityProps } from "./kind.ts"

/** An answer of many parts that is kept as it grows, each part by itself. */
export interface Draft {
  /** The answer as it is kept, with a value in every place of its shape. */
  readonly answer: Answer
  /** Keeps another value of a mark. */
  mark(index: number, value: number): void
  /** Keeps what a text says now. */
  text(index: number, value: string): void
  /** Keeps an answer made from the newest. */
  change(next: (answer: Answer) => Answer): void
  /** The newest answer, with what is still being typed: a finger on a button need not take the focus out of a field. */
  newest(): Answer
  /**
   * Hands in an answer made from the newest. Where nothing is made of it, nothing is handed in.
   */
  handIn(next?: (answer: Answer) => Answer | undefined): void
}

/**
 * Keeps an answer of several fields. Two of them may have something to keep before either has been drawn anew, so each
 * change begins from what was kept last, not from what was drawn last.
 */
export function useDraft<Data>({ activity, kind, work, onDraft, onAnswer }: ActivityProps<Data>): Draft {
  const shape = kind.shape(activity.data)
  const answer: Answer = {
    marks: shape.marks.map((values, index) => Math.min(values - 1, work ? markAt(work.answer, index) : 0)),
    texts: shape.texts.map((_, index) => (work ? textAt(work.answer, index) : "")),
  }
  const newest = useRef(answer)
  newest.current = answer
  const keep = useRef({ onDraft, onAnswer })
  keep.current = { onDraft, onAnswer }

  function change(next: (answer: Answer) => Answer) {
    newest.current = next(newest.current)
    keep.current.onDraft(newest.current)
  }

  function leaveField() {
    const { activeElement } = document
    if (activeElement instanceof HTMLElement && activeElement.matches("textarea, input[type=text]")) {
      activeElement.blur()
    }
  }

  return {
    answer,
    mark: (index, value) => change(({ marks, texts }) => ({ marks: withItem(marks, index, value), texts })),
    text: (index, value) => change(({ marks, texts }) => ({ marks, texts: withItem(texts, index, value) })),
    change,
    newest() {
      leaveField()
      return newest.current
    },
    handIn(next = (answer) => answer) {
      leaveField()
      const made = next(newest.current)
      if (!made) return
      newest.current = made
      keep.current.onAnswer(made)
    },
  }
}

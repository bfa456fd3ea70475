import { useState } from "preact/hooks"
import type { Answer } from "../lesson/model.ts"
import { isSame } from "./answer.ts"
import type { ActivityProps } from "./kind.ts"
import { activityStrings } from "./strings.ts"
import { useTyping } from "./useTyping.ts"

/** Where a learner is with an activity that is answered and then handed in by a button. */
export interface Tries {
  /** `answering` until handed in; `tried` while what was said about a try still stands; `closed` when none is taken. */
  readonly stage: "answering" | "tried" | "closed"
  /** The answer in hand: edited, or kept from before. */
  readonly answer: Answer
  /** The answer handed in last; what was said about its parts still holds for those that did not change. */
  readonly last: Answer | undefined
  /** Whether the answer in hand is that one. */
  readonly isTried: boolean
  /** Whether the right answer may be shown: it is solved, or no tries are left. */
  readonly isSettled: boolean
  /** The level of the answer that was handed in last. */
  readonly level: number
  /** What keeps the answer from being handed in. */
  readonly problem: string | undefined
  /** Takes an edited answer. One that is still being typed is kept now and then, as writing at length is. */
  change(answer: Answer, isTyping?: boolean): void
  /** The button of the form: hands in, or starts the next try. */
  submit(event: Event): void
}

/** Leads a learner through the tries of an activity. */
export function useTries<Data>(
  props: ActivityProps<Data>,
  rules: {
    /** The answer of someone who has done nothing. */
    readonly blank: Answer
    /** Why an answer cannot be handed in, in words for the learner. */
    problemIn(answer: Answer): string | undefined
  },
): Tries {
  const { activity, kind, work, open, onAnswer, onDraft } = props
  const [edited, setEdited] = useState<Answer>()
  const [problem, setProblem] = useState<string>()
  const typing = useTyping(onDraft)
  const given = work && work.answer.marks.length + work.answer.texts.length > 0 ? work.answer : undefined
  const tried = given !== undefined && work !== undefined && work.tries > 0
  const stage = !open ? "closed" : tried && !edited ? "tried" : "answering"
  const answer = (open ? edited : undefined) ?? given ?? rules.blank
  const usedUp = tried && activity.attempts > 0 && work.tries >= activity.attempts

  function submit(event: Event) {
    event.preventDefault()
    if (stage === "tried") {
      setEdited(given)
      focusFirst(event.currentTarget)
      return
    }
    const isRepeated = tried && activity.levels > 0 && isSame(answer, given)
    const found = rules.problemIn(answer) ?? (isRepeated ? activityStrings.sameAnswer : undefined)
    setProblem(found)
    if (found !== undefined) return
    typing.drop()
    setEdited(undefined)
    onAnswer(answer)
  }

  return {
    stage,
    answer,
    last: tried ? given : undefined,
    isTried: tried && (!open || !edited),
    isSettled: tried && activity.levels > 0 && (work.best >= activity.levels || usedUp),
    level: tried ? kind.score(activity.data, given) : 0,
    problem,
    change(next, isTyping = false) {
      setEdited(next)
      setProblem(undefined)
      typing.typed(next)
      if (!isTyping) typing.flush()
    },
    submit,
  }
}

/** The next try begins where the answer is given. */
function focusFirst(button: EventTarget | null): void {
  const form = button instanceof HTMLElement && button.closest("form")
  if (!form) return
  const control = form.querySelector("input:checked") ?? form.querySelector("input, select, textarea, li button")
  if (control instanceof HTMLElement) control.focus()
}

import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { contentLanguage } from "../../player/language.ts"
import { markAt, textAt } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Word } from "../Feedback.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { capitalized } from "../label.ts"
import { OwnText } from "../OwnText.tsx"
import { linesOf } from "../reflection/kind.ts"
import { Written } from "../reflection/Reflection.tsx"
import type { Tone } from "../Sign.tsx"
import { activityStrings } from "../strings.ts"
import { useDraft } from "../useDraft.ts"
import { WritingField } from "../WritingField.tsx"
import {
  type ChallengeData,
  type ChallengeQuestion,
  comparedIn,
  coveredIn,
  isMarked,
  placeOf,
  stateOf,
} from "./kind.ts"
import { challengeStrings } from "./strings.ts"

const text = challengeStrings

/** What each state looks like beside its word. */
const tones: readonly Tone[] = ["good", "partly", "bad"]

/** Questions that come one at a time: answer, compare with what good answers speak of, mark, and on to the next. */
export function Challenge(props: ActivityProps<ChallengeData>) {
  const { activity, work, open, keeping, quotesFrom, isElsewhere } = props
  const { data, id } = activity
  const { questions } = data
  const draft = useDraft(props)
  const { answer } = draft
  const compared = comparedIn(data, answer)
  const isDone = work !== undefined && work.tries > 0
  // The question in hand: the last one compared until it is marked, then the one after it.
  const [reached, setReached] = useState(() => {
    const isOpen = compared > 0 && !isMarked(data, answer, compared - 1)
    return isOpen ? compared - 1 : Math.min(compared, questions.length - 1)
  })
  const [problem, setProblem] = useState("")
  const next = useRef<HTMLParagraphElement>(null)
  const isMoving = useRef(false)
  const { covered, all } = coveredIn(data, answer)
  const quotes = data.source ? quotesFrom(data.source) : []

  useLayoutEffect(() => {
    if (isMoving.current) next.current?.focus()
    isMoving.current = false
  }, [reached, compared, isDone])

  function compare() {
    const isEmpty = textAt(draft.newest(), reached).trim() === ""
    setProblem(isEmpty ? text.answerFirst : "")
    if (isEmpty) return
    isMoving.current = true
    draft.mark(0, reached + 1)
  }

  function goOn() {
    const isWhole = isMarked(data, draft.newest(), reached)
    setProblem(isWhole ? "" : text.markAll)
    if (!isWhole) return
    isMoving.current = true
    if (reached < questions.length - 1) setReached(reached + 1)
    else draft.handIn()
  }

  return (
    <section class="kind kind-challenge" aria-labelledby={`${id}-asked`}>
      {data.intro && <Html html={data.intro} />}
      <p class="question" id={`${id}-asked`}>
        <InlineHtml html={data.prompt} />
      </p>
      {open && data.source && (
        <OwnText title={text.look} source={data.source} quotes={quotes} isElsewhere={isElsewhere} />
      )}
      {questions.map((question, index) => {
        const isOver = isDone || !open || index < reached
        if (open && !isDone && index > reached) return null
        if (!open && index >= compared && textAt(answer, index).trim() === "") return null
        const isCompared = index < compared
        const isHere = open && !isDone && index === reached
        return (
          <div class="challenge" key={index}>
            <p class="challenge-place" tabIndex={-1} {...(isHere && !isCompared && { ref: next })}>
              {text.place(index + 1, questions.length)}
            </p>
            <Asked question={question} />
            {isCompared || isOver ? (
              <Written lines={linesOf(textAt(answer, index))} />
            ) : (
              <>
                <label class="own-label" for={`${id}-${index}`}>
                  {text.yourAnswer(index + 1)}
                </label>
                <WritingField
                  id={`${id}-${index}`}
                  value={textAt(answer, index)}
                  rows={4}
                  keeping={keeping(index)}
                  isDone
                  onPause={(written) => draft.text(index, written)}
                  onDone={(written) => draft.text(index, written)}
                />
              </>
            )}
            {isCompared && (
              <div class="pointers">
                {open && (
                  <p class="own-label" tabIndex={-1} {...(isHere && { ref: next })}>
                    {text.pointers}
                  </p>
                )}
                <ul>
                  {question.pointers.map((pointer, at) => {
                    const place = placeOf(data, index, at)
                    const state = stateOf(data, answer, index, at)
                    return (
                      <li class="pointer" key={at}>
                        {open ? (
                          <fieldset>
                            <legend>
                              <InlineHtml html={pointer.html} />
                            </legend>
                            <div class="states">
                              {text.states.map((one, value) => (
                                <label class="state" key={one}>
                                  <input
                                    type="radio"
                                    name={`${id}-${index}-${at}`}
                                    checked={markAt(answer, place) === value + 1}
                                    onChange={() => draft.mark(place, value + 1)}
                                  />
                                  {capitalized(one)}
                                </label>
                              ))}
                            </div>
                          </fieldset>
                        ) : (
                          <>
                            <Word
                              tone={tones[markAt(answer, place) - 1] ?? "note"}
                              word={capitalized(state ?? text.notMarked)}
                            />{" "}
                            <InlineHtml html={pointer.html} />
                          </>
                        )}
                      </li>
                    )
                  })}
                </ul>
              </div>
            )}
            {isHere && (
              <>
                <p class="problem" role="alert">
                  {problem}
                </p>
                <div class="actions">
                  <button type="submit" class="button" onClick={isCompared ? goOn : compare}>
                    {!isCompared ? text.compare : index < questions.length - 1 ? text.next : text.finish}
                  </button>
                </div>
              </>
            )}
          </div>
        )
      })}
      {!open && answer.texts.every((one) => one.trim() === "") && <p class="none">{activityStrings.notAnswered}</p>}
      {isDone && (
        <p class="challenge-done" role="status" tabIndex={-1} ref={next}>
          {text.done(covered, all)}
        </p>
      )}
      {isDone && <Explanation html={data.explanation} />}
    </section>
  )
}

/** Who asks, and what. */
function Asked({ question }: { readonly question: ChallengeQuestion }) {
  return (
    <div class="asked">
      {question.who !== undefined && (
        <p class="asked-by" lang={contentLanguage()}>
          {question.who}
        </p>
      )}
      <p>
        <InlineHtml html={question.html} />
      </p>
    </div>
  )
}

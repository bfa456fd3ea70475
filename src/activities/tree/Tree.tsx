import { useLayoutEffect, useRef } from "preact/hooks"
import { contentLanguage } from "../../player/language.ts"
import { withItem } from "../answer.ts"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { type TreeData, wayOf, wordsOf } from "./kind.ts"
import { treeStrings } from "./strings.ts"

const text = treeStrings

/** A decision tree: one question at a time, the way so far, and the outcome; the whole of it as a list a click away. */
export function Tree({ activity, kind, work, open, onAnswer, onDraft }: ActivityProps<TreeData>) {
  const { data, id } = activity
  const blank = kind.shape(data).marks.map(() => 0)
  const marks = blank.map((_, at) => work?.answer.marks[at] ?? 0)
  const way = wayOf(data, { marks, texts: [] })
  const now = useRef<HTMLDivElement>(null)
  const hasMoved = useRef(false)
  const place = way.taken.length

  // The next question stands where the last one was: whoever listens must hear that it is another.
  useLayoutEffect(() => {
    const asked = now.current?.querySelector(".ask")
    if (hasMoved.current && asked instanceof HTMLElement) asked.focus()
    hasMoved.current = false
  }, [place, way.outcome])

  function go(next: readonly number[]) {
    hasMoved.current = true
    const answer = { marks: next, texts: [] }
    if (wayOf(data, answer).outcome === undefined) onDraft(answer)
    else onAnswer(answer)
  }

  /** The answers as they stand up to a place, and none behind it. */
  const upTo = (count: number) => blank.map((none, at) => (at < count ? (marks[at] ?? none) : none))
  const question = way.question === undefined ? undefined : data.questions[way.question]
  return (
    <div class="kind kind-tree">
      <p class="question">
        <InlineHtml html={data.prompt} />
      </p>
      {data.beneath && <Html html={data.beneath} />}
      {place > 0 && (
        <>
          <p class="way-title" id={`${id}-way`}>
            {text.way}
          </p>
          <ol class="way" aria-labelledby={`${id}-way`} lang={contentLanguage()}>
            {way.taken.map(({ question, answer }) => (
              <li key={question}>
                {data.questions[question]?.q} <b>{wordsOf(data.questions[question])[answer]}</b>
              </li>
            ))}
          </ol>
        </>
      )}
      {open && question && (
        <div class="now" ref={now}>
          <fieldset>
            <legend class="ask" tabIndex={-1}>
              <span class="soft">{text.question(place + 1)}</span> <span lang={contentLanguage()}>{question.q}</span>
            </legend>
            <div class="answers">
              {wordsOf(question).map((word, answer) => (
                <button
                  type="button"
                  class="button-outline"
                  key={word}
                  onClick={() => go(withItem(upTo(place), place, answer + 1))}
                >
                  {word}
                </button>
              ))}
            </div>
          </fieldset>
        </div>
      )}
      {way.outcome !== undefined && (
        <div class="now is-outcome" ref={now}>
          <p class="ask" tabIndex={-1}>
            <span class="soft">{text.outcome}</span> <span lang={contentLanguage()}>{data.outcomes[way.outcome]}</span>
          </p>
          {data.further && (
            <p class="further" lang={contentLanguage()}>
              {data.further}
            </p>
          )}
        </div>
      )}
      {open && place > 0 && (
        <div class="actions">
          <button type="button" class="button-outline" onClick={() => go(upTo(place - 1))}>
            {text.back}
          </button>
          <button type="button" class="button-link" onClick={() => go(blank)}>
            {text.again}
          </button>
        </div>
      )}
      {!open && place === 0 && <p class="soft">{text.unused}</p>}
      <Whole data={data} id={id} />
    </div>
  )
}

/** The whole tree to be read: each question once, with where its answers lead. */
function Whole({ data, id }: { readonly data: TreeData; readonly id: string }) {
  const placeOf = (question: number) => `${id}-q${question + 1}`
  return (
    <details class="whole">
      <summary>{text.asList}</summary>
      <ol lang={contentLanguage()}>
        {data.questions.map((question, at) => (
          <li key={at} id={placeOf(at)} tabIndex={-1}>
            {question.q}
            <ul>
              {wordsOf(question).map((word, answer) => {
                const target = question.to[answer] ?? 0
                return (
                  <li key={word}>
                    <b>{word}:</b>{" "}
                    {target < 0 ? (
                      data.outcomes[-target - 1]
                    ) : (
                      <a href={`#${placeOf(target)}`}>{text.goTo(target + 1)}</a>
                    )}
                  </li>
                )
              })}
            </ul>
          </li>
        ))}
      </ol>
      {data.further && <p lang={contentLanguage()}>{data.further}</p>}
    </details>
  )
}

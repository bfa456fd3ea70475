import type { ComponentChildren } from "preact"
import { markAt, withItem } from "../answer.ts"
import { Word } from "../Feedback.tsx"
import { InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { plainText } from "../label.ts"
import { Question } from "../Question.tsx"
import { activityStrings } from "../strings.ts"
import { useTries } from "../useTries.ts"
import type { MatchingData, MatchingSource } from "./kind.ts"

const text = activityStrings

/** Pairs, chosen from a native list for each source: no dragging, and the same by finger, mouse and keyboard. */
export function Matching(props: ActivityProps<MatchingData>) {
  const { activity, work } = props
  const { data, id } = activity
  const { sources, targets, headings, order } = data
  const tries = useTries(props, {
    blank: { marks: sources.map(() => 0), texts: [] },
    problemIn(answer) {
      const open = sources.find((_, index) => markAt(answer, index) === 0)
      return open && text.chooseEach(plainText(open))
    },
  })
  const isClosed = tries.stage === "closed"
  const said = (source: MatchingSource, index: number): ComponentChildren => {
    const mark = markAt(tries.answer, index)
    const isTried = tries.last !== undefined && markAt(tries.last, index) === mark
    const isRight = mark === source.target + 1
    return (
      <>
        {isTried && <Word tone={isRight ? "good" : "bad"} />}
        {tries.isSettled && !isRight && (
          <p class="key">
            {text.rightAnswer}: <b>{targets[source.target]}</b>
          </p>
        )}
        {source.feedback !== undefined && (tries.isSettled || (isTried && isRight)) && (
          <p class="why">
            <InlineHtml html={source.feedback} />
          </p>
        )}
      </>
    )
  }
  return (
    <Question activity={activity} work={work} tries={tries}>
      {headings.some((heading) => heading !== "") && (
        <p class="pair pair-heads">
          <span>{headings[0]}</span> <span>{headings[1]}</span>
        </p>
      )}
      <ul class="pairs">
        {sources.map((source, index) => {
          const mark = markAt(tries.answer, index)
          const field = `${id}-${index}`
          return (
            <li key={field} class="pair">
              {isClosed ? (
                <div class="source">
                  <InlineHtml html={source.html} />
                </div>
              ) : (
                <label class="source" for={field}>
                  <InlineHtml html={source.html} />
                </label>
              )}
              <div class="target">
                {isClosed ? (
                  <p class="given">
                    {text.yourAnswer}: <b>{targets[mark - 1] ?? text.none}</b>
                  </p>
                ) : (
                  <select
                    id={field}
                    value={mark}
                    aria-describedby={`${field}-said`}
                    aria-invalid={tries.problem !== undefined && mark === 0}
                    onChange={({ currentTarget }) =>
                      tries.change({
                        marks: withItem(tries.answer.marks, index, Number(currentTarget.value)),
                        texts: [],
                      })
                    }
                  >
                    <option value={0}>{text.open}</option>
                    {order.map((target) => (
                      <option key={target} value={target + 1}>
                        {targets[target]}
                      </option>
                    ))}
                  </select>
                )}
                <div id={`${field}-said`}>{said(source, index)}</div>
              </div>
            </li>
          )
        })}
      </ul>
    </Question>
  )
}

import { useState } from "preact/hooks"
import { contentLanguage } from "../../player/language.ts"
import { markAt } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import type { WalkthroughData } from "./kind.ts"
import { walkthroughStrings } from "./strings.ts"

const text = walkthroughStrings

/** A job in steps: a strip of all of them, and one at a time in full, or all as a list. */
export function Walkthrough({ activity, work, open, onAnswer, onDraft }: ActivityProps<WalkthroughData>) {
  const { data, id } = activity
  const { steps } = data
  const furthest = work ? Math.min(steps.length, markAt(work.answer, 0)) : 0
  const isDone = furthest === steps.length
  // Whoever has seen them all begins anew; others go on where they were.
  const [now, setNow] = useState(isDone ? 0 : Math.max(0, furthest - 1))
  const [isWhole, setWhole] = useState(false)

  function keep(seen: number) {
    if (!open || seen <= furthest) return
    const answer = { marks: [seen], texts: [] }
    if (seen === steps.length) onAnswer(answer)
    else onDraft(answer)
  }

  function show(step: number) {
    setNow(step)
    keep(step + 1)
  }

  return (
    <div class="kind kind-walkthrough">
      {data.intro && <Html html={data.intro} />}
      <p class="question" id={`${id}-name`}>
        <InlineHtml html={data.prompt} />
      </p>
      {!isWhole && (
        <ol class="strip" aria-labelledby={`${id}-name`}>
          {steps.map(({ job }, step) => (
            <li key={step} class={step < furthest ? "is-seen" : ""}>
              <button type="button" aria-current={step === now ? "step" : undefined} onClick={() => show(step)}>
                <span class="number">{step + 1}</span>{" "}
                <span class="job" lang={contentLanguage()}>
                  {job}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      <ol class={isWhole ? "stages" : "stages is-single"} aria-live="polite" aria-labelledby={`${id}-name`}>
        {steps.map(({ job, own, html }, step) => (
          <li key={step} class="stage" value={step + 1} hidden={!isWhole && step !== now}>
            <p class="stage-title">
              <span class="soft">{text.step(step + 1, steps.length)}</span> <b lang={contentLanguage()}>{job}</b>
              {own && (
                <span class="own-word">
                  <InlineHtml html={own.html} />
                </span>
              )}
            </p>
            {html && <Html html={html} />}
          </li>
        ))}
      </ol>
      <div class="actions">
        {!isWhole && (
          <>
            {/* Not disabled at the first step: the focus would be lost with it. */}
            <button
              type="button"
              class="button-outline"
              aria-disabled={now === 0}
              onClick={() => now > 0 && show(now - 1)}
            >
              {text.back}
            </button>
            <button type="button" class="button-outline" onClick={() => show(now === steps.length - 1 ? 0 : now + 1)}>
              {now === steps.length - 1 ? text.again : text.next}
            </button>
          </>
        )}
        <button
          type="button"
          class="button-link"
          onClick={() => {
            setWhole(!isWhole)
            if (!isWhole) keep(steps.length)
          }}
        >
          {isWhole ? text.single : text.all}
        </button>
      </div>
      {isDone && <Explanation html={data.explanation} />}
    </div>
  )
}

import type { ComponentChildren } from "preact"
import { Problem } from "./ActivityForm.tsx"
import { textAt } from "./answer.ts"
import { Feedback } from "./Feedback.tsx"
import { InlineHtml } from "./Html.tsx"
import { activityStrings } from "./strings.ts"
import type { Tries } from "./useTries.ts"

const text = activityStrings

/** A line to write on, labelled by the prompt, which may run on behind it. Closed, it is text. */
export function TextAnswer(props: {
  readonly id: string
  readonly tries: Tries
  /** Safe HTML of the prompt, or of what stands before and behind the blank in it. */
  readonly prompt: string | readonly [before: string, behind: string]
  readonly inputMode: "text" | "decimal"
  /** How many characters the line is wide. */
  readonly width: number
  readonly unit?: string | undefined
  /** What is said about the answer handed in. */
  readonly feedback: { readonly isRight: boolean; readonly html?: string | undefined } | undefined
  /** What would be right, in words. */
  readonly rightAnswer: string
}) {
  const { id, tries, prompt, unit, feedback, rightAnswer } = props
  const written = textAt(tries.answer, 0)
  const [before, behind] = typeof prompt === "string" ? [prompt, undefined] : prompt
  const isInline = behind !== undefined
  const line: ComponentChildren =
    tries.stage === "closed" ? (
      <b class="given">{written === "" ? text.none : written}</b>
    ) : (
      <input
        id={`${id}-field`}
        type="text"
        inputMode={props.inputMode}
        size={props.width}
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        value={written}
        aria-invalid={tries.problem !== undefined}
        aria-describedby={`${unit === undefined ? "" : `${id}-unit `}${id}-problem ${id}-said`}
        onInput={({ currentTarget }) => tries.change({ marks: [], texts: [currentTarget.value] }, false)}
        onChange={({ currentTarget }) => tries.change({ marks: [], texts: [currentTarget.value] })}
      />
    )
  return (
    <div class="text-answer">
      {tries.stage === "closed" ? (
        <p class="question">
          <InlineHtml html={before} />
          {isInline && (
            <>
              {line}
              <InlineHtml html={behind} />
            </>
          )}
        </p>
      ) : (
        <label class="question" for={`${id}-field`}>
          <InlineHtml html={before} />
          {isInline && (
            <>
              {line}
              <InlineHtml html={behind} />
            </>
          )}
        </label>
      )}
      <Problem id={id} tries={tries} />
      {!isInline && (
        <p class="line">
          {tries.stage === "closed" && `${text.yourAnswer}: `}
          {line}
          {unit !== undefined && !(tries.stage === "closed" && written.trim().endsWith(unit)) && (
            <span class="unit" id={`${id}-unit`}>
              {" "}
              {unit}
            </span>
          )}
        </p>
      )}
      <div id={`${id}-said`}>
        {tries.isTried && feedback && <Feedback tone={feedback.isRight ? "good" : "bad"} html={feedback.html} />}
        {tries.isSettled && !feedback?.isRight && (
          <p class="key">
            {text.rightAnswer}: <b>{rightAnswer}</b>
          </p>
        )}
      </div>
    </div>
  )
}

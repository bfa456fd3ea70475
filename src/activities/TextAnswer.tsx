import type { ComponentChildren } from "preact"
import { Problem } from "./ActivityForm.tsx"
import { textAt } from "./answer.ts"
import { Html, InlineHtml } from "./Html.tsx"
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
}) {
  const { id, tries, prompt, unit } = props
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
        aria-describedby={`${unit === undefined ? "" : `${id}-unit `}${id}-problem`}
        onInput={({ currentTarget }) => tries.change({ marks: [], texts: [currentTarget.value] }, true)}
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
    </div>
  )
}

/** What is said about a line handed in: the author's feedback, and at the end what would have been right. */
export function SaidOfText(props: {
  readonly tries: Tries
  /** Safe HTML of the feedback on this very answer. */
  readonly feedback: string | undefined
  readonly rightAnswer: string
}) {
  const { tries, feedback, rightAnswer } = props
  return (
    <>
      {tries.isTried && feedback !== undefined && <Html html={feedback} />}
      {tries.isSettled && tries.level === 0 && (
        <p class="key">
          {text.rightAnswer}: <b>{rightAnswer}</b>
        </p>
      )}
    </>
  )
}

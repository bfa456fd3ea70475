import { useState } from "preact/hooks"
import type { Answer } from "../../lesson/model.ts"
import { contentLanguage } from "../../player/language.ts"
import { markAt } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Word } from "../Feedback.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { activityStrings } from "../strings.ts"
import { type Draft, useDraft } from "../useDraft.ts"
import { RoomWarning, WritingField } from "../WritingField.tsx"
import { Closed } from "./Closed.tsx"
import {
  type FormData,
  type FormFormat,
  formatOf,
  isComplete,
  leastWords,
  missingIn,
  offersOf,
  placeOfMarks,
  placeOfText,
} from "./kind.ts"
import { inWords, Part } from "./Part.tsx"
import { formStrings } from "./strings.ts"
import { Timer } from "./Timer.tsx"

const text = formStrings

/** A long text in parts. Everything is kept as it is typed; the button hands in what stands there, as often as one likes. */
export function Form(props: ActivityProps<FormData>) {
  const { activity, kind, work, open, keeping } = props
  const { data, id } = activity
  const draft = useDraft(props)
  const [problem, setProblem] = useState("")
  const tries = work?.tries ?? 0
  const format = formatOf(data, draft.answer)
  const answer = withoutLost(props, draft.answer)
  const complete = kind.score(data, answer)

  function handIn() {
    draft.handIn((newest) => {
      const isEmpty = kind.interaction(data, newest).response === ""
      setProblem(isEmpty ? text.nothing : "")
      return isEmpty ? undefined : withoutLost(props, newest)
    })
  }

  return (
    <section class="kind kind-form" aria-labelledby={`${id}-asked`}>
      {data.intro && <Html html={data.intro} />}
      <p class="question" id={`${id}-asked`}>
        <InlineHtml html={data.prompt} />
      </p>
      <p class="measure">{activity.points > 0 ? text.points : text.completeness}</p>
      {open ? (
        <>
          {data.formats.length > 1 && <Formats data={data} draft={draft} format={format} />}
          {format === "report" && <Guide {...props} />}
          {format === "talk" && <Timer />}
          {data.fields.map((field, index) => (
            <Part
              key={index}
              {...props}
              draft={draft}
              field={field}
              index={index}
              format={format}
              missing={missingIn(data, answer, index)}
            />
          ))}
          {format === "report" && <Report {...props} draft={draft} />}
          {format === "talk" && <RoomWarning keeping={keeping(placeOfText(data, "talk"))} />}
        </>
      ) : (
        <Closed {...props} answer={draft.answer} />
      )}
      {open && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {open && (
        <div class="actions">
          <button type="submit" class={tries > 0 ? "button-outline" : "button"} onClick={handIn}>
            {tries > 0 ? text.handInAgain : text.handIn}
          </button>
          {activity.points > 0 && <span class="aside">{activityStrings.worth(activity.points)}</span>}
        </div>
      )}
      {/* Beneath the button: what is said changes while that is pressed, and must not move it away. */}
      <div class="status" role="status">
        {tries > 0 ? (
          <HandedIn {...props} complete={complete} />
        ) : (
          !open && !work && <p>{activityStrings.notAnswered}</p>
        )}
      </div>
      {tries > 0 && <Lacking data={data} answer={answer} />}
      {tries > 0 && <Explanation html={data.explanation} />}
    </section>
  )
}

/** The formats to choose from: buttons of which one is pressed. */
function Formats({ data, draft, format }: { data: FormData; draft: Draft; format: FormFormat }) {
  return (
    <fieldset class="formats">
      <legend>{text.format}</legend>
      <div class="format-buttons">
        {data.formats.map((one, index) => (
          <button
            key={one}
            type="button"
            class="button-plain"
            aria-pressed={one === format}
            onClick={() => draft.mark(0, index)}
          >
            {text.formats[one]}
          </button>
        ))}
      </div>
      <p class="hint">
        {text.about[format]} {text.kept}
      </p>
    </fieldset>
  )
}

/** The parts as a guide to a text of one's own order. */
function Guide({ activity: { data } }: ActivityProps<FormData>) {
  return (
    <div class="guide">
      <p class="part-label">{text.guide}</p>
      <ul>
        {data.fields.map(({ label, hint }) => (
          <li key={label}>
            <b lang={contentLanguage()}>{label}</b>
            {hint !== "" && ": "}
            <InlineHtml html={hint} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Report({ activity: { data, id }, draft, keeping }: ActivityProps<FormData> & { readonly draft: Draft }) {
  const place = placeOfText(data, "report")
  const words = data.fields.reduce((sum, field) => sum + field.words, 0)
  return (
    <div class="part">
      <label class="part-label" for={`${id}-report`}>
        {text.yourReport}
      </label>
      <WritingField
        id={`${id}-report`}
        value={draft.answer.texts[place] ?? ""}
        words={words}
        isLeast
        rows={16}
        keeping={keeping(place)}
        isDone
        onPause={(written) => draft.text(place, written)}
        onDone={(written) => draft.text(place, written)}
      />
    </div>
  )
}

/** What is said once it was handed in: how much is complete. */
function HandedIn(props: ActivityProps<FormData> & { readonly complete: number }) {
  const { activity, complete, work, open } = props
  const all = activity.data.fields.length
  const best = work?.best ?? 0
  return (
    <>
      <p class="outcome">
        <Word tone={best === all ? "good" : "partly"} word={text.handedIn(best, all)} />{" "}
        {complete !== best && text.now(complete, all)}
      </p>
      {open && <p>{text.goOn}</p>}
    </>
  )
}

/** What is not complete. It changes with every word, so that it is not read out by itself. */
function Lacking({ data, answer }: { readonly data: FormData; readonly answer: Answer }) {
  const lacking = data.fields.flatMap((field, index) => {
    const missing = missingIn(data, answer, index)
    const least = leastWords(field.words, formatOf(data, answer))
    return isComplete(missing) ? [] : [{ label: field.label, lack: inWords(missing, least) }]
  })
  if (lacking.length === 0) return null
  return (
    <div class="status">
      <p>{text.stillMissing}:</p>
      <ul>
        {lacking.map(({ label, lack }) => (
          <li key={label}>
            <span lang={contentLanguage()}>{label}</span>: {lack}
          </li>
        ))}
      </ul>
    </div>
  )
}

/**
 * An answer without the pieces that are no longer where they were taken from. Where nothing at all can be seen there (it
 * may be in another part of the course), they stay.
 */
function withoutLost({ activity: { data }, quotesFrom }: ActivityProps<FormData>, answer: Answer): Answer {
  const marks = [...answer.marks]
  data.fields.forEach(({ takes }, index) => {
    takes.forEach((take, number) => {
      const place = placeOfMarks(data, index, number)
      for (const { quotes, first, end } of offersOf(data, take, quotesFrom)) {
        if (quotes.length === 0) continue
        for (let at = place; at < place + take.most; at++) {
          const key = markAt(answer, at) - 1
          if (key >= first && key < end && !quotes.some((quote) => quote.key === key)) marks[at] = 0
        }
      }
    })
  })
  return { marks, texts: answer.texts }
}

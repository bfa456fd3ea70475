import { useState } from "preact/hooks"
import type { Answer } from "../../lesson/model.ts"
import { markAt, withItem } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Word } from "../Feedback.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { LineField } from "../LineField.tsx"
import { packNotes, unpackNotes } from "../notes.ts"
import { linesOf } from "../reflection/kind.ts"
import { Written } from "../reflection/Reflection.tsx"
import { activityStrings } from "../strings.ts"
import { type Draft, useDraft } from "../useDraft.ts"
import { WritingField } from "../WritingField.tsx"
import {
  type FormData,
  type FormField,
  type FormFormat,
  formatOf,
  isComplete,
  leastOfLine,
  type Missing,
  missingIn,
  partsOf,
  picksOf,
  placeOfMarks,
  placeOfText,
  takenOver,
} from "./kind.ts"
import { Picks, QuoteText } from "./Picks.tsx"
import { formStrings } from "./strings.ts"
import { Timer } from "./Timer.tsx"

const text = formStrings

/** A long text in parts. Everything is kept as it is typed; the button hands in what stands there, as often as one likes. */
export function Form(props: ActivityProps<FormData>) {
  const { activity, kind, work, open } = props
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
            <Part key={index} {...props} draft={draft} field={field} index={index} format={format} />
          ))}
          {format === "report" && <Report {...props} draft={draft} />}
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

interface PartProps extends ActivityProps<FormData> {
  readonly draft: Draft
  readonly field: FormField
  readonly index: number
  readonly format: FormFormat
}

/** A part of the text: its heading, what to write, a field, and what it takes over. In a report only what it takes over. */
function Part(props: PartProps) {
  const { activity, draft, field, index, format, path, keeping } = props
  const { data, id } = activity
  const missing = missingIn(data, withoutLost(props, draft.answer), index)
  const fieldId = `${id}-${format}-${index}`
  const hintId = `${fieldId}-hint`
  if (format === "report" && field.takes.length === 0) return null
  const isFirstPath = path.current === path.all[0]
  const starter = format === "form" && isFirstPath ? field.starter : undefined
  const place = placeOfText(data, format)
  const lines = format === "talk" ? unpackNotes(draft.answer.texts[place] ?? "", data.fields.length) : []
  const hints = (
    <>
      {field.hint !== "" && (
        <p class="hint" id={hintId}>
          <InlineHtml html={field.hint} />
        </p>
      )}
      {starter !== undefined && (
        <p class="hint" id={`${fieldId}-starter`}>
          {activityStrings.starters}: <i>{starter}</i>
        </p>
      )}
    </>
  )
  const describedBy = [field.hint !== "" && hintId, starter !== undefined && `${fieldId}-starter`]
    .filter(Boolean)
    .join(" ")
  return (
    <div class="part">
      {format === "report" ? (
        <p class="part-label">{field.label}</p>
      ) : (
        <label class="part-label" for={fieldId}>
          {field.label}
        </label>
      )}
      {format !== "report" && hints}
      {format === "form" && (
        <WritingField
          id={fieldId}
          value={draft.answer.texts[index] ?? ""}
          {...(describedBy !== "" && { describedBy })}
          words={field.words > 1 ? field.words : undefined}
          isLeast
          rows={field.words > 40 ? 6 : field.words === 0 ? 2 : 4}
          keeping={keeping(index)}
          isDone
          onPause={(written) => draft.text(index, written)}
          onDone={(written) => draft.text(index, written)}
        />
      )}
      {format === "talk" && (
        <LineField
          id={fieldId}
          value={lines[index] ?? ""}
          describedBy={describedBy === "" ? undefined : describedBy}
          onPause={(line) =>
            draft.change(({ marks, texts }) => {
              const all = unpackNotes(texts[place] ?? "", data.fields.length)
              return { marks, texts: withItem(texts, place, packNotes(withItem(all, index, line))) }
            })
          }
        />
      )}
      {field.takes.map((take, number) => {
        const { source } = take
        if (!source) return null
        const first = placeOfMarks(data, index, number)
        return (
          <Picks
            key={number}
            id={`${id}-pick-${index}-${number}`}
            part={field.label}
            take={take}
            quotes={props.quotesFrom(source)}
            picked={picksOf(data, draft.answer, index).flatMap((pick) => (pick.take === number ? [pick.key] : []))}
            isElsewhere={props.isElsewhere(source.id)}
            pick={(keys) =>
              draft.change(({ marks, texts }) => ({
                marks: marks.map((mark, at) =>
                  at >= first && at < first + take.most ? (keys[at - first] ?? -1) + 1 : mark,
                ),
                texts,
              }))
            }
          />
        )
      })}
      <StateOfPart missing={missing} format={format} field={field} />
    </div>
  )
}

/** Whether a part is complete, or what it lacks, in words. */
function StateOfPart(props: { readonly missing: Missing; readonly format: FormFormat; readonly field: FormField }) {
  const { missing, format, field } = props
  // The words of a report are counted beneath it, not here.
  const own = format === "report" ? { ...missing, words: 0 } : missing
  if (format === "report" && isComplete(own)) return null
  return (
    <p class="part-state">
      {isComplete(own) ? (
        <Word tone="good" word={text.complete} />
      ) : (
        `${text.stillMissing}: ${inWords(own, format === "talk" ? leastOfLine(field.words) : field.words)}.`
      )}
    </p>
  )
}

function inWords({ words, picks }: Missing, least: number): string {
  return [
    words > 0 && (least <= 1 ? text.missingText : activityStrings.words(words)),
    picks > 0 && text.missingPicks(picks),
  ]
    .filter(Boolean)
    .join(", ")
}

/** The parts as a guide to a text of one's own order. */
function Guide({ activity: { data } }: ActivityProps<FormData>) {
  return (
    <div class="guide">
      <p class="part-label">{text.guide}</p>
      <ul>
        {data.fields.map(({ label, hint }) => (
          <li key={label}>
            <b>{label}</b>
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
    const least = formatOf(data, answer) === "talk" ? leastOfLine(field.words) : field.words
    return isComplete(missing) ? [] : [`${field.label}: ${inWords(missing, least)}`]
  })
  if (lacking.length === 0) return null
  return (
    <div class="status">
      <p>{text.stillMissing}:</p>
      <ul>
        {lacking.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

/** What was written, as text: the format chosen first, then what was written in others. */
function Closed(props: ActivityProps<FormData> & { readonly answer: Answer }) {
  const { activity, answer, quotesFrom } = props
  const { data } = activity
  const chosen = formatOf(data, answer)
  const others = data.formats.filter(
    (format) => format !== chosen && partsOf(data, answer, format).some(({ text }) => text.trim() !== ""),
  )
  return (
    <>
      {data.formats.length > 1 && <p class="hint">{text.formats[chosen]}</p>}
      {partsOf(data, answer, chosen).map(({ label, text: written, key }) => (
        <div class="part" key={key}>
          <p class="part-label">{label}</p>
          <Written lines={linesOf(written)} />
        </div>
      ))}
      {data.fields.map((field, index) => {
        const pieces = takenOver(field, picksOf(data, answer, index), quotesFrom)
        return (
          pieces.length > 0 && (
            <div class="part" key={field.label}>
              <p class="part-label">
                {field.label}: {text.takenOver}
              </p>
              <ul>
                {pieces.map((quote) => (
                  <li key={quote.key}>
                    <QuoteText quote={quote} />
                  </li>
                ))}
              </ul>
            </div>
          )
        )
      })}
      {others.map((format) => (
        <div key={format}>
          <p class="part-label">{text.alsoWritten(text.formats[format])}</p>
          {partsOf(data, answer, format).map(
            ({ label, text: written, key }) =>
              written.trim() !== "" && (
                <div class="part" key={key}>
                  <p class="part-label">{label}</p>
                  <Written lines={linesOf(written)} />
                </div>
              ),
          )}
        </div>
      ))}
    </>
  )
}

/**
 * An answer without the pieces that are no longer where they were taken from. Where nothing at all can be seen there (it
 * may be in another part of the course), they stay.
 */
function withoutLost({ activity: { data }, quotesFrom }: ActivityProps<FormData>, answer: Answer): Answer {
  const marks = [...answer.marks]
  data.fields.forEach(({ takes }, index) => {
    takes.forEach(({ most, source }, take) => {
      const quotes = source ? quotesFrom(source) : []
      if (quotes.length === 0) return
      const first = placeOfMarks(data, index, take)
      for (let at = first; at < first + most; at++) {
        const mark = markAt(answer, at)
        if (mark > 0 && !quotes.some(({ key }) => key === mark - 1)) marks[at] = 0
      }
    })
  })
  return { marks, texts: answer.texts }
}

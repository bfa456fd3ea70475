import type { ComponentChildren } from "preact"
import type { Answer } from "../../lesson/model.ts"
import { markAt, textAt, withItem } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Word } from "../Feedback.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { plainText } from "../label.ts"
import { linesOf } from "../reflection/kind.ts"
import { Written } from "../reflection/Reflection.tsx"
import { activityStrings } from "../strings.ts"
import { WritingField } from "../WritingField.tsx"
import type { StepsData } from "./kind.ts"

const text = activityStrings

/** Steps to tick off, with a place to write. They are handed in once all are done; until then every change is kept. */
export function Steps({ activity, kind, work, open, onAnswer, onDraft, keeping }: ActivityProps<StepsData>) {
  const { data, id } = activity
  const { steps, notes } = data
  const shape = kind.shape(data)
  const answer: Answer = {
    marks: shape.marks.map((_, index) => (work ? markAt(work.answer, index) : 0)),
    texts: shape.texts.map((_, index) => (work ? textAt(work.answer, index) : "")),
  }
  const done = answer.marks.filter((mark) => mark === 1).length

  function change(next: Answer) {
    if (next.marks.every((mark) => mark === 1)) onAnswer(next)
    else onDraft(next)
  }

  function field(index: number, label: string, name: ComponentChildren, rows: number) {
    const fieldId = `${id}-note-${index}`
    const lines = linesOf(textAt(answer, index))
    if (!open) {
      if (lines.length === 0) return null
      return (
        <div class="note-field">
          <p class="note-label">{label}</p>
          <Written lines={lines} />
        </div>
      )
    }
    return (
      <div class="note-field">
        <label class="note-label" for={fieldId}>
          {name}
        </label>
        <WritingField
          id={fieldId}
          value={textAt(answer, index)}
          rows={rows}
          keeping={keeping(index)}
          isDone
          onPause={(written) => onDraft({ ...answer, texts: withItem(answer.texts, index, written) })}
          onDone={(written) => change({ ...answer, texts: withItem(answer.texts, index, written) })}
        />
      </div>
    )
  }

  const label = data.label === "" ? text.notes : data.label
  const List = data.isOrdered ? "ol" : "ul"
  const list = (
    <List class={data.isOrdered ? "step-list is-ordered" : "step-list"}>
      {steps.map((step, index) => {
        const isDone = markAt(answer, index) === 1
        const box = `${id}-${index}`
        return (
          <li key={box} class={isDone ? "step is-done" : "step"}>
            {open ? (
              <label class="step-box" for={box}>
                <input
                  id={box}
                  type="checkbox"
                  checked={isDone}
                  onChange={({ currentTarget }) =>
                    change({ ...answer, marks: withItem(answer.marks, index, currentTarget.checked ? 1 : 0) })
                  }
                />
                <span>
                  <InlineHtml html={step.html} />
                </span>
              </label>
            ) : (
              <p class="step-box">
                <Word tone={isDone ? "good" : "note"} word={isDone ? text.done : text.notDone} />
                <InlineHtml html={step.html} />
              </p>
            )}
            {step.beneath !== undefined && <Html html={step.beneath} />}
            {notes === "each" &&
              field(
                index,
                label,
                <>
                  {label}
                  <span class="hidden"> ({plainText(step)})</span>
                </>,
                3,
              )}
          </li>
        )
      })}
    </List>
  )
  return (
    <div class="kind kind-steps">
      {data.intro && <Html html={data.intro} />}
      {data.prompt === "" ? (
        list
      ) : (
        <fieldset>
          <legend>
            <InlineHtml html={data.prompt} />
          </legend>
          {list}
        </fieldset>
      )}
      <p class="steps-done" role="status">
        {text.stepsDone(done, steps.length)}
      </p>
      {notes === "all" && field(0, label, label, 6)}
      {work !== undefined && work.tries > 0 && <Explanation html={data.explanation} />}
    </div>
  )
}

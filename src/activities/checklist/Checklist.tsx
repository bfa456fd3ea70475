import type { Answer } from "../../lesson/model.ts"
import { contentLanguage } from "../../player/language.ts"
import { markAt, withItem } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { LineField } from "../LineField.tsx"
import { capitalized, plainText } from "../label.ts"
import { packNotes } from "../notes.ts"
import { useDraft } from "../useDraft.ts"
import { RoomWarning } from "../WritingField.tsx"
import { type ChecklistData, notesOf, stateOf, summary } from "./kind.ts"
import { checklistStrings } from "./strings.ts"

const text = checklistStrings

/** Questions to mark one by one. They are handed in once all are marked; until then every change is kept. */
export function Checklist(props: ActivityProps<ChecklistData>) {
  const { activity, work, open, keeping } = props
  const { data, id } = activity
  const { questions, states, note } = data
  const draft = useDraft(props)
  const { answer } = draft
  const notes = notesOf(data, answer)
  const left = questions.filter((_, index) => stateOf(data, answer, index) === undefined).length

  function mark(index: number, state: number) {
    const next = ({ marks, texts }: Answer) => ({ marks: withItem(marks, index, state), texts })
    if (next(draft.newest()).marks.every((mark) => mark > 0)) draft.handIn(next)
    else draft.change(next)
  }

  function write(index: number, written: string) {
    draft.change((answer) => ({
      marks: answer.marks,
      texts: [packNotes(withItem(notesOf(data, answer), index, written))],
    }))
  }

  return (
    <section class="kind kind-checklist" aria-labelledby={`${id}-asked`}>
      {data.intro && <Html html={data.intro} />}
      <p class="question" id={`${id}-asked`}>
        <InlineHtml html={data.prompt} />
      </p>
      <ol class="checks">
        {questions.map((question, index) => {
          const written = notes[index] ?? ""
          const state = stateOf(data, answer, index)
          const beneath = question.beneath !== undefined && <Html html={question.beneath} />
          if (!open) {
            return (
              <li class="check" key={index}>
                <p class="check-question">
                  <InlineHtml html={question.html} />
                </p>
                {beneath}
                <p class={state === undefined ? "none" : "given"}>
                  <b lang={state === undefined ? undefined : contentLanguage()}>{capitalized(state ?? text.none)}</b>
                </p>
                {note !== undefined && written.trim() !== "" && (
                  <p class="check-note" lang={contentLanguage()}>
                    {note}: <span>{written}</span>
                  </p>
                )}
              </li>
            )
          }
          return (
            <li class="check" key={index}>
              <fieldset>
                <legend class="check-question">
                  <InlineHtml html={question.html} />
                </legend>
                {beneath}
                <div class="states">
                  {states.map((one, at) => (
                    <label class="state" key={one}>
                      <input
                        type="radio"
                        name={`${id}-${index}`}
                        checked={markAt(answer, index) === at + 1}
                        onChange={() => mark(index, at + 1)}
                      />
                      <span lang={contentLanguage()}>{capitalized(one)}</span>
                    </label>
                  ))}
                </div>
              </fieldset>
              {note !== undefined && (state !== undefined || written !== "") && (
                <label class="check-note" lang={contentLanguage()} for={`${id}-note-${index}`}>
                  {note}
                  <span class="hidden"> ({plainText(question)})</span>
                  <LineField id={`${id}-note-${index}`} value={written} onPause={(line) => write(index, line)} />
                </label>
              )}
            </li>
          )
        })}
      </ol>
      <p class="checked" role="status">
        {[summary(data, answer), left > 0 ? text.left(left) : open ? text.all : ""].filter(Boolean).join(". ")}
      </p>
      {open && note !== undefined && <RoomWarning keeping={keeping(0)} />}
      {work !== undefined && work.tries > 0 && <Explanation html={data.explanation} />}
    </section>
  )
}

import { contentLanguage } from "../../player/language.ts"
import { markAt, withItem } from "../answer.ts"
import { Html } from "../Html.tsx"
import type { Keeping } from "../kind.ts"
import { LineField } from "../LineField.tsx"
import { activityStrings } from "../strings.ts"
import type { Draft } from "../useDraft.ts"
import { RoomWarning } from "../WritingField.tsx"
import { entriesOf, type LogData, noteOfField, notesOf, placeOfEntry, placeOfField, titleOf, withNote } from "./kind.ts"
import { logStrings } from "./strings.ts"

const text = logStrings

/** One entry to fill in. It folds away, and says in its heading how much of it is there. */
export function Entry(props: {
  readonly id: string
  readonly data: LogData
  readonly draft: Draft
  readonly entry: number
  readonly isOpen: boolean
  readonly keeping: Keeping
  toggle(isOpen: boolean): void
}) {
  const { id, data, draft, entry, isOpen, keeping, toggle } = props
  const { subject, values } = entriesOf(data, draft.answer)[entry] ?? { subject: "", values: [] }
  const whose = subject === "" ? text.entry(entry + 1) : subject
  return (
    <details class="entry" open={isOpen} onToggle={({ currentTarget }) => toggle(currentTarget.open)}>
      <summary id={`${id}-entry-${entry}`}>
        <span class="entry-title">{titleOf(subject, entry)}</span>{" "}
        <span class="entry-filled">{text.filled(values.filter(Boolean).length, data.fields.length)}</span>
      </summary>
      <div class="entry-fields">
        <Subject {...props} />
        {data.fields.map((field, index) => (
          <Field key={field.label} id={`${id}-${entry}-${index}`} {...{ data, draft, entry, index, whose }} />
        ))}
        <RoomWarning keeping={keeping} />
      </div>
    </details>
  )
}

/** What the entry is about: one of a list, or whatever the learner writes. */
function Subject(props: {
  readonly id: string
  readonly data: LogData
  readonly draft: Draft
  readonly entry: number
}) {
  const { id, data, draft, entry } = props
  const { subjects } = data
  const fieldId = `${id}-${entry}-subject`
  const label = (
    <label class="field-label" for={fieldId}>
      {text.subject}
      <span class="hidden"> ({text.entry(entry + 1)})</span>
    </label>
  )
  if (!subjects) {
    const [written = ""] = notesOf(data, draft.answer, entry)
    return (
      <div class="field">
        {label}
        <LineField
          id={fieldId}
          value={written}
          onPause={(line) => draft.change((answer) => withNote(data, answer, entry, 0, line))}
        />
      </div>
    )
  }
  const entryAbout = (subject: number) =>
    Array.from({ length: data.entries }, (_, other) => other).find(
      (other) => other !== entry && markAt(draft.answer, placeOfEntry(data, other)) === subject + 1,
    )
  return (
    <div class="field">
      {label}
      <select
        id={fieldId}
        value={String(markAt(draft.answer, placeOfEntry(data, entry)))}
        onChange={({ currentTarget }) => draft.mark(placeOfEntry(data, entry), Number(currentTarget.value))}
      >
        <option value="0">{activityStrings.open}</option>
        {subjects.map((subject, index) => {
          const other = entryAbout(index)
          return (
            <option key={subject} value={String(index + 1)} disabled={other !== undefined} lang={contentLanguage()}>
              {other === undefined ? subject : text.taken(subject, other + 1)}
            </option>
          )
        })}
      </select>
    </div>
  )
}

/** A field of an entry: to write in, to choose from, or to tick. */
function Field(props: {
  readonly id: string
  readonly data: LogData
  readonly draft: Draft
  readonly entry: number
  readonly index: number
  /** What the entry is about, which tells its fields from those of the others. */
  readonly whose: string
}) {
  const { id, data, draft, entry, index, whose } = props
  const field = data.fields[index]
  if (!field) return null
  const place = placeOfField(data, entry, index)
  const name = (
    <>
      <span lang={contentLanguage()}>{field.label}</span>
      <span class="hidden"> ({whose})</span>
    </>
  )
  const hint = field.hint !== undefined && (
    <div class="hint" id={`${id}-hint`}>
      <Html html={field.hint} />
    </div>
  )
  const describedBy = field.hint === undefined ? undefined : `${id}-hint`
  if (field.isSeveral) {
    return (
      <fieldset class="field" aria-describedby={describedBy}>
        <legend class="field-label">{name}</legend>
        {hint}
        <div class="ticks">
          {(field.options ?? []).map((option, at) => (
            <label key={option} class="tick">
              <input
                type="checkbox"
                checked={markAt(draft.answer, place + at) === 1}
                onChange={({ currentTarget }) => draft.mark(place + at, currentTarget.checked ? 1 : 0)}
              />
              <span lang={contentLanguage()}>{option}</span>
            </label>
          ))}
        </div>
      </fieldset>
    )
  }
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {name}
      </label>
      {hint}
      {field.options ? (
        <select
          id={id}
          value={String(markAt(draft.answer, place))}
          aria-describedby={describedBy}
          onChange={({ currentTarget }) =>
            draft.change(({ marks, texts }) => ({ marks: withItem(marks, place, Number(currentTarget.value)), texts }))
          }
        >
          <option value="0">{activityStrings.open}</option>
          {field.options.map((option, at) => (
            <option key={option} value={String(at + 1)} lang={contentLanguage()}>
              {option}
            </option>
          ))}
        </select>
      ) : (
        <LineField
          rows={2}
          id={id}
          value={notesOf(data, draft.answer, entry)[noteOfField(data, index)] ?? ""}
          describedBy={describedBy}
          onPause={(note) => draft.change((answer) => withNote(data, answer, entry, noteOfField(data, index), note))}
        />
      )}
    </div>
  )
}

import { contentLanguage } from "../../player/language.ts"
import { withItem } from "../answer.ts"
import { Word } from "../Feedback.tsx"
import { InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { LineField } from "../LineField.tsx"
import { packNotes, unpackNotes } from "../notes.ts"
import { activityStrings } from "../strings.ts"
import type { Draft } from "../useDraft.ts"
import { WritingField } from "../WritingField.tsx"
import {
  type FormData,
  type FormField,
  type FormFormat,
  isComplete,
  leastWords,
  type Missing,
  offersOf,
  picksOf,
  placeOfMarks,
  placeOfText,
} from "./kind.ts"
import { Picks } from "./Picks.tsx"
import { formStrings } from "./strings.ts"

const text = formStrings

interface PartProps extends ActivityProps<FormData> {
  readonly draft: Draft
  readonly field: FormField
  readonly index: number
  readonly format: FormFormat
  readonly missing: Missing
}

/** A part of the text: its heading, what to write, a field, and what it takes over. In a report only what it takes over. */
export function Part(props: PartProps) {
  const { activity, draft, field, index, format, missing, path, keeping } = props
  const { data, id } = activity
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
          {activityStrings.starters}: <i lang={contentLanguage()}>{starter}</i>
        </p>
      )}
    </>
  )
  const describedBy =
    [field.hint !== "" && hintId, starter !== undefined && `${fieldId}-starter`].filter(Boolean).join(" ") || undefined
  return (
    <div class="part">
      {format === "report" ? (
        <p class="part-label" lang={contentLanguage()}>
          {field.label}
        </p>
      ) : (
        <label class="part-label" for={fieldId} lang={contentLanguage()}>
          {field.label}
        </label>
      )}
      {format !== "report" && hints}
      {format === "form" && (
        <WritingField
          id={fieldId}
          value={draft.answer.texts[index] ?? ""}
          describedBy={describedBy}
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
          describedBy={describedBy}
          onPause={(line) =>
            draft.change(({ marks, texts }) => {
              const all = unpackNotes(texts[place] ?? "", data.fields.length)
              return { marks, texts: withItem(texts, place, packNotes(withItem(all, index, line))) }
            })
          }
        />
      )}
      {field.takes.map((take, number) => {
        const first = placeOfMarks(data, index, number)
        return (
          <Picks
            key={number}
            id={`${id}-pick-${index}-${number}`}
            part={field.label}
            take={take}
            offers={offersOf(data, take, props.quotesFrom)}
            picked={picksOf(data, draft.answer, index).flatMap((pick) => (pick.take === number ? [pick.key] : []))}
            isElsewhere={props.isElsewhere}
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
        `${text.stillMissing}: ${inWords(own, leastWords(field.words, format))}.`
      )}
    </p>
  )
}

/** What a part lacks, in words, where it needs `least` of them. */
export function inWords({ words, picks }: Missing, least: number): string {
  return [
    words > 0 && (least <= 1 ? text.missingText : activityStrings.words(words)),
    picks > 0 && text.missingPicks(picks),
  ]
    .filter(Boolean)
    .join(", ")
}

import { textAt } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { activityStrings } from "../strings.ts"
import { WritingField } from "../WritingField.tsx"
import { linesOf, type ReflectionData } from "./kind.ts"

const text = activityStrings

/** A question to write about at length. There is no button: what is written is kept. */
export function Reflection({ activity, work, open, onAnswer, onDraft, keeping }: ActivityProps<ReflectionData>) {
  const { data, id } = activity
  const written = work ? textAt(work.answer, 0) : ""
  const isHandedIn = work !== undefined && work.tries > 0
  return (
    <div class="kind kind-reflection">
      {data.intro && <Html html={data.intro} />}
      {open ? (
        <label class="question" for={`${id}-field`}>
          <InlineHtml html={data.prompt} />
        </label>
      ) : (
        <p class="question">
          <InlineHtml html={data.prompt} />
        </p>
      )}
      {open && data.starters.length > 0 && (
        <div class="starters" id={`${id}-starters`}>
          <p>{text.starters}</p>
          <ul>
            {data.starters.map((starter) => (
              <li key={starter}>
                <InlineHtml html={starter} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {open ? (
        <WritingField
          id={`${id}-field`}
          value={written}
          describedBy={data.starters.length > 0 ? `${id}-starters` : undefined}
          words={data.words}
          rows={data.words !== undefined && data.words <= 60 ? 4 : 8}
          keeping={keeping(0)}
          isDone={isHandedIn}
          onPause={(text) => onDraft({ marks: [], texts: [text] })}
          onDone={(text) => (text.trim() === "" ? onDraft : onAnswer)({ marks: [], texts: [text] })}
        />
      ) : (
        <Written lines={linesOf(written)} />
      )}
      {isHandedIn && <Explanation html={data.explanation} />}
    </div>
  )
}

/** What was written, as text. */
export function Written({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return <p class="none">{text.notAnswered}</p>
  return (
    <blockquote class="written">
      {lines.map((line, index) => (
        <p key={`${index} ${line}`}>{line}</p>
      ))}
    </blockquote>
  )
}

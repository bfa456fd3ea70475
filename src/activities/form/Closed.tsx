import type { Answer } from "../../lesson/model.ts"
import { contentLanguage } from "../../player/language.ts"
import type { ActivityProps } from "../kind.ts"
import { linesOf } from "../reflection/kind.ts"
import { Written } from "../reflection/Reflection.tsx"
import { type FormData, formatOf, partsOf, takenOver } from "./kind.ts"
import { QuoteText } from "./Picks.tsx"
import { formStrings } from "./strings.ts"

const text = formStrings

/** What was written, as text: the format chosen first, then what was written in others. */
export function Closed(props: ActivityProps<FormData> & { readonly answer: Answer }) {
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
          <p class="part-label" lang={contentLanguage()}>
            {label}
          </p>
          <Written lines={linesOf(written)} />
        </div>
      ))}
      {data.fields.map((field, index) => {
        const pieces = takenOver(data, index, answer, quotesFrom)
        return (
          pieces.length > 0 && (
            <div class="part" key={field.label}>
              <p class="part-label">
                <span lang={contentLanguage()}>{field.label}</span>: {text.takenOver}
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
                  <p class="part-label" lang={contentLanguage()}>
                    {label}
                  </p>
                  <Written lines={linesOf(written)} />
                </div>
              ),
          )}
        </div>
      ))}
    </>
  )
}

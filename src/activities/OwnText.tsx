import { contentLanguage } from "../player/language.ts"
import type { Quote } from "./kind.ts"
import { ownWorkStrings } from "./own-work-strings.ts"
import { linesOf } from "./reflection/kind.ts"

/** What the learner wrote elsewhere, to look at; folded away, since it may be long. */
export function OwnText(props: {
  readonly title: string
  readonly quotes: readonly Quote[]
  /** Whether it stands in another part of the course, so that it cannot be known here. */
  readonly isElsewhere: boolean
}) {
  const { title, quotes, isElsewhere } = props
  if (quotes.length === 0) {
    return <p class="none">{isElsewhere ? ownWorkStrings.elsewhere : ownWorkStrings.noText}</p>
  }
  return (
    <details class="own-text">
      <summary>{title}</summary>
      {quotes.map(({ label, text, key }) => (
        <div key={key}>
          <p class="own-label" lang={contentLanguage()}>
            {label}
          </p>
          {linesOf(text).map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </div>
      ))}
    </details>
  )
}

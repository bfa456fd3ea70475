import { contentLanguage } from "../player/language.ts"
import type { Quote, QuoteSource } from "./kind.ts"
import { NothingYet } from "./NothingYet.tsx"
import { ownWorkStrings } from "./own-work-strings.ts"
import { linesOf } from "./reflection/kind.ts"

/** What the learner wrote elsewhere, to look at; folded away, since it may be long. */
export function OwnText(props: {
  readonly title: string
  readonly source: QuoteSource
  readonly quotes: readonly Quote[]
  isElsewhere(id: string): boolean
}) {
  const { title, source, quotes, isElsewhere } = props
  if (quotes.length === 0) {
    return <NothingYet nothing={ownWorkStrings.noText} sources={[source]} isElsewhere={isElsewhere} />
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

import type { Quote } from "./kind.ts"
import { linesOf } from "./reflection/kind.ts"

/** What the learner wrote elsewhere, to look at; folded away, since it may be long. */
export function OwnText(props: {
  readonly title: string
  readonly quotes: readonly Quote[]
  /** What is said while there is none. */
  readonly none: string
}) {
  const { title, quotes, none } = props
  if (quotes.length === 0) return <p class="none">{none}</p>
  return (
    <details class="own-text">
      <summary>{title}</summary>
      {quotes.map(({ label, text, key }) => (
        <div key={key}>
          <p class="own-label">{label}</p>
          {linesOf(text).map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </div>
      ))}
    </details>
  )
}

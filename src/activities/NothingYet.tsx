import { contentLanguage } from "../player/language.ts"
import type { QuotedPage, QuoteSource } from "./kind.ts"
import { ownWorkStrings } from "./own-work-strings.ts"

const text = ownWorkStrings

/** Says that there is nothing yet that was done in other activities, and shows the way to them. */
export function NothingYet(props: {
  readonly nothing: string
  readonly sources: readonly QuoteSource[]
  /** Whether an activity stands in another part of the course, so that it cannot be known here. */
  isElsewhere(id: string): boolean
}) {
  const { nothing, sources, isElsewhere } = props
  const here = sources.filter(({ id }) => !isElsewhere(id))
  if (here.length === 0) return <p class="none">{text.elsewhere}</p>
  const pages = new Map(here.flatMap(({ page }): [string, QuotedPage][] => (page ? [[page.id, page]] : [])))
  return (
    <p class="none">
      {nothing} {pages.size === 0 ? text.unanswered : text.comesFrom}
      {[...pages.values()].map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ","}{" "}
          <a href={`#${id}`} lang={contentLanguage()}>
            {title}
          </a>
        </span>
      ))}
      {pages.size > 0 && "."}
    </p>
  )
}

import { useEffect, useRef } from "preact/hooks"
import { contentLanguage } from "./language.ts"
import { strings } from "./strings.ts"

/** Whether the first page of this launch has been shown: it must not take focus from the LMS around it. */
let isFirst = true

/** The heading of what is looked at. It takes focus and names the window whenever something else is shown. */
export function Heading({
  where,
  title,
  course,
  isContent = false,
}: {
  where?: string
  title: string
  course: string
  /** Whether an author wrote the title; else it is the interface that speaks. */
  isContent?: boolean
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = where ? strings.shell.documentTitle(title, where, course) : `${title} – ${course}`
    if (isFirst) isFirst = false
    else {
      scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
  }, [where, title, course])
  return (
    <>
      {where && <p class="where">{where}</p>}
      <h1 ref={heading} tabIndex={-1} lang={isContent ? contentLanguage() : undefined}>
        {title}
      </h1>
    </>
  )
}

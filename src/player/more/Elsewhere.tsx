import { type ContentBlock, loadPhase } from "../content.ts"
import { Loaded } from "../Loaded.tsx"
import { contentLanguage } from "../language.ts"
import { phaseOf, type Session } from "../session.ts"
import type { PlaceElsewhere } from "../usePageLinks.ts"
import { moreStrings } from "./strings.ts"

/** Where a page is to be found whose phase is launched on its own; of a source, what it is as well. */
export function Elsewhere({ session, to }: { session: Session; to: PlaceElsewhere }) {
  const phase = phaseOf({ phases: session.otherPhases }, to.page)
  const title = phase?.pages.find(({ id }) => id === to.page)?.title
  if (!phase || title === undefined) return null
  const { place } = to
  if (place === undefined) return <p>{moreStrings.elsewhere.page(title, phase.title)}</p>
  return (
    <>
      <Loaded there={undefined} load={() => loadPhase(phase.id)}>
        {({ pages }) => {
          const html = htmlAt(place, pages.find(({ id }) => id === to.page)?.blocks ?? [])
          return <div class="prose" lang={contentLanguage()} dangerouslySetInnerHTML={{ __html: html }} />
        }}
      </Loaded>
      <p>{moreStrings.elsewhere.source(title, phase.title)}</p>
    </>
  )
}

/** The HTML of our own serializer that stands in the element of this id. */
function htmlAt(place: string, blocks: readonly ContentBlock[]): string {
  for (const block of blocks) {
    if (block.type !== "html") continue
    const { content } = Object.assign(document.createElement("template"), { innerHTML: block.html })
    const element = content.getElementById(place)
    if (element) return element.innerHTML
  }
  return ""
}

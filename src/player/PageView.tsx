import { kindsOn } from "../learner/outline.ts"
import { pagesFor } from "../learner/state.ts"
import { Blocks } from "./Blocks.tsx"
import { areKindsThere, loadContent, phaseContent } from "./content.ts"
import { Heading } from "./Heading.tsx"
import { Loaded } from "./Loaded.tsx"
import { contentLanguage } from "./language.ts"
import { pagesInPhase, phaseOf, type Session } from "./session.ts"
import { strings } from "./strings.ts"

/** What the launch page says of the first page. */
export interface FirstScreen {
  /** HTML of our own serializer. */
  readonly html: string
  /** Whether that is the whole page. */
  readonly isWhole: boolean
}

/** One page of a phase, with the way back and on at its foot. */
export function PageView({
  session,
  page: id,
  firstScreen,
}: {
  session: Session
  page: string
  /** Shown until its phase has been loaded, or instead where nothing is missing in it. */
  firstScreen: FirstScreen | null
}) {
  const { outline } = session
  const phase = phaseOf(outline, id)
  const page = phase?.pages.find((page) => page.id === id)
  const pages = pagesFor(outline, session.state())
  const at = pages.findIndex((page) => page.id === id)
  const back = pages[at - 1]
  const next = pages[at + 1]
  if (!phase || !page) return null
  const isFirst = page === outline.phases[0]?.pages[0]
  const kinds = kindsOn(page)
  const inPhase = pagesInPhase(outline, session.state(), phase.id)
  const start = isFirst && firstScreen && (
    <div
      class={firstScreen.isWhole ? undefined : "meanwhile"}
      lang={contentLanguage()}
      dangerouslySetInnerHTML={{ __html: firstScreen.html }}
    />
  )
  const where = strings.shell.where(phase.title, inPhase.indexOf(page) + 1, inPhase.length)
  return (
    <article>
      <Heading where={where} title={page.title} course={outline.title} isContent />
      {start && firstScreen.isWhole ? (
        start
      ) : (
        <Loaded
          key={id}
          there={areKindsThere(kinds) ? phaseContent(phase.id) : undefined}
          load={() => loadContent(phase.id, kinds)}
          meanwhile={start}
        >
          {(content) => (
            <Blocks session={session} blocks={content.pages.find((page) => page.id === id)?.blocks ?? []} />
          )}
        </Loaded>
      )}
      <nav class="turn" aria-label={strings.shell.turn}>
        {back ? (
          <button type="button" class="button-outline" onClick={() => session.show({ type: "page", page: back.id })}>
            {strings.shell.back}
          </button>
        ) : (
          <span />
        )}
        <button
          type="button"
          class="button"
          onClick={() => session.show(next ? { type: "page", page: next.id } : { type: "results" })}
        >
          {next ? strings.shell.next : strings.shell.toResults}
        </button>
      </nav>
    </article>
  )
}

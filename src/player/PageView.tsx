import { useEffect, useRef, useState } from "preact/hooks"
import { pagesFor } from "../learner/state.ts"
import { Blocks } from "./Blocks.tsx"
import { loadPhase, phaseContent } from "./content.ts"
import { Heading } from "./Heading.tsx"
import { pagesInPhase, phaseOf, type Session } from "./session.ts"
import { strings } from "./strings.ts"

/** One page of a phase, with the way back and on at its foot. */
export function PageView({ session, page: id }: { session: Session; page: string }) {
  const { outline } = session
  const phase = phaseOf(outline, id)
  const page = phase?.pages.find((page) => page.id === id)
  const pages = pagesFor(outline, session.state())
  const at = pages.findIndex((page) => page.id === id)
  const back = pages[at - 1]
  const next = pages[at + 1]
  const nextPhase = next && phaseOf(outline, next.id)
  useEffect(() => {
    // What comes next is fetched while this page is read, so that Continue does not wait for the line.
    const fetchNext = () => nextPhase && loadPhase(nextPhase.id).catch(() => undefined)
    const timer = setTimeout(fetchNext, 3000)
    return () => clearTimeout(timer)
  }, [nextPhase])
  if (!phase || !page) return null
  const inPhase = pagesInPhase(outline, session.state(), phase.id)
  const where = strings.shell.where(phase.title, inPhase.indexOf(page) + 1, inPhase.length)
  return (
    <article>
      <Heading where={where} title={page.title} course={outline.title} />
      <PhaseBlocks key={id} session={session} phase={phase.id} page={id} />
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

function PhaseBlocks({
  session,
  phase,
  page,
}: {
  session: Session
  phase: Parameters<typeof loadPhase>[0]
  page: string
}) {
  const [content, setContent] = useState(phaseContent(phase))
  const [failed, setFailed] = useState(false)
  const wanted = useRef(true)
  const load = () => {
    setFailed(false)
    loadPhase(phase).then(
      (loaded) => wanted.current && setContent(loaded),
      () => wanted.current && setFailed(true),
    )
  }
  useEffect(() => {
    wanted.current = true
    if (!content) load()
    return () => {
      wanted.current = false
    }
  }, [])
  if (failed) {
    return (
      <div class="alert alert-bad" role="alert">
        <p>{strings.shell.loadFailed}</p>
        <button type="button" class="button-outline" onClick={load}>
          {strings.shell.tryAgain}
        </button>
      </div>
    )
  }
  if (!content) return <p role="status">{strings.shell.loading}</p>
  return <Blocks session={session} blocks={content.pages.find(({ id }) => id === page)?.blocks ?? []} />
}

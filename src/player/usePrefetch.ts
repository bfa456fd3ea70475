import { useEffect } from "preact/hooks"
import { kindsOn } from "../learner/outline.ts"
import { pagesFor } from "../learner/state.ts"
import { loadContent } from "./content.ts"
import { loadMore } from "./more.ts"
import { phaseOf, type Session } from "./session.ts"

/** How long a page is left alone before what may come next is fetched, in milliseconds. */
const patience = 8000

/** Fetches what may come next while a page is read, so that neither menu nor Continue waits for a slow line. */
export function usePrefetch(session: Session): void {
  const view = session.view()
  const page = view.type === "page" ? view.page : ""
  useEffect(() => {
    const { outline } = session
    const pages = pagesFor(outline, session.state())
    const next = pages[pages.findIndex(({ id }) => id === page) + 1]
    const phase = next && phaseOf(outline, next.id)
    const fetchNext = () => {
      // Whatever fails here is asked for again when it is needed.
      loadMore().catch(() => undefined)
      if (phase) loadContent(phase.id, kindsOn(next)).catch(() => undefined)
    }
    const timer = setTimeout(fetchNext, patience)
    return () => clearTimeout(timer)
  }, [session, page])
}

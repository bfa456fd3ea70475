import { useEffect } from "preact/hooks"
import { phaseOf, type Session } from "./session.ts"
import { strings } from "./strings.ts"

/** A page of a phase that is launched on its own, and the place on it that a link leads to. */
export interface PlaceElsewhere {
  readonly page: string
  /** Id of an element; absent where the link leads to the page itself. */
  readonly place?: string
}

/**
 * Lets a link of an author's to another page (`#id`) open it: pages are views here, not places in the document. One to a
 * source opens the page that lists them, at its place there.
 *
 * @param tellOf called for a page that no view here can show, since its phase is launched on its own
 */
export function usePageLinks(session: Session, tellOf: (place: PlaceElsewhere) => void): void {
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null
      const id = link?.getAttribute("href")?.slice(1)
      const isSource = link?.className === "source"
      const page = isSource ? session.outline.sources : id
      if (!id || !page) return
      if (!phaseOf(session.outline, page)) {
        if (!phaseOf({ phases: session.otherPhases }, page)) return
        event.preventDefault()
        return tellOf(isSource ? { page, place: id } : { page })
      }
      event.preventDefault()
      const view = session.view()
      session.show({ type: "page", page })
      if (isSource) goToPlace(id, view.type === "page" && view.page !== page ? wayBack(session, view.page) : undefined)
    }
    document.addEventListener("click", follow)
    return () => document.removeEventListener("click", follow)
  }, [session])
}

/** A link to the page that a learner came from, who would else have to look for it. */
function wayBack({ outline }: Session, id: string): HTMLElement | undefined {
  const page = phaseOf(outline, id)?.pages.find((page) => page.id === id)
  if (!page) return undefined
  const paragraph = document.createElement("p")
  paragraph.className = "way-back"
  const link = document.createElement("a")
  link.href = `#${id}`
  link.textContent = strings.shell.backTo(page.title)
  paragraph.append(link)
  return paragraph
}

/** Puts the focus on a place of a page once that is there: its phase may have to be loaded first. */
function goToPlace(id: string, back: HTMLElement | undefined, tries = 100): void {
  // Behind the page's heading, which takes the focus when the page opens.
  setTimeout(() => {
    const place = document.getElementById(id)
    if (!place) return tries > 0 ? goToPlace(id, back, tries - 1) : undefined
    for (const earlier of document.querySelectorAll(".way-back")) earlier.remove()
    if (back) place.append(back)
    place.scrollIntoView({ block: "center" })
    place.focus({ preventScroll: true })
  }, 120)
}

import { useEffect } from "preact/hooks"
import { phaseOf, type Session } from "./session.ts"

/** Lets a link of an author's to another page (`#id`) open it: pages are views here, not places in the document. */
export function usePageLinks(session: Session): void {
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null
      const page = link?.getAttribute("href")?.slice(1)
      if (!page || !phaseOf(session.outline, page)) return
      event.preventDefault()
      session.show({ type: "page", page })
    }
    document.addEventListener("click", follow)
    return () => document.removeEventListener("click", follow)
  }, [session])
}

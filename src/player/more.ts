import type { ComponentType } from "preact"
import type { Term } from "../lesson/model.ts"
import { addStyle, runScript } from "./script.ts"
import type { Session, View } from "./session.ts"
import type { PlaceElsewhere } from "./usePageLinks.ts"

/** Views that no learner needs at once: they stand in a script of their own, fetched while the first page is read. */
export interface More {
  readonly Menu: ComponentType<Opened>
  readonly Glossary: ComponentType<Opened>
  readonly Help: ComponentType<{ session: Session }>
  readonly Elsewhere: ComponentType<{ session: Session; to: PlaceElsewhere }>
  readonly Results: ComponentType<{ session: Session }>
  readonly MyWork: ComponentType<{ session: Session }>
  readonly NoLms: ComponentType<NoLmsProps>
  readonly OtherTab: ComponentType<{ course: string; onTakeOver: () => void }>
  /** The terms of the course, in the order in which the glossary lists them. */
  readonly glossary: readonly Term[]
}

/** What the notice gets that nothing can be recorded. */
export interface NoLmsProps {
  readonly course: string
  /** What the LMS said when it would not open a session. */
  readonly reason: string | undefined
  readonly onRetry: () => Promise<void>
  readonly onGoOn: () => void
}

/** What a window over the page gets: the session, and the way to another view. */
export interface Opened {
  readonly session: Session
  readonly go: (view: View) => void
}

let views: More | undefined

/** Called by the script when it runs. */
export function addMore(more: More): void {
  views = more
}

/** The views, once they have been loaded. */
export function moreViews(): More | undefined {
  return views
}

/** Loads the views unless they are there. Rejects when they cannot be fetched; may then be called again. */
export async function loadMore(): Promise<More> {
  if (!views) await Promise.all([runScript("more.js"), addStyle("more.css")])
  if (!views) throw new Error("more.js brought nothing")
  return views
}

import type { ComponentType } from "preact"
import { runScript } from "./script.ts"
import type { Session, View } from "./session.ts"

/** Views that no learner needs at once: they stand in a script of their own, fetched while the first page is read. */
export interface More {
  readonly Menu: ComponentType<Opened>
  readonly Glossary: ComponentType<Opened>
  readonly Help: ComponentType<{ session: Session }>
  readonly Results: ComponentType<{ session: Session }>
  readonly MyWork: ComponentType<{ session: Session }>
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
  if (!views) await runScript("more.js")
  if (!views) throw new Error("more.js brought nothing")
  return views
}

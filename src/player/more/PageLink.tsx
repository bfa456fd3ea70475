import type { OutlinePage } from "../../learner/outline.ts"
import type { Session } from "../session.ts"

/** A way to a page, in the middle of text. */
export function PageLink({ session, page, label }: { session: Session; page: OutlinePage; label: string }) {
  return (
    <button type="button" class="button-link" onClick={() => session.show({ type: "page", page: page.id })}>
      {label}
    </button>
  )
}

import { useLayoutEffect, useRef } from "preact/hooks"
import { isAnswered } from "../../learner/outcome.ts"
import { isOnPath } from "../../learner/outline.ts"
import { pagesFor, pathOf } from "../../learner/state.ts"
import type { Session } from "../session.ts"
import { PageLink } from "./PageLink.tsx"
import { moreStrings } from "./strings.ts"

const text = moreStrings.results

/**
 * Another round of what is scored, after one that was failed: the button that begins it and, since what was recorded stays,
 * what is still to be handed in once it has begun.
 */
export function Retake({ session }: { session: Session }) {
  const { outline } = session
  const { attempts } = outline.rules
  const state = session.state()
  const path = pathOf(outline, state)
  const awaited = pagesFor(outline, state).filter((page) =>
    page.activities.some((activity) => activity.points > 0 && isOnPath(activity, path) && !isAnswered(state, activity)),
  )
  const isOpen = state.round > 1 && awaited.length > 0
  const hasPressed = useRef(false)
  const begun = useRef<HTMLParagraphElement>(null)

  // The button that was pressed is gone: without this the keyboard would start again at the top of the page.
  useLayoutEffect(() => {
    if (isOpen && hasPressed.current) begun.current?.focus()
    hasPressed.current = false
  }, [isOpen])

  if (isOpen) {
    return (
      <>
        <p tabIndex={-1} ref={begun}>
          {text.retaking}
        </p>
        <ul>
          {awaited.map((page) => (
            <li key={page.id}>
              <PageLink session={session} page={page} label={page.title} />
            </li>
          ))}
        </ul>
      </>
    )
  }
  if (attempts > 0 && state.round >= attempts) return null
  return (
    <>
      <p>{text.retakeHint}</p>
      <button
        type="button"
        class="button-outline"
        onClick={() => {
          hasPressed.current = true
          session.dispatch({ type: "retook" })
        }}
      >
        {text.retake}
      </button>
    </>
  )
}

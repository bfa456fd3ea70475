import { hasVisited } from "../learner/state.ts"
import { pagesInPhase, phaseOf, type Session } from "./session.ts"
import { strings } from "./strings.ts"

/** The five phases in a row: which are done, and where the learner is. */
export function Steps({ session }: { session: Session }) {
  const { outline } = session
  const state = session.state()
  const view = session.view()
  const current = view.type === "page" ? phaseOf(outline, view.page)?.id : undefined
  return (
    <nav aria-label={strings.shell.steps}>
      <ol class="steps">
        {outline.phases.map(({ id, title }) => {
          const isDone = pagesInPhase(outline, state, id).every((page) => hasVisited(state, page))
          const isCurrent = id === current
          return (
            <li
              key={id}
              class={isCurrent ? "step-now" : isDone ? "step-done" : ""}
              aria-current={isCurrent ? "step" : undefined}
            >
              {title}
              {isDone && <span class="hidden"> ({strings.shell.stepDone})</span>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

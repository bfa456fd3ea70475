import { progressOf } from "../learner/outcome.ts"
import { pagesOf } from "../learner/outline.ts"
import { hasVisited, pathOf } from "../learner/state.ts"
import { pagesInPhase, type Session, type View } from "./session.ts"
import { strings } from "./strings.ts"

/** Contents, progress, learning path, and the ways to results and own work. */
export function Menu({ session, go }: { session: Session; go: (view: View) => void }) {
  const { outline } = session
  const state = session.state()
  const view = session.view()
  const progress = progressOf(outline, state)
  const hasPaths = pagesOf(outline).some((page) => page.paths || page.activities.some(({ paths }) => paths))
  return (
    <>
      <p class="progress">
        <label for="progress">{strings.menu.progressLabel}</label>
        <progress id="progress" max={progress.all} value={progress.done} />
        <span>{strings.menu.progress(progress.done, progress.all)}</span>
      </p>
      <nav aria-label={strings.menu.contents}>
        {outline.phases.map((phase) => (
          <section key={phase.id} class="menu-phase">
            <h3>
              {phase.title} <span class="soft">{strings.menu.minutes(phase.minutes)}</span>
            </h3>
            <ol>
              {pagesInPhase(outline, state, phase.id).map((page) => {
                const isCurrent = view.type === "page" && view.page === page.id
                return (
                  <li key={page.id}>
                    <button
                      type="button"
                      class="menu-page"
                      aria-current={isCurrent ? "page" : undefined}
                      onClick={() => go({ type: "page", page: page.id })}
                    >
                      <span>{page.title}</span>{" "}
                      <span class="soft">
                        {isCurrent ? strings.menu.pageCurrent : hasVisited(state, page) ? strings.menu.pageDone : ""}
                      </span>
                    </button>
                  </li>
                )
              })}
            </ol>
          </section>
        ))}
        <p class="menu-more">
          <button type="button" class="button-outline" onClick={() => go({ type: "results" })}>
            {strings.shell.resultsTitle}
          </button>{" "}
          <button type="button" class="button-outline" onClick={() => go({ type: "work" })}>
            {strings.menu.myWork}
          </button>
        </p>
      </nav>
      {hasPaths && <PathChoice session={session} current={pathOf(outline, state)} />}
    </>
  )
}

function PathChoice({ session, current }: { session: Session; current: string }) {
  return (
    <fieldset class="menu-paths">
      <legend>{strings.menu.path}</legend>
      <p class="soft">{strings.menu.pathHint}</p>
      {session.outline.paths.map((path) => (
        <label key={path} class="option">
          <input
            type="radio"
            name="menu-path"
            value={path}
            checked={path === current}
            disabled={session.mode === "review"}
            onChange={() => session.dispatch({ type: "chose-path", path })}
          />{" "}
          <span>{strings.paths[path] ?? path}</span>
        </label>
      ))}
    </fieldset>
  )
}

import { pathName } from "../../activities/path-name.ts"
import { progressOf } from "../../learner/outcome.ts"
import { pagesOf } from "../../learner/outline.ts"
import { hasVisited, pathOf } from "../../learner/state.ts"
import { contentLanguage } from "../language.ts"
import type { Opened } from "../more.ts"
import { pagesInPhase, type Session } from "../session.ts"
import { strings } from "../strings.ts"
import { moreStrings } from "./strings.ts"

/** Contents, progress, learning path, and the ways to results and own work. */
export function Menu({ session, go }: Opened) {
  const { outline } = session
  const state = session.state()
  const view = session.view()
  const progress = progressOf(outline, state)
  const hasPaths = pagesOf(outline).some((page) => page.paths || page.activities.some(({ paths }) => paths))
  return (
    <>
      <p class="progress">
        <label for="progress">{moreStrings.menu.progressLabel}</label>
        <progress id="progress" max={progress.all} value={progress.done} />
        <span>{moreStrings.menu.progress(progress.done, progress.all)}</span>
      </p>
      <nav aria-label={moreStrings.menu.contents}>
        {outline.phases.map((phase) => (
          <section key={phase.id} class="menu-phase">
            <h3>
              {phase.title} <span class="soft">{moreStrings.menu.minutes(phase.minutes)}</span>
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
                      <span lang={contentLanguage()}>{page.title}</span>{" "}
                      <span class="soft">
                        {isCurrent
                          ? moreStrings.menu.pageCurrent
                          : hasVisited(state, page)
                            ? moreStrings.menu.pageDone
                            : ""}
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
            {moreStrings.menu.myWork}
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
      <legend>{moreStrings.menu.path}</legend>
      <p class="soft">{moreStrings.menu.pathHint}</p>
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
          <span>{pathName(path)}</span>
        </label>
      ))}
    </fieldset>
  )
}

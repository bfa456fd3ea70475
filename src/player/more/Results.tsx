import { useState } from "preact/hooks"
import { isAnswered, isRequired, isSummative, shareSoFar } from "../../learner/outcome.ts"
import { isOnPath, type OutlinePage } from "../../learner/outline.ts"
import { hasVisited, mayImprove, pagesFor, pathOf } from "../../learner/state.ts"
import type { Objective } from "../../lesson/model.ts"
import { Dialog } from "../Dialog.tsx"
import { formatPercent } from "../format.ts"
import { Heading } from "../Heading.tsx"
import { phaseOf, type Session } from "../session.ts"
import { strings } from "../strings.ts"
import { PageLink } from "./PageLink.tsx"
import { Retake } from "./Retake.tsx"
import { moreStrings } from "./strings.ts"

/** Where the learner stands: completion, score, objectives, and what there is still to do. */
export function Results({ session }: { session: Session }) {
  const { outline } = session
  return (
    <>
      <Heading title={strings.shell.resultsTitle} course={outline.title} />
      <p class="lead">{moreStrings.results.lead}</p>
      <Completion session={session} />
      <Score session={session} />
      {session.outline.objectives.length > 0 && <Objectives session={session} />}
      <h2>{moreStrings.results.myWork}</h2>
      <p>
        <button type="button" class="button-outline" onClick={() => session.show({ type: "work" })}>
          {moreStrings.menu.myWork}
        </button>
      </p>
      {session.keeper === "lms" && session.state().outcome.completed && (
        <p>{session.isPhase ? moreStrings.results.exitHintPhase : moreStrings.results.exitHint}</p>
      )}
    </>
  )
}

function Completion({ session }: { session: Session }) {
  const text = moreStrings.results
  const { outline, isPhase } = session
  const state = session.state()
  const path = pathOf(outline, state)
  const { completion } = outline.rules
  const open = pagesFor(outline, state).flatMap((page) => {
    const isUnanswered = page.activities.some(
      (activity) => isOnPath(activity, path) && isRequired(activity) && !isAnswered(state, activity),
    )
    if (completion !== "pages" && isUnanswered) return [{ page, label: text.openAnswer(page.title) }]
    if (completion !== "activities" && !hasVisited(state, page)) return [{ page, label: text.openPage(page.title) }]
    return []
  })
  return (
    <>
      <h2>{text.completionTitle}</h2>
      {state.outcome.completed ? (
        <p class="verdict verdict-good">
          <span aria-hidden="true">✓ </span>
          {isPhase ? text.completedPhase : text.completed}
        </p>
      ) : (
        <>
          <p>{isPhase ? text.incompletePhase : text.incomplete}</p>
          <ul>
            {open.map(({ page, label }) => (
              <li key={page.id}>
                <PageLink session={session} page={page} label={label} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Score({ session }: { session: Session }) {
  const text = moreStrings.results
  const { outline } = session
  const { pass } = outline.rules
  const state = session.state()
  const [asks, setAsks] = useState(false)
  if (pass === undefined) {
    return (
      <>
        <h2>{text.scoreTitle}</h2>
        <p>{text.ungraded}</p>
      </>
    )
  }
  const { completed, success, scaled } = state.outcome
  const mark = formatPercent(pass)
  const share = formatPercent(scaled ?? shareSoFar(outline, state))
  const improvable = pagesFor(outline, state).filter((page) =>
    page.activities.some((activity) => {
      const work = state.work.get(activity.id)
      return isSummative(outline, activity) && work && work.tries > 0 && mayImprove(activity, work)
    }),
  )
  const isWriting = session.mode === "normal"
  return (
    <>
      <h2>{text.scoreTitle}</h2>
      <p
        class={success === "passed" ? "verdict verdict-good" : success === "failed" ? "verdict verdict-bad" : "verdict"}
      >
        {success !== "unknown" && <span aria-hidden="true">{success === "passed" ? "✓ " : "✗ "}</span>}
        {success === "passed" ? text.passed : success === "failed" ? text.failed : text.pending}
      </p>
      <p>{success === "unknown" ? text.scorePending(share, mark) : text.score(share, mark)}</p>
      {success !== "passed" && improvable.length > 0 && (
        <>
          <p>{text.triesLeft}</p>
          <ul>
            {improvable.map((page) => (
              <li key={page.id}>
                <PageLink session={session} page={page} label={page.title} />
              </li>
            ))}
          </ul>
        </>
      )}
      {isWriting && completed && success === "unknown" && (
        <>
          <p>{text.recordNowHint}</p>
          <button type="button" class="button-outline" onClick={() => setAsks(true)}>
            {text.recordNow}
          </button>
        </>
      )}
      {asks && (
        <Dialog title={text.recordNow} onClose={() => setAsks(false)}>
          <p>{text.recordNowConfirm}</p>
          <div class="turn">
            <button type="button" class="button-outline" onClick={() => setAsks(false)}>
              {text.no}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => {
                setAsks(false)
                session.dispatch({ type: "finished" })
              }}
            >
              {text.yes}
            </button>
          </div>
        </Dialog>
      )}
      {isWriting && success === "failed" && <Retake session={session} />}
    </>
  )
}

function Objectives({ session }: { session: Session }) {
  const text = moreStrings.results
  const { outline } = session
  return (
    <>
      <h2>{text.objectivesTitle}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{text.objective}</th>
            <th scope="col">{text.standing}</th>
            <th scope="col">{text.phaseToGo}</th>
          </tr>
        </thead>
        <tbody>
          {outline.objectives.map((objective, index) => (
            <tr key={objective.id}>
              <th scope="row">{objective.text}</th>
              <td data-label={text.standing}>{standingOf(session, index)}</td>
              <td data-label={text.phaseToGo}>
                <PhaseToGo session={session} objective={objective} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function standingOf({ state }: Session, index: number): string {
  const objective = state().outcome.objectives[index]
  if (objective?.scaled !== undefined && objective.success !== "unknown") {
    const share = formatPercent(objective.scaled)
    return objective.success === "passed" ? moreStrings.results.mastered(share) : moreStrings.results.notMastered(share)
  }
  if (objective?.scaled !== undefined) return moreStrings.results.soFar(formatPercent(objective.scaled))
  return objective?.completed ? moreStrings.results.worked : moreStrings.results.notWorked
}

/** The pages that serve an objective, one link a phase: first those where something is open. */
function PhaseToGo({ session, objective }: { session: Session; objective: Objective }) {
  const { outline } = session
  const state = session.state()
  const serving = pagesFor(outline, state).filter((page) =>
    page.activities.some(({ objectives }) => objectives.includes(objective.id)),
  )
  const phases = new Map<string, OutlinePage>()
  for (const page of serving) {
    const phase = phaseOf(outline, page.id)
    if (phase && !phases.has(phase.title)) phases.set(phase.title, page)
  }
  return (
    <>
      {[...phases].map(([title, page], at) => (
        <span key={title}>
          {at > 0 && ", "}
          <PageLink session={session} page={page} label={title} />
        </span>
      ))}
    </>
  )
}

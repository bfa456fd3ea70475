import { mostPoints, pointsOf } from "./level.ts"
import type { Outline, OutlineActivity } from "./outline.ts"
import {
  activitiesFor,
  hasVisited,
  type LearnerState,
  mayImprove,
  type ObjectiveOutcome,
  type Outcome,
  pagesFor,
} from "./state.ts"

/** What a learner's state amounts to now, before it is joined with what was recorded earlier. */
export function outcomeOf(outline: Outline, state: LearnerState): Outcome {
  const { rules } = outline
  const activities = activitiesFor(outline, state)
  const completed = isComplete(outline, state, activities)
  const summative = activities.filter((activity) => isSummative(outline, activity))
  const isSpent = (activity: OutlineActivity) => !mayImprove(activity, state.work.get(activity.id))
  const isOver = completed && (state.finished || summative.every(isSpent))
  const shares = outline.objectives.map(({ id }) => {
    const own = activities.filter((activity) => activity.points > 0 && activity.objectives.includes(id))
    return {
      id,
      own,
      share: rules.firstTries.includes(id) ? shareOfFirstTries(state, own, id) : shareOf(state, own, id),
    }
  })
  const objectives = shares.map(({ id, own, share }): ObjectiveOutcome => {
    const isDone = activities
      .filter((activity) => isRequired(activity) && activity.objectives.includes(id))
      .every((activity) => isAnswered(state, activity))
    const isCompleted = isDone && (own.length > 0 || completed)
    if (own.length === 0 || !own.every((activity) => isAnswered(state, activity))) {
      return { completed: isCompleted, success: "unknown" }
    }
    const isClosed = isOver || own.every(isSpent)
    const success = reaches(share, markOf(outline, id)) ? "passed" : isClosed ? "failed" : "unknown"
    return { completed: isCompleted, success, scaled: rounded(share) }
  })
  if (rules.pass === undefined || summative.length === 0 || !completed) {
    return { completed, success: "unknown", objectives }
  }
  const share = shareOf(state, summative)
  const isPassed =
    reaches(share, rules.pass) &&
    shares.every(
      ({ id, own, share }) =>
        own.length === 0 || rules.formative.includes(id) || reaches(share, rules.objectives[id] ?? 0),
    )
  if (!isPassed && !isOver) return { completed, success: "unknown", objectives }
  return { completed, success: isPassed ? "passed" : "failed", scaled: rounded(share), objectives }
}

/** The share of points earned so far, 0–1, whether or not there is a verdict. */
export function shareSoFar(outline: Outline, state: LearnerState): number {
  return shareOf(
    state,
    activitiesFor(outline, state).filter((activity) => isSummative(outline, activity)),
  )
}

/** The better of two outcomes, part by part: nothing that was recorded goes down. */
export function bestOutcome(before: Outcome, after: Outcome): Outcome {
  const length = Math.max(before.objectives.length, after.objectives.length)
  return {
    ...bestOf(before, after),
    objectives: Array.from({ length }, (_, index) =>
      bestOf(before.objectives[index] ?? none, after.objectives[index] ?? none),
    ),
  }
}

const none: ObjectiveOutcome = { completed: false, success: "unknown" }
const rank = { unknown: 0, failed: 1, passed: 2 }

function bestOf(before: ObjectiveOutcome, after: ObjectiveOutcome): ObjectiveOutcome {
  const scaled = Math.max(before.scaled ?? -1, after.scaled ?? -1)
  return {
    completed: before.completed || after.completed,
    success: rank[after.success] > rank[before.success] ? after.success : before.success,
    ...(scaled >= 0 && { scaled }),
  }
}

/** Whether an activity's points count towards the score: not where all it serves is formative. */
export function isSummative(
  { rules }: Pick<Outline, "rules">,
  { points, objectives }: Pick<OutlineActivity, "points" | "objectives">,
): boolean {
  if (points === 0) return false
  return objectives.length === 0 || objectives.some((id) => !rules.formative.includes(id))
}

/** Whether the course waits for an activity: it is required, or it is worth points. */
export function isRequired({ required, points }: OutlineActivity): boolean {
  return required || points > 0
}

/** The share of points that an objective asks for. */
export function markOf({ rules }: Outline, objective: string): number {
  return rules.objectives[objective] ?? rules.pass ?? 0
}

/** Whether an answer was handed in: in this round, where it is worth points. */
export function isAnswered(state: LearnerState, { id, points }: OutlineActivity): boolean {
  const work = state.work.get(id)
  return work !== undefined && (points > 0 ? work.tries > 0 : work.handedIn)
}

/** The pages and required activities of a learner's path: how many there are, and how many are done. */
export function progressOf(outline: Outline, state: LearnerState): { readonly done: number; readonly all: number } {
  const pages = pagesFor(outline, state)
  const required = activitiesFor(outline, state).filter(isRequired)
  const done =
    pages.filter((page) => hasVisited(state, page)).length +
    required.filter((activity) => isAnswered(state, activity)).length
  return { done, all: pages.length + required.length }
}

function isComplete(outline: Outline, state: LearnerState, activities: readonly OutlineActivity[]): boolean {
  const { completion } = outline.rules
  const pages = completion === "activities" || pagesFor(outline, state).every((page) => hasVisited(state, page))
  const answers =
    completion === "pages" || activities.filter(isRequired).every((activity) => isAnswered(state, activity))
  return pages && answers
}

/** Share of the points earned: of all, or of those that serve an objective. */
function shareOf(state: LearnerState, activities: readonly OutlineActivity[], objective?: string): number {
  const all = activities.reduce((sum, activity) => sum + mostPoints(activity, objective), 0)
  const earned = activities.reduce(
    (sum, activity) => sum + pointsOf(activity, state.work.get(activity.id)?.best ?? 0, objective),
    0,
  )
  return all > 0 ? earned / all : 0
}

/** The share that first tries earn; all of it once everything is right, however many tries that took. */
function shareOfFirstTries(state: LearnerState, activities: readonly OutlineActivity[], objective: string): number {
  if (activities.every(({ id, levels }) => (state.work.get(id)?.best ?? 0) >= levels)) return 1
  const all = activities.reduce((sum, activity) => sum + mostPoints(activity, objective), 0)
  const earned = activities.reduce(
    (sum, activity) => sum + pointsOf(activity, state.work.get(activity.id)?.first ?? 0, objective),
    0,
  )
  return all > 0 ? earned / all : 0
}

function reaches(share: number, mark: number): boolean {
  return share + 1e-9 >= mark
}

/** To four decimals, downwards, so that no rounding lifts a score over a mark. */
function rounded(share: number): number {
  return Math.floor((share + 1e-9) * 10_000) / 10_000
}

import type { Answer } from "../lesson/model.ts"
import { activitiesOf, isOnPath, type Outline, type OutlineActivity, pagesOf } from "./outline.ts"

/** All that a course remembers of one learner. */
export interface LearnerState {
  /** Id of the page to resume at; absent before the first. */
  readonly place?: string
  /** Ids of the pages opened, other than those on which something was answered. */
  readonly visited: ReadonlySet<string>
  /** The learning path chosen; absent until the learner chooses. */
  readonly path?: string
  /** Work by activity id, in the order of the first answer: an LMS's interactions stand in that order too. */
  readonly work: ReadonlyMap<string, Work>
  /** How often the scored activities were begun, from 1. */
  readonly round: number
  /** Whether the learner asked for the result as it stands, in this round. */
  readonly finished: boolean
  /** The best that was ever recorded; it never goes down. */
  readonly outcome: Outcome
  /** Counts events: of two saved states the one with more is the newer. */
  readonly revision: number
}

/** What a learner did with one activity. */
export interface Work {
  readonly answer: Answer
  /** Tries handed in, 0 for a draft; counts up to {@link mostTries} and then stays. */
  readonly tries: number
  /** Level of the very first try. */
  readonly first: number
  /** Highest level of any try in this round. */
  readonly best: number
  /** Whether it was ever handed in, in any round: an LMS knows of it since. */
  readonly handedIn: boolean
  /** For each text of the answer, how many of its characters (UTF-16 units) the saved work holds. */
  readonly kept: readonly number[]
  /** For each text, whether it was longer than what is here: the rest stayed in another browser. */
  readonly cut: readonly boolean[]
}

/** A result as an LMS holds it. */
export interface Outcome {
  readonly completed: boolean
  readonly success: "unknown" | "failed" | "passed"
  /** Share of the points, 0–1, to four decimals; absent before there is a verdict. */
  readonly scaled?: number
  /** The same for each objective, by its place in the outline. */
  readonly objectives: readonly ObjectiveOutcome[]
}

/** How an objective stands. */
export interface ObjectiveOutcome {
  readonly completed: boolean
  readonly success: "unknown" | "failed" | "passed"
  /** Share of the objective's points, 0–1, to four decimals; absent until each of its scored activities was tried. */
  readonly scaled?: number
}

/** Tries are counted up to here; more are allowed where an activity has no limit. */
export const mostTries = 15

/** The state of a learner who has done nothing yet. */
export const freshState: LearnerState = {
  visited: new Set(),
  work: new Map(),
  round: 1,
  finished: false,
  outcome: { completed: false, success: "unknown", objectives: [] },
  revision: 0,
}

/** The activity of an outline with this id. */
export function findActivity(outline: Pick<Outline, "phases">, id: string): OutlineActivity | undefined {
  return activitiesOf(outline).find((activity) => activity.id === id)
}

/** Whether another try of an activity is taken: tries are left, and there is something to gain or to go on writing at. */
export function mayTry(activity: OutlineActivity, work: Work | undefined): boolean {
  if (activity.redraft && (!work || activity.attempts === 0 || work.tries < activity.attempts)) return true
  return mayImprove(activity, work)
}

/** Whether another try could earn more: tries are left, and the answer is not yet wholly right. */
export function mayImprove(activity: OutlineActivity, work: Work | undefined): boolean {
  if (!work || work.tries === 0 || activity.levels === 0) return true
  return work.best < activity.levels && (activity.attempts === 0 || work.tries < activity.attempts)
}

/** The path a learner is on: the one chosen, or else the middle one, which the course was written for. */
export function pathOf(outline: Outline, state: LearnerState): string {
  return state.path ?? outline.paths[Math.floor((outline.paths.length - 1) / 2)] ?? ""
}

/** The pages a learner on their path goes through, in order. */
export function pagesFor(outline: Outline, state: LearnerState) {
  const path = pathOf(outline, state)
  return pagesOf(outline).filter((page) => isOnPath(page, path))
}

/** The activities a learner on their path meets, in order. */
export function activitiesFor(outline: Outline, state: LearnerState): readonly OutlineActivity[] {
  const path = pathOf(outline, state)
  return pagesFor(outline, state).flatMap((page) => page.activities.filter((activity) => isOnPath(activity, path)))
}

/** Whether a learner has opened a page, or answered anything on it. */
export function hasVisited(
  state: Pick<LearnerState, "visited" | "work">,
  page: { id: string; activities: readonly { id: string }[] },
): boolean {
  return state.visited.has(page.id) || page.activities.some((activity) => state.work.has(activity.id))
}

import type { Answer } from "../lesson/model.ts"
import type { LearnerEvent } from "./events.ts"
import { type Outline, type OutlineActivity, activitiesOf, isOnPath, pagesOf } from "./outline.ts"

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
}

/** A result as an LMS holds it. */
export interface Outcome {
  readonly completed: boolean
  readonly success: "unknown" | "failed" | "passed"
  /** Share of the points, 0–1, to two decimals; absent before there is a verdict. */
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
  outcome: { completed: false, success: "unknown" },
}

/** The state after an event. Events about things the course does not have change nothing. */
export function reduce(outline: Outline, state: LearnerState, event: LearnerEvent): LearnerState {
  switch (event.type) {
    case "visited": {
      if (!pagesOf(outline).some((page) => page.id === event.page)) return state
      return { ...state, place: event.page, visited: new Set([...state.visited, event.page]) }
    }
    case "chose-path":
      return outline.paths.includes(event.path) ? { ...state, path: event.path } : state
    case "drafted": {
      const activity = findActivity(outline, event.activity)
      const before = state.work.get(event.activity)
      if (!activity || (before && before.tries > 0 && activity.levels > 0)) return state
      return withWork(state, activity, { ...(before ?? untried), answer: event.answer })
    }
    case "answered": {
      const activity = findActivity(outline, event.activity)
      if (!activity) return state
      const before = state.work.get(event.activity) ?? untried
      if (!mayTry(activity, before)) return state
      const first = before.tries === 0 && state.round === 1 ? event.level : before.first
      const best = Math.max(before.best, event.level)
      const tries = Math.min(mostTries, before.tries + 1)
      return withWork(state, activity, { answer: event.answer, tries, first, best })
    }
    case "finished":
      return { ...state, finished: true }
    case "retook":
      return { ...state, finished: false, round: state.round + 1, work: withoutScoredTries(outline, state.work) }
  }
}

const untried: Work = { answer: { marks: [], texts: [] }, tries: 0, first: 0, best: 0 }

function withWork(state: LearnerState, activity: OutlineActivity, work: Work): LearnerState {
  return { ...state, work: new Map(state.work).set(activity.id, work) }
}

function withoutScoredTries(outline: Outline, work: LearnerState["work"]): LearnerState["work"] {
  return new Map(
    [...work].map(([id, done]) => {
      const activity = findActivity(outline, id)
      return [id, activity && activity.points > 0 ? { ...done, tries: 0, best: 0 } : done]
    }),
  )
}

/** The activity of an outline with this id. */
export function findActivity(outline: Outline, id: string): OutlineActivity | undefined {
  return activitiesOf(outline).find((activity) => activity.id === id)
}

/** Whether another try of an activity would count: tries are left, and the answer is not yet wholly right. */
export function mayTry(activity: OutlineActivity, work: Work | undefined): boolean {
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
export function hasVisited(state: LearnerState, page: { id: string; activities: readonly { id: string }[] }): boolean {
  return state.visited.has(page.id) || page.activities.some((activity) => state.work.has(activity.id))
}

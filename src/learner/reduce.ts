import type { Answer } from "../lesson/model.ts"
import type { LearnerEvent } from "./events.ts"
import { betterLevel } from "./level.ts"
import { bestOutcome, isSummative, outcomeOf } from "./outcome.ts"
import { type Outline, type OutlineActivity, pagesOf } from "./outline.ts"
import { findActivity, hasVisited, type LearnerState, mayTry, mostTries, type Work } from "./state.ts"
import { allot } from "./writing.ts"

/** The state after an event, with the outcome that follows from it. Events about things the course lacks change nothing. */
export function reduce(outline: Outline, state: LearnerState, event: LearnerEvent): LearnerState {
  const next = apply(outline, state, event)
  if (next === state) return state
  return { ...next, revision: state.revision + 1, outcome: bestOutcome(state.outcome, outcomeOf(outline, next)) }
}

function apply(outline: Outline, state: LearnerState, event: LearnerEvent): LearnerState {
  switch (event.type) {
    case "visited": {
      const page = pagesOf(outline).find(({ id }) => id === event.page)
      if (!page || (state.place === event.page && hasVisited(state, page))) return state
      return { ...state, place: event.page, visited: new Set([...state.visited, event.page]) }
    }
    case "chose-path":
      return outline.paths.includes(event.path) && state.path !== event.path ? { ...state, path: event.path } : state
    case "drafted": {
      const activity = findActivity(outline, event.activity)
      const before = state.work.get(event.activity) ?? untried
      if (!activity || (before.tries > 0 && activity.levels > 0 && !activity.redraft)) return state
      return withWork(outline, state, activity, {
        ...before,
        answer: event.answer,
        cut: stillCut(before, event.answer),
      })
    }
    case "answered": {
      const activity = findActivity(outline, event.activity)
      const before = state.work.get(event.activity) ?? untried
      if (!activity || !mayTry(activity, before)) return state
      return withWork(outline, state, activity, {
        ...before,
        answer: event.answer,
        tries: Math.min(mostTries, before.tries + 1),
        first: before.handedIn ? before.first : event.level,
        best: betterLevel(activity, before.best, event.level),
        handedIn: true,
        cut: stillCut(before, event.answer),
      })
    }
    case "finished":
      return state.finished ? state : { ...state, finished: true }
    case "retook":
      return { ...state, finished: false, round: state.round + 1, work: withoutScoredTries(outline, state.work) }
  }
}

const untried: Work = {
  answer: { marks: [], texts: [] },
  tries: 0,
  first: 0,
  best: 0,
  handedIn: false,
  kept: [],
  cut: [],
}

/** Which texts still lack their end: those that were not changed. */
function stillCut({ answer, cut }: Work, next: Answer): readonly boolean[] {
  return next.texts.map((text, index) => cut[index] === true && text === answer.texts[index])
}

/** Puts work in its place: what was handed in for the first time goes behind all else that was, drafts come last. */
function withWork(outline: Outline, state: LearnerState, { id }: OutlineActivity, work: Work): LearnerState {
  const before = state.work.get(id)
  const all = new Map(state.work)
  if (work.handedIn && !before?.handedIn) {
    const drafts = [...all].filter(([other, { handedIn }]) => other !== id && !handedIn)
    for (const [other] of drafts) all.delete(other)
    all.delete(id)
    all.set(id, work)
    for (const [other, draft] of drafts) all.set(other, draft)
  } else all.set(id, work)
  return { ...state, work: allot(outline, all, { id, before: before?.answer.texts ?? [] }) }
}

function withoutScoredTries(outline: Outline, work: LearnerState["work"]): LearnerState["work"] {
  return new Map(
    [...work].map(([id, done]) => {
      const activity = findActivity(outline, id)
      // What does not count towards the score need not be done again for it.
      return [id, activity && isSummative(outline, activity) ? { ...done, tries: 0, best: 0 } : done]
    }),
  )
}

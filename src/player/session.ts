import type { LearnerEvent } from "../learner/events.ts"
import { levelWithin, shareOfLevel } from "../learner/level.ts"
import {
  isOnPath,
  type Outline,
  type OutlineActivity,
  type OutlinePage,
  type OutlinePhase,
} from "../learner/outline.ts"
import { reportedRanks, toRecord } from "../learner/record.ts"
import { reduce } from "../learner/reduce.ts"
import { findActivity, type LearnerState, mayTry, pagesFor, pathOf } from "../learner/state.ts"
import type { Answer, PhaseId } from "../lesson/model.ts"
import type { Interaction, Launch } from "../tracking/record.ts"
import type { Tracker, Urgency } from "../tracking/tracker.ts"
import { type ContentActivity, playableKind } from "./content.ts"
import { type KeptTexts, overflowingTexts } from "./overflow.ts"

/** What the learner looks at. */
export type View =
  | { readonly type: "page"; readonly page: string }
  | { readonly type: "results" }
  | { readonly type: "work" }
  | { readonly type: "exit"; readonly saved: boolean }
  | { readonly type: "taken-over" }

/** Who keeps what a learner does: the LMS, this browser (format `web`), or nobody (no LMS found, review, browse). */
export type Keeper = "lms" | "browser" | "nobody"

/** One sitting: the learner's state, what is looked at, and the way of every event into state, record and tracker. */
export interface Session {
  readonly outline: Outline
  readonly tracker: Tracker
  readonly mode: Launch["mode"]
  /** Whether this copy covers one phase of the course only (a SCO of the phases layout). */
  readonly isPhase: boolean
  /** Phases of the course that are launched on their own; none unless this one is. */
  readonly otherPhases: readonly OutlinePhase[]
  /** Who keeps what the learner does. */
  readonly keeper: Keeper
  /** Earlier versions of long texts that only this browser has. */
  readonly earlier: KeptTexts
  /** Work in phases that are launched on their own, as far as it is known here. */
  readonly elsewhere: LearnerState["work"]
  state(): LearnerState
  view(): View
  /** Calls back after every change, until the returned function is called. */
  subscribe(changed: () => void): () => void
  dispatch(event: LearnerEvent): void
  /** Hands in an answer: scores it, tells the LMS about it, keeps it. */
  answer(activity: ContentActivity, answer: Answer): void
  show(view: View): void
  /** Saves, ends the session with the LMS and says goodbye; stays when the LMS did not take it. */
  exit(): Promise<void>
}

/** Starts a sitting from a state; nothing is sent until the learner does something. */
export function startSession(options: {
  readonly outline: Outline
  readonly tracker: Tracker
  readonly state: LearnerState
  readonly isPhase: boolean
  readonly otherPhases: readonly OutlinePhase[]
  readonly keeper: Keeper
  readonly earlier: KeptTexts
  readonly elsewhere?: LearnerState["work"]
  readonly now: () => number
}): Session {
  const { outline, tracker, isPhase, otherPhases, keeper, now } = options
  const page = firstPage(outline, options.state)
  let view: View = { type: "page", page }
  // The first page goes to the LMS with whatever comes next: a launch is one commit.
  let state = reduce(outline, options.state, { type: "visited", page })
  /** When the page was opened or its last answer handed in: latency counts from here. */
  let since = now()
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const { mode } = tracker.launch
  const isKept = mode === "normal"

  /** Hands a change on, and keeps in this browser what the LMS has no room for. */
  function keep(interactions: readonly Interaction[], urgency: Urgency): void {
    if (!isKept) return
    tracker.keepTexts({ ...overflowingTexts(state), ...options.earlier })
    tracker.changed(toRecord(outline, state), interactions, urgency)
  }

  function dispatch(event: LearnerEvent): void {
    const next = reduce(outline, state, event)
    if (next === state) return
    state = next
    keep([], urgencyOf(event))
    changed()
  }

  if (tracker.launch.tellsPages) keep([], "now")

  return {
    outline,
    tracker,
    mode,
    isPhase,
    otherPhases,
    keeper,
    earlier: options.earlier,
    elsewhere: options.elsewhere ?? new Map(),
    state: () => state,
    view: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispatch,
    answer(content, answer) {
      const activity = findActivity(outline, content.id)
      const playable = playableKind(content.kind)
      if (!activity || !playable || !mayTry(activity, state.work.get(activity.id))) return
      const { kind } = playable
      const level = levelWithin(activity, kind.score(content.data, answer))
      const next = reduce(outline, state, { type: "answered", activity: activity.id, answer, level })
      if (next === state) return
      state = next
      const interaction = activity.reported && {
        id: activity.id,
        ...kind.interaction(content.data, answer),
        description: content.description,
        objectives: activity.objectives,
        result: resultOf(activity, level),
        weighting: activity.points,
        time: now(),
        latency: Math.max(0, now() - since),
        position: reportedRanks(outline, state).indexOf(activity.id),
        attempt: state.work.get(activity.id)?.tries ?? 1,
        ...(activity.levels > 0 && { scaled: shareOfLevel(activity, level) }),
        ...(kind.components && { components: kind.components(content.data) }),
      }
      keep(interaction ? [interaction] : [], "soon")
      since = now()
      changed()
    },
    show(next) {
      view = next
      since = now()
      if (next.type === "page") dispatch({ type: "visited", page: next.page })
      else if (next.type === "results") keep([], "now")
      changed()
    },
    async exit() {
      const result = await tracker.finish()
      view = { type: "exit", saved: result.ok }
      changed()
    },
  }
}

function urgencyOf({ type }: LearnerEvent): Urgency {
  return type === "drafted" ? "later" : type === "chose-path" ? "soon" : "now"
}

function resultOf({ levels }: OutlineActivity, level: number): "correct" | "incorrect" | "neutral" {
  if (levels === 0) return "neutral"
  return level === levels ? "correct" : "incorrect"
}

/** The page to begin at: where the learner left, if it is on their path, else the first. */
function firstPage(outline: Outline, state: LearnerState): string {
  const pages = pagesFor(outline, state)
  return pages.find(({ id }) => id === state.place)?.id ?? pages[0]?.id ?? ""
}

/** The phase a page stands in. */
export function phaseOf(outline: Pick<Outline, "phases">, page: string): OutlinePhase | undefined {
  return outline.phases.find(({ pages }) => pages.some(({ id }) => id === page))
}

/** The pages of a phase that are on the learner's path. */
export function pagesInPhase(outline: Outline, state: LearnerState, phase: PhaseId): readonly OutlinePage[] {
  const path = pathOf(outline, state)
  return outline.phases.find(({ id }) => id === phase)?.pages.filter((page) => isOnPath(page, path)) ?? []
}

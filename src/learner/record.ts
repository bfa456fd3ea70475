import type { LearnerRecord } from "../tracking/record.ts"
import { outcomeOf, progressOf } from "./outcome.ts"
import type { Outline } from "./outline.ts"
import { encodeWork } from "./saved-work.ts"
import type { LearnerState } from "./state.ts"

/** What an LMS is to hold about a learner in this state. */
export function toRecord(outline: Outline, state: LearnerState): LearnerRecord {
  const { completed, success, scaled, objectives } = state.outcome
  const { done, all } = progressOf(outline, state)
  return {
    ...{ completed, success },
    ...(scaled !== undefined && { scaled }),
    graded: outline.rules.pass !== undefined,
    progress: completed ? 1 : Math.min(0.99, Math.floor((100 * done) / Math.max(1, all)) / 100),
    objectives: outline.objectives.map(({ id, text }, index) => ({
      id,
      description: text,
      ...(objectives[index] ?? { completed: false, success: "unknown" }),
    })),
    location: state.place ?? "",
    savedWork: encodeWork(outline, state),
    ...(outcomeOf(outline, state).success === "failed" && { failedRound: state.round }),
  }
}

/** How many reported activities an LMS already knows of: the rank that the next new one gets. */
export function handedInCount(outline: Outline, state: LearnerState): number {
  return reportedRanks(outline, state).length
}

/** The ids of the reported activities ever handed in, in the order in which an LMS's interactions stand. */
export function reportedRanks(outline: Outline, state: LearnerState): readonly string[] {
  const reported = new Set(
    outline.phases.flatMap(({ pages }) =>
      pages.flatMap(({ activities }) => activities.filter((it) => it.reported).map(({ id }) => id)),
    ),
  )
  return [...state.work].filter(([id, { handedIn }]) => handedIn && reported.has(id)).map(([id]) => id)
}

import { betterLevel } from "./level.ts"
import { bestOutcome } from "./outcome.ts"
import type { Outline, OutlineActivity } from "./outline.ts"
import { decodeWork, encodeWork } from "./saved-work.ts"
import { findActivity, type LearnerState, type Work } from "./state.ts"
import { allot } from "./writing.ts"

/**
 * Two states of one learner as one: of each answer the one with more tries, else the newer; of what goes on being edited
 * after it was handed in the newer in any case; the best of all tries; the union of all else; the better outcome. `base`
 * gives the order, since the LMS's interactions stand in it.
 */
export function mergeStates(outline: Outline, base: LearnerState, other: LearnerState): LearnerState {
  const newer = other.revision > base.revision ? other : base
  const work = new Map(base.work)
  for (const [id, theirs] of other.work) {
    const ours = base.work.get(id)
    const activity = findActivity(outline, id)
    const isTaken =
      !ours ||
      (other.round === base.round && !isEdited(activity) ? isFurther(theirs, ours, newer === other) : newer === other)
    // What is taken over finds its room behind what the base already keeps.
    const taken = isTaken || !ours ? { ...theirs, kept: [] } : ours
    const left = isTaken ? ours : theirs
    work.set(id, left && activity ? withTriesOf(left, taken, activity, other.round === base.round) : taken)
  }
  const handedIn = [...work].filter(([, done]) => done.handedIn)
  const drafts = [...work].filter(([, done]) => !done.handedIn)
  return {
    ...newer,
    visited: new Set([...base.visited, ...other.visited]),
    work: allot(outline, new Map([...handedIn, ...drafts])),
    round: Math.max(base.round, other.round),
    finished: base.round === other.round ? base.finished || other.finished : newer.finished,
    outcome: bestOutcome(base.outcome, other.outcome),
    revision: Math.max(base.revision, other.revision),
  }
}

/** Two saved works of one learner as one; of a damaged one nothing is left. */
export function mergeWork(outline: Outline, base: string, other: string): string {
  const ours = decodeWork(outline, base)
  const theirs = decodeWork(outline, other)
  if (!ours || !theirs) return ours ? base : other
  return encodeWork(outline, mergeStates(outline, ours, theirs))
}

/** Whether drafts of it are kept even after it was handed in. */
function isEdited(activity: OutlineActivity | undefined): boolean {
  return activity !== undefined && (activity.redraft || activity.levels === 0)
}

/** Work with what was handed in where its answer was not taken from: in the same round its tries count, too. */
function withTriesOf(left: Work, taken: Work, activity: OutlineActivity, isSameRound: boolean): Work {
  return {
    ...taken,
    first: taken.handedIn ? taken.first : left.first,
    handedIn: taken.handedIn || left.handedIn,
    ...(isSameRound && {
      tries: Math.max(taken.tries, left.tries),
      best: betterLevel(activity, taken.best, left.best),
    }),
  }
}

function isFurther(theirs: Work, ours: Work, theirsNewer: boolean): boolean {
  return theirs.tries === ours.tries ? theirsNewer : theirs.tries > ours.tries
}

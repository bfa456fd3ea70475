import { bestOutcome } from "./outcome.ts"
import type { Outline } from "./outline.ts"
import { decodeWork, encodeWork } from "./saved-work.ts"
import type { LearnerState, Work } from "./state.ts"
import { allot } from "./writing.ts"

/**
 * Two states of one learner as one: of each answer the one with more tries, else the newer; the union of all else; the
 * better outcome. `base` gives the order, since the LMS's interactions stand in it.
 */
export function mergeStates(outline: Outline, base: LearnerState, other: LearnerState): LearnerState {
  const newer = other.revision > base.revision ? other : base
  const work = new Map(base.work)
  for (const [id, theirs] of other.work) {
    const ours = base.work.get(id)
    const isBetter = !ours || (other.round === base.round ? isFurther(theirs, ours, newer === other) : newer === other)
    // What is taken over finds its room behind what the base already keeps.
    if (isBetter) work.set(id, { ...theirs, kept: [] })
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

function isFurther(theirs: Work, ours: Work, theirsNewer: boolean): boolean {
  return theirs.tries === ours.tries ? theirsNewer : theirs.tries > ours.tries
}

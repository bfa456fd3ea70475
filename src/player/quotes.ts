import type { Kind, Quote, QuoteSource } from "../activities/kind.ts"
import type { OutlineActivity } from "../learner/outline.ts"
import { findActivity, mayTry, type Work } from "../learner/state.ts"
import { playableKind } from "./content.ts"
import type { Session } from "./session.ts"

/** What the learner has done in another activity, in pieces; none while its kind is not loaded, or nothing was done. */
export function quotesFrom(session: Session, source: QuoteSource): readonly Quote[] {
  const { id, kind } = source
  const work = session.state().work.get(id) ?? session.elsewhere.get(id)
  const activity = findActivity(session.outline, id) ?? findActivity({ phases: session.otherPhases }, id)
  return quotesOf(source, playableKind(kind)?.kind, activity, work)
}

/**
 * The pieces of an activity's work. Of a question that has right answers there are none before it was handed in: which of
 * its pieces there are would tell.
 */
export function quotesOf(
  { data }: QuoteSource,
  kind: Kind<never> | undefined,
  activity: OutlineActivity | undefined,
  work: Work | undefined,
): readonly Quote[] {
  if (!work || (activity && activity.levels > 0 && !activity.redraft && work.tries === 0)) return []
  const isClosed = activity !== undefined && !mayTry(activity, work)
  // The data of another kind are known to that kind alone; here they are only carried.
  return kind?.quotes?.(data as never, work.answer, isClosed) ?? []
}

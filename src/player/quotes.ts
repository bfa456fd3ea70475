import type { Quote, QuoteSource } from "../activities/kind.ts"
import { findActivity } from "../learner/state.ts"
import { playableKind } from "./content.ts"
import type { Session } from "./session.ts"

/**
 * What the learner has done in another activity, in pieces; none while its kind is not loaded, or nothing was done. Of a
 * question that has right answers nothing before it was handed in: which of its pieces there are would tell.
 */
export function quotesFrom(session: Session, { id, kind: name, data }: QuoteSource): readonly Quote[] {
  const done = session.state().work.get(id) ?? session.elsewhere.get(id)
  const activity = findActivity(session.outline, id)
  if (activity && activity.levels > 0 && !activity.redraft && done?.tries === 0) return []
  // The data of another kind are known to that kind alone; here they are only carried.
  return (done && playableKind(name)?.kind.quotes?.(data as never, done.answer)) ?? []
}

import type { Quote, QuoteSource } from "../activities/kind.ts"
import { playableKind } from "./content.ts"
import type { Session } from "./session.ts"

/** What the learner has done in another activity, in pieces; none while its kind is not loaded, or nothing was done. */
export function quotesFrom(session: Session, { id, kind: name, data }: QuoteSource): readonly Quote[] {
  const done = session.state().work.get(id) ?? session.elsewhere.get(id)
  // The data of another kind are known to that kind alone; here they are only carried.
  return (done && playableKind(name)?.kind.quotes?.(data as never, done.answer)) ?? []
}

import type { Work } from "../learner/state.ts"
import { markAt } from "./answer.ts"

/**
 * The place of the level that a learner sees of a case, from 0: the one chosen there, or else the one that belongs to the
 * learner's path. Other activities that change with the case ask here, too.
 */
export function levelOf(work: Work | undefined, path: string, paths: readonly string[]): number {
  const chosen = work ? markAt(work.answer, 0) : 0
  return chosen > 0 && chosen <= paths.length ? chosen - 1 : Math.max(0, paths.indexOf(path))
}

import { hash32 } from "../learner/hash.ts"

/** A key that stands for a learner without telling who it is; empty for an unknown learner. */
export function learnerKey(learnerId: string): string {
  return learnerId && `${hash32(`1 ${learnerId}`).toString(36)}${hash32(`2 ${learnerId}`).toString(36)}`
}

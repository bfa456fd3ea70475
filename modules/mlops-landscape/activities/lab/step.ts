import type { ActivityProps, OwnData } from "lessonpack/activity"
import type { LabState } from "./state.ts"

/** What every step of the lab gets. */
export interface StepProps {
  /** Id of the activity: DOM ids derive from it. */
  readonly id: string
  readonly state: LabState
  /** Whether anything may be changed; in review a step shows its results only. */
  readonly open: boolean
  /** What was said last, of what the learner did in this step. */
  readonly said: string
  /** Keeps a change, and says what came of it. */
  change(patch: Partial<LabState>, said?: string): void
  /** Says something that changes nothing. */
  say(said: string): void
  /** The state with all that was kept, also what has not been drawn yet. */
  latest(): LabState
  /** Hands the lab in. */
  finish(patch: Partial<LabState>, said: string): void
  readonly keeping: ActivityProps<OwnData>["keeping"]
}

import type { Answer } from "../lesson/model.ts"

/** Something a learner did that the course must remember. */
export type LearnerEvent =
  /** Opened a page. */
  | { readonly type: "visited"; readonly page: string }
  /** Answered an activity: one try, worth `level` of the activity's levels. */
  | { readonly type: "answered"; readonly activity: string; readonly answer: Answer; readonly level: number }
  /** Changed an answer without handing it in: kept, but no try. */
  | { readonly type: "drafted"; readonly activity: string; readonly answer: Answer }
  /** Chose a learning path. */
  | { readonly type: "chose-path"; readonly path: string }
  /** Asked that the result be recorded as it stands, though tries are left. */
  | { readonly type: "finished" }
  /** Began the scored activities once more, after a result that did not pass. */
  | { readonly type: "retook" }

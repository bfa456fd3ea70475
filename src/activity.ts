/**
 * `lessonpack/activity`: what an activity of one lesson's own is written with. It is the public face of the modules that
 * all kinds of activity share; they may change behind it.
 */
export { ActivityForm, Problem } from "./activities/ActivityForm.tsx"
export { isSame, markAt, textAt, withItem } from "./activities/answer.ts"
export { Explanation } from "./activities/Explanation.tsx"
export { Feedback, Word } from "./activities/Feedback.tsx"
export { Html, InlineHtml, ReadOut } from "./activities/Html.tsx"
export { optionComponents, optionId, sourceId } from "./activities/ids.ts"
export type {
  ActivityComponent,
  ActivityProps,
  Keeping,
  Kind,
  OwnData,
  Printed,
  Prompted,
  Quote,
  QuoteSource,
} from "./activities/kind.ts"
export { formatNumber } from "./activities/numeric/number.ts"
export { disordered, shuffled } from "./activities/order.ts"
export { Question } from "./activities/Question.tsx"
export { toResponse } from "./activities/response.ts"
export { Sign, type Tone } from "./activities/Sign.tsx"
export { TextAnswer } from "./activities/TextAnswer.tsx"
export { type Draft, useDraft } from "./activities/useDraft.ts"
export { type Tries, useTries } from "./activities/useTries.ts"
export { type Typing, useTyping } from "./activities/useTyping.ts"
export { WritingField } from "./activities/WritingField.tsx"
export { download } from "./download.ts"
export { levelsOfParts, packLevel } from "./learner/level.ts"
export type { Work } from "./learner/state.ts"
export type { Answer, Shape } from "./lesson/model.ts"
export type { Components, Interaction } from "./tracking/record.ts"

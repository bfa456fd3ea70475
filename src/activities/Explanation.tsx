import { Html } from "./Html.tsx"
import { activityStrings } from "./strings.ts"

/** What an author says when an activity is over, set apart from what the learner did. */
export function Explanation({ html }: { readonly html: string | undefined }) {
  if (html === undefined) return null
  return (
    <div class="explanation">
      <p class="explanation-title">{activityStrings.explanation}</p>
      <Html html={html} />
    </div>
  )
}

import { Html } from "./Html.tsx"
import { Sign, type Tone } from "./Sign.tsx"
import { activityStrings } from "./strings.ts"

/** The word that goes with a sign. */
export const words: Readonly<Record<Tone, string>> = {
  good: activityStrings.right,
  bad: activityStrings.wrong,
  partly: activityStrings.partly,
  note: activityStrings.note,
}

/** What is said about an answer, beneath it: a sign and a word, then what the author wrote. */
export function Feedback(props: {
  readonly tone: Tone
  /** Another word than the usual one. */
  readonly word?: string
  /** Safe HTML of the author's feedback. */
  readonly html?: string | undefined
  /** DOM id, for `aria-describedby`. */
  readonly id?: string
}) {
  const { tone, word = words[tone], html, id } = props
  return (
    <div class={`feedback is-${tone}`} id={id}>
      <Word tone={tone} word={word} />
      {html && <Html html={html} />}
    </div>
  )
}

/** A sign and its word on a line. */
export function Word({ tone, word = words[tone] }: { readonly tone: Tone; readonly word?: string }) {
  return (
    <span class={`word is-${tone}`}>
      <Sign tone={tone} />
      <b>{word}</b>
    </span>
  )
}

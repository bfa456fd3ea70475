/** How something went. */
export type Tone = "good" | "bad" | "partly" | "note"

const strokes: Readonly<Record<Tone, string>> = {
  good: "M3.5 9.5l4 4 7-9",
  bad: "M4 4l10 10M14 4L4 14",
  partly: "M3 12c2-4 4-4 6-2s4 2 6-2",
  note: "M9 8v6M9 4v.5",
}

/** A small sign that says the same as the word beside it. It takes its colour from the text, so forced colours keep it. */
export function Sign({ tone }: { readonly tone: Tone }) {
  return (
    <svg class="sign" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      <path d={strokes[tone]} fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />
    </svg>
  )
}

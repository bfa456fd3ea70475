import type { ComponentChildren } from "preact"
import { matrixStrings } from "./strings.ts"

const text = matrixStrings

/** Something that is worked out already, with the thought behind it. */
export function Given({ why, children }: { readonly why: string; readonly children: ComponentChildren }) {
  return (
    <div class="matrix-given">
      <p class="matrix-given-title">{text.workedExample}</p>
      {children}
      {why !== "" && <p class="matrix-why">“{why}”</p>}
    </div>
  )
}

import type { MatrixData } from "./kind.ts"
import type { Standing } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"
import { formatTotal, nameOf, stateOf } from "./words.ts"

const text = matrixStrings

/** A bar as long as a share of 0 to 1. It says nothing that does not stand beside it as text. */
export function Bar({ share, tone = "plain" }: { readonly share: number; readonly tone?: "first" | "plain" | "out" }) {
  return (
    <svg
      class={`matrix-bar is-${tone}`}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="matrix-bar-track" width="100" height="8" />
      <rect class="matrix-bar-fill" width={Math.max(0, Math.min(100, share * 100))} height="8" />
    </svg>
  )
}

/** A ranking as bars, best first, each with its name, place and total beside it: a chart that is a list. */
export function Bars({ data, standings }: { readonly data: MatrixData; readonly standings: readonly Standing[] }) {
  const isTied = (place: number) => standings.filter((one) => one.place === place).length > 1
  return (
    <ol class="matrix-bars">
      {standings.map((one) => {
        const { candidate, place, total, scored, fails } = one
        const isShared = place !== undefined && isTied(place)
        const state = [isShared ? text.tied : "", stateOf(data, one)].filter((words) => words !== "").join("; ")
        return (
          <li key={candidate} class={place === 1 ? "is-first" : ""}>
            <p class="bar-line">
              <span class="bar-place">{place === undefined ? "–" : `${place}.`}</span>
              <span class="bar-name">{nameOf(data, candidate)}</span>
              <span class="bar-total">{scored > 0 ? formatTotal(total) : ""}</span>
            </p>
            <Bar share={total / 100} tone={fails.length > 0 ? "out" : place === 1 ? "first" : "plain"} />
            {state !== "" && <p class="bar-state">{state}</p>}
          </li>
        )
      })}
    </ol>
  )
}

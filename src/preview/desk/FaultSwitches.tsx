import { useState } from "preact/hooks"
import type { LrsTrouble, Offer } from "../protocol.ts"
import { askTrouble } from "./connection.ts"
import type { Faults } from "./host.ts"
import { Check } from "./LaunchForm.tsx"

const switches: readonly (readonly [keyof Faults, string])[] = [
  ["slow", "The LMS is slow: two seconds a commit"],
  ["refuses", "The LMS keeps nothing: commit answers false"],
  ["throws", "Every call throws, as across origins"],
  ["expired", "The session has expired"],
]

const troubles: readonly (readonly [name: string, trouble: LrsTrouble])[] = [
  ["In order", {}],
  ["Offline: nobody answers", { isDown: true }],
  ["Hears, and never answers", { stalls: true }],
  ...[401, 403, 409, 412, 413, 429, 500].map((status) => [`Answers ${status}`, { status }] as const),
]

/** What may go wrong, by switch, while the course runs. */
export function FaultSwitches(props: {
  /** Read by the LMS at each call. */
  readonly faults: Faults
  readonly tracking: Offer["tracking"] | undefined
  onVanish(): void
  onKill(): void
}) {
  const { faults, tracking } = props
  const [, redraw] = useState(0)
  const [trouble, setTrouble] = useState(0)
  const isScorm = tracking === undefined || tracking === "scorm12" || tracking === "scorm2004"
  return (
    <section>
      <h2>Faults</h2>
      {isScorm &&
        switches.map(([name, label]) => (
          <Check
            key={name}
            label={label}
            isOn={faults[name]}
            onChange={(isOn) => {
              faults[name] = isOn
              redraw((count) => count + 1)
            }}
          />
        ))}
      {(tracking === "cmi5" || tracking === "xapi") && (
        <label>
          The LRS
          <select
            value={trouble}
            onChange={({ currentTarget }) => {
              const chosen = Number(currentTarget.value)
              setTrouble(chosen)
              void askTrouble(troubles[chosen]?.[1] ?? {})
            }}
          >
            {troubles.map(([name], index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class="actions">
        {isScorm && (
          <button type="button" onClick={props.onVanish}>
            Let the API vanish
          </button>
        )}
        <button type="button" onClick={props.onKill}>
          Kill the tab
        </button>
      </p>
    </section>
  )
}

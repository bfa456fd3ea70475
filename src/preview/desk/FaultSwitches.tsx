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
  ["Lets nobody in (401)", { status: 401 }],
  ["Forbids (403)", { status: 403 }],
  ["Has another version of the saved work (409)", { status: 409, statusOn: "documents" }],
  ["Has a newer version of the saved work (412)", { status: 412, statusOn: "documents" }],
  ["Takes no more than 4 kB of statements (413)", { largest: 4000 }],
  ["Is asked too often (429)", { status: 429 }],
  ["Fails (500)", { status: 500 }],
]

const isSame = (one: LrsTrouble, other: LrsTrouble) => JSON.stringify(one) === JSON.stringify(other)

/** What may go wrong, by switch, while the course runs. */
export function FaultSwitches(props: {
  /** Read by the LMS at each call. */
  readonly faults: Faults
  /** What the course can be launched as. */
  readonly offers: readonly Offer[]
  /** How the LRS fails now. */
  readonly trouble: LrsTrouble
  onVanish(): void
  onKill(): void
}) {
  const { faults, offers } = props
  const [, redraw] = useState(0)
  const [trouble, setTrouble] = useState(() => troubles.findIndex(([, it]) => isSame(it, props.trouble)))
  const isScorm = offers.some(({ tracking }) => tracking === "scorm12" || tracking === "scorm2004")
  const isXapi = offers.some(({ tracking }) => tracking === "cmi5" || tracking === "xapi")
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
      {isXapi && (
        <label class="lrs">
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

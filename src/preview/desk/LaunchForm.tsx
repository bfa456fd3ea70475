import { useRef, useState } from "preact/hooks"
import type { Credit, Mode } from "../../lms/scorm-launch.ts"
import type { Offer, Unit } from "../protocol.ts"
import { type Strictness, strictnesses } from "./strictness.ts"
import type { LaunchChoice, Place } from "./useLaunch.ts"

const modes: Readonly<Record<Mode, string>> = { normal: "Normal", review: "Review", browse: "Browse" }
const credits: Readonly<Record<Credit, string>> = { credit: "For credit", "no-credit": "Without credit" }
const places: Readonly<Record<Place, string>> = {
  frame: "In a frame",
  window: "In a window of its own",
  elsewhere: "In a frame from another origin",
}

/** How the course is to be launched. */
export function LaunchForm(props: {
  readonly offers: readonly Offer[]
  /** Units of the package launched last. */
  readonly units: readonly Unit[]
  readonly isOpen: boolean
  onLaunch(choice: LaunchChoice): void
  onLeave(): void
  onReset(learner: string): void
}) {
  const { offers, units, isOpen, onLaunch, onLeave, onReset } = props
  const [at, setAt] = useState(0)
  const [page, setPage] = useState("")
  const [learner, setLearner] = useState("Ada")
  const [mode, setMode] = useState<Mode>("normal")
  const [credit, setCredit] = useState<Credit>("credit")
  const [mastery, setMastery] = useState("")
  const [place, setPlace] = useState<Place>("frame")
  const [strictness, setStrictness] = useState<Strictness>("portable")
  const [isStrict, setStrict] = useState(false)
  const [blocksStorage, setBlocks] = useState(false)
  const masteryField = useRef<HTMLInputElement>(null)
  const offer = offers[at] ?? offers[0]
  if (!offer) return <p>There is nothing to launch.</p>

  const score = masteryIn(mastery)

  function launch() {
    if (!offer) return
    if (score === "wrong") return masteryField.current?.focus()
    onLaunch({
      ...{
        format: offer.format,
        layout: offer.layout,
        learner: learner.trim() || "Ada",
        mode,
        credit,
        place,
        strictness,
      },
      page: units.some((unit) => unit.page === page) ? page : "",
      ...(score !== undefined && { mastery: score }),
      ...{ isStrict, blocksStorage },
    })
  }

  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <h2>Launch</h2>
      <label>
        Format
        <select value={at} onChange={({ currentTarget }) => setAt(Number(currentTarget.value))}>
          {offers.map(({ label }, index) => (
            <option key={label} value={index}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {units.length > 1 && (
        <label class="unit">
          Unit
          <select value={page} onChange={({ currentTarget }) => setPage(currentTarget.value)}>
            {units.map((unit) => (
              <option key={unit.page} value={unit.page}>
                {unit.title}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Learner (a made-up name)
        <input value={learner} maxLength={40} onInput={({ currentTarget }) => setLearner(currentTarget.value)} />
      </label>
      <Choice label="Mode" options={modes} value={mode} onChange={setMode} />
      <Choice label="Credit" options={credits} value={credit} onChange={setCredit} />
      <label>
        Mastery score of the LMS, 0 to 100 (empty: the package's own)
        <input
          type="text"
          inputMode="numeric"
          ref={masteryField}
          value={mastery}
          aria-invalid={score === "wrong"}
          aria-describedby="mastery-error"
          onInput={({ currentTarget }) => setMastery(currentTarget.value)}
        />
      </label>
      <p class="error" id="mastery-error">
        {score === "wrong" && "Write a number from 0 to 100, such as 80 or 72.5, or nothing."}
      </p>
      <Choice label="Where" options={places} value={place} onChange={setPlace} />
      {(offer.tracking === "scorm12" || offer.tracking === "scorm2004") && (
        <label>
          As which LMS
          <select
            value={strictness}
            aria-describedby="strictness-hint"
            onChange={({ currentTarget }) => setStrictness(currentTarget.value as Strictness)}
          >
            {Object.entries(strictnesses).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
          <span class="soft" id="strictness-hint">
            {strictnesses[strictness].hint}
          </span>
        </label>
      )}
      <Check label="Strict content security policy" isOn={isStrict} onChange={setStrict} />
      <Check label="The browser blocks storage" isOn={blocksStorage} onChange={setBlocks} />
      <p class="actions">
        <button type="submit" class="main" onClick={launch}>
          {isOpen ? "Launch again" : "Launch"}
        </button>
        <button type="button" disabled={!isOpen} onClick={onLeave}>
          Leave
        </button>
        <button type="button" onClick={() => onReset(learner.trim() || "Ada")}>
          Forget this learner
        </button>
      </p>
    </form>
  )
}

/** The score that was written; nothing where none was. */
function masteryIn(text: string): number | "wrong" | undefined {
  const written = text.trim()
  if (written === "") return undefined
  return /^\d{1,3}(\.\d+)?$/.test(written) && Number(written) <= 100 ? Number(written) : "wrong"
}

function Choice<Value extends string>(props: {
  readonly label: string
  readonly options: Readonly<Record<Value, string>>
  readonly value: Value
  onChange(value: Value): void
}) {
  return (
    <label>
      {props.label}
      <select value={props.value} onChange={({ currentTarget }) => props.onChange(currentTarget.value as Value)}>
        {(Object.entries(props.options) as [Value, string][]).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

/** A box to tick. */
export function Check(props: { readonly label: string; readonly isOn: boolean; onChange(isOn: boolean): void }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={({ currentTarget }) => props.onChange(currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}

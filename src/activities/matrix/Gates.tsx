import { useLayoutEffect, useRef } from "preact/hooks"
import { LineField } from "../LineField.tsx"
import { gateMarks, levelAt, notePlacesOf, placesOf, results } from "./answer.ts"
import { isInHand, type StepProps } from "./editing.ts"
import { Given } from "./Given.tsx"
import { matrixStrings } from "./strings.ts"
import { nameOf } from "./words.ts"

const text = matrixStrings

/** Each gate: whether it applies, and how each candidate passes it. */
export function Gates(props: StepProps) {
  const { data, judgement } = props
  const given = levelAt(data, judgement.level)?.given.gates ?? []
  return (
    <>
      <p class="hint">{text.gatesHint}</p>
      {data.gates.map((_, gate) => {
        const worked = given.find((one) => one.gate === gate)
        return worked ? (
          <GivenGate key={gate} {...props} gate={gate} why={worked.why} />
        ) : (
          <Gate key={gate} {...props} gate={gate} />
        )
      })}
    </>
  )
}

/** Whether each candidate has the same result. */
const isAlike = (row: readonly number[]) => row.every((result) => result === row[0])

/** A gate that is marked already. */
function GivenGate({ data, judgement, gate, why }: StepProps & { readonly gate: number; readonly why: string }) {
  const isRequired = judgement.gates[gate] === gateMarks.required
  const own = judgement.results[gate] ?? []
  return (
    <div class="matrix-group">
      <p class="matrix-group-name">
        {data.gates[gate]?.id} {data.gates[gate]?.text}
      </p>
      <Given why={why}>
        <p>
          <b>{isRequired ? text.required : text.notRequired}</b>
        </p>
        {isRequired &&
          (isAlike(own) ? (
            <p>{text.allAlike(text.results[own[0] ?? results.open] ?? "")}</p>
          ) : (
            <ul class="matrix-plain">
              {data.candidates.map(({ id }, candidate) => (
                <li key={id}>
                  {nameOf(data, candidate)}: {text.results[own[candidate] ?? results.open]}
                </li>
              ))}
            </ul>
          ))}
      </Given>
    </div>
  )
}

function Gate(props: StepProps & { readonly gate: number }) {
  const { id, data, judgement, editing, gate } = props
  const mark = judgement.gates[gate] ?? gateMarks.open
  const row = judgement.results[gate] ?? []
  const places = placesOf(data)
  const { id: gateId = "", text: name = "" } = data.gates[gate] ?? {}
  const condition = notePlacesOf(data).condition(gate)
  const field = `${id}-gate-${gate}`
  const judged = useRef<HTMLParagraphElement>(null)
  const hasPassedRest = useRef(false)
  useLayoutEffect(() => {
    // The button is gone: what came of it stands in its place, takes the focus, and so is read out.
    if (hasPassedRest.current) judged.current?.focus()
    hasPassedRest.current = false
  })
  return (
    <fieldset class="matrix-group">
      <legend class="matrix-group-name">
        {gateId} {name}
      </legend>
      <div class="matrix-either">
        {[gateMarks.required, gateMarks.notRequired].map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={field}
              value={value}
              checked={mark === value}
              onChange={() => editing.mark([places.gate(gate), value])}
            />{" "}
            {value === gateMarks.required ? text.required : text.notRequired}
          </label>
        ))}
      </div>
      {mark === gateMarks.required && (
        <>
          <ul class="matrix-rows">
            {data.candidates.map((one, candidate) => (
              <li key={one.id} class="matrix-row">
                <label for={`${field}-${candidate}`}>{nameOf(data, candidate)}</label>
                <select
                  id={`${field}-${candidate}`}
                  aria-label={text.resultLabel(nameOf(data, candidate), gateId)}
                  value={row[candidate]}
                  onChange={({ currentTarget }) =>
                    editing.mark([places.result(gate, candidate), Number(currentTarget.value)])
                  }
                >
                  {text.results.map((word, result) => (
                    <option key={word} value={result}>
                      {result === results.open ? text.chooseResult : word}
                    </option>
                  ))}
                </select>
              </li>
            ))}
          </ul>
          {row.includes(results.open) ? (
            <button
              type="button"
              class="button-plain"
              aria-label={text.passRestLabel(gateId)}
              onClick={() => {
                hasPassedRest.current = true
                editing.mark(
                  ...row.flatMap((result, candidate) =>
                    result === results.open ? [[places.result(gate, candidate), results.passes] as const] : [],
                  ),
                )
              }}
            >
              {text.passRest}
            </button>
          ) : (
            <p class="matrix-judged" tabIndex={-1} ref={judged}>
              {isAlike(row) ? text.allAlike(text.results[row[0] ?? results.open] ?? "") : text.allJudged}
            </p>
          )}
          {(row.includes(results.onCondition) ||
            judgement.conditions[gate] !== "" ||
            isInHand(`${field}-condition`)) && (
            <div class="matrix-field">
              <label for={`${field}-condition`}>
                {text.condition}
                <span class="hidden"> ({text.gate(gateId)})</span>
              </label>
              <LineField
                id={`${field}-condition`}
                value={judgement.conditions[gate] ?? ""}
                onPause={(line) => editing.note(condition, line)}
              />
            </div>
          )}
        </>
      )}
    </fieldset>
  )
}

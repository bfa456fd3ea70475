import { useState } from "preact/hooks"
import { placesOf } from "./answer.ts"
import { Bar } from "./Bars.tsx"
import type { StepProps } from "./editing.ts"
import { allWeights, sumOf } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"

const text = matrixStrings

/** The weights, as numbers, and what they add up to. */
export function Weights({ id, data, judgement, editing }: StepProps) {
  const { weights } = judgement
  const places = placesOf(data)
  const sum = sumOf(weights)
  return (
    <>
      <p class="hint">{text.weightsHint}</p>
      <div class="matrix-buttons">
        <span id={`${id}-begin`}>{text.beginWith}</span>
        {data.presets.map((preset) => (
          <button
            key={preset.id}
            type="button"
            class="button-plain"
            aria-describedby={`${id}-begin`}
            onClick={() =>
              editing.mark(...preset.weights.map((weight, index) => [places.weight(index), weight + 1] as const))
            }
          >
            {preset.name}
          </button>
        ))}
      </div>
      <ul class="matrix-rows">
        {data.criteria.map(({ id: criterionId, name, about, isNeeded }, index) => (
          <li key={criterionId} class="matrix-weight">
            <div>
              <label for={`${id}-weight-${index}`}>
                {criterionId} {name}
              </label>
              <p class="hint" id={`${id}-weight-${index}-hint`}>
                {about} {isNeeded && <b>{text.neededHint}</b>}
              </p>
            </div>
            <WeightField
              id={`${id}-weight-${index}`}
              weight={weights[index]}
              onChange={(weight) => editing.mark([places.weight(index), weight === undefined ? 0 : weight + 1])}
            />
            <Bar share={(weights[index] ?? 0) / allWeights} />
          </li>
        ))}
      </ul>
      <p class={sum === allWeights ? "matrix-sum is-right" : "matrix-sum"} role="status">
        <b>{text.sum(sum)}</b>{" "}
        {sum === allWeights
          ? text.sumRight
          : sum < allWeights
            ? text.sumLeft(allWeights - sum)
            : text.sumOver(sum - allWeights)}
      </p>
    </>
  )
}

/** A weight as a number with the browser's own steps. What is no weight is told, and not kept. */
function WeightField(props: {
  readonly id: string
  readonly weight: number | undefined
  onChange(weight: number | undefined): void
}) {
  const { id, weight, onChange } = props
  const [typed, setTyped] = useState<string>()
  const [isWrong, setIsWrong] = useState(false)

  function type(field: HTMLInputElement) {
    const { value } = field
    setTyped(value)
    // A browser gives an empty value for letters, too: only its own word tells them from a field that was emptied.
    const isEmpty = value === "" && !field.validity.badInput
    const isNumber = /^\d{1,3}$/.test(value) && Number(value) <= allWeights
    setIsWrong(!isEmpty && !isNumber)
    if (isEmpty || isNumber) onChange(isEmpty ? undefined : Number(value))
  }

  return (
    <div class="matrix-number">
      <input
        id={id}
        type="number"
        min={0}
        max={allWeights}
        step={1}
        inputMode="numeric"
        value={typed ?? weight ?? ""}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint ${id}-wrong`}
        onInput={({ currentTarget }) => type(currentTarget)}
        onBlur={() => {
          setTyped(undefined)
          setIsWrong(false)
        }}
      />
      <span class="matrix-wrong" id={`${id}-wrong`} role="alert">
        {isWrong && text.weightProblem}
      </span>
    </div>
  )
}

import type { ComponentChildren } from "preact"

/** One of the options a learner chooses from. */
export interface Option {
  /** Its place as authored. */
  readonly index: number
  readonly label: ComponentChildren
  readonly isChosen: boolean
  /** What stands beneath it: feedback, a reply. It describes the option to a screen reader, without being its name. */
  readonly beneath?: ComponentChildren
}

/** Options as native radio buttons or checkboxes; as a plain list when they can no longer be chosen. */
export function Options(props: {
  /** DOM name of the group; ids derive from it. */
  readonly name: string
  readonly isSeveral: boolean
  readonly isClosed: boolean
  readonly options: readonly Option[]
  choose(index: number, isChosen: boolean): void
}) {
  const { name, isSeveral, isClosed, options, choose } = props
  if (isClosed) {
    return (
      <ul class="answer-options">
        {options.map(({ index, label, isChosen, beneath }) => (
          <li key={index} class={isChosen ? "answer-option is-chosen" : "answer-option"}>
            <div class="option-text">{label}</div>
            {beneath}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <div class="answer-options">
      {options.map(({ index, label, isChosen, beneath }) => (
        <div key={index} class={isChosen ? "answer-option is-chosen" : "answer-option"}>
          <label>
            <input
              type={isSeveral ? "checkbox" : "radio"}
              name={name}
              value={index}
              checked={isChosen}
              aria-describedby={beneath ? `${name}-${index}-beneath` : undefined}
              onChange={(event) => choose(index, event.currentTarget.checked)}
            />
            <span class="option-text">{label}</span>
          </label>
          {beneath && <div id={`${name}-${index}-beneath`}>{beneath}</div>}
        </div>
      ))}
    </div>
  )
}

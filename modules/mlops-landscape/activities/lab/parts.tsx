import { type ActivityProps, type OwnData, WritingField } from "lessonpack/activity"
import type { ComponentChildren } from "preact"
import * as text from "./strings.ts"

/** A table whose rows become cards on a narrow screen. */
export function Table(props: {
  readonly caption: string
  readonly heads: readonly string[]
  /** The first cell of each row heads it. */
  readonly rows: readonly (readonly ComponentChildren[])[]
}) {
  const { caption, heads, rows } = props
  return (
    <table class="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([head, ...cells], row) => (
          <tr key={row}>
            <th scope="row">{head}</th>
            {cells.map((cell, column) => (
              <td key={heads[column + 1]} data-label={heads[column + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Something a click away; in review it is open. */
export function More(props: {
  readonly summary: string
  readonly open: boolean
  readonly children: ComponentChildren
}) {
  if (!props.open) return <div class="lab-more">{props.children}</div>
  return (
    <details class="lab-more">
      <summary>{props.summary}</summary>
      {props.children}
    </details>
  )
}

/** One of several, as native radio buttons. */
export function Radios(props: {
  readonly name: string
  readonly legend: string
  readonly options: readonly string[]
  /** Place of the option chosen, from 0; −1 for none. */
  readonly chosen: number
  choose(index: number): void
}) {
  const { name, legend, options, chosen, choose } = props
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map((option, index) => (
        <label class="lab-option" key={option}>
          <input type="radio" name={name} checked={index === chosen} onChange={() => choose(index)} />
          <span>{option}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** One of several, as a native list; 0 is none. */
export function Select(props: {
  readonly id: string
  readonly label: string
  readonly options: readonly string[]
  /** Number of the option chosen, from 1; 0 for none. */
  readonly chosen: number
  choose(number: number): void
}) {
  const { id, label, options, chosen, choose } = props
  return (
    <div class="lab-field">
      <label for={id}>{label}</label>
      <select id={id} value={chosen} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
        <option value={0}>{text.choose}</option>
        {options.map((option, index) => (
          <option key={option} value={index + 1}>
            {option}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A reason in the learner's words, kept while it is typed. In review it is text. */
export function Reason(props: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly open: boolean
  readonly keeping: ReturnType<ActivityProps<OwnData>["keeping"]>
  keep(written: string): void
}) {
  const { id, label, value, open, keeping, keep } = props
  if (!open) {
    return value.trim() === "" ? null : (
      <>
        <p class="lab-label">{label}</p>
        <blockquote>{value}</blockquote>
      </>
    )
  }
  return (
    <div class="lab-field">
      <label for={id}>{label}</label>
      <WritingField id={id} value={value} rows={2} words={20} keeping={keeping} isDone onPause={keep} onDone={keep} />
    </div>
  )
}

/** A button, and what came of it: read out, and shown beneath. The focus goes there when the button is gone. */
export function Act(props: { readonly said: string; readonly children: ComponentChildren }) {
  return (
    <>
      <div class="actions">{props.children}</div>
      <p class="lab-said" role="status" tabIndex={-1}>
        {props.said}
      </p>
    </>
  )
}

/** The button that does what a step is about. */
export function Do(props: { readonly isMain?: boolean; readonly onClick: () => void; readonly children: string }) {
  return (
    <button type="button" class={props.isMain === false ? "button-outline" : "button"} onClick={props.onClick}>
      {props.children}
    </button>
  )
}

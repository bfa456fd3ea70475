import { useState } from "preact/hooks"
import { useTyping } from "./useTyping.ts"

/** A field for a single line. It keeps what is written while that is typed, when it is left, and when it goes away. */
export function LineField(props: {
  readonly id: string
  readonly value: string
  /** Ids of elements that describe the field. */
  readonly describedBy?: string | undefined
  /** The field's name, where no visible label is its own. */
  readonly label?: string | undefined
  onPause(text: string): void
}) {
  const { id, value, describedBy, label, onPause } = props
  const [typed, setTyped] = useState<string>()
  const typing = useTyping(onPause)
  return (
    <input
      id={id}
      type="text"
      class="line-field"
      autoComplete="off"
      value={typed ?? value}
      aria-label={label}
      aria-describedby={describedBy}
      onInput={({ currentTarget }) => {
        setTyped(currentTarget.value)
        typing.typed(currentTarget.value)
      }}
      onBlur={() => {
        typing.flush()
        setTyped(undefined)
      }}
    />
  )
}

import { useState } from "preact/hooks"
import { useTyping } from "../useTyping.ts"

/** A field for a sentence or two. It keeps what is written while that is typed, when it is left, and when it goes away. */
export function NoteField(props: {
  readonly id: string
  readonly value: string
  /** Ids of elements that describe the field. */
  readonly describedBy?: string | undefined
  onPause(text: string): void
}) {
  const { id, value, describedBy, onPause } = props
  const [typed, setTyped] = useState<string>()
  const typing = useTyping(onPause)
  return (
    <textarea
      id={id}
      rows={2}
      value={typed ?? value}
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

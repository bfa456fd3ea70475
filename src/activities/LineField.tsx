import { useState } from "preact/hooks"
import { useTyping } from "./useTyping.ts"

/** A field for a line or two. It keeps what is written while that is typed, when it is left, and when it goes away. */
export function LineField(props: {
  readonly id: string
  readonly value: string
  /** Ids of elements that describe the field. */
  readonly describedBy?: string | undefined
  /** The field's name, where no visible label is its own. */
  readonly label?: string | undefined
  /** How many lines are in sight, where it may be more than one. */
  readonly rows?: number
  onPause(text: string): void
}) {
  const { id, value, describedBy, label, rows, onPause } = props
  const [typed, setTyped] = useState<string>()
  const typing = useTyping(onPause)
  const field = {
    ...{ id, value: typed ?? value, "aria-label": label, "aria-describedby": describedBy },
    onInput({ currentTarget }: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) {
      setTyped(currentTarget.value)
      typing.typed(currentTarget.value)
    },
    onBlur() {
      typing.flush()
      setTyped(undefined)
    },
  }
  if (rows !== undefined) return <textarea rows={rows} {...field} />
  return <input type="text" class="line-field" autoComplete="off" {...field} />
}

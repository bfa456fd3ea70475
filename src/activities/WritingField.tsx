import { useRef, useState } from "preact/hooks"
import type { Keeping } from "./kind.ts"
import { countWords } from "./reflection/kind.ts"
import { activityStrings } from "./strings.ts"
import { useAfterPress } from "./useAfterPress.ts"
import { useTyping } from "./useTyping.ts"

const text = activityStrings

/** Of the room a text may fill, the share from which on the learner is told how much is left. */
const nearlyFull = 0.75

/** Characters of an average word with its space. */
const charactersAWord = 6

/** A field for writing at length. It keeps what is written while that is typed, when it is left, and when it goes away. */
export function WritingField(props: {
  readonly id: string
  readonly value: string
  /** Ids of elements that describe the field besides its own notes. */
  readonly describedBy?: string | undefined
  /** Suggested number of words. */
  readonly words?: number | undefined
  /** Whether these are the fewest that are asked for. */
  readonly isLeast?: boolean
  readonly rows: number
  readonly keeping: Keeping
  /** Whether a text was handed in before. */
  readonly isDone: boolean
  /** Keeps what is written so far, now and then while it is typed. */
  onPause(text: string): void
  /** The learner has left the field, and what stands in it has not been handed in. */
  onDone(text: string): void
}) {
  const { id, value, describedBy, words, isLeast = false, rows, keeping } = props
  const [typed, setTyped] = useState<string>()
  const isChanged = useRef(false)
  const latest = useRef(props)
  latest.current = props
  const typing = useTyping(props.onPause)
  const afterPress = useAfterPress()

  function type(next: string) {
    setTyped(next)
    isChanged.current = true
    typing.typed(next)
  }

  function leave(next: string) {
    typing.flush()
    setTyped(undefined)
    if (isChanged.current || (!latest.current.isDone && next.trim() !== "")) {
      afterPress(() => latest.current.onDone(next))
    }
    isChanged.current = false
  }

  const written = typed ?? value
  const count = countWords(written)
  return (
    <>
      <textarea
        id={id}
        rows={rows}
        value={written}
        aria-describedby={[describedBy, `${id}-room`].filter(Boolean).join(" ")}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onBlur={({ currentTarget }) => leave(currentTarget.value)}
      />
      <p class="room" id={`${id}-room`}>
        {words === undefined
          ? count > 0 && text.words(count)
          : (isLeast ? text.wordsOfLeast : text.wordsOf)(count, words)}
        {wordsLeft(keeping, words)}
      </p>
      <RoomWarning keeping={keeping} />
    </>
  )
}

/** Says when a text comes near the end of what is kept of it, or is cut. */
export function RoomWarning({ keeping }: { readonly keeping: Keeping }) {
  return (
    <p class="room-warning" role="status">
      {warning(keeping)}
    </p>
  )
}

/** Says how much more is kept, once the text nears its room or is suggested to become longer than that. */
function wordsLeft({ kept, filled }: Keeping, words: number | undefined): string {
  if (filled <= 0 || filled >= 1) return ""
  const room = kept / filled
  const isShort = words !== undefined && room < words * charactersAWord
  if (filled < nearlyFull && !isShort) return ""
  return `. ${text.roomLeft(Math.floor((room - kept) / charactersAWord))}`
}

function warning({ filled, missing }: Keeping): string {
  if (missing) return text.partMissing
  return filled >= 1 ? text.roomFull : filled >= 0.9 ? text.roomNearlyFull : ""
}

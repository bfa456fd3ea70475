import { useLayoutEffect, useRef } from "preact/hooks"
import { leavingEvent } from "../tracking/leaving.ts"

/** How long a pause in typing is, in milliseconds, after which a text is kept. */
const pause = 300

/** The longest that a text waits to be kept while somebody types without a pause, in milliseconds. */
const longestWait = 500

/** Something that is being typed, kept now and then instead of at every letter. */
export interface Typing<Value> {
  /** Takes what stands there after a letter was typed. */
  typed(value: Value): void
  /** Keeps at once what is not kept yet. */
  flush(): void
  /** Forgets what is not kept yet: it was handed in, say. */
  drop(): void
}

/** Keeps what is typed at every pause, twice a second when there is none, and at once when field or page goes away. */
export function useTyping<Value>(keep: (value: Value) => void): Typing<Value> {
  const pending = useRef<{ value: Value; since: number; timer: ReturnType<typeof setTimeout> } | undefined>(undefined)
  const latest = useRef(keep)
  latest.current = keep
  const typing = useRef<Typing<Value>>({
    typed(value) {
      const now = Date.now()
      const since = pending.current?.since ?? now
      if (pending.current) clearTimeout(pending.current.timer)
      // A clock that was set back must not make anybody wait.
      const left = since > now ? 0 : since + longestWait - now
      pending.current = { value, since, timer: setTimeout(typing.flush, Math.max(0, Math.min(pause, left))) }
    },
    flush() {
      if (!pending.current) return
      const { value } = pending.current
      typing.drop()
      latest.current(value)
    },
    drop() {
      if (pending.current) clearTimeout(pending.current.timer)
      pending.current = undefined
    },
  }).current

  // A layout effect, since it is undone while the field goes away; others are undone some time after.
  useLayoutEffect(() => {
    // A page that goes away, or is hidden, may never come back.
    window.addEventListener(leavingEvent, typing.flush)
    return () => {
      window.removeEventListener(leavingEvent, typing.flush)
      typing.flush()
    }
  }, [typing])
  return typing
}

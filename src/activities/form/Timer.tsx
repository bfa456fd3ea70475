import { useEffect, useRef, useState } from "preact/hooks"
import { formStrings } from "./strings.ts"

const text = formStrings

/** How long it runs, in seconds. */
const length = 300

/** Seconds left at which it speaks up: seldom, since somebody is speaking. */
const spoken: readonly number[] = [240, 120, 60]

/** A timer to practise with. It starts when told to, can be paused, and ends without consequence; nothing of it is kept. */
export function Timer() {
  const [left, setLeft] = useState(length)
  const [isRunning, setRunning] = useState(false)
  const [said, setSaid] = useState("")
  const until = useRef(0)
  const toggler = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (!isRunning) return
    const tick = setInterval(() => {
      // A page in the background is woken seldom: the clock says what is left, not the count of its ticks.
      const now = Math.max(0, Math.round((until.current - Date.now()) / 1000))
      setLeft(now)
      if (now === 0) {
        setRunning(false)
        setSaid(text.timeIsUp)
      } else if (spoken.includes(now)) setSaid(text.minutesLeft(now / 60))
    }, 250)
    return () => clearInterval(tick)
  }, [isRunning])

  function toggle() {
    if (isRunning) return setRunning(false)
    const from = left === 0 ? length : left
    until.current = Date.now() + from * 1000
    setLeft(from)
    setSaid("")
    setRunning(true)
  }

  function reset() {
    setRunning(false)
    setLeft(length)
    setSaid("")
    // The button that was pressed goes away: there is nothing left to set back.
    toggler.current?.focus()
  }

  return (
    <div class="timer">
      <p class="timer-title">{text.timer}</p>
      <p class="hint">{text.timerAbout(length / 60)}</p>
      <p class="timer-line">
        <span class="time" role="timer" aria-live="off">
          {Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")}
        </span>
        <button type="button" class="button-plain" onClick={toggle} ref={toggler}>
          {isRunning ? text.pause : left === length || left === 0 ? text.start : text.goOnTimer}
        </button>
        {left < length && (
          <button type="button" class="button-plain" onClick={reset}>
            {text.reset}
          </button>
        )}
      </p>
      <p class="timer-said" role="status">
        {said}
      </p>
    </div>
  )
}

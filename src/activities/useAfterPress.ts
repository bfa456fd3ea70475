import { useLayoutEffect, useRef } from "preact/hooks"
import { leavingEvent } from "../tracking/leaving.ts"

/**
 * Gives a function that runs something at once or, while a mouse button or finger is down, when it is up again.
 *
 * Pressing a button takes the focus from a field before the press is over. Were the field's text handed in at that moment,
 * what is then said about it would push the button away from under the finger, and the press would do nothing.
 */
export function useAfterPress(): (run: () => void) => void {
  const press = useRef({
    isDown: false,
    waiting: undefined as (() => void) | undefined,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  }).current

  // A layout effect, since it is undone while the field goes away; others are undone some time after.
  useLayoutEffect(() => {
    const finish = () => {
      if (press.timer !== undefined) clearTimeout(press.timer)
      press.timer = undefined
      press.isDown = false
      const run = press.waiting
      press.waiting = undefined
      run?.()
    }
    const down = () => {
      press.isDown = true
    }
    // The click comes right after the button is up: what it does goes first.
    const up = () => {
      press.timer = setTimeout(finish, 0)
    }
    window.addEventListener("mousedown", down, true)
    // A scrollbar that was let go, or something dragged, says nothing of it: whoever types again presses no more.
    window.addEventListener("keydown", finish, true)
    window.addEventListener("mouseup", up, true)
    window.addEventListener(leavingEvent, finish)
    return () => {
      window.removeEventListener("mousedown", down, true)
      window.removeEventListener("keydown", finish, true)
      window.removeEventListener("mouseup", up, true)
      window.removeEventListener(leavingEvent, finish)
      finish()
    }
  }, [press])

  return (run) => {
    if (press.isDown) press.waiting = run
    else run()
  }
}

import { useLayoutEffect, useRef, useState } from "preact/hooks"
import type { SaveStatus as Status } from "../tracking/tracker.ts"
import { formatTime } from "./format.ts"
import type { Session } from "./session.ts"
import { strings } from "./strings.ts"

/**
 * The line that always says whether work is saved. It is seen all the time but read out only when something is wrong, or
 * right again: a screen reader that heard "Saved" after every answer would drown the course.
 */
export function SaveStatus({ session }: { session: Session }) {
  const [state, setState] = useState(session.tracker.status)
  const [spoken, setSpoken] = useState("")
  const wasUnsaved = useRef(false)
  useLayoutEffect(
    () =>
      session.tracker.subscribe((next) => {
        setState(next)
        if (next.state === "unsaved") {
          if (!wasUnsaved.current) setSpoken(textOf(next, session))
          wasUnsaved.current = true
        } else if (next.state === "saved" && wasUnsaved.current) {
          setSpoken(strings.save.savedAgain)
          wasUnsaved.current = false
        }
      }),
    [session],
  )
  const isBad = state.state === "unsaved"
  return (
    <div class="save">
      <span class={isBad ? "save-text save-bad" : "save-text"}>
        {isBad && <span aria-hidden="true">! </span>}
        {textOf(state, session)}
      </span>
      <span class="hidden" role="status">
        {spoken}
      </span>
      {state.state === "unsaved" && state.lost && <span class="save-advice">{strings.save.lostAdvice}</span>}
    </div>
  )
}

function textOf(state: Status, { mode }: Session): string {
  if (mode !== "normal") return mode === "browse" ? strings.save.browse : strings.save.review
  switch (state.state) {
    case "ready":
      return strings.save.nothingYet
    case "saved":
      return strings.save.saved(formatTime(state.at))
    case "saving":
      return strings.save.saving
    case "unsaved": {
      const time = formatTime(state.since)
      return state.lost ? strings.save.unsavedLost(time) : strings.save.unsaved(time)
    }
    case "not-recorded":
      return strings.save.notRecorded
    case "finished":
      return strings.save.finished(formatTime(state.at))
    case "reload":
      return strings.save.reload
  }
}

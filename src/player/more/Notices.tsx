import { useState } from "preact/hooks"
import type { NoLmsProps } from "../more.ts"
import { strings } from "../strings.ts"
import { moreStrings } from "./strings.ts"

/** Says plainly that nothing can be recorded, and lets the learner try again or go on without a record. */
export function NoLms({ course, reason, onRetry, onGoOn }: NoLmsProps) {
  const text = moreStrings.launch
  const [tries, setTries] = useState(0)
  const [isTrying, setTrying] = useState(false)
  const retry = () => {
    setTrying(true)
    onRetry().then(() => {
      setTrying(false)
      setTries(tries + 1)
    })
  }
  return (
    <>
      <p class="where">{course}</p>
      <h1>{reason === undefined ? text.noLmsTitle : text.refusedTitle}</h1>
      <p class="lead">{reason === undefined ? text.noLms : text.refused}</p>
      <p>{text.noLmsAdvice}</p>
      {reason && (
        <p class="soft">
          {text.refusedReason} <code>{reason}</code>
        </p>
      )}
      <p role="status">{isTrying ? text.trying : tries > 0 ? text.stillNoLms : ""}</p>
      <div class="turn">
        <button type="button" class="button-outline" onClick={retry}>
          {strings.shell.tryAgain}
        </button>
        <button type="button" class="button" onClick={onGoOn}>
          {text.goOn}
        </button>
      </div>
    </>
  )
}

/** Asks, in the newer of two tabs, whether to go on here. */
export function OtherTab({ course, onTakeOver }: { course: string; onTakeOver: () => void }) {
  const text = moreStrings.launch
  return (
    <>
      <p class="where">{course}</p>
      <h1>{text.otherTabTitle}</h1>
      <p class="lead">{text.otherTab}</p>
      <div class="turn">
        <span />
        <button type="button" class="button" onClick={onTakeOver}>
          {text.takeOver}
        </button>
      </div>
    </>
  )
}

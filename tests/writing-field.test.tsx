// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/preact"
import { useState } from "preact/hooks"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { WritingField } from "../src/activities/WritingField.tsx"
import { strictScorm12 } from "../src/lms/scorm12.ts"
import { browserClock } from "../src/tracking/clock.ts"
import { openJournal } from "../src/tracking/journal.ts"
import type { LearnerRecord } from "../src/tracking/record.ts"
import { connectScorm12 } from "../src/tracking/scorm12.ts"
import { startTracker } from "../src/tracking/tracker.ts"
import { pageEvent } from "./doubles/window.ts"

beforeEach(() => void vi.useFakeTimers({ now: new Date(2026, 10, 23, 10, 40) }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  Reflect.deleteProperty(document, "visibilityState")
  Reflect.deleteProperty(window, "API")
  localStorage.clear()
})

const fresh: LearnerRecord = {
  ...{ graded: false, completed: false, success: "unknown", progress: 0, objectives: [] },
  ...{ location: "welcome", savedWork: "" },
}

/** A field in a course that an LMS launched: what is kept of the text is the whole of the saved work. */
async function launched() {
  const lms = strictScorm12()
  Object.assign(window, { API: lms.launch() })
  const connection = await connectScorm12(window, { report: "passed/failed", limit: 4096 })
  if (!connection || "refused" in connection) throw new Error("no connection")
  const tracker = startTracker({ connection, course: "mlops", window, clock: browserClock(window) })
  let kept = ""
  let keeps = 0

  function Page() {
    const [value, setValue] = useState("")
    const keep = (text: string) => {
      kept = text
      keeps++
      tracker.changed({ ...fresh, savedWork: text }, [], "later")
      setValue(text)
    }
    return (
      <>
        <label for="field">Notes</label>
        <WritingField
          {...{ id: "field", value, rows: 3, isDone: false, keeping: { kept: 0, filled: 0, missing: false } }}
          onPause={keep}
          onDone={keep}
        />
      </>
    )
  }

  render(<Page />)
  const field = screen.getByLabelText<HTMLTextAreaElement>("Notes")
  return {
    lms,
    kept: () => kept,
    keeps: () => keeps,
    /** What the LMS holds for good, and what only this browser does. */
    inLms: () => lms.stored.get("cmi.suspend_data") ?? "",
    inBrowser: () => openJournal(window, "mlops", tracker.launch.learner).read()?.savedWork ?? "",
    /** Types letters, so many milliseconds apart, without a pause after the last. */
    async type(letters: string, apart: number) {
      for (const [index, letter] of [...letters].entries()) {
        if (index > 0) await vi.advanceTimersByTimeAsync(apart)
        fireEvent.input(field, { target: { value: field.value + letter } })
      }
    },
  }
}

function leavePage(persisted = false) {
  window.dispatchEvent(pageEvent("pagehide", persisted))
}

function hidePage() {
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true })
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))
}

const sentence = "Forty-one letters without a single pause."

describe("what is typed without a pause", () => {
  it.each([30, 120, 250, 299])("at %i ms a letter is in the browser or the LMS about a second later", async (apart) => {
    const course = await launched()
    let typed = ""
    let late = 0
    for (const letter of sentence.repeat(2)) {
      await course.type(letter, 0)
      typed += letter
      await vi.advanceTimersByTimeAsync(apart)
      late = Math.max(late, typed.length - Math.max(course.inBrowser().length, course.inLms().length))
    }
    expect([course.inBrowser(), course.inLms()].every((kept) => typed.startsWith(kept))).toBe(true)
    expect(late * apart).toBeLessThanOrEqual(1000 + 2 * apart)
  })

  it("is kept twice a second, not at every letter", async () => {
    const course = await launched()
    await course.type("x".repeat(101), 40)
    expect(course.keeps()).toBeGreaterThanOrEqual(7)
    expect(course.keeps()).toBeLessThanOrEqual(8)
  })

  it("is in the LMS to the last letter when the page is left, and the session has ended", async () => {
    const course = await launched()
    await course.type(sentence, 120)
    leavePage()
    hidePage()
    expect([course.inLms(), course.lms.finishes]).toEqual([sentence, 1])
    expect(course.lms.violations).toEqual([])
  })

  it("is in the LMS to the last letter when the page is hidden, for nobody may look at it again", async () => {
    const course = await launched()
    await course.type(sentence, 120)
    hidePage()
    expect([course.inLms(), course.lms.finishes]).toEqual([sentence, 0])
  })

  it("is in the LMS to the last letter when the browser puts the page aside", async () => {
    const course = await launched()
    await course.type(sentence, 120)
    leavePage(true)
    expect([course.inLms(), course.lms.finishes]).toEqual([sentence, 0])
  })

  it("is in the browser to the last letter when the page is left and the LMS does not answer", async () => {
    const course = await launched()
    course.lms.breakdown = () => "throws"
    await course.type(sentence, 120)
    leavePage()
    expect([course.inLms(), course.inBrowser()]).toEqual(["", sentence])
  })
})

describe("a text that is left by pressing a button", () => {
  /** A field above a button: what was handed in by the time of each event. */
  function besideButton() {
    const done: string[] = []
    const clicks: string[][] = []
    const view = render(
      <>
        <label for="text">Notes</label>
        <WritingField
          {...{ id: "text", value: "", rows: 3, isDone: false, keeping: { kept: 0, filled: 0, missing: false } }}
          onPause={() => undefined}
          onDone={(text) => done.push(text)}
        />
        <button type="button" onClick={() => clicks.push([...done])}>
          Continue
        </button>
      </>,
    )
    const field = screen.getByLabelText("Notes")
    const button = screen.getByRole("button", { name: "Continue" })
    fireEvent.input(field, { target: { value: "Ask for the date" } })
    return { ...view, done, clicks, field, button }
  }

  it("is handed in after the click, so that nothing moves under the finger", () => {
    const { done, clicks, field, button } = besideButton()
    fireEvent.mouseDown(button)
    fireEvent.blur(field)
    expect(done).toEqual([])
    fireEvent.mouseUp(button)
    fireEvent.click(button)
    vi.runOnlyPendingTimers()
    expect(clicks).toEqual([[]])
    expect(done).toEqual(["Ask for the date"])
  })

  it("is handed in at once when the click takes the field away", () => {
    const { done, field, button, unmount } = besideButton()
    fireEvent.mouseDown(button)
    fireEvent.blur(field)
    unmount()
    expect(done).toEqual(["Ask for the date"])
  })

  it("is handed in at once when the keyboard leaves it", () => {
    const { done, field } = besideButton()
    fireEvent.blur(field)
    expect(done).toEqual(["Ask for the date"])
  })

  it("is handed in at once when the keyboard leaves it after a scrollbar was let go, of which nothing is heard", () => {
    const { done, field } = besideButton()
    fireEvent.mouseDown(field)
    fireEvent.keyDown(field, { key: "Tab" })
    fireEvent.blur(field)
    expect(done).toEqual(["Ask for the date"])
  })
})

// @vitest-environment happy-dom

import { cleanup, fireEvent, screen, within } from "@testing-library/preact"
import { afterEach, describe, expect, it } from "vitest"
import { walkthroughStrings } from "../src/activities/walkthrough/strings.ts"
import { samples } from "./activity-samples.ts"
import { parseActivities } from "./parse-activity.ts"
import { press, show, unmarked } from "./show-activity.tsx"

const text = walkthroughStrings
const { markdown = "" } = samples.find(({ name }) => name === "walkthrough") ?? {}

afterEach(cleanup)

const shown = (container: Element) =>
  [...container.querySelectorAll<HTMLElement>(".stage")]
    .filter(({ hidden }) => !hidden)
    .map((stage) => stage.textContent)

const current = () =>
  screen
    .getAllByRole("button")
    .filter((button) => button.getAttribute("aria-current") === "step")
    .map(({ textContent }) => textContent)

describe("a walkthrough", () => {
  it("shows one step at a time, which the strip names, and goes on and back by buttons or by the strip", () => {
    const { container } = show(markdown)
    expect(current()).toEqual(["1 Land it"])
    expect(shown(container)).toEqual(["Step 1 of 3 Land itthe quayBoxes are counted."])
    press(text.next)
    expect(shown(container)).toEqual(["Step 2 of 3 Weigh itthe hall"])
    press("3 Sell it")
    expect(current()).toEqual(["3 Sell it"])
    press(text.back)
    expect(current()).toEqual(["2 Weigh it"])
  })

  it("marks what its author wrote as being in the course's language", () => {
    document.documentElement.lang = "de"
    const course = show(markdown)
    expect(unmarked(course, ["Land it", "Weigh it", "the quay", "Boxes are counted."])).toEqual([])
    document.documentElement.lang = ""
  })

  it("does nothing at its first step when it is told to go back, and keeps the focus", () => {
    const { container } = show(markdown)
    const back = screen.getByRole("button", { name: text.back })
    back.focus()
    fireEvent.click(back)
    expect(shown(container)).toEqual(["Step 1 of 3 Land itthe quayBoxes are counted."])
    expect(document.activeElement).toBe(back)
  })

  it("keeps how far it was looked at, counts as done at the last step, and says then what there is to say", () => {
    const course = show(markdown)
    press(text.next)
    expect(course.state().work.get("q")).toMatchObject({ tries: 0, answer: { marks: [2] } })
    press(text.back)
    expect(course.state().work.get("q")?.answer.marks).toEqual([2])
    expect(course.container.textContent).not.toContain("Each step leaves a paper.")
    course.comeBack()
    expect(current()).toEqual(["2 Weigh it"])
    press(text.next)
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { marks: [3] } })
    expect(course.container.textContent).toContain("Each step leaves a paper.")
  })

  it("shows all steps as a list, which counts as having looked at all of them", () => {
    const course = show(markdown)
    press(text.all)
    const list = within(screen.getByRole("list", { name: "From the boat to the shop." })).getAllByRole("listitem")
    expect(list).toHaveLength(3)
    expect(screen.queryByRole("button", { name: text.next })).toBeNull()
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { marks: [3] } })
    press(text.single)
    expect(shown(course.container)).toHaveLength(1)
  })

  it("can be looked at in review, and changes nothing there", () => {
    const { container, state } = show(markdown, { review: true })
    press(text.next)
    expect(shown(container)).toEqual(["Step 2 of 3 Weigh itthe hall"])
    expect(state().work.size).toBe(0)
  })

  it.each([
    "1. **One**",
    "1. **One**\n2. Two",
    Array.from({ length: 13 }, (_, at) => `${at + 1}. **Step ${at}**`).join("\n"),
  ])("with too few or too many steps, or one without a job, is reported: %s", (steps) => {
    const { told } = parseActivities(`:::walkthrough{#q}\nFrom here to there.\n\n${steps}\n:::`)
    expect(told.map(({ rule }) => rule)).toEqual(["walkthrough-steps"])
  })
})

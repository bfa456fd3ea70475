// @vitest-environment happy-dom

import { cleanup, fireEvent, screen, within } from "@testing-library/preact"
import { afterEach, describe, expect, it } from "vitest"
import { type CalibrateData, calibrate, farOff } from "../src/activities/calibrate/kind.ts"
import { calibrateStrings } from "../src/activities/calibrate/strings.ts"
import { parseActivities } from "./parse-activity.ts"
import { expectAccessible, press, show } from "./show-activity.tsx"

afterEach(cleanup)

const text = calibrateStrings
const rubric = `:::rubric{#mine}
Rate.

| | Low | Middle | High |
| --- | --- | --- | --- |
| Gates | none | some | all |
| Evidence | none | some | all |
:::

`
const sample = (name: string, ratings: string) =>
  `:::sample{name="${name}" ratings="${ratings}"}\nA text called ${name}.\n\n- Why gates of ${name}.\n- Why evidence of ${name}.\n:::\n\n`
const markdown = `${rubric}::::calibrate{#q rubric=mine}
Rate the texts.

${sample("X", "1 1")}${sample("Y", "3 2")}Nobody is exact.
::::`
const shown = () => document.querySelector("#activity-q")?.textContent ?? ""

/** Rates the text that is open, criterion by criterion. */
function rate(...levels: string[]) {
  const groups = within(document.querySelector("#activity-q") as HTMLElement).getAllByRole("group")
  const own = groups.slice(-levels.length)
  levels.forEach((level, index) => {
    fireEvent.click(within(own[index] as HTMLElement).getByRole("radio", { name: new RegExp(level) }))
  })
}

describe("calibrating", () => {
  it("shows reference and reasons only once every criterion is rated, and then in words", async () => {
    const course = show(markdown)
    rate("Low", "Low")
    expect(shown()).not.toContain("Why gates of X.")
    course.comeBack()
    press(text.compare)
    expect(shown()).toContain("Why gates of X.")
    expect(shown()).toContain(text.calibrated)
    expect(shown()).toContain(text.same)
    expect(course.state().work.get("q")).toMatchObject({ tries: 0, answer: { marks: [1, 1, 1, 0, 0, 0] } })
    await expectAccessible(course)
  })

  it("names the criterion that is not rated", () => {
    const course = show(markdown)
    rate("Low")
    press(text.compare)
    expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toContain(text.rateAll("Gates"))
    expect(course.state().work.get("q")?.answer.marks).toEqual([0, 0, 1, 0, 0, 0])
  })

  it("opens the next text after the first, is handed in after the last, and offers a second look where it is due", () => {
    const course = show(markdown)
    expect(shown()).not.toContain("A text called Y.")
    rate("Middle", "Low")
    press(text.compare)
    expect(shown()).toContain(text.calibrated)
    expect(shown()).toContain(text.apart(1))
    expect(screen.queryByRole("button", { name: text.again })).toBeNull()
    rate("Low", "Low")
    press(text.compare)
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { marks: [1, 2, 1, 1, 1, 1] } })
    expect(shown()).toContain(text.notYet(1))
    expect(shown()).toContain(`${text.apart(2)} Why gates of Y.`)
    expect(shown()).toContain("Nobody is exact.")
    press(text.again)
    expect(document.activeElement?.textContent).toBe("Y")
    rate("Middle", "Middle")
    press(text.compare)
    expect(course.state().work.get("q")).toMatchObject({ tries: 2, answer: { marks: [1, 2, 1, 1, 2, 2] } })
    expect(shown()).not.toContain(text.notYet(1))
  })

  it("keeps the later text open while an earlier one is looked at again", () => {
    show(markdown)
    rate("High", "Low")
    press(text.compare)
    rate("Low", "Low")
    press(text.again)
    expect(shown()).toContain("A text called Y.")
  })

  it("shows in review what was compared, and no reference of what was not", () => {
    const course = show(markdown)
    rate("Low", "High")
    press(text.compare)
    rate("High", "High")
    const state = course.state()
    cleanup()
    show(markdown, { review: true, state })
    expect(shown()).toContain("Why evidence of X.")
    expect(shown()).toContain("A text called Y.")
    expect(shown()).not.toContain("Why gates of Y.")
  })
})

describe("what is told of a calibration", () => {
  const [, activity] = parseActivities(markdown).activities
  const data = activity?.data as CalibrateData

  it("takes over the rubric's criteria and levels", () => {
    expect(data.scale).toEqual({
      levels: ["Low", "Middle", "High"],
      criteria: [
        { label: "Gates", says: ["none", "some", "all"] },
        { label: "Evidence", says: ["none", "some", "all"] },
      ],
    })
  })

  it("counts ratings that are more than a level off", () => {
    const off = (...marks: number[]) => farOff(data, { marks: [0, 0, 0, ...marks], texts: [] }, 1)
    expect([off(1, 3, 2), off(1, 2, 3), off(1, 1, 2), off(1, 1, 0)]).toEqual([0, 0, 1, 2])
  })

  it("is each text's ratings as one performance, and in words beside the reference", () => {
    const answer = { marks: [1, 2, 1, 0, 3, 0], texts: [] }
    expect(calibrate.interaction(data, answer).response).toBe("T1[.]2-1[,]T2[.]3-0")
    expect(calibrate.print(data, answer)).toEqual([
      `X: Gates: ${text.you}: Middle: ${text.reference}: Low`,
      `X: Evidence: ${text.you}: Low: ${text.reference}: Low`,
      `Y: Gates: ${text.you}: High`,
    ])
  })
})

describe("what an author reads of a calibration", () => {
  const with1 = (attributes: string, inner: string) => `${rubric}::::calibrate{#q ${attributes}}\nRate.\n\n${inner}::::`
  it.each([
    ["attribute-missing", with1("", sample("X", "1 1"))],
    ["activity-prompt", `${rubric}::::calibrate{#q rubric=mine}\n${sample("X", "1 1")}::::`],
    ["calibrate-rubric", with1("rubric=yours", sample("X", "1 1"))],
    ["calibrate-rubric", with1("rubric=q", sample("X", "1 1"))],
    ["calibrate-samples", with1("rubric=mine", "")],
    ["calibrate-samples", with1("rubric=mine", sample("", "1 1"))],
    ["calibrate-samples", with1("rubric=mine", sample("X", "1 high"))],
    ["calibrate-samples", with1("rubric=mine", sample("X", "1 4"))],
    ["calibrate-samples", with1("rubric=mine", sample("X", "1 0"))],
    ["calibrate-samples", with1("rubric=mine", sample("X", "1"))],
    ["calibrate-samples", with1("rubric=mine", `:::sample{name=X ratings="1 1"}\nA text.\n:::\n\n`)],
  ])("%s: %s", (rule, markdown) => {
    expect(parseActivities(markdown).told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
  })
})

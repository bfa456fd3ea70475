// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from "@testing-library/preact"
import { afterEach, describe, expect, it } from "vitest"
import { type RevealData, reveal } from "../src/activities/reveal/kind.ts"
import { activityStrings } from "../src/activities/strings.ts"
import { announceLeaving } from "../src/tracking/leaving.ts"
import { parseActivities } from "./parse-activity.ts"
import { expectAccessible, field, press, show, write } from "./show-activity.tsx"

afterEach(cleanup)

const text = activityStrings.reveal
const markdown = `:::reveal{#q revise="What now?"}
What went wrong?

- **Data scientist**
  > I was guessing.
- **Operations**
  > Nobody owned it.
:::`
const shown = () => document.body.textContent ?? ""

describe("other views", () => {
  it("come only once the learner has answered", () => {
    const course = show(markdown)
    expect(shown()).not.toContain("I was guessing.")
    press(text.commit)
    expect(screen.getByRole("alert").textContent).toBe(text.writeFirst)
    expect(course.state().work.size).toBe(0)
    write(field("What went wrong?"), "The data.")
    expect(shown()).not.toContain("I was guessing.")
    press(text.commit)
    expect(shown()).toContain("I was guessing.")
    expect(course.state().work.get("q")).toMatchObject({ tries: 0, answer: { marks: [1], texts: ["The data.", ""] } })
  })

  it("get the focus when they come, and not when the page is opened again", () => {
    const course = show(markdown)
    write(field("What went wrong?"), "The data.")
    press(text.commit)
    expect(document.activeElement?.textContent).toBe(text.views)
    course.comeBack()
    expect(document.activeElement).toBe(document.body)
    expect(shown()).toContain("Nobody owned it.")
  })

  it("are not shown in review to somebody who never answered", () => {
    const course = show(markdown)
    write(field("What went wrong?"), "The data.")
    const state = course.state()
    cleanup()
    show(markdown, { review: true, state })
    expect(shown()).toContain("The data.")
    expect(shown()).not.toContain("I was guessing.")
  })
})

describe("the second answer", () => {
  it("is kept beside the first, and handed in when it is left", async () => {
    const course = show(markdown)
    write(field("What went wrong?"), "The data.")
    press(text.commit)
    fireEvent.input(field("What now?"), { target: { value: "The own" } })
    act(() => announceLeaving(window))
    expect(course.state().work.get("q")).toMatchObject({ answer: { texts: ["The data.", "The own"] } })
    write(field("What now?"), "The owner.")
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { texts: ["The data.", "The owner."] } })
    expect(shown()).toContain("The data.")
    await expectAccessible(course)
  })

  it("may begin with the first", () => {
    const course = show(markdown)
    write(field("What went wrong?"), "The data.")
    press(text.commit)
    press(text.begin)
    expect(field("What now?").value).toBe("The data.")
    expect(course.state().work.get("q")?.tries).toBe(1)
  })

  it("may be left out: that, too, is an answer, and may be thought better of", () => {
    const course = show(markdown)
    write(field("What went wrong?"), "The data.")
    press(text.commit)
    press(text.stay)
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { marks: [2] } })
    expect(screen.queryByRole("button", { name: text.stay })).toBeNull()
    write(field("What now?"), "The owner.")
    expect(course.state().work.get("q")).toMatchObject({ tries: 2, answer: { marks: [1] } })
  })
})

describe("a button that goes away with its press", () => {
  const answerAndPress = (name: string) => {
    show(markdown)
    write(field("What went wrong?"), "The data.")
    press(text.commit)
    screen.getByRole("button", { name }).focus()
    press(name)
    expect(screen.queryByRole("button", { name })).toBeNull()
  }

  it("leaves the keyboard in the answer that begins with the first", () => {
    answerAndPress(text.begin)
    expect(document.activeElement).toBe(field("What now?"))
  })

  it("leaves it at what is said of an answer that stays as it is", () => {
    answerAndPress(text.stay)
    expect(document.activeElement?.textContent).toBe(text.stays)
  })
})

describe("what is told of both answers", () => {
  const [activity] = parseActivities(markdown).activities
  const data = activity?.data as RevealData

  it("names each, on paper and to others", () => {
    const answer = { marks: [1], texts: ["One.\nTwo.", "Three."] }
    expect(reveal.print(data, answer)).toEqual([`${text.first}: One.`, "Two.", `${text.revised}: Three.`])
    expect(reveal.print(data, { marks: [2], texts: ["One.", ""] })).toEqual([`${text.first}: One.`, text.left])
    expect(reveal.interaction(data, answer).response).toBe("One. Two. | Three.")
    expect(reveal.quotes?.(data, { marks: [2], texts: ["One.", ""] })).toEqual([
      { label: text.first, text: "One.", key: 0 },
    ])
  })
})

describe("what an author reads of a reveal", () => {
  it.each([
    ["activity-answers", ":::reveal{#q}\nWhy?\n:::"],
    ["activity-prompt", ":::reveal{#q}\n- a\n:::"],
    ["reveal-views", ":::reveal{#q}\nWhy?\n\n- a\n-\n:::"],
  ])("%s: %s", (rule, markdown) => {
    expect(parseActivities(markdown).told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
  })
})

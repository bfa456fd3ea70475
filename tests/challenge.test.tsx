// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen, within } from "@testing-library/preact"
import { afterEach, describe, expect, it } from "vitest"
import { type ChallengeData, challenge } from "../src/activities/challenge/kind.ts"
import { challengeStrings } from "../src/activities/challenge/strings.ts"
import { ownWorkStrings } from "../src/activities/own-work-strings.ts"
import { announceLeaving } from "../src/tracking/leaving.ts"
import { parseActivities } from "./parse-activity.ts"
import { expectAccessible, field, press, show, write } from "./show-activity.tsx"

afterEach(cleanup)

const text = challengeStrings
const markdown = `:::reflection{#own}
What do you recommend?
:::

:::challenge{#q from=own}
Answer them.

1. **Security officer**: "Is it approved?"
   - the date
   - the region
2. What still works?
   - the lists

Nobody covers all of it.
:::`
const shown = () => document.querySelector("#activity-q")?.textContent ?? ""

function mark(pointer: string, state: string) {
  fireEvent.click(within(screen.getByRole("group", { name: pointer })).getByRole("radio", { name: state }))
}

function answerFirst() {
  write(field(text.yourAnswer(1)), "Since March.")
  press(text.compare)
}

describe("a challenge", () => {
  it("asks one question at a time, and shows what good answers speak of only once it is answered", () => {
    const course = show(markdown)
    expect(shown()).toContain("Security officer")
    expect(shown()).toContain("“Is it approved?”".replace(/[“”]/g, '"'))
    expect(shown()).not.toContain("What still works?")
    press(text.compare)
    expect(screen.getByRole("alert").textContent).toBe(text.answerFirst)
    expect(shown()).not.toContain("the region")
    answerFirst()
    expect(shown()).toContain("the region")
    expect(document.activeElement?.textContent).toBe(text.pointers)
    expect(course.state().work.get("q")).toMatchObject({ tries: 0, answer: { marks: [1, 0, 0, 0] } })
  })

  it("goes on once every point is marked, and is handed in after the last question", async () => {
    const course = show(markdown)
    answerFirst()
    mark("the date", "Covered")
    press(text.next)
    expect(screen.getByRole("alert").textContent).toBe(text.markAll)
    mark("the region", "Missed")
    press(text.next)
    expect(document.activeElement?.textContent).toBe(text.place(2, 2))
    expect(shown()).toContain("Since March.")
    write(field(text.yourAnswer(2)), "The lists.")
    press(text.compare)
    mark("the lists", "Covered")
    expect(shown()).not.toContain("Nobody covers")
    await expectAccessible(course)
    press(text.finish)
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { marks: [2, 1, 3, 1] } })
    expect(shown()).toContain(text.done(2, 3))
    for (const words of ["Since March.", "The lists.", "the region", "Nobody covers"]) expect(shown()).toContain(words)
    expect(screen.queryAllByRole("button")).toHaveLength(0)
  })

  it("comes back to the question at which it was left, and keeps what was being typed", () => {
    const course = show(markdown)
    answerFirst()
    course.comeBack()
    expect(shown()).toContain("the region")
    expect(shown()).not.toContain("What still works?")
    mark("the date", "Covered")
    mark("the region", "Partly")
    press(text.next)
    fireEvent.input(field(text.yourAnswer(2)), { target: { value: "The li" } })
    act(() => announceLeaving(window))
    course.comeBack()
    expect(field(text.yourAnswer(2)).value).toBe("The li")
  })

  it("has the learner's own text at hand", () => {
    show(markdown)
    expect(shown()).toContain(ownWorkStrings.noText)
    write(field("What do you recommend?"), "The second one.")
    expect(document.querySelector("#activity-q details")?.textContent).toContain("The second one.")
  })

  it("shows in review what was answered, and no question that was not reached", () => {
    const course = show(markdown)
    answerFirst()
    mark("the date", "Partly")
    const state = course.state()
    cleanup()
    show(markdown, { review: true, state })
    expect(shown()).toContain("Since March.")
    expect(shown()).toContain("Partly")
    expect(shown()).not.toContain("What still works?")
  })
})

describe("what is told of a challenge", () => {
  const [, activity] = parseActivities(markdown).activities
  const data = activity?.data as ChallengeData
  const answer = { marks: [1, 1, 3, 0], texts: ["Since\nMarch.", ""] }

  it("is who asked what, what was answered, and how far it covers the points", () => {
    expect(challenge.print(data, answer)).toEqual([
      'Security officer: "Is it approved?"',
      "Since",
      "March.",
      "Covered: the date",
      "Missed: the region",
    ])
    expect(challenge.interaction(data, answer).response).toBe("1/3 | Security officer: Since March.")
    expect(challenge.quotes?.(challenge.quotable?.(data) ?? data, answer)).toEqual([
      { label: 'Security officer: "Is it approved?"', text: "Since\nMarch.", key: 0 },
    ])
  })
})

describe("what an author reads of a challenge", () => {
  const many = Array.from({ length: 11 }, () => "1. Why?\n   - so\n").join("")
  it.each([
    ["activity-answers", ":::challenge{#q}\nAnswer.\n:::"],
    ["activity-prompt", ":::challenge{#q}\n1. Why?\n   - so\n:::"],
    ["challenge-questions", ":::challenge{#q}\nAnswer.\n\n1. Why?\n:::"],
    ["challenge-questions", ":::challenge{#q}\nAnswer.\n\n1. **Who**\n   - so\n:::"],
    ["challenge-questions", `:::challenge{#q}\nAnswer.\n\n${many}:::`],
    ["challenge-source", ":::challenge{#q from=nothing}\nAnswer.\n\n1. Why?\n   - so\n:::"],
  ])("%s: %s", (rule, markdown) => {
    expect(parseActivities(markdown).told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
  })
})

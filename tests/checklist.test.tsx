// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen, within } from "@testing-library/preact"
import fc from "fast-check"
import { afterEach, describe, expect, it } from "vitest"
import { type ChecklistData, checklist, notesOf, summary } from "../src/activities/checklist/kind.ts"
import { checklistStrings } from "../src/activities/checklist/strings.ts"
import { packNotes } from "../src/activities/notes.ts"
import { announceLeaving } from "../src/tracking/leaving.ts"
import { parseActivities } from "./parse-activity.ts"
import { field, show, status, write } from "./show-activity.tsx"

afterEach(cleanup)

const text = checklistStrings
const markdown = `:::checklist{#q states="known, unknown, not relevant" note="Source and date"}
What do you know?

1. Who decides?
2. Where may it run?
3. What stops it?

The rest is work.
:::`
const data = parseActivities(markdown).activities[0]?.data as ChecklistData

function mark(question: string, state: string) {
  const group = screen.getByRole("group", { name: question })
  fireEvent.click(within(group).getByRole("radio", { name: state }))
}

describe("a checklist", () => {
  it("keeps every mark, and is handed in once all are there", () => {
    const course = show(markdown)
    expect(status(course)).toBe(text.left(3))
    mark("Who decides?", "Known")
    mark("What stops it?", "Unknown")
    expect(status(course)).toBe(`1 known, 1 unknown. ${text.left(1)}`)
    expect(course.state().work.get("q")).toMatchObject({ tries: 0, answer: { marks: [1, 0, 2] } })
    expect(course.container.textContent).not.toContain("The rest is work.")
    mark("Where may it run?", "Unknown")
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { marks: [1, 2, 2] } })
    expect(status(course)).toBe(`1 known, 2 unknown. ${text.all}`)
    expect(course.container.textContent).toContain("The rest is work.")
  })

  it("lets a state be changed, also after that", () => {
    const course = show(markdown)
    for (const question of ["Who decides?", "Where may it run?", "What stops it?"]) mark(question, "Known")
    mark("Where may it run?", "Not relevant")
    expect(course.state().work.get("q")).toMatchObject({ tries: 2, answer: { marks: [1, 3, 1] } })
  })

  it("has a note for each question that is marked, and keeps them apart as they were typed", () => {
    const course = show(markdown)
    expect(screen.queryByRole("textbox")).toBeNull()
    mark("Who decides?", "Known")
    mark("What stops it?", "Unknown")
    write(field("Source and date (What stops it?)"), "ask\\legal")
    fireEvent.input(field("Source and date (Who decides?)"), { target: { value: "The ca" } })
    act(() => announceLeaving(window))
    const answer = course.state().work.get("q")?.answer
    expect(answer && notesOf(data, answer)).toEqual(["The ca", "", "ask\\legal"])
    course.comeBack()
    expect(field("Source and date (What stops it?)").value).toBe("ask\\legal")
  })
})

describe("what is told of a checklist", () => {
  const answer = { marks: [1, 0, 2], texts: [packNotes(["Case, March", "half", ""])] }

  it("names each question with its state and note", () => {
    expect(checklist.print(data, answer)).toEqual([
      { head: "Known" },
      { item: "Who decides? – Case, March" },
      { head: "Unknown" },
      { item: "What stops it?" },
      { head: text.none },
      { item: "Where may it run? – half" },
    ])
    expect(checklist.interaction(data, answer).response).toBe("1[.]a[,]3[.]b")
    expect(checklist.quotes?.(data, answer)).toEqual([
      { label: "Who decides?", text: "Known. Case, March", key: 0 },
      { label: "What stops it?", text: "Unknown", key: 2 },
    ])
    expect(checklist.quotes?.(checklist.quotable?.(data) ?? data, answer)).toEqual(checklist.quotes?.(data, answer))
  })

  it("counts every question that has a state, once", () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), (marks) => {
        const counts = [...summary(data, { marks, texts: [""] }).matchAll(/\d+/g)].map(Number)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(marks.filter((mark) => mark > 0).length)
      }),
    )
  })
})

describe("what an author reads of a checklist", () => {
  const many = Array.from({ length: 36 }, (_, index) => `- ${index}`).join("\n")
  it.each([
    ["activity-answers", ':::checklist{#q states="a, b"}\nWhat?\n:::'],
    ["activity-prompt", ':::checklist{#q states="a, b"}\n- x\n:::'],
    ["checklist-states", ":::checklist{#q}\nWhat?\n\n- x\n:::"],
    ["checklist-states", ':::checklist{#q states="a"}\nWhat?\n\n- x\n:::'],
    ["checklist-states", ':::checklist{#q states="a, A"}\nWhat?\n\n- x\n:::'],
    ["checklist-questions", ':::checklist{#q states="a, b"}\nWhat?\n\n- x\n-\n:::'],
    ["checklist-questions", ':::checklist{#q states="a, b"}\nWhat?\n\n- x\n- x\n:::'],
    ["checklist-questions", `:::checklist{#q states="a, b"}\nWhat?\n\n${many}\n:::`],
  ])("%s: %s", (rule, markdown) => {
    expect(parseActivities(markdown).told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
  })
})

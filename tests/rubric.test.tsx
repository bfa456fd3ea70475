// @vitest-environment happy-dom

import { cleanup, fireEvent, screen, within } from "@testing-library/preact"
import fc from "fast-check"
import { afterEach, describe, expect, it } from "vitest"
import { ownWorkStrings } from "../src/activities/own-work-strings.ts"
import { type RubricData, rubric, sentencesIn } from "../src/activities/rubric/kind.ts"
import { rubricStrings } from "../src/activities/rubric/strings.ts"
import { sentencesOf } from "../src/activities/sentences.ts"
import { activityStrings } from "../src/activities/strings.ts"
import { parseActivities } from "./parse-activity.ts"
import { choose, expectAccessible, field, press, show, write } from "./show-activity.tsx"

afterEach(cleanup)

const text = rubricStrings
const table = `| | 1 Beginning | 2 Developing | 3 Proficient |
| --- | --- | --- | --- |
| R1 Gates | no gates | some gates | gates follow from the law |
| R2 Evidence | claims only | some sources | dated sources |`
const markdown = `:::reflection{#own}
What do you recommend?
:::

:::rubric{#q from=own}
Rate your own text.

${table}

Look at it again tomorrow.
:::`

const shown = () => document.querySelector("#activity-q")?.textContent ?? ""

function rate(criterion: string, level: RegExp) {
  fireEvent.click(within(screen.getByRole("group", { name: criterion })).getByRole("radio", { name: level }))
}

describe("the sentences of a text", () => {
  it.each([
    ["We take it. It costs 3.5 million a year! Why not?", ["We take it.", "It costs 3.5 million a year!"]],
    ["First line here\nSecond line here", ["First line here", "Second line here"]],
    ["He said “so be it.” And nobody did anything…", ["He said “so be it.”", "And nobody did anything…"]],
    ["Yes. No. Not now, please. Not now, please.", ["Not now, please."]],
    ["", []],
  ])("of %j are %j", (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences)
  })

  it("are each in the text, as it reads on one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b", " ", ".", "?", "…", "”", "\n") }), (text) => {
        const line = text.replace(/\s+/g, " ")
        for (const sentence of sentencesOf(text)) expect(line).toContain(sentence)
      }),
    )
  })

  it("have marks of their own", () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ mode: "sentences" })), (texts) => {
        const marks = sentencesIn(texts.map((text, key) => ({ label: "", text, key }))).map(({ mark }) => mark)
        expect(new Set(marks).size).toBe(marks.length)
        for (const mark of marks) expect(mark).toSatisfy((mark: number) => mark >= 2 && mark < 2 ** 16)
      }),
    )
  })
})

describe("rating one's own text", () => {
  it("keeps the first ratings before it shows the next levels, in the rubric's own words", () => {
    const course = show(markdown)
    rate("R1 Gates", /1 Beginning/)
    press(text.keepFirst)
    expect(within(course.container as HTMLElement).getByRole("alert").textContent).toBe(text.rateAll("R2 Evidence"))
    rate("R2 Evidence", /3 Proficient/)
    expect(shown()).not.toContain(text.toReach("2 Developing"))
    press(text.keepFirst)
    expect(shown()).toContain(`${text.toReach("2 Developing")} some gates`)
    expect(shown()).toContain(text.top)
    expect(document.activeElement?.textContent).toBe(text.next)
    expect(course.state().work.get("q")?.tries).toBe(0)
    expect(shown()).not.toContain("tomorrow")
  })

  it("asks for every rating again, hands both in, and says what changed", async () => {
    const course = show(markdown)
    rate("R1 Gates", /1 Beginning/)
    rate("R2 Evidence", /2 Developing/)
    press(text.keepFirst)
    press(text.keepSecond)
    expect(within(course.container as HTMLElement).getByRole("alert").textContent).toBe(text.rateAll("R1 Gates"))
    rate("R1 Gates", /3 Proficient/)
    press(text.leaveTheRest)
    await expectAccessible(course)
    press(text.keepSecond)
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { marks: [1, 1, 2, 3, 2, 0, 0] } })
    expect(shown()).toContain(`3 Proficient (${text.up(2)})`)
    expect(shown()).toContain(`2 Developing (${text.same})`)
    expect(shown()).toContain(text.both)
    expect(shown()).toContain("tomorrow")
    press(text.rateMore)
    rate("R1 Gates", /2 Developing/)
    press(text.keepSecond)
    expect(course.state().work.get("q")).toMatchObject({ tries: 2, answer: { marks: [1, 1, 2, 2, 2, 0, 0] } })
    expect(shown()).toContain(`2 Developing (${text.up(1)})`)
  })

  it("is proved by a sentence of the text, which is not kept twice", () => {
    const course = show(markdown)
    expect(shown()).toContain(ownWorkStrings.noText)
    write(field("What do you recommend?"), "We take the second one. The law wants logs for seven years.")
    choose(`${text.proof} (R1 Gates)`, "The law wants logs for seven years.")
    expect(course.state().work.get("q")?.answer.texts).toEqual([""])
    expect(document.querySelector("#activity-q blockquote")?.textContent).toBe("The law wants logs for seven years.")
    write(field("What do you recommend?"), "The law wants logs for seven years. We take the first one.")
    expect(document.querySelector("#activity-q blockquote")?.textContent).toBe("The law wants logs for seven years.")
    write(field("What do you recommend?"), "The law wants logs for six years. We take the first one.")
    expect(document.querySelector("#activity-q blockquote")).toBeNull()
    expect(shown()).toContain(text.goneProof)
  })

  it("is proved by a sentence written by hand where none fits", () => {
    const course = show(markdown)
    choose(`${text.proof} (R2 Evidence)`, text.ownProof)
    write(field(`${text.writeProof} (R2 Evidence)`), "In the annex.")
    expect(course.state().work.get("q")?.answer.texts).toEqual(["\nIn the annex."])
    course.comeBack()
    expect(field(`${text.writeProof} (R2 Evidence)`).value).toBe("In the annex.")
  })

  it("says when there is no more room for what is written by hand, and nothing where nothing is", () => {
    const alone = `:::rubric{#q}\nRate it.\n\n${table}\n:::`
    show(alone, { keeping: { kept: 300, filled: 1, missing: false } })
    expect(shown()).not.toContain(activityStrings.roomFull)
    write(field(`${text.proof} (R2 Evidence)`), "In the annex.")
    expect(shown()).toContain(activityStrings.roomFull)
  })

  it("shows in review both ratings and what proves them", () => {
    const course = show(markdown)
    write(field("What do you recommend?"), "We take the second one.")
    rate("R1 Gates", /1 Beginning/)
    rate("R2 Evidence", /2 Developing/)
    choose(`${text.proof} (R1 Gates)`, "We take the second one.")
    press(text.keepFirst)
    rate("R1 Gates", /2 Developing/)
    press(text.leaveTheRest)
    press(text.keepSecond)
    const state = course.state()
    cleanup()
    show(markdown, { review: true, state })
    for (const words of ["1 Beginning", `2 Developing (${text.up(1)})`, "We take the second one."]) {
      expect(shown()).toContain(words)
    }
  })
})

describe("what is told of a rubric", () => {
  const [, activity] = parseActivities(markdown).activities
  const data = activity?.data as RubricData
  const answer = { marks: [1, 1, 2, 3, 2, 1, 0], texts: ["By hand."] }

  it("is both ratings of each criterion as one performance", () => {
    expect(rubric.interaction(data, answer)).toEqual({
      type: "performance",
      response: "R1[.]1-3[,]R2[.]2-2",
      patterns: [],
    })
    expect(rubric.interaction(data, { marks: [0, 1, 0, 3, 0, 0, 0], texts: [""] }).response).toBe("R1[.]1")
  })

  it("is every rating in words, with what proves it", () => {
    expect(rubric.print(data, answer)).toEqual([
      `R1 Gates: ${text.first}: 1 Beginning`,
      `R1 Gates: ${text.again}: 3 Proficient`,
      `R1 Gates: ${text.proof}: By hand.`,
      `R2 Evidence: ${text.first}: 2 Developing`,
      `R2 Evidence: ${text.again}: 2 Developing`,
    ])
    const quotes = [{ label: "", text: "We take the second one.", key: 0 }]
    const [sentence] = sentencesIn(quotes)
    const picked = { marks: [0, 1, 0, 0, 0, sentence?.mark ?? 0, 0], texts: [""] }
    expect(rubric.print(data, picked, () => quotes)).toContain(`R1 Gates: ${text.proof}: We take the second one.`)
    expect(rubric.print(data, picked, () => [])).toEqual([`R1 Gates: ${text.first}: 1 Beginning`])
  })

  it("earns nothing, whatever the ratings are", () => {
    expect([rubric.levels(data), rubric.score(data, answer)]).toEqual([0, 0])
  })
})

describe("what an author reads of a rubric", () => {
  it.each([
    ["activity-answers", ":::rubric{#q}\nRate.\n:::"],
    ["activity-prompt", `:::rubric{#q}\n${table}\n:::`],
    ["rubric-table", ":::rubric{#q}\nRate.\n\n| | One |\n|---|---|\n| a | b |\n:::"],
    ["rubric-table", ":::rubric{#q}\nRate.\n\n| | One | Two |\n|---|---|---|\n| a | b | |\n:::"],
    ["rubric-table", ":::rubric{#q}\nRate.\n\n| | One | |\n|---|---|---|\n| a | b | c |\n:::"],
    ["rubric-table", ":::rubric{#q}\nRate.\n\n| | One | Two |\n|---|---|---|\n| a | b | c |\n| a | d | e |\n:::"],
    ["rubric-source", `:::rubric{#q from=nothing}\nRate.\n\n${table}\n:::`],
  ])("%s: %s", (rule, markdown) => {
    expect(parseActivities(markdown).told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
  })
})

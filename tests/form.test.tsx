// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen, within } from "@testing-library/preact"
import fc from "fast-check"
import { afterEach, describe, expect, it, vi } from "vitest"
import { type FormData, form, isComplete, missingIn } from "../src/activities/form/kind.ts"
import { formStrings } from "../src/activities/form/strings.ts"
import { gateMarks, notePlacesOf, placesOf, results, withNote } from "../src/activities/matrix/answer.ts"
import type { MatrixData } from "../src/activities/matrix/kind.ts"
import { packNotes } from "../src/activities/notes.ts"
import { ownWorkStrings } from "../src/activities/own-work-strings.ts"
import { registry } from "../src/activities/registry.ts"
import { activityStrings } from "../src/activities/strings.ts"
import { freshState, type LearnerState } from "../src/learner/state.ts"
import type { Answer } from "../src/lesson/model.ts"
import { announceLeaving } from "../src/tracking/leaving.ts"
import { parseActivities } from "./parse-activity.ts"
import { box, expectAccessible, field, press, show, status, write } from "./show-activity.tsx"

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const text = formStrings

const exit = `:::choice{#exit}
Which parts make leaving realistic?

- [x] A tested export
  > It is a test, not a claim.
- [x] A right to the logs
- [ ] A promise
:::

`
const table = `| Field | What to write | Words | Take from | Begin with |
| --- | --- | --- | --- | --- |
| Recommendation | What runs where? | 5 | | We recommend … |
| Exit plan | Two parts that are right. | | 2 exit | |
| Against it | The best argument. | 10 | | |`
const markdown = `${exit}:::form{#q points=3 formats="Structured form; Free report; Talking points"}
Recommend one.

${table}
:::`

const ten = "one two three four five six seven eight nine ten"

function dataOf(source: string): FormData {
  const { activities, told } = parseActivities(source)
  expect(told).toEqual([])
  return activities[activities.length - 1]?.data as FormData
}

/** An answer in a format: its number, the pieces taken over, the text of each part, the report, the lines. */
function answerOf(format: number, picks: readonly [number, number], texts: readonly string[]) {
  return { marks: [format, ...picks], texts }
}

describe("the points of a form", () => {
  const data = dataOf(markdown)

  it("are one for each part that has its words and its pieces", () => {
    expect(form.score(data, answerOf(0, [0, 0], ["four words are not", "", "", "", ""]))).toBe(0)
    expect(form.score(data, answerOf(0, [0, 0], ["these five words are enough", "", "", "", ""]))).toBe(1)
    expect(form.score(data, answerOf(0, [1, 0], ["these five words are enough", "", "", "", ""]))).toBe(1)
    expect(form.score(data, answerOf(0, [2, 1], ["these five words are enough", "", "", "", ""]))).toBe(2)
    expect(form.score(data, answerOf(0, [2, 1], ["these five words are enough", "", ten, "", ""]))).toBe(3)
  })

  it("count a piece once, however often it was taken over", () => {
    expect(missingIn(data, answerOf(0, [1, 1], ["", "", "", "", ""]), 1)).toEqual({ words: 0, picks: 1 })
  })

  it("of a report reckon its words to the parts in their order", () => {
    const report = (words: number, picks: readonly [number, number] = [0, 0]) =>
      form.score(data, answerOf(1, picks, ["", "", "", Array.from({ length: words }, () => "word").join(" "), ""]))
    expect([report(4), report(5), report(14), report(15)]).toEqual([0, 1, 1, 2])
    expect(report(15, [1, 2])).toBe(3)
  })

  it("of talking points ask for a fifth of the words", () => {
    const lines = (...lines: string[]) => answerOf(2, [1, 2], ["", "", "", "", packNotes(lines)])
    expect(form.score(data, lines("The second", "", "Nobody"))).toBe(2)
    expect(form.score(data, lines("The second", "", "Nobody knows"))).toBe(3)
  })

  it("never fall when something is written or taken over", () => {
    const words = fc.nat(30).map((count) => Array.from({ length: count }, () => "w").join(" "))
    const answers = fc.record({
      format: fc.constantFrom(0, 1, 2),
      picks: fc.tuple(fc.nat(1), fc.constantFrom(0, 2)),
      texts: fc.tuple(words, words, words, words, words),
    })
    fc.assert(
      fc.property(answers, fc.nat(4), ({ format, picks, texts }, place) => {
        const before = form.score(data, answerOf(format, picks, texts))
        const more = texts.map((one, index) => (index === place ? `${one} more` : one))
        expect(form.score(data, answerOf(format, picks, more))).toBeGreaterThanOrEqual(before)
        expect(form.score(data, answerOf(format, [1, 2], texts))).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it("stand only where nothing is missing", () => {
    const answer = answerOf(0, [1, 2], ["these five words are enough", "", "too few", "", ""])
    expect([0, 1, 2].map((index) => isComplete(missingIn(data, answer, index)))).toEqual([true, true, false])
    expect(missingIn(data, answer, 2)).toEqual({ words: 8, picks: 0 })
  })
})

describe("what an LMS and others get of a form", () => {
  const data = dataOf(markdown)
  const answer = answerOf(0, [1, 0], ["We take the second one.", "", "Too few hands.", "A report, too.", ""])

  it("is a labelled summary that begins with how much is complete", () => {
    expect(form.interaction(data, answer)).toEqual({
      type: "long-fill-in",
      response: "1/3 | Recommendation: We take the second one. | Against it: Too few hands.",
      patterns: [],
    })
    expect(form.interaction(data, answerOf(0, [0, 0], ["", "", "", "", ""])).response).toBe("")
  })

  it("is each part as a piece to quote, in the format chosen", () => {
    expect(form.quotes?.(data, answer)).toEqual([
      { label: "Recommendation", text: "We take the second one.", key: 0 },
      { label: "Against it", text: "Too few hands.", key: 2 },
    ])
    const report = answerOf(1, [0, 0], answer.texts)
    expect(form.quotes?.(data, report)).toEqual([{ label: text.yourReport, text: "A report, too.", key: 3 }])
    const bare = form.quotable?.(data) ?? data
    expect(form.quotes?.(bare, answer)).toEqual(form.quotes?.(data, answer))
    expect(JSON.stringify(bare)).not.toContain("What runs where")
  })

  it("is every text on paper, with what was taken over as it reads now", () => {
    const lines = form.print(data, answer, () => [{ label: "A tested export", text: "A tested export", key: 0 }])
    expect(lines).toEqual([
      { head: "Recommendation" },
      "We take the second one.",
      { head: "Exit plan" },
      { item: "A tested export" },
      { head: "Against it" },
      "Too few hands.",
      { head: text.alsoWritten(text.formats.report) },
      `${text.yourReport}: A report, too.`,
    ])
  })
})

describe("a form", () => {
  function answerExit() {
    fireEvent.click(box("A tested export"))
    fireEvent.click(box("A right to the logs"))
    press(activityStrings.check)
  }

  it("takes over what was handed in elsewhere, and nothing before", () => {
    const course = show(markdown)
    fireEvent.click(box("A tested export"))
    expect(course.container.textContent).toContain(text.nothingToPick)
    fireEvent.click(box("A right to the logs"))
    press(activityStrings.check)
    expect(course.container.textContent).not.toContain(text.nothingToPick)
    const [, pick] = document.querySelectorAll<HTMLInputElement>(".picks input")
    if (!pick) throw new Error("nothing to pick")
    fireEvent.click(pick)
    expect(course.state().work.get("q")?.answer.marks).toEqual([0, 2, 0])
  })

  it("takes over what was not found, once it has been shown", () => {
    show(markdown.replace("#exit", "#exit attempts=2"))
    const names = () =>
      [...document.querySelectorAll(".picks label")].map(({ textContent }) => textContent?.trim().replace(/\s+/g, " "))
    fireEvent.click(box("A promise"))
    press(activityStrings.check)
    expect(names()).toEqual([])
    fireEvent.click(box("A tested export"))
    press(activityStrings.check)
    expect(names()).toEqual(["A tested export", "A right to the logs"])
  })

  it("says in words what is missing, counts the best of what is handed in, and is never closed", () => {
    const course = show(markdown)
    press(text.handIn)
    expect(course.container.querySelector("#activity-q [role=alert]")?.textContent).toBe(text.nothing)
    expect(course.state().work.has("q")).toBe(false)
    answerExit()
    write(field("Recommendation"), "We take the second one.")
    for (const pick of document.querySelectorAll(".picks input")) fireEvent.click(pick)
    press(text.handIn)
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, best: 2 })
    const said = status(course)
    expect(said).toContain(text.handedIn(2, 3))
    expect(course.container.textContent).toContain(`Against it: ${activityStrings.words(10)}`)
    // Whoever writes on is not told at every pause how many words are left.
    write(field("Against it"), "one two")
    expect(course.container.textContent).toContain(`Against it: ${activityStrings.words(8)}`)
    expect(status(course)).toBe(said)
    write(field("Against it"), ten)
    press(text.handInAgain)
    expect(course.state().work.get("q")).toMatchObject({ tries: 2, best: 3 })
    write(field("Against it"), "")
    press(text.handInAgain)
    expect(course.state().work.get("q")).toMatchObject({ tries: 3, best: 3 })
    expect(status(course)).toContain(`${text.handedIn(3, 3)} ${text.now(2, 3)}`)
    expect(field("Recommendation").value).toBe("We take the second one.")
  })

  it("says of every format when there is no more room for it", () => {
    const keeping = { kept: 300, filled: 1, missing: false }
    const course = show(markdown, { keeping })
    for (const format of Object.values(text.formats)) {
      press(format)
      expect(status(course)).toContain(activityStrings.roomFull)
    }
  })

  it("loses nothing when the format is changed", () => {
    const course = show(markdown)
    write(field("Recommendation"), "In the form.")
    press(text.formats.report)
    write(field(text.yourReport), "In the report.")
    press(text.formats.talk)
    write(field("Against it"), "In a \\ line.")
    write(field("Recommendation"), "First.")
    expect(course.state().work.get("q")?.answer).toEqual({
      marks: [2, 0, 0],
      texts: ["In the form.", "", "", "In the report.", "First.\n\nIn a \\\\ line."],
    })
    press(text.formats.form)
    expect(field("Recommendation").value).toBe("In the form.")
    press(text.formats.talk)
    expect(field("Against it").value).toBe("In a \\ line.")
  })

  it("keeps what is being typed when the page goes away, in each format", () => {
    for (const [name, label] of [
      [text.formats.form, "Against it"],
      [text.formats.report, text.yourReport],
      [text.formats.talk, "Against it"],
    ] as const) {
      const course = show(markdown)
      press(name)
      fireEvent.input(field(label), { target: { value: "half a wor" } })
      act(() => announceLeaving(window))
      expect(course.state().work.get("q")?.answer.texts.join("")).toContain("half a wor")
      cleanup()
    }
  })

  it("hands in what was typed last, though the field was not left", () => {
    const course = show(`:::form{#q}\nWhich?\n\n| Field |\n|---|\n| Choice |\n:::`)
    field("Choice").focus()
    fireEvent.input(field("Choice"), { target: { value: "This one" } })
    press(text.handIn)
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, best: 1, answer: { texts: ["This one"] } })
  })

  it("offers beginnings of sentences on the first path only", () => {
    const source = `${markdown}\n\n::choose-path{#way}`
    const course = show(source)
    expect(course.container.textContent).not.toContain("We recommend …")
    fireEvent.click(document.querySelector("#activity-way input") as Element)
    press(activityStrings.takePath)
    expect(course.container.textContent).toContain("We recommend …")
  })

  it("says that points are for what is complete, not for how good it is", () => {
    expect(show(markdown).container.textContent).toContain(text.points)
  })

  it("leaves out what was taken over and is no longer there, once it is handed in again", () => {
    const course = show(markdown.replace("#exit", "#exit attempts=3"))
    fireEvent.click(box("A tested export"))
    fireEvent.click(box("A promise"))
    press(activityStrings.check)
    fireEvent.click(document.querySelector(".picks input") as Element)
    write(field("Recommendation"), "We take the second one.")
    press(text.handIn)
    expect(course.state().work.get("q")?.answer.marks).toEqual([0, 1, 0])
    press(activityStrings.tryAgain)
    fireEvent.click(document.querySelector("#activity-exit input") as Element)
    fireEvent.click(document.querySelectorAll("#activity-exit input")[1] as Element)
    press(activityStrings.check)
    expect(course.container.textContent).toContain(text.goneMissing)
    press(text.handInAgain)
    expect(course.state().work.get("q")?.answer.marks).toEqual([0, 0, 0])
  })

  it("shows in review every text and what was taken over, in words", async () => {
    const course = show(markdown)
    answerExit()
    write(field("Recommendation"), "In the form.")
    for (const pick of document.querySelectorAll(".picks input")) fireEvent.click(pick)
    press(text.formats.talk)
    write(field("Against it"), "A line.")
    press(text.handIn)
    await expectAccessible(course)
    const state = course.state()
    cleanup()
    const closed = show(markdown, { review: true, state })
    const section = closed.container.querySelector("#activity-q")
    expect(section?.querySelectorAll("input, textarea, select, button")).toHaveLength(0)
    for (const words of ["In the form.", "A line.", "A right to the logs", text.takenOver]) {
      expect(section?.textContent).toContain(words)
    }
    await expectAccessible(closed)
  })
})

describe("what a part takes over of a matrix", () => {
  const yaml = `scale: [no, partly, yes]
candidates:
  - {id: A, name: Dory}
  - {id: B, name: Ketch}
  - {id: C, name: Raft}
criteria:
  - {id: C1, name: Safety}
  - {id: C2, name: Speed}
gates:
  - {id: G1, text: It floats}
  - {id: G2, text: It flies}
presets:
  - {id: safe, name: Safe, weights: [60, 40]}
levels:
  - gates: [G1]
    scores: {A: [0, 0], B: [1, 1], C: [2, 2]}
`
  const files = { "boats.yaml": yaml }
  const course = `:::reflection{#found}
What did you find?
:::

:::matrix{#boat data=boats.yaml}
Which boat?
:::

:::form{#q}
Recommend one.

| Field | What | Words | Take from |
| --- | --- | --- | --- |
| Gates | Which? | | 1-2 boat:gates |
| Evidence | What? | | 1-3 found boat:notes |
| Choice | Which? | | 1 boat |
:::`
  const boat = parseActivities(course, files).activities[1]
  const blank = boat ? { marks: boat.shape.marks.map(() => 0), texts: [""] } : undefined
  if (!boat || !blank) throw new Error("no matrix")
  const matrix = boat.data as MatrixData
  const places = placesOf(matrix)
  const notes = notePlacesOf(matrix)

  /** G1 is required and G2 may be; weights and scores are there, all with notes; B is chosen unless another is. */
  function work(more: Readonly<Record<number, number>> = {}) {
    const marks: Record<number, number> = {
      ...{ 0: 1, [places.gate(0)]: gateMarks.required, [places.gate(1)]: gateMarks.notRequired },
      ...{ [places.result(0, 0)]: results.passes, [places.result(1, 0)]: results.passes },
      ...{ [places.weight(0)]: 101, [places.weight(1)]: 1, [places.choice(0)]: 2 },
      ...Object.fromEntries([0, 1, 2].flatMap((one) => [0, 1].map((at) => [places.score(at, one), one + 1]))),
      ...more,
    }
    const marked = { marks: blank?.marks.map((_, index) => marks[index] ?? 0) ?? [], texts: [""] }
    const answer = [0, 1, 2].reduce(
      (all, candidate) => withNote(matrix, all, notes.note(0, candidate), `Read ${candidate}`),
      marked as Answer,
    )
    return { tries: 0, best: 0, reached: 0, answer, kept: [], cut: [] }
  }
  function start(entries: readonly (readonly [string, unknown])[]) {
    return show(course, { files, state: { ...freshState, work: new Map(entries) as LearnerState["work"] } })
  }
  const group = (part: string) => within(screen.getByRole("group", { name: new RegExp(`^${part}:`) }))
  const piece = (part: string, name: RegExp) => group(part).getByRole("checkbox", { name }) as HTMLInputElement
  const offered = (part: string) =>
    group(part)
      .getAllByRole("checkbox")
      .map((one) => one.closest("label")?.textContent)

  it("is only the group that it names, and of that only what the decision rests on", () => {
    start([["boat", work()]])
    expect(offered("Gates")).toEqual([expect.stringContaining("It floats")])
    expect(offered("Evidence")).toEqual([
      expect.stringContaining("B Ketch, Safety"),
      expect.stringContaining("C Raft, Safety"),
    ])
    expect(offered("Choice").join()).toContain("Ranking")
    expect(offered("Choice").join()).not.toContain("It flies")
  })

  it("comes from several activities, whose pieces have keys of their own", () => {
    const shown = start([
      ["boat", work()],
      ["found", { ...work(), answer: { marks: [], texts: ["A hole"] } }],
    ])
    fireEvent.click(piece("Evidence", /A hole/))
    fireEvent.click(piece("Evidence", /B Ketch, Safety/))
    const answer = shown.state().work.get("q")?.answer
    const [, , , first, second] = [0, ...(answer?.marks ?? [])]
    expect(first).toBe(1)
    expect(second).toBeGreaterThan(1)
    expect(status(shown)).toContain(text.picked(2, 3))
    const form = shown.activity
    const quotes = ({ id }: { readonly id: string }) =>
      id === "boat"
        ? (registry.kind("matrix")?.quotes?.(matrix, work().answer) ?? [])
        : [{ label: "Found", text: "A hole", key: 0 }]
    expect(registry.kind("form")?.print(form.data, answer as Answer, quotes)).toEqual([
      { head: "Evidence" },
      { item: "Found: A hole" },
      { item: "B Ketch, Safety: 1: partly. Read 1" },
    ])
  })

  it("stays where it was taken over, though it would not be offered any more, and can be unticked", () => {
    const before = start([["boat", work()]])
    fireEvent.click(piece("Gates", /It floats/))
    fireEvent.click(piece("Evidence", /B Ketch, Safety/))
    const picked = before.state().work.get("q")
    cleanup()
    // G1 is no duty any more, A is chosen, and C is the next best.
    const changed = work({ [places.gate(0)]: gateMarks.notRequired, [places.choice(0)]: 1 })
    const after = start([
      ["boat", changed],
      ["q", picked],
    ])
    expect(after.container.textContent).not.toContain(text.goneMissing)
    expect(offered("Evidence")).toHaveLength(3)
    press(text.handIn)
    expect(after.state().work.get("q")?.answer).toEqual(picked?.answer)
    expect(piece("Gates", /It floats/).checked).toBe(true)
    // It stands there until the page is left, so that nobody loses their place or repents.
    fireEvent.click(piece("Evidence", /B Ketch, Safety/))
    expect(piece("Evidence", /B Ketch, Safety/).checked).toBe(false)
  })

  it("is told to be on another page, with a way there, while nothing was done", () => {
    const shown = start([])
    const said = [...shown.container.querySelectorAll("#activity-q .none")]
    expect(said.map(({ textContent }) => textContent)).toEqual(
      [1, 2, 3].map(() => `${text.nothingToPick} ${ownWorkStrings.comesFrom} Page.`),
    )
    expect(said[0]?.querySelector("a")?.getAttribute("href")).toBe("#page")
  })
})

describe("the timer of talking points", () => {
  it("runs when told to, pauses, speaks up seldom, and ends without consequence", () => {
    vi.useFakeTimers()
    const course = show(markdown)
    press(text.formats.talk)
    const time = () => document.querySelector("[role=timer]")?.textContent
    const wait = (seconds: number) => act(() => void vi.advanceTimersByTime(seconds * 1000))
    expect(time()).toBe("5:00")
    wait(10)
    expect(time()).toBe("5:00")
    press(text.start)
    wait(60)
    expect(time()).toBe("4:00")
    expect(status(course)).toContain(text.minutesLeft(4))
    press(text.pause)
    wait(100)
    expect(time()).toBe("4:00")
    press(text.goOnTimer)
    wait(61)
    expect(time()).toBe("2:59")
    wait(179)
    expect(time()).toBe("0:00")
    expect(status(course)).toContain(text.timeIsUp)
    expect(field("Recommendation").disabled).toBe(false)
    screen.getByRole("button", { name: text.reset }).focus()
    press(text.reset)
    expect(time()).toBe("5:00")
    expect(document.activeElement).toBe(screen.getByRole("button", { name: text.start }))
  })
})

describe("what an author reads of a form", () => {
  it.each([
    ["activity-answers", ":::form{#q}\nWhich?\n:::"],
    ["activity-prompt", ":::form{#q}\n| Field |\n|---|\n| a |\n:::"],
    ["form-table", ":::form{#q}\nWhich?\n\n| Field |\n|---|\n:::"],
    ["form-table", ":::form{#q}\nWhich?\n\n| Field | What |\n|---|---|\n| | a |\n:::"],
    ["form-table", ":::form{#q}\nWhich?\n\n| Field | What |\n|---|---|\n| a | b |\n| a | c |\n:::"],
    ["form-table", ":::form{#q}\nWhich?\n\n| Field | What | Words |\n|---|---|---|\n| a | b | many |\n:::"],
    ["form-table", `${exit}:::form{#q}\nWhich?\n\n| F | W | N | T |\n|---|---|---|---|\n| a | b | | exit |\n:::`],
    ["form-table", `${exit}:::form{#q}\nWhich?\n\n| F | W | N | T |\n|---|---|---|---|\n| a | b | | 3-2 exit |\n:::`],
    ["form-source", ":::form{#q}\nWhich?\n\n| F | W | N | T |\n|---|---|---|---|\n| a | b | | 2 nothing |\n:::"],
    [
      "form-group",
      `${exit}:::form{#q}\nWhich?\n\n| F | W | N | T |\n|---|---|---|---|\n| a | b | | 2 exit:gates |\n:::`,
    ],
    ["form-table", `${exit}:::form{#q}\nWhich?\n\n| F | W | N | T |\n|---|---|---|---|\n| a | b | | 2 exit: |\n:::`],
    ["form-formats", ':::form{#q formats="Song"}\nWhich?\n\n| Field |\n|---|\n| a |\n:::'],
    ["form-formats", ':::form{#q formats="Free report; free report"}\nWhich?\n\n| Field |\n|---|\n| a |\n:::'],
  ])("%s: %s", (rule, markdown) => {
    const { told } = parseActivities(markdown)
    expect(told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
  })
})

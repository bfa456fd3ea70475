// @vitest-environment happy-dom

import { cleanup, fireEvent, screen } from "@testing-library/preact"
import { parse as parseCsv } from "csv-parse/sync"
import fc from "fast-check"
import { afterEach, describe, expect, it, vi } from "vitest"
import { toCsv, toText } from "../src/activities/log/export.ts"
import { differencesIn, entriesOf, type LogData, log, missingIn, withNote } from "../src/activities/log/kind.ts"
import { logStrings } from "../src/activities/log/strings.ts"
import { packNotes } from "../src/activities/notes.ts"
import { activityStrings } from "../src/activities/strings.ts"
import { activityKey } from "../src/learner/keys.ts"
import { freshState } from "../src/learner/state.ts"
import type { Answer } from "../src/lesson/model.ts"
import { announceLeaving } from "../src/tracking/leaving.ts"
import { parseActivities } from "./parse-activity.ts"
import { box, choose, expectAccessible, field, press, show, status, write } from "./show-activity.tsx"

const text = logStrings

afterEach(cleanup)

const files = { "boats.csv": "Boat,Kind\nDory,Rowing\nKetch,Sailing\nTug,Motor\n" }
const explorer = ":::compare{#boats data=boats.csv}\nWhich?\n:::\n\n"
const fields = `- Kind
  - Rowing boat
  - Sailing boat
- Who built it

  With the year.
- Ways to move
  - [ ] Sails
  - [ ] Motor
- Use for us`
const logOf = (attributes: string, list = fields) => `:::log{#q ${attributes}}\nWhat did you find out?\n\n${list}\n:::`
const fromBoats = `${explorer}${logOf('from=boats entries=2 need=2 suggest-foundations="tug dory" suggest-core="tug dory ketch"')}`

function read(markdown: string): LogData {
  const { activities, told } = parseActivities(markdown, files)
  expect(told).toEqual([])
  return activities[activities.length - 1]?.data as unknown as LogData
}

describe("what an author reads", () => {
  it.each([
    ["no fields", "activity-answers", logOf("", "")],
    ["nothing asked", "activity-prompt", `:::log{#q}\n${fields}\n:::`],
    ["a field with nothing in it", "log-fields", logOf("", "- Kind\n-")],
    ["an option with nothing in it", "log-fields", logOf("", "- Kind\n  - a\n  -")],
    ["one option", "log-fields", logOf("", "- Kind\n  - a")],
    ["two fields of one name", "log-fields", logOf("", "- Kind\n- Kind")],
    ["too many fields", "log-fields", logOf("", Array.from({ length: 21 }, (_, n) => `- F${n}`).join("\n"))],
    ["more needed than there are", "activity-attribute", logOf("need=5")],
    ["no entries", "activity-attribute", logOf("entries=0")],
    ["an unknown attribute", "attribute-unknown", logOf("subject=boats")],
    ["subjects of nothing", "log-subjects", logOf("from=boats")],
    ["subjects of no compare", "log-subjects", `:::poll{#boats}\nWhich?\n\n- a\n- b\n:::\n\n${logOf("from=boats")}`],
    ["a suggestion for no path", "log-subjects", `${explorer}${logOf("from=boats suggest-expert=tug")}`],
    ["a suggestion that is not there", "log-subjects", `${explorer}${logOf("from=boats suggest-core=raft")}`],
    ["a suggestion out of nothing", "log-subjects", logOf("suggest-core=tug")],
  ])("%s: %s", (_, rule, markdown) => {
    const { told } = parseActivities(markdown, files)
    expect(told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
    expect(told[0]?.message).toMatch(/\.$/)
    expect(told[0]?.remedy).not.toBe("")
  })

  it("names what may be suggested", () => {
    const { told } = parseActivities(`${explorer}${logOf("from=boats suggest-core=raft")}`, files)
    expect(told[0]?.remedy).toContain("dory, ketch, tug")
  })
})

describe("a log", () => {
  it("takes the names of its subjects, and nothing else, from the comparison", () => {
    const data = read(fromBoats)
    expect(data.subjects).toEqual(["Dory", "Ketch", "Tug"])
    expect(data.suggest).toEqual({ foundations: ["Tug", "Dory"], core: ["Tug", "Dory", "Ketch"] })
    expect(JSON.stringify(data)).not.toContain("Rowing,")
    expect(data.fields.map(({ label, options, isSeveral }) => [label, options?.length, isSeveral])).toEqual([
      ["Kind", 2, undefined],
      ["Who built it", undefined, undefined],
      ["Ways to move", 2, true],
      ["Use for us", undefined, undefined],
    ])
    expect(data.fields[1]?.hint).toBe("<p>With the year.</p>")
  })

  it("knows what the comparison gives where a column of it has the name of a field", () => {
    const options = "- Kind\n  - rowing\n  - Sailing\n- Boat\n  - Other\n  - More"
    const data = read(`${explorer}${logOf("from=boats entries=2 need=1", options)}`)
    expect(data.fields.map(({ listed }) => listed)).toEqual([[1, 2, 0], undefined])
    // Dory as Sailing, Tug as rowing: of a tug the comparison gives none of the options.
    const differing = { marks: [1, 2, 0, 3, 1, 0], texts: ["", ""] }
    expect(differencesIn(data, differing)).toEqual([{ subject: "Dory", field: "Kind", listed: "rowing" }])
    expect(differencesIn(data, { marks: [1, 1, 0, 2, 2, 0], texts: ["", ""] })).toEqual([])
    expect(differencesIn(data, { marks: [0, 1, 0, 1, 0, 0], texts: ["", ""] })).toEqual([])
  })

  it("keeps an entry in a mark for its subject, one a choice, a bit a tick, and one text; none takes room for what is written", () => {
    expect(log.shape(read(fromBoats))).toEqual({ marks: [4, 3, 2, 2, 4, 3, 2, 2, 1, 1], texts: [0, 0] })
    expect(log.shape(read(logOf("entries=1 keep=200")))).toEqual({ marks: [3, 2, 2, 1, 1, 1], texts: [200] })
  })

  it("is another one with a field more to write in, since the notes of learners would stand beneath other names", () => {
    const data = read(fromBoats)
    const [, written] = data.fields
    if (!written) throw new Error("There is no such field")
    const longer = { ...data, fields: [{ ...written, label: "Whose is it" }, ...data.fields] }
    const keyOf = (data: LogData) =>
      activityKey(
        {
          ...{ id: "q", kind: "log", shape: log.shape(data), levels: 0, points: 0, objectives: [], attempts: 0 },
          ...{ required: false, reported: true },
        },
        0,
      )
    expect(keyOf(longer)).not.toBe(keyOf(data))
  })

  const data = read(fromBoats)
  const answer: Answer = {
    marks: [3, 2, 0, 1, 1, 0, 0, 0],
    texts: [packNotes(["The yard,\n1971", ""]), packNotes(["", "Ferry"])],
  }

  it("offers every field that says something to whoever quotes, by keys that stay", () => {
    expect(log.quotes?.(data, answer)).toEqual([
      { label: "Tug: Kind", text: "Sailing boat", key: 0 },
      { label: "Tug: Who built it", text: "The yard, 1971", key: 1 },
      { label: "Tug: Ways to move", text: "Motor", key: 2 },
      { label: "Dory: Use for us", text: "Ferry", key: 7 },
    ])
    expect(log.mostQuotes?.(data)).toBe(8)
    const carried = log.quotable?.(data)
    expect(carried && log.quotes?.(carried, answer)).toEqual(log.quotes?.(data, answer))
    expect(JSON.stringify(carried)).not.toContain("With the year")
  })

  it("tells the LMS which subjects, and how many fields of each, and not what was written", () => {
    expect(log.interaction(data, answer)).toEqual({
      ...{ type: "long-fill-in", response: "Tug: 3 fields; Dory: 1 field", patterns: [] },
    })
  })

  it("says entry by entry what is missing", () => {
    expect(missingIn(data, answer)).toEqual(["Entry 2 still needs one field."])
    expect(missingIn({ ...data, need: 4 }, answer)).toEqual([
      "Entry 1 still needs one field.",
      "Entry 2 still needs three fields.",
    ])
    expect(missingIn(data, { marks: [], texts: [] })).toEqual([
      ...["Entry 1 does not say what it is about.", "Entry 1 still needs two fields."],
      ...["Entry 2 does not say what it is about.", "Entry 2 still needs two fields."],
    ])
    const twins: Answer = { marks: [3, 2, 1, 0, 3, 1, 0, 0], texts: ["a", "b"] }
    expect(missingIn(data, twins)).toEqual(["Entry 2 is about the same as entry 1."])
  })

  it("is exported as text, entry by entry", () => {
    expect(toText(data, answer)).toBe(
      [
        ...["What did you find out?", "----------------------", "", "Entry 1: Tug", "Kind: Sailing boat"],
        ...["Who built it: The yard, 1971", "Ways to move: Motor", "", "Entry 2: Dory", "Use for us: Ferry", ""],
      ].join("\n"),
    )
  })

  it("is exported as CSV that any program reads back, whatever was written", () => {
    const free = read(logOf("entries=3 need=1", "- a,b\n- c"))
    const note = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.constantFrom('"', '""', "a,b", "a;b", "\r\n", "=1+1", "'", " a ", "\ufeff"),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(note, note, note), { minLength: 3, maxLength: 3 }), (notes) => {
        const any: Answer = { marks: [], texts: notes.map(packNotes) }
        const csv = toCsv(free, any)
        expect(csv.startsWith("\ufeff")).toBe(true)
        const rows: string[][] = parseCsv(csv, { bom: true })
        const filled = entriesOf(free, any).filter(({ subject, values }) => subject !== "" || values.some(Boolean))
        // No cell is a formula to a spreadsheet; all else is as it was written.
        const asText = (one: string) => ("=+-@\t\r".includes(one[0] ?? " ") ? `'${one}` : one)
        const written = filled.map(({ subject, values }) => [subject, ...values].map(asText))
        expect(rows).toEqual([[text.subject, "a,b", "c"], ...written])
        expect(rows.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
      }),
    )
  })

  it("keeps each note by itself, whatever stands in the others", () => {
    const free = read(logOf("entries=2", "- a\n- b"))
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 3, maxLength: 3 }), fc.nat(2), fc.string(), (notes, at, note) => {
        const before: Answer = { marks: [], texts: ["x", packNotes(notes)] }
        const after = withNote(free, before, 1, at, note)
        const fold = (one = "") => one.replace(/\s+/g, " ").trim()
        const said = entriesOf(free, after)[1]
        const expected = notes.map((one, index) => fold(index === at ? note : one))
        expect([said?.subject, ...(said?.values ?? [])]).toEqual(expected)
        expect(after.texts[0]).toBe("x")
      }),
    )
  })
})

describe("a log that is filled in", () => {
  it("says in words what an entry needs, and is handed in once nothing is missing", async () => {
    const course = show(fromBoats, { files })
    press(text.save)
    expect(screen.getByRole("alert").textContent).toContain("Entry 2 still needs two fields.")
    expect(course.state().work.get("q")).toBeUndefined()
    choose("About (Entry 1)", "Ketch")
    choose("Kind (Ketch)", "Sailing boat")
    write(field("Who built it (Ketch)"), "The yard, 1971")
    choose("About (Entry 2)", "Tug")
    fireEvent.click(screen.getAllByRole("checkbox", { name: "Motor" })[1] as HTMLElement)
    press(text.save)
    expect(screen.getByRole("alert").textContent).toBe("Entry 2 still needs one field.")
    write(field("Use for us (Tug)"), "Ferry")
    expect(screen.getByRole("alert").textContent).toBe("")
    expect(status(course)).toContain(text.completeUnsaved)
    press(text.save)
    expect(course.state().work.get("q")).toMatchObject({ tries: 1 })
    expect(status(course)).toContain(text.saved)
    await expectAccessible(course)
  })

  it("says, once it is saved, where it differs from the comparison", () => {
    const course = show(`${explorer}${logOf("from=boats entries=1 need=1", "- Kind\n  - Rowing\n  - Sailing")}`, {
      files,
    })
    choose("About (Entry 1)", "Dory")
    choose("Kind (Dory)", "Sailing")
    expect(status(course)).not.toContain("Rowing")
    press(text.save)
    expect(status(course)).toContain(text.differs("Dory", "Kind", "Rowing"))
    choose("Kind (Dory)", "Rowing")
    expect(status(course)).not.toContain(text.differs("Dory", "Kind", "Rowing"))
  })

  it("goes on being edited after that, and keeps what is typed", () => {
    const course = show(logOf("entries=1 need=1", "- a\n- b"))
    write(field("About (Entry 1)"), "Tug")
    write(field("a (Tug)"), "first")
    press(text.save)
    fireEvent.input(field("b (Tug)"), { target: { value: "seco" } })
    announceLeaving(window)
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { texts: ["Tug\nfirst\nseco"] } })
  })

  it("offers no subject twice", () => {
    show(fromBoats, { files })
    choose("About (Entry 1)", "Ketch")
    const options = [...(field("About (Entry 2)") as unknown as HTMLSelectElement).options]
    expect(options.map(({ textContent, disabled }) => [textContent, disabled])).toContainEqual([
      text.taken("Ketch", 1),
      true,
    ])
  })

  it("suggests subjects for the path, and begins with them only when asked to", () => {
    const course = show(fromBoats, { files, state: { ...freshState, path: "foundations" } })
    expect(course.container.textContent).toContain(text.suggested("Tug, Dory"))
    expect(course.state().work.size).toBe(0)
    press(text.takeSuggested)
    expect(course.state().work.get("q")?.answer.marks).toEqual([3, 0, 0, 0, 1, 0, 0, 0, 0, 0])
    expect(document.activeElement?.textContent).toContain("Entry 1: Tug")
    expect(screen.queryByRole("button", { name: text.takeSuggested })).toBeNull()
  })

  it("names more suggestions than there are entries, and leaves the choice to the learner", () => {
    const course = show(fromBoats, { files, state: { ...freshState, path: "core" } })
    expect(course.container.textContent).toContain(text.suggested("Tug, Dory, Ketch"))
    expect(screen.queryByRole("button", { name: text.takeSuggested })).toBeNull()
  })

  it("may begin with what was put side by side before", () => {
    const course = show(fromBoats, { files })
    fireEvent.click(box("Compare Ketch"))
    fireEvent.click(box("Compare Dory"))
    expect(course.container.textContent).toContain(text.compared("Ketch, Dory"))
    press(text.takeCompared)
    expect(course.state().work.get("q")?.answer.marks).toEqual([2, 0, 0, 0, 1, 0, 0, 0, 0, 0])
  })

  it("opens the entry that is to be filled in next, and says how much is there", () => {
    const course = show(logOf("entries=2 need=1", "- a\n- b"))
    const open = () => [...course.container.querySelectorAll("details")].map((one) => one.open)
    expect(open()).toEqual([true, false])
    write(field("About (Entry 1)"), "Tug")
    write(field("a (Tug)"), "x")
    expect(course.container.querySelector("summary")?.textContent).toBe(`Entry 1: Tug ${text.filled(1, 2)}`)
    course.comeBack()
    expect(open()).toEqual([false, true])
  })

  it("is offered as files once something stands in it, and as a text to copy", async () => {
    const course = show(logOf("entries=1 need=1", "- a\n- b"))
    expect(screen.queryByRole("button", { name: text.downloadCsv })).toBeNull()
    write(field("About (Entry 1)"), "Tug")
    write(field("a (Tug)"), 'say "so"')
    const made: Blob[] = []
    const names: string[] = []
    vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
      made.push(blob as Blob)
      return "blob:x"
    })
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
    try {
      press(text.downloadCsv)
      expect(field(text.copyHint).value).toBe('"About","a","b"\n"Tug","say ""so""",""\n')
      press(text.downloadText)
      expect(names).toEqual(["q.csv", "q.txt"])
      expect(made.map(({ type }) => type)).toEqual(["text/csv;charset=utf-8", "text/plain;charset=utf-8"])
      expect(await made[1]?.text()).toContain('Entry 1: Tug\na: say "so"')
      await expectAccessible(course)
    } finally {
      vi.restoreAllMocks()
    }
  })

  it("says when an LMS has no room for more of it", () => {
    const keeping = { kept: 300, filled: 1, missing: false }
    const course = show(logOf("entries=1", "- a\n- b"), { keeping })
    expect(status(course)).toContain(activityStrings.roomFull)
  })
})

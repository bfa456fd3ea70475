// @vitest-environment happy-dom

import { readFileSync } from "node:fs"
import { cleanup, fireEvent, screen, within } from "@testing-library/preact"
import fc from "fast-check"
import { afterEach, describe, expect, it } from "vitest"
import { parse } from "yaml"
import { answerOf, chosenOf } from "../src/activities/chosen.ts"
import type { CompareData, CompareItem } from "../src/activities/compare/kind.ts"
import { monthOf } from "../src/activities/compare/Said.tsx"
import { compareStrings } from "../src/activities/compare/strings.ts"
import {
  asListed,
  cellOf,
  dateOf,
  type Filters,
  filterOf,
  gradeOf,
  inWords,
  isDiffering,
  noFilters,
  type Order,
  optionsOf,
  shownItems,
  sourcesIn,
  valuesIn,
} from "../src/activities/compare/table.ts"
import { loadCourse } from "../src/lesson/load.ts"
import { type Sample, samples } from "./activity-samples.ts"
import { parseActivities } from "./parse-activity.ts"
import { box, type Course, choose, expectAccessible, field, press, show, status, unmarked } from "./show-activity.tsx"

const text = compareStrings

afterEach(() => {
  cleanup()
  document.documentElement.lang = ""
})

const noSample: Pick<Sample, "markdown" | "files"> = { markdown: "", files: {} }
const [sample = noSample] = samples.filter(({ name }) => name === "compare")
const table = sample.files?.["data/boats.yaml"] ?? ""

function read(source: string, path = "data/boats.yaml", attributes = ""): CompareData {
  const markdown = `:::compare{#q data=${path} ${attributes}}\nWhich?\n:::`
  const { activities, told } = parseActivities(markdown, { [path]: source })
  expect(told).toEqual([])
  return activities[0]?.data as unknown as CompareData
}

const namesOf = (data: CompareData, places: readonly number[]) => places.map((place) => data.items[place]?.name)

describe("a list of rows in YAML", () => {
  it("is a table like one in CSV, be its values numbers", () => {
    const data = read("- {name: 7, built: 1990}\n- {name: Tug, constructor: x}\n")
    expect(data.items.map(({ name, cells }) => [name, cells])).toEqual([
      ["7", ["1990"]],
      ["Tug", [null]],
    ])
  })
})

describe("a value that every object knows", () => {
  it("is a text like any other", () => {
    const data = read(
      "columns: [{id: kind}]\nitems: [{name: A, cells: {kind: {value: constructor, source: toString}}}, {name: B}]\n",
    )
    const [item] = data.items
    if (!item) throw new Error("There is no item")
    const cell = cellOf(item, 0)
    expect(inWords(data, "constructor", "unknown")).toBe("constructor")
    expect(gradeOf(data, "constructor")).toBeUndefined()
    expect(dateOf(data, cell)).toBeUndefined()
    expect(shownItems(data, { ...noFilters, search: "constructor" }, asListed)).toEqual([0])
  })
})

describe("what an author reads", () => {
  const columns = "columns: [{id: kind}]\n"
  const items = "items: [{id: a, name: A}, {id: b, name: B}]\n"
  it.each([
    ["no table named", "activity-attribute", undefined],
    ["columns without a list", "data-value", `columns: some\n${items}`],
    ["no items", "data-value", columns],
    ["one item", "data-value", `${columns}items: [{id: a, name: A}]\n`],
    ["an item without a name", "data-value", `${columns}items: [{id: a}, {id: b, name: B}]\n`],
    [
      "a cell with something unknown",
      "data-value",
      `${columns}items: [{name: A, cells: {kind: {word: x}}}, {name: B}]\n`,
    ],
    ["a date that is none", "data-value", `${columns}items: [{name: A, claims: [{text: x, asOf: May}]}, {name: B}]\n`],
    [
      "a status that is none",
      "data-value",
      `${columns}items: [{name: A, claims: [{text: x, status: sure}]}, {name: B}]\n`,
    ],
    ["two columns with one id", "compare-columns", `columns: [{id: kind}, {id: kind}]\n${items}`],
    ["a code without a word", "compare-columns", `covered: [B]\n${columns}${items}`],
    ["two items with one id", "compare-items", `${columns}items: [{id: a, name: A}, {id: a, name: B}]\n`],
    ["rows of more than texts", "data-value", `- {name: A, kind: {word: x}}\n- {name: B, kind: y}\n`],
    ["a code that every object knows", "compare-columns", `covered: [constructor]\n${columns}${items}`],
    ["a table that holds itself", "data-file", `items: &a [*a]\n`],
    ["a cell of no column", "compare-items", `${columns}items: [{name: A, cells: {colour: x}}, {name: B}]\n`],
  ])("%s: %s", (_, rule, source) => {
    const data = source === undefined ? "" : " data=t.yaml"
    const { told } = parseActivities(
      `:::compare{#q${data}}\nWhich?\n:::`,
      source === undefined ? {} : { "t.yaml": source },
    )
    expect(told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
    expect(told[0]?.message).toMatch(/\.$/)
  })

  it.each([
    ["a filter by no column", "compare-columns", "filter=colour", "Boat,Kind\nDory,Rowing\nTug,Motor\n"],
    ["a table with one row", "compare-items", "", "Boat,Kind\nDory,Rowing\n"],
    ["two columns of one name", "data-file", "", "Boat,Kind,Kind\nDory,Rowing,old\nTug,Motor,new\n"],
    ["a row without a name", "compare-items", "", "Boat,Kind\nDory,Rowing\n,Motor\n"],
  ])("%s in CSV: %s", (_, rule, attributes, source) => {
    const { told } = parseActivities(`:::compare{#q data=t.csv ${attributes}}\nWhich?\n:::`, { "t.csv": source })
    expect(told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
  })

  it("names the column that a filter may mean", () => {
    const { told } = parseActivities(":::compare{#q data=t.csv filter=colour}\nWhich?\n:::", {
      "t.csv": "Boat,Kind of boat\nDory,Rowing\nTug,Motor\n",
    })
    expect(told[0]?.remedy).toContain("kind-of-boat")
  })
})

describe("a table in CSV", () => {
  it("has its items in the first column, and filters and sorts by the attributes", () => {
    const source = "Boat,Kind of boat,Where\nDory,Rowing,lake; river\nKetch,Sailing,sea\nDory,Rowing,\n"
    const data = read(source, "boats.csv", 'filter="kind-of-boat where" sort=kind-of-boat')
    expect(data.name).toBe("Boat")
    expect(data.items.map(({ id }) => id)).toEqual(["dory", "ketch", "dory-2"])
    expect(data.columns.map(({ label, filter, sort, chart }) => [label, filter, sort, chart])).toEqual([
      ["Kind of boat", true, true, true],
      ["Where", true, undefined, true],
    ])
    expect(optionsOf(data, 1)).toEqual(["lake", "river", "sea", "?"])
    expect(namesOf(data, shownItems(data, { ...noFilters, values: { 1: "river" } }, asListed))).toEqual(["Dory"])
  })
})

describe("a table in YAML", () => {
  it("travels without what is empty, and with cells in the order of the columns", () => {
    const data = read(table)
    expect(data.items[2]).toEqual({ id: "tug", name: "Tug", cells: ["Motor boat", "?", "B"] })
    expect(data.items[0]?.cells).toEqual(["Rowing boat", { value: "A", source: "S2", status: "secondary" }, null])
  })

  it("says of each value how much it means, and of none that it is not established", () => {
    const data = read(table)
    expect(["B", "A", "?", "", "Rowing boat"].map((value) => gradeOf(data, value))).toEqual([
      ...["full", "part", "open", "open"],
      undefined,
    ])
    expect(gradeOf({ ...data, words: { ...data.words, "-": "no" } }, "-")).toBe("none")
    expect(cellOf(data.items[0] as CompareItem, 2)).toEqual({ value: "?" })
  })

  it("dates what is said by its own date, else by that of its first source", () => {
    const data = read(table)
    expect(dateOf(data, { source: "S1 S2" })).toBe("2025-02-28")
    expect(dateOf(data, { source: "S2" })).toBe("")
    expect(dateOf(data, { source: "S1", asOf: "2019" })).toBe("2019")
    expect(dateOf(data, {})).toBeUndefined()
    expect(["2025-02-28", "2025-02", "2025"].map((date) => monthOf(date))).toEqual([
      "February 2025",
      "February 2025",
      "2025",
    ])
    expect(monthOf("2025-02", true)).toBe("Feb 2025")
  })

  it("is filtered by ticks where codes mean that it does, else by values", () => {
    const data = read(table)
    expect([0, 1, 2].map((column) => filterOf(data, column))).toEqual(["pick", "tick", "tick"])
  })
})

describe("what a table cites", () => {
  const plan = readFileSync("tests/fixtures/mistakes/steps-items/lesson.md")
  const list = "- {id: S1, what: A, where: a, date: undated, read: 2026-11, primary: yes}\n"
  const load = (sources: string, attributes: string) =>
    loadCourse("boats", {
      files: {
        list: async () => ["lesson.md", "explore.md"],
        async read(path) {
          const explore = `## Boats\n\n:::compare{#q data=boats.yaml ${attributes}}\nWhich?\n:::\n\n::sources{data=sources.yaml}\n`
          const texts: Record<string, string> = { "explore.md": explore, "boats.yaml": table, "sources.yaml": sources }
          const text = path === "lesson.md" ? plan.toString() : texts[path]
          return text === undefined ? { problem: "missing" } : { bytes: new TextEncoder().encode(text) }
        },
      },
    })
  const dataOf = (phases: unknown) => JSON.stringify(phases)

  it("leads to its place in the course's list of sources, where the author wants that", async () => {
    const both = `${list}${list.replace("S1", "S2")}`
    const linked = await load(both, "sources")
    expect(linked.diagnostics.filter(({ severity }) => severity === "error")).toEqual([])
    expect(dataOf(linked.course?.phases)).toContain('"anchor":"source_"')
    expect(dataOf((await load(both, "")).course?.phases)).not.toContain('"anchor"')
  })

  it("is told where it stands in no list", async () => {
    const { diagnostics } = await load(list, "sources")
    expect(diagnostics.filter(({ severity }) => severity === "error").map(({ rule }) => rule)).toEqual([
      "source-unknown",
    ])
    expect(diagnostics.find(({ rule }) => rule === "source-unknown")?.message).toContain("S2")
  })
})

describe("filters and order", () => {
  const data = read(table)

  it("find words wherever they stand, without capitals and accents, also those that codes stand for", () => {
    const found = (search: string) => namesOf(data, shownItems(data, { ...noFilters, search }, asListed))
    expect(found("DÓRY")).toEqual(["Dory"])
    expect(found("two masts")).toEqual(["Ketch"])
    expect(found("form old")).toEqual(["Dory"])
    expect(found("ask the yard")).toEqual(["Dory", "Tug"])
    expect(found("boat nothing")).toEqual([])
  })

  it("take what is ticked for done by an add-on, too, unless only the strongest word will do", () => {
    const found = (needs: readonly number[], strongest = 0) =>
      namesOf(data, shownItems(data, { ...noFilters, needs, strongest }, asListed))
    expect(found([1])).toEqual(["Dory", "Ketch"])
    expect(found([1, 2])).toEqual(["Ketch"])
    expect(found([1], 1)).toEqual(["Ketch"])
    expect(found([1, 2], 1)).toEqual([])
  })

  it("sort by name, and by a column in the order of its words", () => {
    const sorted = (order: Order) => namesOf(data, shownItems(data, noFilters, order))
    expect(sorted({ by: "name", isReversed: true })).toEqual(["Tug", "Ketch", "Dory"])
    expect(sorted({ by: 1, isReversed: false })).toEqual(["Ketch", "Dory", "Tug"])
    expect(sorted({ by: 1, isReversed: true })).toEqual(["Tug", "Dory", "Ketch"])
  })

  it("sort numbers and dates by size, behind codes and before other words", () => {
    const some = read("- {name: A, built: 1990}\n- {name: B, built: 85}\n- {name: C}\n- {name: D, built: 1985-11-02}\n")
    const mixed = read(
      "- {name: A, size: big}\n- {name: B, size: 10 m}\n- {name: C, size: 9.5 m}\n- {name: D, size: 9.25 m}\n",
    )
    const sorted = (data: CompareData) => namesOf(data, shownItems(data, noFilters, { by: 0, isReversed: false }))
    expect(sorted(some)).toEqual(["B", "D", "A", "C"])
    expect(sorted(mixed)).toEqual(["D", "C", "B", "A"])
  })

  it("tell rows that differ from those that do not", () => {
    expect(isDiffering(data, [0, 1, 2], 0)).toBe(true)
    expect(isDiffering(data, [0, 0], 1)).toBe(false)
  })

  const anyTable = fc
    .array(fc.array(fc.constantFrom("B", "A", "-", "?", "x", "y"), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 12,
    })
    .map(
      (rows): CompareData => ({
        ...{ ...data, words: { B: "built in", A: "add-on", "-": "no" }, covered: ["B", "A"] },
        items: rows.map((cells, index) => ({ id: `i${index}`, name: `Item ${index % 4}`, cells })),
      }),
    )
  const anyFilters: fc.Arbitrary<Filters> = fc.record({
    search: fc.constantFrom("", "item", "3", "add on"),
    values: fc.dictionary(fc.constantFrom("0", "1", "2"), fc.constantFrom("", "B", "x", "?")),
    needs: fc.subarray([0, 1, 2]),
    strongest: fc.constantFrom(0, 1),
  })
  const anyOrder: fc.Arbitrary<Order> = fc.record({
    by: fc.constantFrom<0 | 1 | "name">(0, 1, "name"),
    isReversed: fc.boolean(),
  })

  it("show everything when nothing is asked, in whatever order", () => {
    fc.assert(
      fc.property(anyTable, anyOrder, (any, order) => {
        const all = any.items.map((_, index) => index)
        expect(shownItems(any, noFilters, asListed)).toEqual(all)
        expect([...shownItems(any, noFilters, order)].sort((a, b) => a - b)).toEqual(all)
      }),
    )
  })

  it("show the same items in every order, and never more for one filter more", () => {
    fc.assert(
      fc.property(anyTable, anyFilters, anyOrder, (any, filters, order) => {
        const listed = shownItems(any, filters, asListed)
        expect([...shownItems(any, filters, order)].sort((a, b) => a - b)).toEqual(listed)
        const stricter = shownItems(any, { ...filters, needs: [0, 1, 2] }, asListed)
        expect(listed).toEqual(expect.arrayContaining([...stricter]))
        for (const place of listed) {
          for (const need of filters.needs) {
            const values = valuesIn(cellOf(any.items[place] as CompareItem, need))
            expect(filters.strongest === 1 ? ["B"] : ["B", "A"]).toEqual(expect.arrayContaining([values[0]]))
          }
        }
      }),
    )
  })

  it("keep equals by name, whichever way round the rest stands", () => {
    fc.assert(
      fc.property(anyTable, anyOrder, (any, { isReversed }) => {
        const shown = shownItems(any, noFilters, { by: 0, isReversed })
        const ranks = shown.map((place) => optionsOf(any, 0).indexOf(any.items[place]?.cells[0] as string))
        const sign = isReversed ? -1 : 1
        expect(ranks).toEqual([...ranks].sort((a, b) => sign * (a - b)))
        for (const [at, place] of shown.entries()) {
          const next = shown[at + 1]
          if (next === undefined || ranks[at] !== ranks[at + 1]) continue
          expect((any.items[place]?.name ?? "") <= (any.items[next]?.name ?? "")).toBe(true)
        }
      }),
    )
  })
})

describe("what is chosen", () => {
  it("is kept in the order of choosing, whatever it is", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(17), { maxLength: 4 }), (chosen) => {
        const answer = answerOf(chosen)
        expect(answer.marks).toHaveLength(4)
        expect(chosenOf(answer, 18)).toEqual(chosen)
      }),
    )
  })

  it("of an older table is only what is there, once", () => {
    expect(chosenOf({ marks: [3, 3, 9, 1] }, 4)).toEqual([2, 0])
    expect(chosenOf({ marks: [] }, 4)).toEqual([])
  })
})

describe("an explorer", () => {
  const open = (): Course => show(sample.markdown, { files: sample.files })
  const cards = () => screen.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)
  const marks = (course: Course) => course.state().work.get("q")?.answer.marks

  it("says how many are shown, and that nothing fits", () => {
    const course = open()
    expect(status(course)).toBe(text.shown(3, 3))
    choose("Kind", "Sailing boat")
    expect(cards()).toEqual(["Ketch"])
    expect(status(course)).toBe(text.shown(1, 3))
    fireEvent.click(box("Motor"))
    fireEvent.input(field(text.search), { target: { value: "dory" } })
    expect(status(course)).toBe(text.shown(0, 3))
    expect(course.container.textContent).toContain(text.nothingFits)
    press(text.reset)
    expect(cards()).toEqual(["Dory", "Ketch", "Tug"])
    expect(box("Motor").checked).toBe(false)
    expect(course.state().work.size).toBe(0)
  })

  it("sorts by the list and by the heads of the chart, and tells which", () => {
    const course = open()
    choose(text.sort, text.nameDown)
    expect(cards()).toEqual(["Tug", "Ketch", "Dory"])
    press("Chart")
    press(/^Sails/)
    const rows = () => screen.getAllByRole("rowheader").map(({ textContent }) => textContent)
    expect(rows().map((row) => row?.replace(/.*Open the card of /, ""))).toEqual(["Ketch", "Dory", "Tug"])
    expect(screen.getByRole("columnheader", { name: /Sails/ }).getAttribute("aria-sort")).toBe("ascending")
    press(/^Sails/)
    expect(screen.getByRole("columnheader", { name: /Sails/ }).getAttribute("aria-sort")).toBe("descending")
    expect(status(course)).toContain(text.sorted("Sails", true))
  })

  it("shows words, dates and sources, and what is not established by the author's word for it", () => {
    const { container } = open()
    press("Chart")
    const cells = [...container.querySelectorAll("td")].map(({ textContent }) => textContent)
    expect(cells).toEqual([
      ...["Rowing boat", "add-onread Nov 2026 [S2], by others", "ask the yard"],
      ...["Sailing boat", "built inFeb 2025 [S1]", "add-onnot confirmed"],
      ...["Motor boat", "ask the yard", "built in"],
    ])
    const region = screen.getByRole("region", { name: text.chart("Which boat does what?") })
    expect(within(region).getByRole("table")).toBeDefined()
    expect(region.getAttribute("tabindex")).toBe("0")
  })

  it("opens the card of a row, and puts the focus there", () => {
    open()
    press("Chart")
    press(`${text.openCard} Ketch`)
    expect(document.activeElement?.textContent).toBe("Ketch")
    expect(document.activeElement?.closest("li")?.querySelector("details")?.open).toBe(true)
  })

  it("takes up to four, says so, and refuses one more", () => {
    const many = Array.from({ length: 5 }, (_, index) => `B${index},x`).join("\n")
    const course = show(":::compare{#q data=b.csv}\nWhich?\n:::", { files: { "b.csv": `Boat,Kind\n${many}\n` } })
    for (const name of ["B0", "B1", "B2", "B3"]) fireEvent.click(box(`Compare ${name}`))
    expect(status(course)).toContain(text.added("B3", 4, 4))
    fireEvent.click(box("Compare B4"))
    expect(box("Compare B4").checked).toBe(false)
    expect(status(course)).toContain(text.full(4))
    expect(marks(course)).toEqual([1, 2, 3, 4])
    const remove = screen.getByRole("button", { name: `${text.remove} B1` })
    fireEvent.click(remove)
    expect(marks(course)).toEqual([1, 3, 4, 0])
    expect(document.activeElement?.textContent).toContain("B0")
  })

  it("is done once two things are chosen, and keeps one", () => {
    const course = open()
    fireEvent.click(box("Compare Tug"))
    expect(course.state().work.get("q")).toMatchObject({ tries: 0, answer: { marks: [3, 0, 0, 0] } })
    fireEvent.click(box("Compare Dory"))
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { marks: [3, 1, 0, 0] } })
  })

  it("puts the chosen side by side, in the order of choosing, and shows only where they differ", async () => {
    const course = open()
    fireEvent.click(box("Compare Tug"))
    press(text.views.side(1))
    expect(course.container.textContent).toContain(text.oneChosen)
    press("Cards")
    fireEvent.click(box("Compare Dory"))
    press(text.views.side(2))
    expect(screen.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual(["Tug", "Dory"])
    await expectAccessible(course)
    const label = (name: string) =>
      screen.queryByText((_, element) => element?.textContent === name && element.matches("tr.label th"))
    expect(label("Motor")).not.toBeNull()
    fireEvent.click(box(text.onlyDifferent))
    expect(course.container.textContent).toContain(text.hiddenRows(0))
    expect(course.container.textContent).toContain("Its form is old. February 2025 [S1]")
  })

  it("is found as it was left by whoever comes back to the page", () => {
    const course = open()
    press("Chart")
    choose("Kind", "Motor boat")
    course.comeBack()
    expect(screen.getByRole("button", { name: "Chart" }).getAttribute("aria-pressed")).toBe("true")
    expect(status(course)).toContain(text.shown(1, 3))
  })

  it("can be explored in review, but chooses nothing", async () => {
    const course = open()
    fireEvent.click(box("Compare Tug"))
    fireEvent.click(box("Compare Dory"))
    const state = course.state()
    cleanup()
    const review = show(sample.markdown, { files: sample.files, review: true, state })
    expect(screen.queryByRole("checkbox", { name: /Compare/ })).toBeNull()
    choose("Kind", "Motor boat")
    expect(cards()).toEqual(["Tug"])
    press(text.views.side(2))
    expect(screen.getAllByRole("columnheader")).toHaveLength(2)
    await expectAccessible(review)
  })

  it("marks what its author wrote as being in the course's language", () => {
    document.documentElement.lang = "de"
    const course = open()
    const authors = ["Kind", "Sails", "Motor", "Dory", "Ketch", "Tug"]
    expect(unmarked(course, authors)).toEqual([])
    press("Chart")
    expect(unmarked(course, authors)).toEqual([])
    fireEvent.click(box("Compare Tug"))
    press(text.views.side(1))
    expect(unmarked(course, ["Kind", "Sails", "Motor", "Tug"])).toEqual([])
  })

  it("has no barrier that axe finds in the chart or with a card open", async () => {
    const course = open()
    const [details] = screen.getAllByText(text.details)
    fireEvent.click(details as HTMLElement)
    await expectAccessible(course)
    press("Chart")
    await expectAccessible(course)
  })
})

describe("the platforms of the MLOps course", () => {
  const folder = "modules/mlops-landscape/data"
  const source = readFileSync(`${folder}/platforms.yaml`, "utf8")
  const data = read(source, "platforms.yaml")
  const known = new Set(
    (parse(readFileSync(`${folder}/sources.yaml`, "utf8")) as { id: string; primary: string }[]).map(({ id }) => id),
  )
  const claims = data.items.flatMap(({ id, claims = [] }) => claims.map((claim) => ({ id, ...claim })))
  const cells = data.items.flatMap((item) =>
    data.columns.map(({ label }, column) => ({ id: item.id, label, ...cellOf(item, column) })),
  )

  it("are the eighteen of three categories", () => {
    expect(data.items.map(({ id }) => id)).toEqual([
      ...["databricks", "domino", "dataiku", "h2o", "openshift-ai", "kubeflow", "clearml"],
      ...["mlflow", "wandb", "dvc", "feast", "airflow", "kserve", "seldon", "evidently"],
      ...["sagemaker", "azure-ml", "vertex-ai"],
    ])
    expect(optionsOf(data, 0)).toEqual(["End-to-end platform", "Specialised tool", "Cloud-native service"])
  })

  it("state nothing without a source and its date, or the plain word that it is not confirmed", () => {
    for (const claim of claims) {
      expect(claim.source !== undefined || claim.status === "unconfirmed", claim.text).toBe(true)
      expect(dateOf(data, claim), claim.text).toBeDefined()
    }
    const bare = cells.filter(({ source, status }) => source === undefined && status === undefined)
    const allowed = /^(\?|-|not applicable.*|End-to-end platform|Specialised tool|Cloud-native service)$/
    for (const cell of bare) expect(String(cell.value), `${cell.id}: ${cell.label}`).toMatch(allowed)
    for (const cell of cells) if (cell.source !== undefined) expect(dateOf(data, cell), cell.source).toBeDefined()
  })

  it("cite only sources that the course lists, and report only others' words as secondary", () => {
    const cited = new Set([...claims, ...cells].flatMap(sourcesIn))
    expect([...cited].filter((id) => !known.has(id))).toEqual([])
    expect(cited.size).toBeGreaterThan(50)
    const secondary = ["S33", "S38", "S42", "S43", "S44", "S55"]
    for (const said of [...claims, ...cells]) {
      const isSecondary = sourcesIn(said).some((id) => secondary.includes(id))
      expect(said.status === "secondary", `${said.id}: ${said.source}`).toBe(isSecondary)
    }
  })

  it("promise nothing that only an agency's own system can be", () => {
    expect(source.match(/fully compliant|is compliant|the best|leading|most popular/i)).toBeNull()
    const approvals = cells.filter(({ label }) => /FedRAMP|Impact level|United Kingdom|European/.test(label))
    expect(approvals.length).toBe(18 * 4)
    expect(
      approvals.filter(
        ({ label, value }) => label === "European Union" && !/^(\?|not applicable.*)$/.test(String(value)),
      ),
    ).toEqual([])
  })

  it("say “check with vendor” where nothing is established, in exactly these words", () => {
    expect(data.words["?"]).toBe("check with vendor")
    const unknown = (id: string) =>
      cells.filter((cell) => cell.id === id && cell.value === "?").map(({ label }) => label)
    expect(unknown("domino")).toEqual(expect.arrayContaining(["Explainability", "FedRAMP (US)"]))
    expect(unknown("h2o")).toEqual(expect.arrayContaining(["Registry", "Monitoring"]))
    expect(unknown("mlflow")).toEqual([])
  })

  it("stay small enough to load with their phase", () => {
    expect(JSON.stringify(data).length).toBeLessThan(45_000)
  })
})

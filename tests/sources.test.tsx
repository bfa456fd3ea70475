// @vitest-environment happy-dom
import axe from "axe-core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dateInWords, lastDayOf } from "../src/lesson/dates.ts"
import { loadPages, readPages } from "./read-pages.ts"

const page =
  "## Claims\n\nSaid by :source[s1].\n\n## Sources\n::page{#all-sources}\n\n::sources{data=data/sources.yaml}\n"

function source(id: string, more: Readonly<Record<string, string>> = {}): string {
  const fields = {
    what: "The office",
    where: "Its rules",
    date: "undated",
    read: "2026-11-23",
    primary: "yes",
    ...more,
  }
  return [`- id: ${id}`, ...Object.entries(fields).map(([name, value]) => `  ${name}: ${value}`)].join("\n")
}

const files = (...sources: string[]) => ({ "data/sources.yaml": `${sources.join("\n")}\n` })

async function rulesOf(sources: string[], today?: string, text = page) {
  const { diagnostics } = await loadPages(text, files(...sources), today)
  return diagnostics.map(({ rule, place, message }) => [rule, place.line, message])
}

describe("the list of sources", () => {
  it("says of each what it is, where, of when, when it was read and who speaks, under the heading of its group", async () => {
    const course = await readPages(
      page,
      files(
        source("S1", { where: "https://www.example.org/rules", date: "2026-08", group: "Rules" }),
        source("S2", {
          where: "www.example.org",
          date: '"August 2026"',
          read: "2026-05",
          primary: "no",
          group: "News",
        }),
        source("S3", { where: "Page 3, on paper & ink", group: "Rules" }),
      ),
    )
    document.body.innerHTML = `<main><h1>Sources</h1>${htmlOf(course, 1)}</main>`
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id }) => id)).toEqual([])
    const shown = [...document.querySelectorAll("h2, li")].map(({ textContent }) => textContent)
    expect(shown).toEqual([
      "Rules",
      "S1 The officehttps://www.example.org/rules (opens in a new window)Of August 2026 · read on 23 November 2026 · primary source",
      "S3 The officePage 3, on paper & inkUndated · read on 23 November 2026 · primary source",
      "News",
      "S2 The officewww.example.org (opens in a new window)Of August 2026 · read in May 2026 · secondary source",
    ])
    const links = [...document.querySelectorAll("a")].map((link) => [link.href, link.target, link.rel])
    expect(links).toEqual([
      ["https://www.example.org/rules", "_blank", "noopener"],
      ["https://www.example.org/", "_blank", "noopener"],
    ])
  })

  it("is no activity: nothing of it is saved or counted", async () => {
    const course = await readPages(page, files(source("S1")))
    expect(course.phases[0]?.pages.flatMap(({ blocks }) => blocks.map(({ type }) => type))).toEqual(["html", "html"])
  })

  it("links to nothing that could be harmful", async () => {
    const course = await readPages(
      page,
      files(source("S1", { where: '"javascript:alert(1)"', what: '"<b onclick=x>"' })),
    )
    expect(htmlOf(course, 1)).not.toMatch(/href|<b /)
  })

  it("tells of every value that is missing or wrong, at its place", async () => {
    const wrong = [source("S1", { read: "yesterday" }), source("S1", { primary: "maybe" })]
    expect(await rulesOf(wrong)).toEqual([
      ["data-value", 5, '0.read is "yesterday".'],
      ["data-value", 12, '1.primary is "maybe".'],
    ])
    expect(await rulesOf([source("S1"), source("s1")])).toEqual([["data-value", 7, "The source s1 is there twice."]])
  })
})

describe("a source in the text", () => {
  it("is a link to its place in the list, with a name that can be heard", async () => {
    const course = await readPages(page, files(source("S1", { date: "2026-08-14" })))
    document.body.innerHTML = htmlOf(course, 0)
    const link = document.querySelector("a")
    expect(link?.textContent).toBe("[S1]")
    expect(link?.getAttribute("aria-label")).toBe("source S1, 14 August 2026")
    expect(link?.title).toBe("source S1, 14 August 2026")
    expect(htmlOf(course, 1)).toContain(`id="${link?.getAttribute("href")?.slice(1)}"`)
    expect(course.sources).toBe("all_sources")
  })

  it("is text in a prompt", async () => {
    const prompt = ":::poll{#p}\nIs :source[S1] right?\n\n- Yes\n- No\n:::\n\n"
    const course = await readPages(prompt + page, files(source("S1")))
    expect(JSON.stringify(course.phases)).toContain('"prompt":"Is [S1] right?"')
  })

  it("that is on no list is reported, even where there is no list", async () => {
    expect(await rulesOf([], undefined, "## Claims\n\nSaid by :source[S1] and :source[S2].\n")).toEqual([
      ["source-unknown", 3, 'There is no source "S1".'],
    ])
  })
})

describe("a source that was read long ago", () => {
  it("is told of from the 181st day on, and only where today is known", async () => {
    const sources = [source("S1", { read: "2026-05-27" })]
    expect(await rulesOf(sources, "2026-11-23")).toEqual([])
    expect(await rulesOf(sources, "2026-11-24")).toEqual([["source-old", 5, "S1 was last read 181 days ago."]])
    expect(await rulesOf(sources)).toEqual([])
  })

  it("is taken to have been read on the last day of its month", async () => {
    expect(await rulesOf([source("S1", { read: "2026-05" })], "2026-11-27")).toEqual([])
    expect(await rulesOf([source("S1", { read: "2026-05" })], "2026-11-28")).toHaveLength(1)
  })

  it("is told of together with the others where they are many, once", async () => {
    const sources = ["S1", "S2", "S3", "S4"].map((id) => source(id, { read: "2026-01" }))
    expect(await rulesOf(sources, "2026-11-23")).toEqual([
      ["source-old", 5, "4 sources were last read more than 180 days ago: S1, S2, S3, S4."],
    ])
  })

  it("never changes the course", async () => {
    const data = files(source("S1", { read: "2020-01" }))
    const old = await loadPages(page, data, "2026-11-23")
    const unjudged = await loadPages(page, data)
    expect(old.course).toEqual(unjudged.course)
  })
})

describe("a date", () => {
  it("means its last day, and is written in words", () => {
    expect(dateInWords("2026-11-03")).toBe("3 November 2026")
    expect(dateInWords("2024-02")).toBe("February 2024")
    expect(lastDayOf("2024-02")).toBe(lastDayOf("2024-02-29"))
    expect(lastDayOf("2023")).toBe(lastDayOf("2023-12-31"))
    for (const no of ["2023-02-29", "2026-13", "2026-00", "26-11-03", "undated", ""]) {
      expect(lastDayOf(no)).toBeUndefined()
      expect(dateInWords(no)).toBe(no)
    }
  })

  it("is one day later than the day before, whatever the month", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
        (date) => {
          const iso = (time: number) => new Date(time).toISOString().slice(0, 10)
          const before = lastDayOf(iso(date.getTime() - 86_400_000)) ?? Number.NaN
          expect(lastDayOf(iso(date.getTime()))).toBe(before + 1)
        },
      ),
    )
  })
})

function htmlOf(course: Awaited<ReturnType<typeof readPages>>, at: number): string {
  const blocks = course.phases[0]?.pages[at]?.blocks ?? []
  return blocks.map((block) => (block.type === "html" ? block.html : "")).join("")
}

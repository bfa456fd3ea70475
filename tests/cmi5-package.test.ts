import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkIris } from "../packaging/checks/iri.ts"
import { masteryScore } from "../packaging/cmi5.ts"
import type { Layout } from "../packaging/formats.ts"
import { inspectPackage } from "../packaging/inspect.ts"
import { packageCourse } from "../packaging/package.ts"
import { createReport } from "../packaging/report.ts"
import { attributeOf, childOf, childrenOf, readXml, withDescendants, type XmlElement } from "../packaging/xml.ts"
import { zipFiles } from "../packaging/zip.ts"
import { choosePackages } from "../src/choose-packages.ts"
import type { Course, CourseRules } from "../src/lesson/model.ts"
import { phaseIds } from "../src/lesson/model.ts"
import { sampleBundle } from "./fixtures/bundle.ts"
import { sampleCourse } from "./fixtures/course.ts"

const base = "https://learning.gauges.test/xapi"

async function documentOf(course: Course, format: "cmi5" | "xapi", layout: Layout): Promise<XmlElement> {
  const files = await packageCourse(course, sampleBundle(), format, layout)
  const manifest = files.find(({ name }) => name === (format === "cmi5" ? "cmi5.xml" : "tincan.xml"))
  return readXml(new TextDecoder().decode(manifest?.data))
}

async function unitsOf(course: Course, layout: Layout): Promise<readonly XmlElement[]> {
  return withDescendants(await documentOf(course, "cmi5", layout)).filter(({ local }) => local === "au")
}

const conditionsOf = (au: XmlElement) => [attributeOf(au, "moveOn"), attributeOf(au, "masteryScore")]

describe("a course structure of cmi5", () => {
  it("has an AU for each phase in a block, in teaching order, each with its own page", async () => {
    const root = await documentOf(sampleCourse(), "cmi5", "phases")
    const [block] = childrenOf(root, "block")
    expect(root.children.map(({ local }) => local)).toEqual(["course", "objectives", "block"])
    expect(childrenOf(block, "au").map((au) => [attributeOf(au, "id"), childOf(au, "url")?.text])).toEqual(
      phaseIds.map((id) => [`${base}/courses/river-gauges/phases/${id}`, `${id}.html`]),
    )
  })

  it("has a single AU in the other layout, under another id than the course", async () => {
    const root = await documentOf(sampleCourse(), "cmi5", "course")
    const [au] = childrenOf(root, "au")
    expect(root.children.map(({ local }) => local)).toEqual(["course", "objectives", "au"])
    expect(childOf(au, "url")?.text).toBe("index.html")
    expect(au && attributeOf(au, "id")).not.toBe(attributeOf(childrenOf(root, "course")[0] ?? root, "id"))
  })

  it("holds the page and scripts of every AU it names", async () => {
    for (const layout of ["course", "phases"] as const) {
      const files = await packageCourse(sampleCourse(), sampleBundle(), "cmi5", layout)
      const names = files.map(({ name }) => name)
      for (const au of await unitsOf(sampleCourse(), layout)) expect(names).toContain(childOf(au, "url")?.text)
    }
  })

  it("says on every AU what satisfies it: a verdict only where something is scored", async () => {
    const units = await unitsOf(sampleCourse({ points: { explain: 5, evaluate: 10 } }), "phases")
    expect(units.map(conditionsOf)).toEqual([
      ["Completed", undefined],
      ["Completed", undefined],
      ["CompletedAndPassed", "0.7"],
      ["Completed", undefined],
      ["CompletedAndPassed", "0.7"],
    ])
    expect((await unitsOf(sampleCourse(), "course")).map(conditionsOf)).toEqual([["CompletedAndPassed", "0.7"]])
    expect((await unitsOf(sampleCourse({ points: {} }), "course")).map(conditionsOf)).toEqual([
      ["Completed", undefined],
    ])
  })

  it.each<[Partial<CourseRules>, readonly (string | undefined)[]]>([
    [{ report: "passed/incomplete" }, ["CompletedAndPassed", "0.7"]],
    [{ report: "completed/incomplete" }, ["Completed", undefined]],
    [{ objectives: { O2: 0.5 } }, ["CompletedAndPassed", undefined]],
    [{ formative: ["O1"] }, ["CompletedAndPassed", "0.7"]],
    [{ formative: ["O2"] }, ["Completed", undefined]],
    [{ pass: 2 / 3 }, ["CompletedAndPassed", undefined]],
    [{ pass: 0.8125 }, ["CompletedAndPassed", "0.8125"]],
  ])("with the rules %j, says %j", async (rules, conditions) => {
    expect((await unitsOf(sampleCourse({ rules }), "course")).map(conditionsOf)).toEqual([conditions])
  })

  it("states a mastery score only where every score above it is a pass and every one below is none", () => {
    const rules = fc.record({
      pass: fc.double({ min: 0.01, max: 1, noNaN: true }),
      objectives: fc.dictionary(fc.constantFrom("O1", "O2"), fc.double({ min: 0, max: 1, noNaN: true })),
    })
    fc.assert(
      fc.property(rules, fc.double({ min: 0, max: 1, noNaN: true }), (rules, other) => {
        const mark = masteryScore(rules)
        if (mark === undefined) return
        // The verdict of the course, for a learner with one share overall and another in each objective.
        const isPassed = (share: number) =>
          share >= rules.pass && Object.values(rules.objectives).every((minimum) => other >= minimum)
        for (const share of [0, mark - 0.0001, mark, 1]) expect(share >= mark).toBe(isPassed(share))
      }),
    )
  })

  it("names for each AU the objectives that it serves, all of them defined", async () => {
    const course = sampleCourse({ objectives: { engage: [], explore: ["O3", "O1"] } })
    const served = (await unitsOf(course, "phases")).map((au) =>
      childrenOf(childOf(au, "objectives"), "objective").map((one) => attributeOf(one, "idref")?.split("/").at(-1)),
    )
    expect(served).toEqual([[], ["O1", "O3"], ["O2"], ["O2"], ["O2"]])
    const [whole] = await unitsOf(course, "course")
    expect(childrenOf(childOf(whole, "objectives"), "objective")).toHaveLength(3)
  })

  it("gives every text in the language of the lesson", async () => {
    const root = await documentOf(sampleCourse({ language: "fr-CA", title: "Lire les échelles" }), "cmi5", "phases")
    const texts = withDescendants(root).filter(({ local }) => local === "langstring")
    expect(texts.length).toBe(20)
    expect(new Set(texts.map((text) => attributeOf(text, "lang")))).toEqual(new Set(["fr-CA"]))
    expect(texts[0]?.text).toBe("Lire les échelles")
  })

  it("keeps its ids when title and version change", async () => {
    const idsOf = async (course: Course) =>
      withDescendants(await documentOf(course, "cmi5", "phases")).flatMap((element) => attributeOf(element, "id") ?? [])
    const before = await idsOf(sampleCourse())
    expect(await idsOf(sampleCourse({ title: "Quite another", version: "2.0.0" }))).toEqual(before)
    expect(new Set(before).size).toBe(before.length)
  })
})

describe("tincan.xml", () => {
  it("launches the course, and names its phases and objectives", async () => {
    const root = await documentOf(sampleCourse(), "xapi", "course")
    const activities = childrenOf(childOf(root, "activities"), "activity")
    const last = (text: string | undefined) => text?.split("/").at(-1)
    expect(
      activities.map((one) => [
        last(attributeOf(one, "id")),
        last(attributeOf(one, "type")),
        childOf(one, "launch")?.text,
      ]),
    ).toEqual([
      ["river-gauges", "course", "index.html"],
      ...phaseIds.map((id) => [id, "module", undefined]),
      ...["O1", "O2", "O3"].map((id) => [id, "objective", undefined]),
    ])
  })
})

describe("hostile text in the manifests of cmi5 and xAPI", () => {
  it.each([
    `<script>alert("1")</script> & 'more' ]]> <![CDATA[x]]>`,
    "a\u0000b\u0008c\ufffe\ud800h",
    "\u0001\u0002",
    "قراءة مقاييس الأنهار",
    "&amp;lt; &#0; {{title}} $&",
  ])("%j gives sound packages", async (title) => {
    const course = sampleCourse({ title, phaseTitle: (id) => `${title} ${id}` })
    for (const [format, layout] of [
      ["cmi5", "phases"],
      ["cmi5", "course"],
      ["xapi", "course"],
    ] as const) {
      const found = await inspectPackage(
        await zipFiles(await packageCourse(course, sampleBundle(), format, layout)),
        "a",
      )
      expect(found.diagnostics).toEqual([])
      expect(found.title?.length).toBeGreaterThan(0)
    }
  })
})

describe("the ids of things", () => {
  it.each(["https://a.gov/x", "http://a.gov", "urn:uuid:1b", "tag:a.gov,2026:x", "https://a.gov/%C3%A9/é"])(
    "%s is an IRI",
    (iri) => {
      const report = createReport("a.zip")
      const element = readXml("<au/>")
      checkIris(
        [{ element, iri }],
        { root: element, source: "", at: () => ({ entry: "", line: 1, column: 1 }) },
        report,
      )
      expect(report.diagnostics()).toEqual([])
    },
  )
})

describe("the packages to build", () => {
  const named = ({ targets }: ReturnType<typeof choosePackages>) =>
    targets.map(({ format, layout }) => `${format}/${layout}`)
  const all = { ...sampleCourse(), formats: ["scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "web"] }
  const { baseIri: _, ...bare } = all

  it("are of every format, each cut in its own way", () => {
    const choice = choosePackages(all)
    expect(named(choice)).toEqual([
      ...["scorm12/course", "scorm2004-3/course", "scorm2004-4/course", "cmi5/phases", "xapi/course", "web/course"],
    ])
    expect(choice.diagnostics).toEqual([])
  })

  it("are those that have the layout asked for", () => {
    expect(named(choosePackages(all, { layout: "phases" }))).toEqual([
      ...["scorm12/phases", "scorm2004-3/phases", "scorm2004-4/phases", "cmi5/phases"],
    ])
    expect(named(choosePackages(all, { layout: "course", formats: ["cmi5"] }))).toEqual(["cmi5/course"])
  })

  it("leave out what needs a base where there is none", () => {
    const base = (format: string) => ({ format, reason: "base" })
    const { targets, leftOut, diagnostics } = choosePackages(bare)
    expect(targets.map(({ format }) => format)).toEqual(["scorm12", "scorm2004-3", "scorm2004-4", "web"])
    expect({ leftOut, diagnostics }).toEqual({ leftOut: [base("cmi5"), base("xapi")], diagnostics: [] })
    expect(choosePackages(bare, { layout: "phases" }).leftOut).toEqual([
      base("cmi5"),
      ...["xapi", "web"].map((format) => ({ format, reason: "layout" })),
    ])
    expect(choosePackages(all).leftOut).toEqual([])
  })

  it("end in an error where a format that needs a base was asked for by name", () => {
    const { diagnostics } = choosePackages(bare, { formats: ["scorm12", "cmi5"] })
    expect(diagnostics).toMatchObject([{ rule: "base-missing", severity: "error" }])
    expect(diagnostics[0]?.remedy).toContain("base: https://")
    expect(choosePackages(bare, { formats: ["scorm12", "web"] }).diagnostics).toEqual([])
  })

  it("cannot be packaged without a base by mistake", async () => {
    await expect(packageCourse(bare, sampleBundle(), "cmi5", "phases")).rejects.toThrow("no base")
  })
})

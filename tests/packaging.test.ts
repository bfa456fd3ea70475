import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import fc from "fast-check"
import JSZip from "jszip"
import { build } from "vite"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import {
  type FormatName,
  formatNames,
  formats,
  hasLayout,
  type Layout,
  layouts,
  packageName,
} from "../packaging/formats.ts"
import { launchPage } from "../packaging/html.ts"
import { readTags } from "../packaging/html-tags.ts"
import { inspectPackage } from "../packaging/inspect.ts"
import { identifiersOf, manifestText } from "../packaging/manifest.ts"
import { isPlainName } from "../packaging/names.ts"
import { packageCourse } from "../packaging/package.ts"
import { schemaFiles } from "../packaging/schemas/read.ts"
import { isSchemaName } from "../packaging/schemas/sets.ts"
import { attributeOf, childOf, readXml, withDescendants } from "../packaging/xml.ts"
import { validateManifest } from "../packaging/xsd.ts"
import { zipFiles } from "../packaging/zip.ts"
import type { Course, CourseRules } from "../src/lesson/model.ts"
import { sampleBundle } from "./fixtures/bundle.ts"
import { sampleCourse } from "./fixtures/course.ts"
import { elementsOf, takeCourse } from "./fixtures/packages/sequencer.ts"

const packages = formatNames.flatMap((format) =>
  layouts.flatMap((layout) => (hasLayout(format, layout) ? [{ format, layout }] : [])),
)
const scormPackages = packages.filter(({ format }) => formats[format].manifest)
const decode = (data: Uint8Array | undefined) => new TextDecoder().decode(data)

async function manifestOf(course: Course, format: FormatName, layout: Layout): Promise<Uint8Array> {
  const files = await packageCourse(course, sampleBundle(), format, layout)
  const manifest = files.find(({ name }) => name === "imsmanifest.xml")
  if (!manifest) throw new Error("There is no manifest")
  return manifest.data
}

describe("the names of packages", () => {
  it("say the course, the format and the layout", () => {
    expect(packageName({ id: "mlops-landscape" }, "scorm12", "course")).toBe("mlops-landscape-scorm12.zip")
    expect(packageName({ id: "mlops-landscape" }, "scorm2004-4", "phases")).toBe(
      "mlops-landscape-scorm2004-4-phases.zip",
    )
  })

  it("leave out the layout that a format has by itself", () => {
    expect(packageName({ id: "mlops-landscape" }, "cmi5", "phases")).toBe("mlops-landscape-cmi5.zip")
    expect(packageName({ id: "mlops-landscape" }, "cmi5", "course")).toBe("mlops-landscape-cmi5-course.zip")
    expect(packageName({ id: "mlops-landscape" }, "xapi", "course")).toBe("mlops-landscape-xapi.zip")
    const names = packages.map(({ format, layout }) => packageName({ id: "a" }, format, layout))
    expect(new Set(names).size).toBe(packages.length)
  })
})

describe("a manifest", () => {
  it.each(scormPackages)("is valid by the official schemas of $format, layout $layout", async ({ format, layout }) => {
    const schemas = formats[format].manifest?.schemas
    if (!schemas) throw new Error("There are no schemas")
    expect(await validateManifest(decode(await manifestOf(sampleCourse(), format, layout)), schemas)).toEqual([])
  })

  it.each(scormPackages)(
    "lists every file of $format, layout $layout, and nothing else",
    async ({ format, layout }) => {
      const files = await packageCourse(sampleCourse(), sampleBundle(), format, layout)
      const manifest = files.find(({ name }) => name === "imsmanifest.xml")
      const listed = elementsOf(manifest?.data ?? new Uint8Array(), "file").map(
        (file) => attributeOf(file, "href") ?? "",
      )
      const content = files.map(({ name }) => name).filter((name) => name !== "imsmanifest.xml" && !isSchemaName(name))
      expect(listed.toSorted()).toEqual(content)
    },
  )

  it("bears the literal prefixes and the exact words that LMSs look for", async () => {
    const v12 = decode(await manifestOf(sampleCourse(), "scorm12", "course"))
    const v3 = decode(await manifestOf(sampleCourse(), "scorm2004-3", "course"))
    const v4 = decode(await manifestOf(sampleCourse(), "scorm2004-4", "course"))
    expect(v12).toContain("<schemaversion>1.2</schemaversion>")
    expect(v3).toContain("<schemaversion>2004 3rd Edition</schemaversion>")
    expect(v4).toContain("<schemaversion>2004 4th Edition</schemaversion>")
    expect(v12).toContain(`adlcp:scormtype="sco"`)
    expect(v4).toContain(`adlcp:scormType="sco"`)
    for (const xml of [v12, v3, v4]) {
      expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<manifest xmlns="/)
      expect(xml).toMatch(/xsi:schemaLocation="[^"\n]+"/)
      expect(xml).not.toMatch(/mapInfo|xml:base|completionThreshold|imscp:|lom/i)
    }
  })

  it("has identifiers that no two courses, formats or layouts share, nine characters long", () => {
    const all = ["a", "b", "river-gauges", "river-gauges-2"].flatMap((id) =>
      packages.flatMap(({ format, layout }) => Object.values(identifiersOf({ id }, format, layout)).slice(0, 2)),
    )
    expect(new Set(all).size).toBe(all.length)
    for (const identifier of all) expect(identifier).toMatch(/^[A-Z][A-Z0-9]{8}$/)
  })

  it("keeps its identifiers when the course's text and version change", async () => {
    const before = decode(await manifestOf(sampleCourse(), "scorm12", "phases"))
    const after = decode(
      await manifestOf(sampleCourse({ title: "Quite another", version: "2.0.0" }), "scorm12", "phases"),
    )
    const identifiers = (xml: string) => [...xml.matchAll(/identifier(?:ref)?="([^"]+)"/g)].map(([, id]) => id)
    expect(identifiers(after)).toEqual(identifiers(before))
    expect(after).toContain(`version="2.0.0"`)
  })

  it("lists the learning objectives of each SCO in the order of cmi.objectives, and no other objective with an id", async () => {
    const objectives = async (course: Course, layout: Layout) =>
      elementsOf(await manifestOf(course, "scorm2004-4", layout), "item").map((item) =>
        withDescendants(item).flatMap((element) => attributeOf(element, "objectiveID") ?? []),
      )
    expect(await objectives(sampleCourse(), "course")).toEqual([["O1", "O2", "O3"]])
    const course = sampleCourse({ objectives: { engage: [], explore: ["O3", "O1"] } })
    expect(await objectives(course, "phases")).toEqual([[], ["O1", "O3"], ["O2"], ["O2"], ["O2"]])
  })

  it("says of every SCO that the content reports its own completion and success", async () => {
    const controls = elementsOf(await manifestOf(sampleCourse(), "scorm2004-3", "phases"), "imsss:deliveryControls")
    expect(controls.map(({ attributes }) => attributes.map(({ value }) => value))).toEqual(
      Array(5).fill(["true", "true"]),
    )
  })

  it("hides the LMS's way forward and back only where the course has its own", async () => {
    const hidden = async (layout: Layout) =>
      elementsOf(await manifestOf(sampleCourse(), "scorm2004-4", layout), "adlnav:hideLMSUI").map(({ text }) => text)
    expect(await hidden("course")).toEqual(["continue", "previous"])
    expect(await hidden("phases")).toEqual([])
  })
})

describe("hostile titles", () => {
  const titles = [
    `<script>alert("1")</script> & 'more' ]]> <![CDATA[x]]>`,
    "قراءة مقاييس الأنهار",
    "a\u0000b\u0008c\u000bd\u001fe\ufffef\uffffg\ud800h",
    "Line one\nline two\tand a tab",
    "𝔯𝔦𝔳𝔢𝔯".repeat(90),
    "river ".repeat(60),
    "\u0001\u0002",
    "&amp;lt; &#0; &#x1; %20 {{title}} $&",
  ]

  it.each(titles.map((title, index) => ({ title, index })))("title $index gives a sound package", async ({ title }) => {
    const course = sampleCourse({ title, phaseTitle: (id) => `${title} ${id}` })
    for (const format of ["scorm12", "scorm2004-4"] as const) {
      const zip = await zipFiles(await packageCourse(course, sampleBundle(), format, "phases"))
      const found = await inspectPackage(zip, "a.zip")
      expect(found.diagnostics).toEqual([])
      expect(found.title?.length).toBeGreaterThan(0)
    }
  })

  it("are text: an LMS reads back what the author wrote", async () => {
    const title = `<b>"Gauges" & 'rivers'</b> ]]> &amp; &#60; فيضان`
    const manifest = await manifestOf(sampleCourse({ title }), "scorm12", "course")
    expect(elementsOf(manifest, "title").map(({ text }) => text)).toEqual([title, title])
  })

  it("lose only what XML forbids, and stay within 200 characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (title) => {
        const text = manifestText(title, "course")
        expect(text.length).toBeGreaterThan(0)
        expect(text.length).toBeLessThanOrEqual(200)
        expect(text).not.toMatch(/\p{Cc}|\p{Cs}|[\ufffe\uffff]/u)
        const plain = title.replace(/\s+/g, " ").trim()
        if (plain.length > 0 && plain.length <= 200 && !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(plain))
          expect(text).toBe(plain)
      }),
    )
  })
})

describe("the pass mark", () => {
  const marks = async (rules: Partial<CourseRules>) => {
    const course = sampleCourse({ rules })
    const v12 = await manifestOf(course, "scorm12", "course")
    const v2004 = await manifestOf(course, "scorm2004-4", "course")
    const text = (manifest: Uint8Array, name: string) => elementsOf(manifest, name).map(({ text }) => text)
    const byMeasure = elementsOf(v2004, "imsss:primaryObjective").map((one) => attributeOf(one, "satisfiedByMeasure"))
    return [text(v12, "adlcp:masteryscore"), text(v2004, "imsss:minNormalizedMeasure"), byMeasure]
  }

  it("is stated where the overall score alone decides", async () => {
    expect(await marks({ pass: 0.7 })).toEqual([["70"], ["0.7"], ["true"]])
    expect(await marks({ pass: 0.8125 })).toEqual([["81.25"], ["0.8125"], ["true"]])
    expect(await marks({ pass: 0.7, objectives: { O1: 0 } })).toEqual([["70"], ["0.7"], ["true"]])
  })

  it.each<Partial<CourseRules>>([
    { objectives: { O2: 0.5 } },
    { formative: ["O3"] },
    { report: "passed/incomplete" },
    { report: "completed/incomplete" },
    { pass: 2 / 3 },
  ])("is left out where an LMS that knew it could come to another verdict: %j", async (rules) => {
    expect(await marks(rules)).toEqual([[], [], [undefined]])
  })

  it("is left out where nothing is scored", async () => {
    const manifest = decode(await manifestOf(sampleCourse({ points: {} }), "scorm12", "course"))
    expect(manifest).not.toContain("masteryscore")
  })

  it("is stated in the phases layout only for phases that are scored", async () => {
    const items = elementsOf(await manifestOf(sampleCourse(), "scorm12", "phases"), "item")
    const marked = items.filter((item) => childOf(item, "masteryscore")).map((item) => attributeOf(item, "identifier"))
    expect(marked).toEqual(["I_EVALUATE"])
  })
})

describe("what an LMS makes of five SCOs", () => {
  const done = { completed: true }
  const others = { I_ENGAGE: done, I_EXPLORE: done, I_EXPLAIN: done, I_ELABORATE: done }
  const passed = { completed: true, success: "passed", scaled: 0.8 } as const
  const failed = { completed: true, success: "failed", scaled: 0.4 } as const

  // The sequencer tells the console of every SCO it delivers.
  beforeAll(() => {
    vi.spyOn(console, "debug").mockImplementation(() => undefined)
  })
  afterAll(() => {
    vi.restoreAllMocks()
  })

  describe.each(["scorm2004-3", "scorm2004-4"] as const)("in %s", (format) => {
    it("is completed and passed when all are done and Evaluate is passed", async () => {
      const whole = takeCourse(await manifestOf(sampleCourse(), format, "phases"), { ...others, I_EVALUATE: passed })
      expect(whole).toEqual({ completion: "completed", success: "passed", score: 0.8 })
    })

    it("is completed and failed when Evaluate is failed", async () => {
      const whole = takeCourse(await manifestOf(sampleCourse(), format, "phases"), { ...others, I_EVALUATE: failed })
      expect(whole).toEqual({ completion: "completed", success: "failed", score: 0.4 })
    })

    it("is incomplete and passed when a phase is not done", async () => {
      const visits = { ...others, I_ELABORATE: { completed: false }, I_EVALUATE: passed }
      const whole = takeCourse(await manifestOf(sampleCourse(), format, "phases"), visits)
      expect(whole).toEqual({ completion: "incomplete", success: "passed", score: 0.8 })
    })

    it("passes by the mean of the scored phases, weighted by their points", async () => {
      const course = sampleCourse({ points: { explain: 10, evaluate: 30 } })
      const manifest = await manifestOf(course, format, "phases")
      const better = { ...others, I_EXPLAIN: { ...failed, scaled: 0.5 }, I_EVALUATE: { ...passed, scaled: 0.8 } }
      expect(takeCourse(manifest, better)).toEqual({ completion: "completed", success: "passed", score: 0.725 })
      const worse = { ...others, I_EXPLAIN: { ...passed, scaled: 1 }, I_EVALUATE: { ...failed, scaled: 0.5 } }
      expect(takeCourse(manifest, worse)).toEqual({ completion: "completed", success: "failed", score: 0.625 })
    })

    it("without a mark of its own, passes when every scored phase does", async () => {
      const course = sampleCourse({ points: { explain: 10, evaluate: 10 }, rules: { objectives: { O1: 0.5 } } })
      const manifest = await manifestOf(course, format, "phases")
      const both = { ...others, I_EXPLAIN: passed, I_EVALUATE: passed }
      expect(takeCourse(manifest, both)).toMatchObject({ completion: "completed", success: "passed" })
      const one = { ...others, I_EXPLAIN: failed, I_EVALUATE: passed }
      expect(takeCourse(manifest, one)).toMatchObject({ completion: "completed", success: "failed" })
    })

    it("a phase whose points are all formative counts as one without points", async () => {
      const course = sampleCourse({ points: { evaluate: 10 }, rules: { formative: ["O2"] } })
      const whole = takeCourse(await manifestOf(course, format, "phases"), { ...others, I_EVALUATE: done })
      expect(whole).toMatchObject({ completion: "completed", success: "unknown" })
    })

    it("is neither passed nor failed where nothing is scored", async () => {
      const manifest = await manifestOf(sampleCourse({ points: {} }), format, "phases")
      const whole = takeCourse(manifest, { ...others, I_EVALUATE: done })
      expect(whole).toMatchObject({ completion: "completed", success: "unknown" })
    })
  })
})

describe("the page that an LMS launches", () => {
  const page = (heading: string, html: string, language = "en", isWhole = false) =>
    launchPage({
      title: `Gauges & <rivers>`,
      firstScreen: { phase: "explore", heading, html, isWhole },
      ...{ language, direction: "ltr", layout: "phases", stylesheet: "style.css" },
      scripts: ["player.js", "explore.js"],
    })

  it("loads classic deferred scripts in order, and one stylesheet, and nothing else", () => {
    const tags = readTags(page("Look around", "<p>Rivers rise.</p>"))
    const loads = tags.flatMap(({ attributes }) => attributes.get("src") ?? attributes.get("href") ?? [])
    expect(loads).toEqual(["style.css", "player.js", "explore.js"])
    const scripts = tags.filter(({ name }) => name === "script")
    expect(
      scripts.every(({ attributes, text }) => attributes.has("defer") && !attributes.has("type") && text === ""),
    ).toBe(true)
    const player = tags.find(({ attributes }) => attributes.get("id") === "lessonpack")
    expect(player?.attributes.get("data-phase")).toBe("explore")
    expect(player?.attributes.get("data-layout")).toBe("phases")
  })

  it("shows the title, the heading and what it is about before any script runs", () => {
    const html = page(`"Look" <around>`, "<p>Rivers rise.</p>")
    expect(html).toContain("<title>Gauges &amp; &lt;rivers&gt;</title>")
    expect(html).toContain('<h1>&quot;Look&quot; &lt;around&gt;</h1>\n<div id="first-screen"><p>Rivers rise.</p></div>')
  })

  it("says whether that is all of the first page", () => {
    expect(page("A", "<p>B</p>", "en", true)).toContain('<div id="first-screen" data-whole><p>B</p></div>')
    expect(page("A", "<p>B</p>")).not.toContain("data-whole")
  })

  it("tells a learner without scripts what to do, in words marked as English where the course is not", () => {
    expect(page("A", "")).toMatch(/<noscript><div class="first-screen-notice">\n<p>This course cannot start/)
    expect(page("A", "", "ar")).toContain(`<div class="first-screen-notice" lang="en" dir="ltr">`)
  })

  it("is one a phase in the phases layout, each naming its own", async () => {
    const files = await packageCourse(sampleCourse(), sampleBundle(), "scorm12", "phases")
    const pages = files.filter(({ name }) => name.endsWith(".html"))
    expect(pages.map(({ name }) => name)).toEqual([
      ...["elaborate.html", "engage.html", "evaluate.html", "explain.html", "explore.html"],
    ])
    for (const { name, data } of pages) {
      expect(decode(data)).toContain(`data-phase="${name.replace(".html", "")}"`)
      expect(decode(data).match(/<script[^>]*>/g)).toEqual([`<script defer src="player.js">`])
    }
  })
})

describe("the files of a package", () => {
  it.each(scormPackages)(
    "of $format, layout $layout include the schemas, byte for byte",
    async ({ format, layout }) => {
      const files = await packageCourse(sampleCourse(), sampleBundle(), format, layout)
      const schemas = await schemaFiles(formats[format].manifest?.schemas ?? "scorm12")
      expect(schemas.length).toBe(format === "scorm12" ? 4 : 17)
      for (const schema of schemas) expect(files).toContainEqual(schema)
    },
  )

  it.each(packages)("of $format, layout $layout have names that every LMS takes", async ({ format, layout }) => {
    const files = await packageCourse(sampleCourse(), sampleBundle(), format, layout)
    expect(files.map(({ name }) => name).filter((name) => !isSchemaName(name) && !isPlainName(name))).toEqual([])
  })

  it.each([
    "Media/x.png",
    "media/a b.png",
    "media/x.php",
    "../x.js",
    "/x.js",
    "x.min.js",
    "con.js",
    `${"x".repeat(70)}.js`,
  ])("may not be named %s", async (name) => {
    const bundle = sampleBundle()
    const odd = { ...bundle, files: [...bundle.files, { name, data: new Uint8Array() }] }
    await expect(packageCourse(sampleCourse(), odd, "web", "course")).rejects.toThrow("a name that not every LMS takes")
  })

  it("must all be there, once", async () => {
    const { files, firstScreens } = sampleBundle()
    const without = files.filter(({ name }) => name !== "explain.js")
    await expect(packageCourse(sampleCourse(), { files: without, firstScreens }, "web", "course")).rejects.toThrow(
      "lacks explain.js",
    )
    const twice = [...files, ...files.slice(0, 1)]
    await expect(packageCourse(sampleCourse(), { files: twice, firstScreens }, "web", "course")).rejects.toThrow(
      "two files",
    )
    await expect(packageCourse(sampleCourse(), sampleBundle(), "web", "phases")).rejects.toThrow("no layout phases")
  })
})

describe("a zip", () => {
  it("unpacks to what went in, whatever the order, with nothing in between", async () => {
    const files = await packageCourse(sampleCourse(), sampleBundle(), "scorm12", "course")
    const zip = await zipFiles(files)
    const opened = await JSZip.loadAsync(zip)
    expect(Object.keys(opened.files)).toEqual(files.map(({ name }) => name))
    for (const { name, data } of files)
      expect(await opened.file(name)?.async("uint8array")).toEqual(new Uint8Array(data))
    expect(await zipFiles(files.toReversed())).toEqual(zip)
  })

  it("holds the earliest date a zip can, in every time zone", async () => {
    const zip = await zipFiles([{ name: "a.txt", data: new Uint8Array() }])
    const view = new DataView(zip.buffer, zip.byteOffset)
    expect([view.getUint16(10, true), view.getUint16(12, true)]).toEqual([0, 33])
  })

  it("refuses two files of one name", async () => {
    const file = { name: "a.txt", data: new Uint8Array() }
    await expect(zipFiles([file, file])).rejects.toThrow("a.txt twice")
  })
})

describe("two builds of the same course", () => {
  let folder: string

  beforeAll(async () => {
    // Beside the dependencies, so that what is not bundled is found from there.
    const root = fileURLToPath(new URL("..", import.meta.url))
    folder = mkdtempSync(join(root, "node_modules/.packaging-test-"))
    await build({
      ...{ configFile: false, logLevel: "silent", root },
      build: { ssr: join(root, "tests/fixtures/packages/print-hashes.ts"), outDir: folder, emptyOutDir: false },
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("give the same bytes in other time zones and locales", async () => {
    const places = [
      { TZ: "UTC", LC_ALL: "C" },
      { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
      { TZ: "America/St_Johns", LC_ALL: "sv_SE.UTF-8", LANG: "sv_SE.UTF-8" },
    ]
    const printed = places.map((place) =>
      execFileSync(process.execPath, [join(folder, "print-hashes.js")], {
        env: { ...process.env, ...place },
        encoding: "utf8",
      }),
    )
    const here = await Promise.all(
      packages.map(async ({ format, layout }) => {
        const zip = await zipFiles(await packageCourse(sampleCourse(), sampleBundle(), format, layout))
        return createHash("sha256").update(zip).digest("hex")
      }),
    )
    for (const hashes of printed) expect(hashes.trim().split("\n")).toEqual(here)
  })
})

describe("reading XML", () => {
  it("gives back what a writer wrote: names, values, text and places", () => {
    const root = readXml(
      `<?xml version="1.0"?>\n<a xmlns="urn:a" xmlns:b='urn:b'>\n  <b:c d="1 &lt; &#x32;" b:e=''>x<![CDATA[<y>]]>z</b:c></a>`,
    )
    const [child] = root.children
    expect(child).toMatchObject({ name: "b:c", prefix: "b", local: "c", namespace: "urn:b", text: "x<y>z" })
    expect(child?.attributes.map(({ name, namespace, value }) => [name, namespace, value])).toEqual([
      ["d", "", "1 < 2"],
      ["b:e", "urn:b", ""],
    ])
  })

  it("answers every text with an element or an error of its own", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", ">", "/", "a", "=", '"', "&", ";", "!", "-", "[", " ", "?") }),
        (text) => {
          try {
            expect(readXml(text).name).not.toBe("")
          } catch (error) {
            expect(error).toMatchObject({ name: "XmlError" })
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})

import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatNames, hasLayout, layouts, packageName } from "../packaging/formats.ts"
import { inspectPackage } from "../packaging/inspect.ts"
import { packageCourse } from "../packaging/package.ts"
import { packageRules } from "../packaging/rules.ts"
import { schemaFiles } from "../packaging/schemas/read.ts"
import { codeOf } from "../packaging/script-code.ts"
import { zipFiles } from "../packaging/zip.ts"
import { run } from "../src/cli.ts"
import { sampleBundle } from "./fixtures/bundle.ts"
import { sampleCourse } from "./fixtures/course.ts"
import { type Fault, faults } from "./fixtures/packages/faults.ts"
import { rawZip } from "./fixtures/packages/raw-zip.ts"

const course = sampleCourse()
const packages = formatNames.flatMap((format) =>
  layouts.flatMap((layout) => (hasLayout(format, layout) ? [{ format, layout }] : [])),
)

describe("what is found in a package of ours", () => {
  it.each(packages)("nothing is wrong with $format, layout $layout", async ({ format, layout }) => {
    const zip = await zipFiles(await packageCourse(course, sampleBundle(), format, layout))
    const { diagnostics, ...found } = await inspectPackage(zip, packageName(course, format, layout))
    expect(diagnostics).toEqual([])
    expect(found.title).toBe(course.title)
  })

  it("says what it is and how much is in it", async () => {
    const zip = await zipFiles(await packageCourse(course, sampleBundle(), "scorm2004-3", "phases"))
    const { kind, version, counts } = await inspectPackage(zip, "a.zip")
    expect({ kind, version, counts }).toEqual({
      kind: "SCORM 2004 3rd Edition",
      version: "1.0.0",
      counts: { organizations: 1, items: 5, scos: 5, resources: 6, files: 32 },
    })
  })
})

describe("what is found in a package of cmi5 or xAPI", () => {
  it.each([
    { format: "cmi5", layout: "phases", kind: "cmi5", counts: { blocks: 1, aus: 5, objectives: 3, files: 16 } },
    { format: "cmi5", layout: "course", kind: "cmi5", counts: { blocks: 0, aus: 1, objectives: 3, files: 12 } },
    { format: "xapi", layout: "course", kind: "xAPI", counts: { activities: 9, files: 12 } },
  ] as const)("$format, layout $layout: what it is and how much is in it", async ({ format, layout, ...expected }) => {
    const zip = await zipFiles(await packageCourse(course, sampleBundle(), format, layout))
    const { kind, counts } = await inspectPackage(zip, "a.zip")
    expect({ kind, counts }).toEqual(expected)
  })

  it("what another tool adds in a namespace of its own is left alone", async () => {
    const files = await packageCourse(course, sampleBundle(), "cmi5", "phases")
    const extended = files.map((one) => {
      if (one.name !== "cmi5.xml") return one
      const xml = new TextDecoder().decode(one.data)
      const added = xml
        .replace("<courseStructure ", '<courseStructure xmlns:maker="urn:maker" ')
        .replace("<au ", '<au maker:colour="red" ')
        .replace("</au>", "<maker:icon>a.png</maker:icon></au>")
      expect(added.length).toBeGreaterThan(xml.length + 70)
      return { ...one, data: new TextEncoder().encode(added) }
    })
    expect((await inspectPackage(await zipFiles(extended), "a.zip")).diagnostics).toEqual([])
  })
})

describe("what is found in a spoilt package", () => {
  it.each(faults.map((fault, index) => ({ fault, name: `${index + 1} ${fault.rule}: ${fault.says}` })))(
    "$name",
    async ({ fault }) => {
      const { diagnostics } = await inspectPackage(await spoilt(fault), "bad.zip")
      const found = diagnostics.filter(({ rule }) => rule === fault.rule)
      expect(new Set(diagnostics.map(({ rule }) => rule))).toEqual(new Set([fault.rule, ...(fault.also ?? [])]))
      expect(found[0]?.message).toContain(fault.says)
      expect(found[0]?.severity).toBe(packageRules[fault.rule].severity)
      expect(found[0]?.place.file).toBe(fault.entry === undefined ? "bad.zip" : `bad.zip/${fault.entry}`)
    },
  )

  it("every rule has a fault that it finds", () => {
    const planted = new Set(faults.map(({ rule }) => rule))
    expect(Object.keys(packageRules).filter((rule) => !planted.has(rule as never))).toEqual([])
  })

  it("the line of a fault in the manifest is told", async () => {
    const fault = faults.find(({ rule }) => rule === "manifest-schema")
    const { diagnostics } = await inspectPackage(await spoilt(fault as Fault), "bad.zip")
    expect(diagnostics[0]?.place.line).toBe(11)
  })

  it("a thousand faults of one rule are told in a few lines", async () => {
    const files = await packageCourse(course, sampleBundle(), "web", "course")
    const many = Array.from({ length: 1000 }, (_, index) => ({ name: `A${index}.js`, data: new Uint8Array() }))
    const { diagnostics } = await inspectPackage(rawZip([...files, ...many]), "many.zip")
    expect(diagnostics).toHaveLength(6)
    expect(diagnostics.map(({ message }) => message)).toContain("995 more like these.")
  })
})

describe("packages of other tools", () => {
  it.each([
    ["cmi5.xml", "cmi5"],
    ["tincan.xml", "xAPI"],
    ["index.html", "web"],
    ["readme.txt", "unknown"],
  ])("a zip with %s is %s", async (name, kind) => {
    const zip = rawZip([{ name, data: new TextEncoder().encode("<title>A course</title>") }])
    expect((await inspectPackage(zip, "other.zip")).kind).toBe(kind)
  })

  it("a sound manifest with metadata, vendor's attributes and folders is not scolded for what cannot be checked", async () => {
    const schemas = await schemaFiles("scorm2004-4")
    const manifest = `<?xml version="1.0" encoding="utf-8" standalone="no" ?>
<manifest identifier="Flood-basics" version="1.3" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
    xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:maker="http://maker.example/ns" maker:build="7"
    xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
  <metadata>
    <schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion>
    <adlcp:location>about.xml</adlcp:location>
    <lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title><string language="en">Floods</string></title></general></lom>
  </metadata>
  <organizations default="ORG">
    <organization identifier="ORG"><title><![CDATA[Floods & dams]]></title>
      <item identifier="ITEM" identifierref="RES" isvisible="true"><title>Floods</title>
        <imsss:sequencing>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="RES" type="webcontent" adlcp:scormType="sco" href="start%20here/index.html">
      <file href="start%20here/index.html"/>
    </resource>
  </resources>
</manifest>`
    const text = (value: string) => new TextEncoder().encode(value)
    const zip = rawZip([
      ...schemas,
      { name: "imsmanifest.xml", data: text(manifest) },
      { name: "about.xml", data: text("<lom/>") },
      { name: "start here/", data: new Uint8Array() },
      { name: "start here/index.html", data: text("<title>Floods</title>") },
    ])
    const { kind, title, counts, diagnostics } = await inspectPackage(zip, "maker.zip")
    expect({ kind, title }).toEqual({ kind: "SCORM 2004 4th Edition", title: "Floods & dams" })
    expect(counts).toEqual({ organizations: 1, items: 1, scos: 1, resources: 1, files: schemas.length + 3 })
    expect(diagnostics.map(({ rule, place }) => `${place.file} ${rule}`)).toEqual([
      "maker.zip/imsmanifest.xml manifest-unchecked",
      "maker.zip/imsmanifest.xml manifest-unchecked",
      "maker.zip/start here/index.html name-characters",
    ])
  })

  it("words about eval, and the last resort of libraries, are no eval", async () => {
    const script = `const text = "Never call eval(1) or new Function()", root = self || Function("return this")()`
    const zip = rawZip([
      { name: "index.html", data: new Uint8Array() },
      { name: "a.js", data: new TextEncoder().encode(script) },
    ])
    expect((await inspectPackage(zip, "other.zip")).diagnostics).toEqual([])
  })

  it("a page's template for scripts and its data are no scripts", async () => {
    const page = `<title>x</title><script type="application/json">{"a":1}</script><!-- <script>no()</script> -->
      <textarea><script>text()</script></textarea>`
    const zip = rawZip([{ name: "index.html", data: new TextEncoder().encode(page) }])
    expect((await inspectPackage(zip, "other.zip")).diagnostics).toEqual([])
  })
})

describe("whatever the bytes are, there is an answer", () => {
  it("for bytes at random", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const { kind, diagnostics } = await inspectPackage(bytes, "x.zip")
        expect(kind).toBe("unknown")
        expect(diagnostics.map(({ rule }) => rule)).toEqual(["zip-unreadable"])
      }),
    )
  })

  it("for a zip with bytes changed anywhere", async () => {
    // Small, and without a manifest at its top: the validator's worker would take most of the time.
    const files = await packageCourse(course, sampleBundle(), "web", "course")
    const zip = rawZip(files)
    const change = fc.record({ at: fc.nat(zip.length - 1), value: fc.integer({ min: 0, max: 255 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const changed = zip.slice()
        for (const { at, value } of changes) changed[at] = value
        const { diagnostics } = await inspectPackage(changed, "x.zip")
        expect(diagnostics.every(({ place }) => place.file.startsWith("x.zip"))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it("for a zip cut off anywhere", async () => {
    const zip = rawZip(await packageCourse(course, sampleBundle(), "web", "course"))
    for (let length = 0; length < zip.length; length += 97) {
      const { diagnostics } = await inspectPackage(zip.subarray(0, length), "x.zip")
      expect(diagnostics.map(({ rule }) => rule)).toEqual(["zip-unreadable"])
    }
  })

  it("for a manifest with pieces cut out", async () => {
    const files = await packageCourse(course, sampleBundle(), "scorm2004-4", "course")
    const length = files.find(({ name }) => name === "imsmanifest.xml")?.data.length ?? 0
    const piece = fc.record({ from: fc.nat(length), size: fc.integer({ min: 1, max: 400 }) })
    await fc.assert(
      fc.asyncProperty(piece, async ({ from, size }) => {
        const cut = files.map((one) => {
          if (one.name !== "imsmanifest.xml") return one
          return { ...one, data: Buffer.concat([one.data.subarray(0, from), one.data.subarray(from + size)]) }
        })
        const { diagnostics } = await inspectPackage(rawZip(cut), "x.zip")
        expect(diagnostics.every(({ message }) => message.length > 0)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})

describe("a file that cannot be read", () => {
  it.each([
    ["of three gigabytes is said to be too large", 3 * 2 ** 30, /x\.zip:1:1 error file-large\n {2}.* larger than 2 GB/],
    ["that is not there is said to be missing", 0, /x\.zip:1:1 error file-missing\n {2}There is no file/],
  ])("%s", async (_, size, said) => {
    const folder = await mkdtemp(join(tmpdir(), "lessonpack-"))
    const file = join(folder, "x.zip")
    if (size > 0) {
      await writeFile(file, "PK")
      await truncate(file, size)
    }
    const all: string[] = []
    const write = (text: string) => void all.push(text)
    expect(await run(["check", file], { out: write, error: write, isInteractive: false })).toBe(1)
    expect(await run(["compare", file, file], { out: write, error: write, isInteractive: false })).toBe(2)
    await rm(folder, { recursive: true })
    expect(all.join("")).toMatch(said)
  })
})

describe("what is written to take long is answered soon", () => {
  const million = 2 ** 20
  it.each([
    ["style.css", "url(".repeat(million)],
    ["style.css", `url(${" ".repeat(4 * million)}`],
    ["style.css", "/* ".repeat(million)],
    ["index.html", "<a ".repeat(million)],
    ["index.html", "<!--".repeat(million)],
    ["index.html", "<script>".repeat(million / 2)],
    ["index.html", `<a ${"=".repeat(4 * million)}`],
    ["player.js", "`${".repeat(million)],
    ["player.js", "/".repeat(4 * million)],
    ["player.js", `new${" ".repeat(4 * million)}`],
    ["imsmanifest.xml", "<a>".repeat(million)],
    ["imsmanifest.xml", `<a ${" ".repeat(4 * million)}`],
    ["imsmanifest.xml", "<!--".repeat(million)],
  ])("%s", async (name, text) => {
    const begun = performance.now()
    await inspectPackage(rawZip([{ name, data: new TextEncoder().encode(text) }]), "slow.zip")
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})

describe("what of a script is code", () => {
  it.each([
    [`a = "eval(1)"`, `a =          `],
    [`a = 'it\\'s eval(1)'; b()`, `a =                ; b()`],
    [`// eval(1)\nb()`, `          \nb()`],
    [`/* eval(1) */b()`, `             b()`],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the script has the template.
    ["`eval(1) ${f(`x`)} eval(2)`+g()", "           f(   )          +g()"],
    [`a = /eval(1)["/]/g; b()`, `a =              g; b()`],
    [`return/eval(1)/.test(a)`, `return         .test(a)`],
    [`a = b / c; eval(1) / 2`, `a = b / c; eval(1) / 2`],
    [`a = "x" / eval(1) / 2`, `a =     / eval(1) / 2`],
    [`if(a){b()}/eval(1)/.test(c)`, `if(a){b()}         .test(c)`],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the script has the template.
    ["a={b:`${{c:1}.c}eval(1)`}", "a={b:   {c:1}.c         }"],
  ])("%s", (source, code) => {
    expect(codeOf(source)).toBe(code)
  })
})

async function spoilt(fault: Fault): Promise<Uint8Array> {
  const files = await packageCourse(course, sampleBundle(), fault.format ?? "scorm12", fault.layout ?? "course")
  const result = fault.spoil(files)
  return result instanceof Uint8Array ? result : zipFiles(result)
}

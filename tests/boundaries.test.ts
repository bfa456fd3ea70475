import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import JSZip from "jszip"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { formatNames, hasLayout, layouts, packageName } from "../packaging/formats.ts"
import { kinds } from "../src/activities/registry.ts"
import { buildCourse } from "../src/build.ts"

/** An import of a source file. */
interface Import {
  readonly from: string
  /** What is imported: a package's name, or the path of a source file. */
  readonly to: string
  /** Whether only types are imported, of which nothing is left when the code runs. */
  readonly isType: boolean
}

const imports: Import[] = []

beforeAll(async () => {
  for (const folder of ["src", "packaging"]) {
    for (const name of await readdir(folder, { recursive: true })) {
      const from = join(folder, name)
      if (/\.tsx?$/.test(name)) imports.push(...importsOf(from, await readFile(from, "utf8")))
    }
  }
})

function importsOf(from: string, source: string): Import[] {
  const statements = source.matchAll(/^(?:import|export)\s+(type\s)?(?:[^"'`;]*?\sfrom\s+)?["']([^"']+)["']/gm)
  const calls = source.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)
  return [
    ...[...statements].map(([, type, to = ""]) => ({ from, to: resolve(from, to), isType: type !== undefined })),
    ...[...calls].map(([, to = ""]) => ({ from, to: resolve(from, to), isType: false })),
  ]
}

function resolve(from: string, to: string): string {
  return to.startsWith(".") ? relative("", join(dirname(from), to)) : to
}

/** Imports whose target matches, from files that do not. */
function strangers(target: RegExp, allowed: RegExp): string[] {
  return imports
    .filter(({ from, to }) => target.test(to) && !allowed.test(from))
    .map(({ from, to }) => `${from} → ${to}`)
}

/** Everything that runs when some files do: what they import, and what that imports. */
function closure(start: RegExp): ReadonlySet<string> {
  const seen = new Set(imports.map(({ from }) => from).filter((from) => start.test(from)))
  for (const file of seen) {
    for (const { from, to, isType } of imports) if (from === file && !isType) seen.add(to)
  }
  return seen
}

/** What runs only where packages are built. */
const atBuild = /^src\/(activities\/[\w-]+\/parse|lesson\/)/

const matching = (names: ReadonlySet<string>, form: RegExp) => [...names].filter((name) => form.test(name))

describe("imports", () => {
  it("are seen by these tests", () => {
    expect(imports.length).toBeGreaterThan(200)
    expect(imports).toContainEqual({ from: "src/index.ts", to: "src/build.ts", isType: false })
    expect(strangers(/^preact/, /^src\/(player|activities|preview\/desk)\//)).toEqual([])
  })

  // Scripts of packages and of lessons' own activities are made by one function, so that both are made alike; the desk of the
  // preview never reaches a learner.
  it("of Vite stand where scripts are made, and elsewhere of its types only", () => {
    const real = imports.filter(({ to, isType }) => /^vite(\/|$)/.test(to) && !isType).map(({ from }) => from)
    expect(real.toSorted()).toEqual(["src/preview/desk-files.ts", "src/script.ts"])
    expect(strangers(/^vite(\/|$)/, /^src\/(script|own-activities|preview\/desk-files)\.ts$/)).toEqual([])
  })

  // What two kinds share would be sent twice where one of them is a script of its own.
  it("of one kind of activity that stands apart lead to no other kind, but for those in activities.js", () => {
    const apart = Object.keys(kinds).filter((name) => kinds[name]?.apart)
    const kindOf = (path: string) => /^src\/activities\/([\w-]+)\//.exec(path)?.[1]
    const lent = imports.filter(({ from, to, isType }) => {
      const [borrower, lender] = [kindOf(from), kindOf(to)]
      return !isType && borrower !== lender && lender !== undefined && apart.includes(lender) && !atBuild.test(from)
    })
    expect(lent.filter(({ from }) => from !== "src/activities/registry.ts")).toEqual([])
    expect(imports.some(({ to }) => apart.includes(kindOf(to) ?? ""))).toBe(true)
  })

  it("of the compiler of styles stand where Lessonpack itself is built", () => {
    expect(strangers(/^sass$/, /^src\/compile-styles\.ts$/)).toEqual([])
    expect(closure(/^src\/(cli|index)\.ts$/).has("src/compile-styles.ts")).toBe(false)
  })

  it("of a lesson's own activity lead to its own folder, to Preact and to lessonpack/activity", async () => {
    const places = ["modules", "tests/fixtures/lessons"].map(async (place) =>
      (await readdir(place, { recursive: true })).map((name) => join(place, name)),
    )
    const names = (await Promise.all(places)).flat().filter((name) => /\/activities\/[^/]+\/.*\.tsx?$/.test(name))
    const own = await Promise.all(names.map(async (name) => importsOf(name, await readFile(name, "utf8"))))
    const folderOf = (name: string) =>
      name
        .split("/activities/")
        .map((part, at) => (at ? part.split("/")[0] : part))
        .join()
    const strange = own.flat().filter(({ from, to }) => {
      return folderOf(from) !== folderOf(to) && !/^(preact(\/hooks)?|lessonpack\/activity)$/.test(to)
    })
    expect(own.flat().length).toBeGreaterThan(3)
    expect(strange).toEqual([])
  })

  it("of JSZip stand where zips are written", () => {
    expect(strangers(/^jszip$/, /^packaging\/zip\.ts$/)).toEqual([])
  })

  it("of scorm-again, which plays the LMS, stand nowhere", () => {
    expect(strangers(/^scorm-again/, /^src\/preview\//)).toEqual([])
  })

  it("of the xAPI library stand in one file, and elsewhere of its types only", () => {
    const real = imports.filter(({ to, isType }) => to === "@xapi/xapi" && !isType).map(({ from }) => from)
    expect(real).toEqual(["src/tracking/lrs.ts"])
    expect(strangers(/^@xapi\//, /^src\/(learner|tracking)\//)).toEqual([])
    // What SCORM packages and the web carry reaches it by no way.
    expect(matching(closure(/^src\/player\/|^src\/tracking\/(scorm|standalone)/), /^@xapi\//)).toEqual([])
  })

  it("of the LMSs that we play, of the store and of the browser that is driven stand in the preview alone", () => {
    expect(strangers(/^src\/lms\//, /^src\/(lms|preview)\//)).toEqual([])
    expect(strangers(/^(node-sqlite3-wasm|playwright-core|axe-core)/, /^src\/(lms|preview)\//)).toEqual([])
    // Whoever builds does not load them.
    const built = closure(/^src\/(build|index)\.ts$/)
    expect(matching(built, /^src\/(lms|preview)\//)).toEqual([])
  })

  it("bring neither Vite, Preact nor a zip library to the reading of lessons", () => {
    expect(matching(closure(/^src\/lesson\//), /^(vite|preact|jszip)(\/|$)|\.tsx$/)).toEqual([])
  })

  it("keep packaging apart from Vite and Preact", () => {
    expect(matching(closure(/^packaging\//), /^(vite|preact)(\/|$)|\.tsx$/)).toEqual([])
  })

  it("keep what is pure, and what talks to an LMS, free of Preact and Node", () => {
    const pure = closure(/^src\/(learner|tracking)\//)
    expect(matching(pure, /^(preact|node:)/)).toEqual([])
    expect(matching(pure, /^(src\/(player|activities|preview)|packaging)\//)).toEqual([])
  })

  it("keep tracking from knowing components, and learner from knowing tracking", () => {
    expect(matching(closure(/^src\/learner\//), /^src\/tracking\//)).toEqual([])
    expect(strangers(/^src\/tracking\/(scorm|standalone)/, /^src\/tracking\//)).toEqual([])
  })

  it("bring nothing of the build to the browser", () => {
    const browser = closure(
      /^src\/(player|learner|tracking)\/|^src\/activities\/(?!registry|parts|data\.ts).*(?<!parse|schema)\.tsx?$/,
    )
    const ours = matching(browser, /^[^.]*$/).filter((name) => !name.includes("/"))
    expect(ours.filter((name) => name !== "preact")).toEqual([])
    expect(matching(browser, /^(node:|packaging\/|src\/(build|bundle|cli|index)\.ts)/)).toEqual([])
    expect(matching(browser, /^src\/lesson\//).filter((name) => name !== "src/lesson/model.ts")).toEqual([])
  })

  it("leave printing to the command, but for the one line about an activity that cannot be shown", async () => {
    const files = [...closure(/^(src|packaging)\//)].filter((name) => /\.tsx?$/.test(name))
    const printing = await Promise.all(
      files.map(async (name) => ((await readFile(name, "utf8")).match(/\bconsole\.|process\.std/) ? [name] : [])),
    )
    expect(printing.flat().toSorted()).toEqual(["src/cli.ts", "src/player/Blocks.tsx"])
  })
})

describe("a built package", () => {
  const packages = new Map<string, Map<string, string>>()
  let folder = ""
  /** Every file of every package, by its name there. */
  const each = (form: RegExp) =>
    [...packages].flatMap(([zip, files]) =>
      [...files].filter(([name]) => form.test(name)).map(([name, text]) => ({ name: `${zip}/${name}`, text })),
    )
  /** Names of files of a sort in which something is found. */
  const holding = (form: RegExp, found: RegExp) =>
    each(form).flatMap(({ name, text }) => (found.test(text) ? [`${name}: ${found.exec(text)?.[0]}`] : []))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lessonpack-boundaries-"))
    for (const lesson of ["modules/mlops-landscape", "tests/fixtures/lessons/graded"]) {
      for (const layout of layouts) await buildCourse({ lesson, layout, out: folder })
    }
    for (const name of await readdir(folder)) {
      const { files } = await JSZip.loadAsync(await readFile(join(folder, name)))
      const texts = Object.values(files).map(async (file) => [file.name, await file.async("string")] as const)
      packages.set(name, new Map(await Promise.all(texts)))
    }
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it("is there for every format and layout", () => {
    for (const layout of layouts) {
      const names = formatNames.filter((name) => hasLayout(name, layout))
      const zips = names.map((name) => packageName({ id: "graded" }, name, layout))
      expect([...packages.keys()]).toEqual(expect.arrayContaining(zips))
    }
    expect(each(/\.html$/).length).toBeGreaterThanOrEqual(packages.size)
    expect(each(/^player\.js$/)).toHaveLength(packages.size)
  })

  it("holds no code of an LMS", () => {
    expect(holding(/\.js$/, /scorm.?again|Scorm12API|Scorm2004API/i)).toEqual([])
  })

  it("speaks xAPI only where its format does", () => {
    const speaking = each(/(^|\/)player\.js$/).filter(({ text }) => text.includes("X-Experience-API-Version"))
    expect(speaking.length).toBeGreaterThan(0)
    expect(speaking.filter(({ name }) => !/-(cmi5|xapi)(-\w+)?\.zip/.test(name))).toEqual([])
  })

  it("makes no code of text", () => {
    expect(holding(/\.js$/, /\beval\s*\(|\bnew Function\b|[^.\w]Function\s*\(|setTimeout\(\s*["'`]/)).toEqual([])
  })

  it("holds no script, style or handler in its pages", () => {
    expect(holding(/\.html$/, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:/i)).toEqual([])
  })

  it("loads classic scripts only", () => {
    expect(holding(/\.html$/, /type="?module|crossorigin|modulepreload/i)).toEqual([])
    expect(holding(/\.js$/, /\bimport\s*[("'{]|\bimport\.meta|^export /m)).toEqual([])
  })

  it("names no address outside but namespaces and what the author links to", async () => {
    const written = (await readdir("modules/mlops-landscape", { recursive: true })).filter((name) =>
      /\.(md|ya?ml|csv)$/.test(name),
    )
    const lessons = await Promise.all(
      [
        ...written.map((name) => join("modules/mlops-landscape", name)),
        "tests/fixtures/lessons/graded/course.yaml",
      ].map((name) => readFile(name, "utf8")),
    )
    // In a list of sources an address may stand without its scheme, and a browser's form of it ends in a slash.
    const isLinked = (address: string) => {
      const bare = address
        .replace(/^https?:\/\//, "")
        .replace(/\/$/, "")
        .replaceAll("&amp;", "&")
      return lessons.some((text) => text.includes(bare))
    }
    // Namespaces, and what xAPI calls its verbs and things: addresses by their look, but never asked for.
    const names = /^(http:\/\/(www\.w3\.org|adlnet\.gov\/expapi|id\.tincanapi\.com)|https:\/\/w3id\.org\/xapi)\//
    const strange = each(/\.(js|css|html|svg)$/).flatMap(({ name, text }) =>
      [...text.matchAll(/(?:https?:|(?<=["'`(=]))\/\/[\w-]+\.[\w.-]+[^\s"'`<>)\\]*/g)].flatMap(([address]) =>
        names.test(address) || isLinked(address) ? [] : [`${name}: ${address}`],
      ),
    )
    expect(strange).toEqual([])
  })

  it("carries no source map", () => {
    expect(each(/\.map$/)).toEqual([])
    expect(holding(/\.(js|css)$/, /sourceMappingURL/)).toEqual([])
  })
})

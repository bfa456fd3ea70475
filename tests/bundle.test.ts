import { cp, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { kinds } from "../src/activities/registry.ts"
import { bundleCourse } from "../src/bundle.ts"
import { bundleKinds } from "../src/bundle-activities.ts"
import { kindsOn, pagesOf, toOutline } from "../src/learner/outline.ts"
import { packOutline, unpackOutline } from "../src/learner/packed-outline.ts"
import { type Course, phaseIds } from "../src/lesson/model.ts"
import { loadLesson } from "../src/load-lesson.ts"
import { moreStrings } from "../src/player/more/strings.ts"
import { type Sample, samples } from "./activity-samples.ts"

const apart = Object.keys(kinds).filter((name) => kinds[name]?.apart)
const everyday = Object.keys(kinds).filter((name) => !kinds[name]?.apart)

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lessonpack-bundle-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The course of a lesson in which nothing is wrong. */
async function load(lesson: string): Promise<Course> {
  const { course, diagnostics } = await loadLesson(lesson)
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([])
  if (!course) throw new Error(`${lesson} does not load`)
  return course
}

/** A course whose first phase is some pages, and whose others ask nothing. */
async function courseOf(pages: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<Course> {
  const lesson = await mkdtemp(join(folder, "lesson"))
  const quiet = phaseIds.map((id) => [`${id}.md`, `# ${id}\n\n## Read ${id}\n\nThere is nothing to do.\n`] as const)
  const engage = pages.map((page, index) => `## Page ${index}\n\n${page}`).join("\n\n")
  const all = { ...Object.fromEntries(quiet), "engage.md": `# Engage\n\n${engage}\n`, ...files }
  await cp("tests/fixtures/lessons/minimal/lesson.md", join(lesson, "lesson.md"))
  for (const [name, text] of Object.entries(all)) await writeFile(join(lesson, name), text)
  return load(lesson)
}

/** A page of a sample, with ids and files that no other sample has. */
function pageOf({ markdown, files = {} }: Sample, index: number) {
  const own = (ids: string) => ids.replaceAll(/\w[\w-]*/g, (id) => `${id}_${index}`)
  const page = markdown
    .replaceAll(/\{#(\w+)/g, (_, id: string) => `{#${own(id)}`)
    .replaceAll(/\b(from|case|rubric|again)=(?:"([^"]*)"|([\w-]+))/g, (_, key: string, list?: string, one?: string) => {
      return `${key}="${own(list ?? one ?? "")}"`
    })
    .replaceAll(/\bdata=\S*?([\w-]+\.\w+)/g, `data=${index}-$1`)
    .replaceAll("attempts=0", "attempts=unlimited")
  const named = Object.entries(files).map(([path, text]) => [`${index}-${path.replace(/^.*\//, "")}`, text])
  return { page, files: Object.fromEntries(named) as Record<string, string> }
}

/** The scripts and styles of a course for the web, by their names. */
async function filesOf(course: Course): Promise<ReadonlyMap<string, string>> {
  const [bundle] = await bundleCourse(course, [{ adapter: "standalone", capacity: 64_000, layout: "course" }])
  const files = (bundle?.files ?? []).filter(({ name }) => /\.(js|css)$/.test(name))
  return new Map(files.map(({ name, data }) => [name, new TextDecoder().decode(data)]))
}

/** Names of the kinds that a script brings. */
function kindsIn(script: string | undefined): string[] {
  const [, list = ""] = /Lessonpack\.addKinds\(\{(.*?)\}\)\}\)\(/.exec(script ?? "") ?? []
  return [...list.matchAll(/([\w-]+|"[\w-]+"|`[\w-]+`):\{kind:/g)]
    .map(([, name = ""]) => name.replace(/["`]/g, ""))
    .toSorted()
}

/** Sentences and the like that stand in a script: so long that no two modules have one by chance. */
function longTexts(script: string): string[] {
  return [...script.matchAll(/`([^`$\\]{36,})`|"([^"\\]{36,})"/g)].map(([, one, other]) => one ?? other ?? "")
}

describe("the scripts and styles of a course with every kind of activity", () => {
  let files: ReadonlyMap<string, string>

  beforeAll(async () => {
    const pages = samples.map(pageOf)
    files = await filesOf(
      await courseOf(
        pages.map(({ page }) => page),
        Object.assign({}, ...pages.map(({ files }) => files)),
      ),
    )
  })

  it("have the everyday kinds together, and each heavy one apart", () => {
    const used = new Set(
      samples.flatMap(({ markdown }) => [...markdown.matchAll(/^:::?([a-z-]+)/gm)].map(([, name]) => name)),
    )
    expect(apart.filter((name) => used.has(name)).length).toBeGreaterThan(3)
    expect(kindsIn(files.get("activities.js"))).toEqual(everyday.filter((name) => used.has(name)).toSorted())
    for (const name of apart.filter((name) => used.has(name)))
      expect(kindsIn(files.get(`${name}.js`)), name).toEqual([name])
  })

  it("hold no module twice, be it shared by two heavy kinds", async () => {
    const places = new Map<string, string[]>()
    for (const [name, script] of files) {
      if (!/^(player|more|activities)\.js$/.test(name) && !apart.includes(name.replace(".js", ""))) continue
      for (const text of new Set(longTexts(script))) places.set(text, [...(places.get(text) ?? []), name])
    }
    expect(places.size).toBeGreaterThan(100)
    expect([...places].filter(([, names]) => names.length > 1)).toEqual([])
    const { common, scripts } = await bundleKinds(everyday, apart, [], new Map())
    const modules = [common, ...scripts.values()].flatMap((script) => script.modules)
    expect(modules.filter((id, index) => modules.indexOf(id) < index)).toEqual([])
    expect(modules).toContain("activities/Rating.tsx")
    // Preact's own mark: an element of another copy of it would not be drawn.
    const holdsPreact = [...files].filter(([, script]) => script.includes("__source") || /\.__H\b/.test(script))
    expect(holdsPreact.map(([name]) => name)).toEqual(["player.js"])
  })

  it("say at launch nothing that is only said later", () => {
    const words = JSON.stringify(moreStrings).match(/[^"\\]{12,}/g) ?? []
    expect(words.length).toBeGreaterThan(40)
    const player = files.get("player.js") ?? ""
    expect(words.filter((text) => player.includes(text))).toEqual([])
    expect(words.filter((text) => !files.get("more.js")?.includes(text))).toEqual([])
  })

  it("offer before it runs all that a script takes", () => {
    const offered = ["player.js", "activities.js"].map((name) => files.get(name) ?? "")
    for (const [name, script] of files) {
      const [, taken = ""] = /\}\)\(((?:Lessonpack\.\w+,?)+)\);?\s*$/.exec(script) ?? []
      for (const member of taken.split(",").filter(Boolean)) {
        const from = name === "activities.js" || name === "more.js" ? offered.slice(0, 1) : offered
        const key = member.replace("Lessonpack.", "")
        expect(
          from.some((script) => script.includes(`${key}:{`)),
          `${name} takes ${key}`,
        ).toBe(true)
      }
    }
  })

  it("ask of a browser nothing that came after 2019: syntax is lowered, names are not", () => {
    const later =
      /\b(?:Object\.(?:hasOwn|groupBy)|structuredClone|globalThis|Promise\.(?:any|allSettled)|WeakRef)\b|\.(?:at|replaceAll|matchAll|toSorted|toReversed|toSpliced|findLast|findLastIndex|replaceChildren|randomUUID)\(/
    for (const [name, script] of files) {
      if (name.endsWith(".js")) expect(later.exec(script)?.[0], name).toBeUndefined()
    }
  })

  it("have the look of a kind where its script is", () => {
    const common = files.get("activities.css") ?? ""
    expect(common).toContain(".kind-matching")
    for (const name of apart) expect(common).not.toContain(`.kind-${name} `)
    expect(files.get("form.css")).toContain(".kind-form ")
  })
})

describe("the scripts and styles of a course with few kinds", () => {
  it("hold no others", async () => {
    const pages = samples.filter(({ name }) => /^(numeric|form)$/.test(name)).map(pageOf)
    const files = await filesOf(await courseOf(pages.map(({ page }) => page)))
    expect(kindsIn(files.get("activities.js"))).toEqual(["numeric"])
    expect(kindsIn(files.get("form.js"))).toEqual(["form"])
    expect([...files.keys()].toSorted()).toEqual(
      [
        ...["activities.css", "activities.js", "engage.js", "explore.js", "explain.js", "elaborate.js", "evaluate.js"],
        ...["form.css", "form.js", "more.css", "more.js", "player.js", "style.css"],
      ].toSorted(),
    )
    expect(files.get("activities.css")).not.toContain(".kind-matching")
  })
})

describe("a page with an activity that quotes another", () => {
  it("needs the kind of that other, be it on another page", async () => {
    const rubric = samples.find(({ name }) => name === "rubric")?.markdown ?? ""
    const [text = "", rates = ""] = rubric.split(/\n\n(?=:::rubric)/)
    const course = await courseOf([text, rates])
    const outline = toOutline(course, "", ["engage"], 4096)
    const unpacked = unpackOutline(packOutline(outline))
    expect(unpacked.phases).toEqual(outline.phases)
    expect(pagesOf(unpacked).map(kindsOn)).toEqual([["reflection"], ["rubric", "reflection"]])
  })
})

describe("a lesson's own activity", () => {
  it("is a script and a style of its own that take what they share from the others", async () => {
    const files = await filesOf(await load("tests/fixtures/lessons/own"))
    const script = files.get("tally.js") ?? ""
    expect(kindsIn(script)).toEqual(["tally"])
    expect(kindsIn(files.get("activities.js"))).not.toContain("tally")
    expect(script).toContain("(Lessonpack.")
    expect(script).toContain("One less")
    expect(longTexts(files.get("activities.js") ?? "").filter((text) => script.includes(text))).toEqual([])
    expect(files.get("tally.css")).toContain(".kind-tally .tally")
    expect(script.length).toBeLessThan(3000)
    // Nothing tells where the lesson stood.
    expect(script).not.toMatch(/fixtures|own:|\.tsx?\b/)
  })
})

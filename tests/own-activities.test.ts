import { access, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { activitiesIn } from "../src/learner/outline.ts"
import { loadLesson } from "../src/load-lesson.ts"

const lesson = "tests/fixtures/lessons/own"
const [kindFile, componentFile] = ["activities/tally/kind.ts", "activities/tally/Tally.tsx"]
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lessonpack-own-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The lesson with other files in place of, or beside, its own; `undefined` takes one away. */
async function lessonWith(files: Readonly<Record<string, string | undefined>>): Promise<string> {
  const copy = await mkdtemp(join(folder, "lesson"))
  await cp(lesson, copy, { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(copy, name, ".."), { recursive: true })
    await (text === undefined ? rm(join(copy, name)) : writeFile(join(copy, name), text))
  }
  return copy
}

const kind = (members: string) => `
import type { Kind, OwnData } from "lessonpack/activity"
export const kind: Kind<OwnData> = {
  name: "tally", shape: () => ({ marks: [2], texts: [] }), levels: () => 1, score: () => 0,
  interaction: () => ({ type: "numeric", response: "1", patterns: [] }), print: () => [],
  ${members}
}
`
const component = "export function Component() { return <p>Here</p> }\n"

/** What an author is told of a lesson, by its place in the lesson, without warnings. */
async function told(path: string): Promise<string[]> {
  const { course, diagnostics } = await loadLesson(path)
  const errors = diagnostics.filter(({ severity }) => severity === "error")
  expect(course === undefined).toBe(errors.length > 0)
  return errors.map(({ rule, place, message }) => {
    expect(message).not.toMatch(/\n|own:/)
    expect(message).toBe(stripVTControlCharacters(message))
    return `${place.file.replace(`${path}/`, "")}:${place.line} ${rule} ${message}`
  })
}

describe("a kind that throws at what learners do", () => {
  it.each(["score", "interaction", "print"])("is told of at build time: %s", async (member) => {
    const lesson = await lessonWith({
      [kindFile]: kind(`${member}: () => { throw new Error("markAtt is not there.") },`),
      [componentFile]: component,
    })
    expect(await told(lesson)).toEqual([expect.stringContaining("own-activity markAtt is not there.")])
  })
})

describe("an activity of a lesson's own", () => {
  it("is read with what its author wrote: question, attributes, explanation", async () => {
    const { course } = await loadLesson(lesson)
    const [found] = course?.phases.flatMap(({ pages }) => pages.flatMap((page) => activitiesIn(page.blocks))) ?? []
    expect(found?.activity).toMatchObject({
      ...{ kind: "tally", id: "slips", points: 2, attempts: 2, objectives: ["O1"], reported: true, levels: 1 },
      shape: { marks: [10], texts: [] },
      data: {
        prompt: "How many slips does the notice hold?",
        attributes: { most: "9", answer: "3" },
        explanation: expect.stringContaining("A small letter"),
      },
    })
    expect(found?.activity.data).not.toHaveProperty("table")
    expect(course?.own?.map(({ name }) => name)).toEqual(["tally"])
  })

  it("may have no right answer: then the LMS is not told of it, and it shows the explanation itself", async () => {
    const path = await lessonWith({
      "activities/agree/kind.ts": await readFile("tests/docs/agree/kind.ts", "utf8"),
      "activities/agree/Agree.tsx": await readFile("tests/docs/agree/Agree.tsx", "utf8"),
      "engage.md": "# Engage\n\n## Say\n\n:::agree{#here}\nIs it dry?\n\n---\n\nIt is.\n:::\n",
    })
    expect(await told(path)).toEqual([])
    const { course } = await loadLesson(path)
    const found = course?.phases.flatMap(({ pages }) => pages.flatMap((page) => activitiesIn(page.blocks))) ?? []
    expect(found.find(({ activity }) => activity.id === "here")?.activity).toMatchObject({
      ...{ kind: "agree", levels: 0, points: 0, reported: false },
      data: { prompt: "Is it dry?", explanation: expect.stringContaining("It is.") },
    })
    expect(course?.own?.find(({ name }) => name === "agree")?.takes["lessonpack/activity"]).toContain("Explanation")
  })

  it("gets what the file holds that it names", async () => {
    const path = await lessonWith({
      "engage.md": "# Engage\n\n## Count\n\n::tally{#slips most=9 answer=3 data=birds.csv}\n",
      "birds.csv": "name,seen\nheron,2\n",
    })
    const { course } = await loadLesson(path)
    const [found] = course?.phases.flatMap(({ pages }) => pages.flatMap((page) => activitiesIn(page.blocks))) ?? []
    expect(found?.activity.data).toMatchObject({ table: [{ name: "heron", seen: "2" }], attributes: { most: "9" } })
    expect(found?.activity.data).not.toHaveProperty("attributes.data")
  })

  it("tells of a file that is not there once, and blames the activity for nothing else", async () => {
    const path = await lessonWith({
      "engage.md": "# Engage\n\n## Count\n\n::tally{#slips points=2 most=9 answer=3 data=none.yaml}\n",
    })
    expect(await told(path)).toEqual([expect.stringMatching(/^engage\.md:5 data-file /)])
  })

  it("says what its code throws as the author's mistake, where the activity stands", async () => {
    const path = await lessonWith({ "engage.md": "# Engage\n\n## Count\n\n::tally{#slips points=2 most=2 answer=3}\n" })
    const { diagnostics } = await loadLesson(path)
    expect(await told(path)).toEqual(["engage.md:5 own-activity Nobody can count as far as the answer."])
    expect(diagnostics.find(({ rule }) => rule === "own-activity")?.remedy).toBe("Write a larger most.")
  })

  it.each([
    [
      "code that does not compile",
      { [kindFile]: kind("levels: => 1") },
      /^activities\/tally\/kind\.ts:6 .*cannot be read/,
    ],
    [
      "a component that does not",
      { [componentFile]: "\nexport function Component( {" },
      /^activities\/tally\/Tally\.tsx:2 /,
    ],
    ["no kind", { [kindFile]: "export const sort = 1" }, /^activities\/tally\/kind\.ts:1 .*exports no kind/],
    [
      "no component",
      { [componentFile]: "export const kind = 1" },
      /^activities\/tally\/Tally\.tsx:1 .*exports no Component/,
    ],
    ["no kind.ts", { [kindFile]: undefined }, /^activities\/tally\/kind\.ts:1 .*has no kind\.ts/],
    [
      "no file for the component",
      { [componentFile]: undefined },
      /^activities\/tally\/Tally\.tsx:1 .*has no Tally\.tsx/,
    ],
    ["another name", { [kindFile]: kind('name: "sum"'), [componentFile]: component }, /is called "sum"/],
    [
      "something else as its kind",
      { [kindFile]: "export const kind = {}", [componentFile]: component },
      /is no kind of activity/,
    ],
    ["no levels", { [kindFile]: kind("levels: 1"), [componentFile]: component }, /is no kind of activity/],
    [
      "half a level",
      { [kindFile]: kind("levels: () => 0.5"), [componentFile]: component },
      /^engage\.md:11 .*whole numbers/,
    ],
    [
      "a shape that is none",
      { [kindFile]: kind("shape: () => ({ marks: [0], texts: [] })"), [componentFile]: component },
      /^engage\.md:11 .*marks are whole numbers/,
    ],
    [
      "something of a browser",
      { [kindFile]: `${kind("")}\ndocument.title = "x"`, [componentFile]: component },
      /document is not defined/,
    ],
    [
      "a library",
      { [componentFile]: `import "d3"\n${component}` },
      /^activities\/tally\/Tally\.tsx:1 .*"d3" cannot be imported/,
    ],
    [
      "Node",
      { [kindFile]: `${kind("")}\nimport "node:fs"`, [componentFile]: component },
      /^activities\/tally\/kind\.ts:9 .*"node:fs" cannot/,
    ],
    [
      "a file of the lesson",
      { [componentFile]: `import x from "../../lesson.md"\n${component}` },
      /cannot be imported/,
    ],
    [
      "a name that is not there",
      { [componentFile]: `import { x } from "./kind.ts"\nexport const Component = x` },
      /^activities\/tally\/Tally\.tsx:1 .*"x" is not exported/,
    ],
    [
      "a name that Lessonpack does not offer",
      {
        [componentFile]: `import type { Keeping } from "lessonpack/activity"\nimport { useTrys } from "lessonpack/activity"\nexport const Component = useTrys`,
      },
      /^activities\/tally\/Tally\.tsx:2 .*"useTrys" is not in lessonpack\/activity\.$/,
    ],
    [
      "the same in its kind",
      { [kindFile]: `${kind("shape: () => markAtt")}\nimport { type Shape, markAtt } from "lessonpack/activity"` },
      /^activities\/tally\/kind\.ts:9 .*"markAtt" is not in lessonpack\/activity\.$/,
    ],
    [
      "the same passed on",
      { [componentFile]: `export { Questions as Component } from "lessonpack/activity"` },
      /^activities\/tally\/Tally\.tsx:1 .*"Questions" is not in lessonpack\/activity\.$/,
    ],
    [
      "a name that Preact does not offer",
      { [componentFile]: `import { useStat } from "preact/hooks"\nexport const Component = useStat` },
      /^activities\/tally\/Tally\.tsx:1 .*"useStat" is not in preact\/hooks\.$/,
    ],
    [
      "a module that is taken whole",
      { [componentFile]: `\n\nimport * as all from "preact"\nexport const Component = all.Fragment` },
      /^activities\/tally\/Tally\.tsx:3 .*"preact" must be imported by name\.$/,
    ],
    [
      "a default that is not there",
      { [componentFile]: `import hooks from "preact/hooks"\nexport const Component = hooks.useState` },
      /^activities\/tally\/Tally\.tsx:1 .*"preact\/hooks" must be imported by name\.$/,
    ],
    [
      "a style from elsewhere",
      { "activities/tally/tally.css": "p {\n  background: url(//x.org/a.png);\n}" },
      /^activities\/tally\/tally\.css:2 /,
    ],
  ])("reports %s", async (_, files, form) => {
    const [first, ...others] = await told(await lessonWith(files))
    expect(first).toMatch(form)
    expect(first).toContain(" own-activity ")
    expect(others).toEqual([])
  })

  it("says where a name stands that is not offered, and which was meant", async () => {
    const path = await lessonWith({
      [componentFile]: `// useTrys\nimport {\n  Question,\n  useTrys as tries,\n} from "lessonpack/activity"\nexport const Component = [Question, tries]`,
    })
    const { diagnostics } = await loadLesson(path)
    expect(diagnostics.find(({ rule }) => rule === "own-activity")).toMatchObject({
      place: { line: 4, column: 3 },
      remedy: 'Did you mean "useTries"?',
    })
  })

  it.each(["choice", "path", "player", "engage", "con", "Tally2", "two_words"])("cannot be called %s", async (name) => {
    const path = await lessonWith({ [`activities/${name}/kind.ts`]: kind("") })
    expect(await told(path)).toEqual([expect.stringMatching(/^activities\/\w+\/kind\.ts:1 own-activity /)])
  })
})

describe("the code of a lesson", () => {
  const marker = (path: string) => `
    import { writeFileSync } from "node:fs"
    writeFileSync(${JSON.stringify(path)}, "")
  `

  it("is run where it belongs to an activity, and nowhere else", async () => {
    const trace = join(folder, "trace")
    const path = await lessonWith({
      "kind.ts": marker(trace),
      "data/kind.ts": marker(trace),
      "activities/kind.ts": marker(trace),
      "activities/tally/other.ts": marker(trace),
      "vite.config.js": marker(trace),
    })
    expect(await told(path)).toEqual([])
    await expect(access(trace)).rejects.toThrow()
  })

  it("is not run where a plan alone was named", async () => {
    const path = await lessonWith({ [kindFile]: `${kind("")}\nthrow new Error("I ran.")`, [componentFile]: component })
    expect(await told(path)).toEqual([expect.stringContaining("I ran.")])
    const { course } = await loadLesson(join(path, "lesson.md"))
    expect(course).toBeDefined()
  })

  it("is not run from a folder that is only linked to", async () => {
    const path = await lessonWith({ "engage.md": "# Engage\n\n## Read\n\nNothing to do.\n" })
    const elsewhere = await mkdtemp(join(folder, "elsewhere"))
    await writeFile(join(elsewhere, "kind.ts"), `${kind("")}\nthrow new Error("I ran.")`)
    await symlink(elsewhere, join(path, "activities/linked"))
    expect(await told(path)).toEqual([])
    await rm(join(path, "activities"), { recursive: true })
    await mkdir(join(elsewhere, "tally"))
    await cp(join(elsewhere, "kind.ts"), join(elsewhere, "tally/kind.ts"))
    await symlink(elsewhere, join(path, "activities"))
    expect((await told(path)).join()).not.toContain("I ran.")
  })

  it("leaves nothing in the lesson's folder", async () => {
    const path = await lessonWith({})
    const before = await readdir(path, { recursive: true })
    await loadLesson(path)
    expect(await readdir(path, { recursive: true })).toEqual(before)
  })
})

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { run } from "../src/cli.ts"
import { loadCourse } from "../src/lesson/load.ts"
import { readLock, releasedIds, toLock } from "../src/lesson/lock.ts"
import { createReporter } from "../src/lesson/reporter.ts"

let folder = ""
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lessonpack-lock-"))
})
afterAll(() => rm(folder, { recursive: true }))

const reflection = ":::reflection\nWhat did you see?\n:::\n"
const engage = `## Boats\n\n${reflection}\n## Harbours\n\n${reflection}\n## Quays\n\nLook around.\n`

/** A lesson that was released with three pages, one of which has an id of its own in later versions. */
async function released(): Promise<string> {
  const lesson = join(folder, `lesson-${count++}`)
  await cp("tests/fixtures/mistakes/numeric-value", lesson, { recursive: true })
  await writeFile(join(lesson, "engage.md"), engage)
  await writeFile(join(lesson, "course.yaml"), "id: registers\n")
  expect(await command("lock", lesson)).toMatchObject({ code: 0, out: expect.stringContaining("noted as released") })
  return lesson
}

async function command(...args: string[]) {
  const said = { out: "", error: "" }
  const code = await run(args, {
    out: (text) => {
      said.out += text
    },
    error: (text) => {
      said.error += text
    },
    isInteractive: false,
  })
  return { code, ...said }
}

async function load(lesson: string, phase = engage) {
  await writeFile(join(lesson, "engage.md"), phase)
  const { course, diagnostics } = await loadCourse(lesson)
  if (!course) throw new Error(diagnostics.map(({ message }) => message).join("\n"))
  const { pages, activities } = toLock(course)
  return { pages: pages.engage?.map(({ id }) => id), activities: Object.keys(activities), diagnostics }
}

describe("a lesson that was released", () => {
  it("keeps the ids of pages whose headings are edited, and of the activities named after them", async () => {
    const lesson = await released()
    const before = await load(lesson)
    const after = await load(lesson, engage.replace("## Harbours", "## Ports and harbours"))
    expect(before.pages).toEqual(["engage_boats", "engage_harbours", "engage_quays"])
    expect(after).toEqual(before)
    expect(after.diagnostics).toEqual([])
  })

  it("knows pages again that were moved, or that others were put between", async () => {
    const lesson = await released()
    const [boats = "", harbours = "", quays = ""] = engage.split(/(?=^## )/m)
    expect((await load(lesson, quays + boats + harbours)).pages).toEqual([
      "engage_quays",
      "engage_boats",
      "engage_harbours",
    ])
    const more = await load(lesson, `${boats}## Lights\n\nLook up.\n\n${harbours}${quays}`)
    expect(more.pages).toEqual(["engage_boats", "engage_lights", "engage_harbours", "engage_quays"])
    expect(more.diagnostics).toEqual([])
  })

  it("says that objectives have changed places, read otherwise, or are gone, since an LMS knows them by number", async () => {
    const lesson = await released()
    const plan = await readFile(join(lesson, "lesson.md"), "utf8")
    const [one, other] = ["| Explain what a register is | Understanding |", "| Compare two registers | Analyzing |"]
    const told = async (from: string, to: string) => {
      await writeFile(join(lesson, "lesson.md"), plan.replace(from, to))
      const { diagnostics } = await load(lesson)
      return diagnostics.filter(({ rule }) => rule.startsWith("lock-")).map(({ rule, message }) => [rule, message])
    }
    expect(await told("", "")).toEqual([])
    expect(await told(other, `${other}\n| Keep a register | Applying |`)).toEqual([])
    expect(await told(`${one}\n${other}`, `${other}\n${one}`)).toEqual([
      ["lock-changed", expect.stringMatching(/^Objective 1 was released as "Explain .*, which is objective 2 now/)],
      ["lock-changed", expect.stringMatching(/^Objective 2 .*, which is objective 1 now/)],
    ])
    expect(await told("Compare two registers", "Compare three registers")).toEqual([
      ["lock-changed", 'Objective 2 was released as "Compare two registers".'],
    ])
    await told(other, `${other}\n| Keep a register | Applying |`)
    expect(await command("lock", lesson)).toMatchObject({ code: 0 })
    expect(await told("", "")).toContainEqual([
      "lock-gone",
      expect.stringMatching(/^Objective 3, "Keep a register", was released and is gone/),
    ])
  })

  it("says that options stand in another order, that others are right, or that another question is asked", async () => {
    const choice = ":::choice{#which}\nWhich?\n\n- [x] A list\n- [ ] A boat\n- [ ] A cook\n:::\n"
    const lesson = await released()
    await load(lesson, engage + choice)
    expect(await command("lock", lesson)).toMatchObject({ code: 0 })
    const told = async (text: string) =>
      (await load(lesson, engage + text)).diagnostics
        .filter(({ rule }) => rule === "lock-changed")
        .map(({ message }) => message)
    expect(await told(choice.replace("A cook", "A king").replace("Which?", "Which one?"))).toEqual([])
    expect(await told(choice.replace("- [ ] A boat\n- [ ] A cook", "- [ ] A cook\n- [ ] A boat"))).toEqual([
      expect.stringContaining("another order"),
    ])
    expect(await told(choice.replace("[x] A list", "[ ] A list").replace("[ ] A boat", "[x] A boat"))).toEqual([
      expect.stringMatching(/^Other answers of "which" are right/),
    ])
    expect(await told(choice.replace("Which?", "Who?").replace(/A (list|boat|cook)/g, "Some $1"))).toEqual([
      expect.stringContaining("asks something else"),
    ])
  })

  it("says what is gone, with its name and a way back", async () => {
    const lesson = await released()
    const { diagnostics } = await load(lesson, engage.replace(/## Harbours[\s\S]*?(?=## Quays)/, ""))
    expect(diagnostics.map(({ rule, place }) => [rule, place.file.endsWith("lessonpack.lock")])).toEqual([
      ["lock-gone", true],
      ["lock-gone", true],
    ])
    expect(diagnostics[0]?.remedy).toContain("::page{#engage_harbours}")
  })

  it("is noted anew when its author says so", async () => {
    const lesson = await released()
    await load(lesson, "## Seas\n\nLook around.\n")
    expect((await command("lock", lesson)).code).toBe(0)
    expect((await load(lesson, "## Oceans\n\nLook around.\n")).pages).toEqual(["engage_seas"])
    expect(await readFile(join(lesson, "lessonpack.lock"), "utf8")).not.toContain("boats")
  })

  it("is not noted while it has mistakes, nor as a plan alone", async () => {
    const lesson = await released()
    const before = await readFile(join(lesson, "lessonpack.lock"), "utf8")
    await writeFile(join(lesson, "engage.md"), ":::chioce\n:::\n")
    expect((await command("lock", lesson)).code).toBe(1)
    expect(await readFile(join(lesson, "lessonpack.lock"), "utf8")).toBe(before)
    expect((await command("lock", join(lesson, "lesson.md"))).code).toBe(2)
  })
})

describe("a lock that was edited", () => {
  it.each(["course: &a x\npages: {}\nactivities: {b: *a}\n", "course: [", "course: 5\n"])("is told: %j", (source) => {
    const reporter = createReporter()
    expect(readLock(source, "lessonpack.lock", reporter)).toBeUndefined()
    expect(reporter.diagnostics.map(({ rule }) => rule)).toEqual(["lock-unreadable"])
  })
})

describe("pages that are known again", () => {
  const titles = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  const lockOf = (names: readonly string[]) => names.map((title, index) => ({ id: `p${index}`, title }))

  it("have each id once, however they were moved, left out, added and renamed", () => {
    fc.assert(
      fc.property(titles, titles, (before, after) => {
        const ids = releasedIds(
          lockOf(before),
          after.map((title) => ({ id: undefined, title })),
        )
        const known = ids.filter((id) => id !== undefined)
        expect(new Set(known).size).toBe(known.length)
        for (const [index, title] of after.entries()) {
          const at = before.indexOf(title)
          if (at >= 0) expect(ids[index]).toBe(`p${at}`)
        }
      }),
    )
  })

  it("may have any one title edited", () => {
    fc.assert(
      fc.property(titles, fc.nat(7), (before, at) => {
        const after = before.map((title, index) => ({ id: undefined, title: index === at ? "another title" : title }))
        expect(releasedIds(lockOf(before), after)).toEqual(before.map((_, index) => `p${index}`))
      }),
    )
  })
})

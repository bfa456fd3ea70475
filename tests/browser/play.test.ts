import { execFile } from "node:child_process"
import { cp, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import JSZip from "jszip"
import { beforeAll, describe, expect, inject, it } from "vitest"
import { formatNames } from "../../packaging/formats.ts"
import { buildCourse } from "../../src/build.ts"
import { playPackage } from "../../src/preview/play.ts"
import { graded } from "./graded.ts"

const files: Record<string, string> = {}
let out = ""
beforeAll(async () => {
  process.env.CHROME_PATH = inject("browser")
  out = join(inject("folder"), "played")
  const { packages } = await buildCourse({ lesson: graded, out, formats: formatNames })
  for (const { format, file } of packages) files[format] = file
})

const play = (format: string) => playPackage(files[format] ?? "")

describe("a package that is played", () => {
  it.each([
    ["scorm12", "cmi.core.lesson_status"],
    ["scorm2004-4", "cmi.completion_status"],
  ])("as %s shows every page, and the LMS holds where the learner is", async (format, status) => {
    const { diagnostics, units } = await play(format)
    expect(diagnostics).toEqual([])
    expect(units).toHaveLength(1)
    expect(units[0]?.pages).toBeGreaterThan(5)
    expect(units[0]?.held).toMatchObject({ [status]: "incomplete", "cmi.suspend_data": expect.stringMatching(/^A/) })
  })

  it("as cmi5 has each of its units launched, and its statements stored", async () => {
    const { diagnostics, units } = await play("cmi5")
    expect(diagnostics).toEqual([])
    expect(units).toHaveLength(5)
    const counts = units.map(({ statements }) => statements)
    expect(Math.min(...counts)).toBeGreaterThan(1)
    // The phases are alike in length: none has the statements of those before it.
    expect(counts.at(-1)).toBeLessThan(counts.slice(0, -1).reduce((sum, count) => sum + count))
  })

  it.each(["xapi", "web"])("as %s has nothing to mend", async (format) => {
    expect((await playPackage(files[format] ?? "", { most: 3 })).diagnostics).toEqual([])
  })
})

describe("a package that was spoiled", () => {
  /** The package with a file changed, and what playing it finds. */
  async function rulesWith(name: string, change: (text: string) => string): Promise<string[]> {
    const zip = await JSZip.loadAsync(await readFile(files.scorm12 ?? ""))
    zip.file(name, change((await zip.file(name)?.async("text")) ?? ""))
    const file = join(out, "spoiled.zip")
    await writeFile(file, await zip.generateAsync({ type: "nodebuffer" }))
    const { diagnostics } = await playPackage(file, { most: 1 })
    return [...new Set(diagnostics.map(({ rule }) => rule))].sort()
  }

  it("is found when it asks for something elsewhere", async () => {
    const rules = await rulesWith("player.js", (text) => `${text}\nnew Image().src = "https://elsewhere.invalid/x.png"`)
    expect(rules).toContain("play-network")
  })

  it("is found when it asks for a file that it does not hold", async () => {
    expect(await rulesWith("player.js", (text) => `${text}\nnew Image().src = "none.png"`)).toEqual(["play-missing"])
  })

  it("is found when a script fails", async () => {
    expect(await rulesWith("player.js", (text) => `${text}\nsetTimeout(() => { throw new Error("boom") })`)).toEqual([
      "play-console",
    ])
  })

  it("is found when an activity cannot be shown, which is named", async () => {
    const lesson = join(out, "broken")
    await cp("tests/fixtures/lessons/own", lesson, { recursive: true })
    const component = 'export function Component() { throw new Error("boom") }'
    await writeFile(join(lesson, "activities/tally/Tally.tsx"), component)
    const { packages } = await buildCourse({ lesson, out, formats: ["scorm12"] })
    const { diagnostics } = await playPackage(packages[0]?.file ?? "")
    expect(diagnostics.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      "play-console The console says: activity slips: Error: boom",
    ])
  })

  it("is found when it says what an LMS may refuse", async () => {
    const call = 'setTimeout(() => parent.API.LMSSetValue("cmi.core.lesson_status", "finished"), 500)'
    expect(await rulesWith("player.js", (text) => `${text}\n${call}`)).toEqual(["play-refused"])
  })

  it("is found when it never speaks to the LMS", async () => {
    expect(await rulesWith("player.js", () => "")).toContain("play-silent")
  })

  it("is found when one of its units never speaks to the LRS", async () => {
    const zip = await JSZip.loadAsync(await readFile(files.cmi5 ?? ""))
    zip.file("evaluate.html", "<!doctype html><html lang=en><title>x</title><main><h1>Nothing</h1></main>")
    const file = join(out, "silent.zip")
    await writeFile(file, await zip.generateAsync({ type: "nodebuffer" }))
    const { diagnostics, units } = await playPackage(file, { most: 1 })
    expect(units.map(({ statements }) => statements > 0)).toEqual([true, true, true, true, false])
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["play-silent"])
  })

  it("is found when it bars people with a screen reader", async () => {
    const image =
      'setTimeout(() => document.body.append(Object.assign(new Image(1, 1), { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" })))'
    expect(await rulesWith("player.js", (text) => `${text}\n${image}`)).toEqual(["play-barrier"])
  })

  it("is found when its page stays empty", async () => {
    expect(await rulesWith("index.html", () => "<!doctype html><html lang=en><title>x</title>")).toContain("play-blank")
  })
})

describe("the command", () => {
  it("plays a package, says what the LMS held, and ends with 0; with 1 when something is to be mended", async () => {
    const run = promisify(execFile)
    const env = { ...process.env, CHROME_PATH: inject("browser") }
    const { stdout } = await run(process.execPath, ["lib/src/cli.js", "check", "--play", files.scorm12 ?? ""], { env })
    expect(stdout).toMatch(/Played ".+": \d+ pages, \d+ calls, \d+ commits/)
    expect(stdout).toMatch(/cmi\.core\.lesson_status = incomplete/)
  })
})

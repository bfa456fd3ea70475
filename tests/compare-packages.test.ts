import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import JSZip from "jszip"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { FormatName, Layout } from "../packaging/formats.ts"
import { buildCourse } from "../src/build.ts"
import { comparePackages } from "../src/compare.ts"

const plan = readFile("tests/fixtures/mistakes/numeric-value/lesson.md", "utf8")
const base = "base: https://training.veldane.gov/xapi\n"
const lesson = {
  "course.yaml": `id: registers\n${base}`,
  "engage.md": `## Registers
::page{#registers}

:::choice{#which objective=1}
Which is a register?

- [x] A list of every boat
- [ ] A boat
- [ ] A harbour
:::

:::reflection{#why}
Why?
:::
`,
}

let folder = ""
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lessonpack-compare-"))
})
afterAll(() => rm(folder, { recursive: true }))

/** Builds the lesson, with some of its files changed. */
async function built(
  changes: Partial<Record<keyof typeof lesson | "lesson.md", (text: string) => string>> = {},
  format: FormatName = "scorm12",
  layout: Layout = "course",
): Promise<{ name: string; data: Uint8Array }> {
  const place = join(folder, `${count++}`)
  await mkdir(place)
  for (const [name, text] of Object.entries({ ...lesson, "lesson.md": await plan })) {
    await writeFile(join(place, name), changes[name as keyof typeof lesson]?.(text) ?? text)
  }
  const { packages } = await buildCourse({ lesson: place, out: join(place, "out"), formats: [format], layout })
  const [built] = packages
  return { name: `${format}.zip`, data: new Uint8Array(await readFile(built?.file ?? "")) }
}

const compare = async (older: ReturnType<typeof built>, newer: ReturnType<typeof built>) =>
  comparePackages(await older, await newer)

describe("a new package beside the one in use", () => {
  it("is safe when only words have changed", async () => {
    const changed = built({ "engage.md": (text) => text.replace("A harbour", "A quay").replace("Why?", "Why so?") })
    const comparison = await compare(built(), changed)
    expect(comparison).toMatchObject({ verdict: "safe", differences: [] })
    expect(comparison.sentence).toMatch(/^Replace the package/)
  })

  it.each([
    [
      "an answer more",
      (text: string) => text.replace("- [ ] A harbour", "- [ ] A harbour\n- [ ] A quay"),
      /another way/,
    ],
    ["an activity less", (text: string) => text.replace(/:::reflection[\s\S]*/, ""), /1 activity .* is gone: why/],
    ["an activity more", (text: string) => `${text}\n:::reflection{#how}\nHow?\n:::\n`, /1 activity is new: how/],
    ["other points", (text: string) => text.replace("objective=1", "objective=1 points=3"), /points, tries or obj/],
    [
      "another right answer",
      (text: string) => text.replace("[x] A list", "[ ] A list").replace("[ ] A boat", "[x] A boat"),
      /1 activity with other right answers: which\./,
    ],
    [
      "its options in another order",
      (text: string) => text.replace("- [ ] A boat\n- [ ] A harbour", "- [ ] A harbour\n- [ ] A boat"),
      /1 activity with options or parts in another order: which\./,
    ],
    [
      "another question under the same id",
      (text: string) =>
        text
          .replace("Which is a register?", "Who keeps it?")
          .replace("A list of every boat", "A clerk")
          .replace("A boat\n", "A cook\n")
          .replace("A harbour", "A king"),
      /1 activity under the same id as before, but with another question: which\./,
    ],
    ["another page", (text: string) => text.replace("{#registers}", "{#boats}"), /gone: registers; new: boats/],
  ])("asks for care with %s", async (_, change, what) => {
    const { verdict, differences, sentence } = await compare(built(), built({ "engage.md": change }))
    expect(verdict).toBe("with-care")
    expect(differences.map(({ what }) => what).join("\n")).toMatch(what)
    expect(sentence).toMatch(what)
  })

  it("asks for care when another mark passes, or an objective is put in other words", async () => {
    const rule = await compare(built(), built({ "course.yaml": (text) => `${text}pass: 90%\n` }))
    expect(rule.verdict).toBe("with-care")
    const words = built({ "lesson.md": (text) => text.replace("Explain what a register is", "Say what a register is") })
    expect((await compare(built(), words)).verdict).toBe("with-care")
  })

  it.each([
    ["of another format", {}, "scorm2004-4", "course", /SCORM 1\.2, the new one SCORM 2004/],
    ["cut otherwise", {}, "scorm12", "phases", /lacks \d identifiers|layout/],
    ["of another id", { "course.yaml": () => `id: boats\n${base}` }, "scorm12", "course", /lacks|called "registers"/],
  ] as const)("is a new course when it is %s", async (_, changes, format, layout, what) => {
    const { verdict, differences } = await compare(built(), built(changes, format, layout))
    expect(verdict).toBe("new-course")
    expect(differences.map(({ what }) => what).join("\n")).toMatch(what)
  })

  it("is a new course when objectives have changed places, since reports know them by number", async () => {
    const [one, other] = ["| Explain what a register is | Understanding |", "| Compare two registers | Analyzing |"]
    const swapped = built({ "lesson.md": (text) => text.replace(`${one}\n${other}`, `${other}\n${one}`) })
    expect((await compare(built(), swapped)).verdict).toBe("new-course")
  })

  it("is a new course for cmi5 when its base has changed, since activities are known by it", async () => {
    const moved = built({ "course.yaml": (text) => text.replace("/xapi", "/x") }, "cmi5", "phases")
    expect((await compare(built({}, "cmi5", "phases"), moved)).verdict).toBe("new-course")
    expect((await compare(built({}, "cmi5", "phases"), built({}, "cmi5", "phases"))).verdict).toBe("safe")
  })

  it("does not mind another base where nothing speaks xAPI", async () => {
    const moved = built({ "course.yaml": (text) => text.replace("/xapi", "/x") })
    expect((await compare(built(), moved)).verdict).toBe("safe")
  })

  it("asks for care when the new package has errors that the one in use does not have", async () => {
    const broken = async () => {
      const { name, data } = await built()
      const zip = await JSZip.loadAsync(data)
      zip.remove("player.js")
      return { name, data: await zip.generateAsync({ type: "uint8array" }) }
    }
    const { verdict, sentence, differences } = await compare(built(), broken())
    expect(verdict).toBe("with-care")
    expect(sentence).toMatch(/has \d+ errors|has an error/)
    expect(differences[0]?.consequence).toContain("lessonpack check scorm12.zip")
    expect((await compare(broken(), broken())).differences).toEqual([])
  })

  it("asks for care where a package does not say what is in it", async () => {
    const foreign = async () => {
      const { name, data } = await built()
      const zip = await JSZip.loadAsync(data)
      zip.remove("lessonpack.json")
      return { name, data: await zip.generateAsync({ type: "uint8array" }) }
    }
    const { verdict, sentence } = await compare(foreign(), built())
    expect(verdict).toBe("with-care")
    expect(sentence).toMatch(/does not say which questions/)
  })

  it("is refused when it is no package", async () => {
    const none = Promise.resolve({ name: "notes.zip", data: new TextEncoder().encode("not a zip") })
    await expect(compare(built(), none)).rejects.toThrow(/notes\.zip is no package/)
  })
})

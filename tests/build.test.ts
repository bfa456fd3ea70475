import { execFile } from "node:child_process"
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { buildCourse } from "../src/build.ts"
import { run } from "../src/cli.ts"
import { CourseError } from "../src/diagnostic.ts"

const plan = "modules/mlops-landscape/lesson.md"
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lessonpack-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function lessonWith(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const lesson = join(folder, name)
  await mkdir(lesson, { recursive: true })
  await cp(plan, join(lesson, "lesson.md"))
  for (const [file, text] of Object.entries(files)) await writeFile(join(lesson, file), text)
  return lesson
}

async function command(...args: readonly string[]) {
  let out = ""
  let error = ""
  const code = await run(args, {
    out(text) {
      out += text
    },
    error(text) {
      error += text
    },
    isInteractive: false,
  })
  return { code, out, error }
}

describe("building a lesson", () => {
  it("writes a package for each format, named after the course, and nothing else", async () => {
    const out = join(folder, "all")
    const report = await buildCourse({ lesson: "modules/mlops-landscape", out })
    expect(await readdir(out)).toEqual([
      "mlops-landscape-scorm12.zip",
      "mlops-landscape-scorm2004-3.zip",
      "mlops-landscape-scorm2004-4.zip",
      "mlops-landscape-web.zip",
    ])
    for (const { file, size } of report.packages) expect((await readFile(file)).length).toBe(size)
  })

  it("names the phases layout in the file, and the course after a bare plan's file", async () => {
    const bare = join(folder, "Water Quality 101.md")
    await cp(plan, bare)
    const out = join(folder, "phases")
    await buildCourse({ lesson: bare, layout: "phases", out })
    expect(await readdir(out)).toEqual([
      "water-quality-101-scorm12-phases.zip",
      "water-quality-101-scorm2004-3-phases.zip",
      "water-quality-101-scorm2004-4-phases.zip",
    ])
  })

  it.each([
    ["a bare plan", "modules/mlops-landscape", ["lesson.md"]],
    ["a lesson with an activity of its own", "tests/fixtures/lessons/own", ["lesson.md", "engage.md", "activities"]],
  ])("gives the same bytes of %s from another folder, in another time zone and language", async (_, lesson, files) => {
    const name = basename(lesson)
    const [near, far] = [await mkdtemp(join(folder, "near-")), await mkdtemp(join(folder, "far away-"))]
    for (const place of [near, far]) {
      for (const file of files) await cp(join(lesson, file), join(place, name, file), { recursive: true })
    }
    // Settings of whatever project the lesson lies in are not the lesson's.
    await writeFile(join(far, "tsconfig.json"), '{ "compilerOptions": { "jsx": "preserve", "target": "es5" } }')
    const cli = join(process.cwd(), "lib/src/cli.js")
    await promisify(execFile)(process.execPath, [cli, "build", join(near, name), "--out", join(near, "out")])
    await promisify(execFile)(process.execPath, [cli, "build", name, "--out", "out"], {
      cwd: far,
      env: { ...process.env, TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
    })
    const built = await readdir(join(near, "out"))
    expect(built).toContain(`${name}-web.zip`)
    for (const zip of built) {
      expect((await readFile(join(far, "out", zip))).equals(await readFile(join(near, "out", zip))), zip).toBe(true)
    }
  })

  it("leaves old packages as they were when the lesson has a mistake", async () => {
    const lesson = await lessonWith("mistaken", {})
    const out = join(folder, "kept")
    await buildCourse({ lesson, out, formats: ["scorm12"] })
    const before = await readFile(join(out, "mistaken-scorm12.zip"))
    await writeFile(join(lesson, "lesson.md"), "# Only a title\n")
    await expect(buildCourse({ lesson, out, formats: ["scorm12"] })).rejects.toThrow(CourseError)
    expect(await readdir(out)).toEqual(["mistaken-scorm12.zip"])
    expect((await readFile(join(out, "mistaken-scorm12.zip"))).equals(before)).toBe(true)
  })

  it("is done also when nobody listens any more", async () => {
    const out = join(folder, "unheard")
    const child = execFile(process.execPath, ["lib/src/cli.js", "build", plan, "--format", "web", "--out", out])
    child.stdout?.destroy()
    child.stderr?.destroy()
    expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(0)
    expect(await readdir(out)).toEqual(["lesson-web.zip"])
  })

  it("leaves old packages as they were when it is stopped", async () => {
    const out = join(folder, "stopped")
    await buildCourse({ lesson: "modules/mlops-landscape", out })
    const before = await Promise.all((await readdir(out)).map((name) => readFile(join(out, name))))
    const child = execFile(process.execPath, ["lib/src/cli.js", "build", "modules/mlops-landscape", "--out", out])
    await new Promise((resolve) => child.stderr?.on("data", (text) => `${text}`.includes("Packaging") && resolve(text)))
    child.kill("SIGKILL")
    await new Promise((resolve) => child.on("exit", resolve))
    const after = await readdir(out)
    expect(after.filter((name) => name.endsWith(".zip"))).toHaveLength(before.length)
    for (const [index, name] of after.filter((name) => name.endsWith(".zip")).entries()) {
      expect((await readFile(join(out, name))).equals(before[index] ?? Buffer.of())).toBe(true)
    }
  })

  it("names the activity with which saved work overflows, for the format that cannot hold it", async () => {
    const questions = Array.from(
      { length: 40 },
      (_, at) => `:::reflection{#long_${at} keep=400}\nQuestion ${at}?\n:::\n`,
    )
    const lesson = await lessonWith("long", { "explain.md": `# Explain\n\n## Write\n\n${questions.join("\n")}` })
    const { code, error } = await command("build", lesson, "--out", join(folder, "long-out"))
    expect(code).toBe(1)
    expect(error).toContain("saved-work-limit")
    expect(error).toMatch(/explain\.md:\d+:\d+ error saved-work-limit\n {2}SCORM 1\.2 keeps 4096 characters/)
    expect(error).not.toContain("SCORM 2004 3rd Edition keeps")
    await expect(readdir(join(folder, "long-out"))).rejects.toThrow()
    expect((await command("build", lesson, "--format", "scorm2004-4", "--out", join(folder, "long-out"))).code).toBe(0)
  })

  it("fits a lesson of 500 questions into SCORM 1.2", async () => {
    const question = (at: number) =>
      `:::choice{#q${at}}\nQuestion ${at}?\n\n- [x] Right\n- [ ] Wrong\n- [ ] Also wrong\n- [ ] Nor this\n:::\n`
    const pages = Array.from({ length: 50 }, (_, page) => {
      const questions = Array.from({ length: 10 }, (_, at) => question(page * 10 + at))
      return `## Page ${page}\n\n${questions.join("\n")}`
    })
    const lesson = await lessonWith("exam", { "explain.md": `# Explain\n\n${pages.join("\n\n")}` })
    const report = await buildCourse({ lesson, out: join(folder, "exam-out"), formats: ["scorm12"] })
    const [built] = report.packages
    expect(built?.interactions).toBeGreaterThanOrEqual(500)
    expect(built?.savedWork.worst).toBeLessThanOrEqual(4096)
  })
})

describe("the command", () => {
  it("prints a table of what it built", async () => {
    const { code, out } = await command(
      "build",
      "modules/mlops-landscape",
      "--out",
      join(folder, "table"),
      "--format",
      "scorm12,web",
    )
    expect(code).toBe(0)
    expect(out).toMatch(/Package +Size +Pages +Interactions +Saved work +Time/)
    expect(out).toMatch(/mlops-landscape-scorm12\.zip +\d+ kB +\d+ +\d+ +\d+ of 4096 +\d+ ms/)
    expect(out).not.toContain("scorm2004")
  })

  it("prints the same as one JSON object, and nothing else, to standard output", async () => {
    const { code, out } = await command("build", "modules/mlops-landscape", "--out", join(folder, "json"), "--json")
    const report: unknown = JSON.parse(out)
    expect(code).toBe(0)
    expect(report).toMatchObject({
      ok: true,
      packages: [{ format: "scorm12", layout: "course", savedWork: { limit: 4096 } }, {}, {}, {}],
    })
  })

  it("prints every mistake at once, by file and place, and ends with 1", async () => {
    const lesson = await lessonWith("mistakes", {
      "lesson.md": "# A lesson\n\n**Duration:** some time\n",
      "course.yaml": "id: [1]\nnonsense: 2\n",
    })
    const checked = await command("check", lesson)
    expect(checked.code).toBe(1)
    expect(checked.error).toMatch(/lesson\.md:3:\d+ error duration-unreadable/)
    expect(checked.error).toMatch(/course\.yaml:2:1 error/)
    expect(checked.error).toMatch(/\d+ errors/)
    const built = await command("build", lesson, "--json", "--out", join(folder, "never"))
    expect(built.code).toBe(1)
    expect(JSON.parse(built.out)).toMatchObject({ ok: false })
    await expect(readdir(join(folder, "never"))).rejects.toThrow()
  })

  it("builds what it can without a base, and says what is left out and what to write", async () => {
    const out = join(folder, "no-base")
    const { code, out: said } = await command("build", await lessonWith("no-base", {}), "--out", out)
    expect(code).toBe(0)
    expect(said).toContain("Not built: cmi5, xapi, which need a base in course.yaml")
    expect((await readdir(out)).filter((name) => /cmi5|xapi/.test(name))).toEqual([])
  })

  it("says which formats do not have the layout asked for", async () => {
    const lesson = await lessonWith("one-layout", { "course.yaml": "formats: [scorm12, web]\n" })
    const { code, out: said } = await command(
      "build",
      lesson,
      "--layout",
      "phases",
      "--out",
      join(folder, "one-layout"),
    )
    expect(code).toBe(0)
    expect(said).toContain("Not built: web, which does not have this layout; a package built earlier stays as it was.")
  })

  it("refuses a format that needs a base when it is asked for by name and there is none", async () => {
    const lesson = await lessonWith("no-base-asked", {})
    const { code, error } = await command("build", lesson, "--format", "web,cmi5", "--out", join(folder, "refused"))
    expect(code).toBe(1)
    expect(error).toContain("error base-missing")
    await expect(readdir(join(folder, "refused"))).rejects.toThrow()
  })

  it("builds and vouches for cmi5 and xAPI where there is a base, each cut in its own way", async () => {
    const lesson = await lessonWith("based", { "course.yaml": "base: https://training.harbour.gov/xapi\n" })
    const out = join(folder, "based-out")
    const { code, error } = await command("build", lesson, "--format", "cmi5,xapi", "--out", out)
    expect({ code, error: error.includes("base-missing") }).toEqual({ code: 0, error: false })
    expect((await command("build", lesson, "--format", "cmi5", "--layout", "course", "--out", out)).code).toBe(0)
    expect(await readdir(out)).toEqual(["based-cmi5-course.zip", "based-cmi5.zip", "based-xapi.zip"])
    const said = await Promise.all((await readdir(out)).map((name) => command("check", join(out, name))))
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(said.map(({ error }) => error)).toEqual(["", "", ""])
    expect(said[1]?.out).toMatch(/^cmi5 · ".*" · 1 block, 5 AUs, 3 objectives, \d+ files$/m)
  })

  it("says in a sentence why nothing can be written, ends with 2, and keeps JSON pure", async () => {
    const file = join(folder, "a-file")
    await writeFile(file, "")
    const { code, error } = await command("build", "modules/mlops-landscape", "--format", "web", "--out", file)
    expect({ code, error }).toMatchObject({ code: 2, error: expect.stringContaining("it is a file, not a folder") })
    const beneath = await command(
      "build",
      "modules/mlops-landscape",
      "--format",
      "web",
      "--out",
      join(file, "x"),
      "--json",
    )
    expect(beneath.code).toBe(2)
    expect(JSON.parse(beneath.out)).toMatchObject({ ok: false, error: expect.stringContaining("is a file") })
    expect((await command("build", "modules/mlops-landscape", "--out", " ")).code).toBe(2)
  })

  it("says that a zip is not there, by its own name", async () => {
    const { code, error } = await command("check", join(folder, "nowhere.zip"))
    expect(code).toBe(1)
    expect(error).toContain("nowhere.zip:1:1 error file-missing")
  })

  it("ends with 2 and says what may be written when it is used wrongly", async () => {
    for (const args of [
      ["build"],
      ["build", "modules/mlops-landscape", "--format", "scorm13"],
      ["build", "modules/mlops-landscape", "--layout", "rows"],
      ["build", "modules/mlops-landscape", "--format", "web", "--layout", "phases"],
      ["bild"],
    ]) {
      const { code, error } = await command(...args)
      expect(code, args.join(" ")).toBe(2)
      expect(error).toMatch(/error:/)
    }
  })

  it("checks its own packages without a finding", async () => {
    for (const layout of ["course", "phases"] as const) {
      const out = join(folder, `own-${layout}`)
      const { packages } = await buildCourse({ lesson: "modules/mlops-landscape", out, layout })
      for (const { file } of packages) {
        const { code, out, error } = await command("check", file)
        expect({ code, error }, file).toEqual({ code: 0, error: "" })
        expect(out).toContain("nothing to mend")
      }
    }
  })
})

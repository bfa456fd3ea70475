import type { Frame } from "playwright-core"
import { beforeAll, describe, expect, it } from "vitest"
import { verdict } from "./graded.ts"
import { buildPackages, harness, mlops, type Sitting } from "./harness.ts"
import { goTo } from "./journey.ts"
import { rowsOf, transgressions } from "./judge.ts"
import { look, press, saved, whole } from "./learner.ts"
import type { Installed } from "./lms.ts"
import { lookBack, type Student, scoredPages, workOn, workOnPage } from "./mlops-learner.ts"
import { words } from "./words.ts"

// The MLOps lesson as people take it: each of its paths from the first page to the verdict, in an LMS, a format a path.
const tools = harness()
const formats = ["scorm12", "scorm2004-3", "scorm2004-4"] as const
let packages: Awaited<ReturnType<typeof buildPackages>>
beforeAll(async () => {
  packages = await buildPackages(mlops, "course", formats)
})

/** How somebody is, without the course in front of them. */
type Manner = Partial<Omit<Student, "course" | "pause">>

/** Installs the course and sits somebody down before it. Where they `leave`, each pause takes them to another browser. */
async function begin(format: (typeof formats)[number], manner: Manner, leaves = false) {
  const installed = await tools.lms.install(packages[format] ?? new Uint8Array())
  const complaints: string[] = []
  let sitting: Sitting = await tools.sit(installed)
  await whole(sitting.course)

  const student: Student = {
    ...{ path: "core", errs: [], isHasty: false, format: "form", winner: "D", ...manner },
    course: sitting.course,
    async pause() {
      if (leaves) await leave()
    },
  }

  /** Leaves and goes on in a browser that knows nothing: by turns with a word, and by closing the tab. */
  async function leave() {
    await student.course.getByRole("heading", { level: 1 }).click()
    const before = await look(student.course)
    if (installed.visits.length % 2 > 0) {
      await press(student.course, words.shell.saveAndExit)
      await student.course.getByRole("heading", { name: words.exit.title }).waitFor()
    } else await sitting.closeTab()
    complaints.push(...sitting.complaints)
    await sitting.end()
    sitting = await tools.sit(installed)
    await whole(sitting.course)
    Object.assign(student, { course: sitting.course })
    await expect.poll(() => look(sitting.course)).toEqual(before)
  }

  return {
    ...{ installed, student, leave },
    /** Makes another person of them. */
    change(to: Manner) {
      Object.assign(student, to)
    },
    /** Ends it, and gives what nobody should have met. */
    async end() {
      await press(student.course, words.shell.saveAndExit)
      await student.course.getByRole("heading", { name: words.exit.title }).waitFor()
      await sitting.end()
      return [...complaints, ...sitting.complaints, ...transgressions(installed), ...tools.lms.missing]
    },
  }
}

async function toResults(course: Frame): Promise<void> {
  await press(course, words.shell.toResults)
  await course.getByRole("heading", { level: 1, name: words.shell.resultsTitle }).waitFor()
}

/** The memo that the page of own work offers: the levels and texts of its headings, and all that stands in it. */
async function memoIn(course: Frame) {
  await press(course, words.shell.menu)
  await press(course, words.menu.myWork)
  await press(course, words.work.downloadMemo("Decision memo"))
  const page = await course.getByLabel(words.work.copyHint).inputValue()
  const headings = [...page.matchAll(/<h([123])>(.*?)<\/h/g)].map(([, level, text]) => ({ level, text }))
  return { headings, text: page }
}

/** Type, result and weight of each scored activity, as an LMS of SCORM 2004 holds them when all is right. */
const scored: Readonly<Record<string, string>> = {
  ...{ a01: "choice correct 2", a02: "matching correct 6", a03: "choice correct 3" },
  ...{ a04: "sequencing correct 3", a05: "choice correct 2", a06: "choice correct 3" },
  ...{ a07: "choice correct 2", a08: "choice correct 2", a09: "choice correct 3" },
  ...{ a10: "matching correct 6", a11: "numeric correct 2", a12: "choice correct 2" },
  ...{ a13: "sequencing correct 4", a14: "choice correct 4", a15: "performance correct 8" },
  a16: "long-fill-in correct 6",
}

/** The same of what an LMS holds. */
function scoredIn(installed: Installed): Record<string, string> {
  const rows = rowsOf(installed.held(), "cmi.interactions").filter(({ id }) => id && id in scored)
  expect(rows).toHaveLength(16)
  return Object.fromEntries(rows.map(({ id, type, result, weighting }) => [id, `${type} ${result} ${weighting}`]))
}

/** What an LMS holds of the objectives: the words of its edition, and the score of each. */
function objectivesIn(installed: Installed): (string | undefined)[][] {
  const isOld = installed.edition === "scorm12"
  return rowsOf(installed.held(), "cmi.objectives").map((row) =>
    isOld
      ? [row.id, row.status, row["score.raw"]]
      : [row.id, row.completion_status, row.success_status, row["score.scaled"]],
  )
}

describe("the MLOps lesson", () => {
  it("is taken on the path Core with a break in every phase, and passed, as SCORM 1.2", {
    timeout: 240_000,
  }, async () => {
    const { installed, student, leave, end } = await begin("scorm12", { errs: ["a02"] }, true)
    const sights = await workOn(student)
    await leave()
    expect(installed.visits).toHaveLength(7)
    expect(await lookBack(student, sights)).toEqual(sights)
    const memo = await memoIn(student.course)
    expect(memo.headings.map(({ text }) => text)).toEqual([
      ...["Decision memo", "What we recommend"],
      ...["Recommendation and scope", "Gates and conditions", "Three pieces of evidence"],
      ...["The best argument against it", "Exit plan", "What people will be told"],
      "How the candidates compare",
      ...["Choice", "Ranking", "The same scores, other weights", "Gates", "Weights", "Scores", "Evidence"],
      ...["What we know, and what has to be asked", "Known", "Unknown"],
    ])
    expect(memo.headings.map(({ level }) => level).join("")).toMatch(/^1233333323333333233$/)
    expect(memo.text).toContain("The Inspectorate and its case are fictional")
    await goTo(student.course, "Sources")
    await toResults(student.course)
    await verdict(student.course, words.results.passed)
    await saved(student.course)

    const held = installed.held()
    expect(held).toMatchObject({
      ...{ "cmi.core.lesson_status": "passed", "cmi.core.exit": "suspend" },
      ...{ "cmi.core.score.raw": "100", "cmi.core.score.min": "0", "cmi.core.score.max": "100" },
    })
    // The first try at A02 had one of six wrong: 5 of its 6 points, 18 of 19 in all.
    expect(objectivesIn(installed)).toEqual([
      ["O1", "passed", "94.73"],
      ["O2", "passed", "100"],
      ["O3", "passed", "100"],
    ])
    expect(scoredIn(installed)).toEqual({ ...scored, a02: "matching wrong 6", a16: "fill-in correct 6" })
    const matrix = rowsOf(held, "cmi.interactions").find(({ id }) => id === "a15")
    expect(matrix?.student_response).toMatch(/^choice\.D,winner\.D,/)
    expect(held["cmi.suspend_data"]).toMatch(/^[!-~]{500,4096}$/)
    expect(await end()).toEqual([])
  })

  it("is taken on the path Advanced, and passed, as SCORM 2004 4th Edition", async () => {
    const { installed, student, end } = await begin("scorm2004-4", {
      ...{ path: "advanced", errs: ["a08"], format: "talk" },
    })
    await workOn(student)
    await toResults(student.course)
    await verdict(student.course, words.results.passed)
    await saved(student.course)

    // A08 was never right, and of A16 a part is open: 36 points of 39.
    expect(installed.held()).toMatchObject({
      ...{ "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.progress_measure": "1" },
      ...{ "cmi.score.scaled": "0.923", "cmi.score.raw": "92.3" },
    })
    expect(objectivesIn(installed)).toEqual([
      ["O1", "completed", "passed", "1"],
      ["O2", "completed", "passed", "0.909"],
      ["O3", "completed", "passed", "0.9411"],
    ])
    expect(scoredIn(installed)).toEqual({
      ...{ ...scored, a08: "choice incorrect 2", a16: "long-fill-in incorrect 6" },
    })
    expect(await end()).toEqual([])
  })

  it("is failed on the path Foundations, and passed when it is taken again, as SCORM 2004 3rd Edition", async () => {
    const errs = Object.keys(scored)
    const { installed, student, change, end } = await begin("scorm2004-3", {
      ...{ path: "foundations", errs, isHasty: true, format: "report", winner: "A" },
    })
    const { course } = student
    await workOn(student)
    await toResults(course)

    // Two pages could still be bettered: nobody has failed until they say so, or no try is left.
    await course.getByText(words.results.pending).waitFor()
    await course.getByText(words.results.triesLeft).waitFor()
    await saved(course)
    expect(installed.held()).toMatchObject({
      ...{ "cmi.completion_status": "completed", "cmi.success_status": "unknown" },
    })
    await press(course, words.results.recordNow)
    await press(course, words.results.yes)
    await verdict(course, words.results.failed)
    await saved(course)
    expect(installed.held()).toMatchObject({
      ...{ "cmi.completion_status": "completed", "cmi.success_status": "failed", "cmi.score.scaled": "0.1047" },
    })
    expect(objectivesIn(installed)).toEqual([
      ["O1", "completed", "failed", "0.2631"],
      ["O2", "completed", "failed", "0.1401"],
      ["O3", "completed", "failed", "0.0588"],
    ])

    // The results say what is not mastered, and lead to where it is taught.
    const evaluating = course.getByRole("row", { name: /^Evaluate popular MLOps platforms/ })
    await evaluating.getByText(words.results.notMastered("14%")).waitFor()
    await press(course, words.results.retake)
    await course.getByText(words.results.retaking).waitFor()
    const listed = course.getByRole("listitem").getByRole("button")
    expect((await listed.allInnerTexts()).filter((name) => scoredPages.includes(name))).toEqual(scoredPages)
    await evaluating.getByRole("button", { name: "Elaborate" }).click()
    await course.getByRole("heading", { level: 1, name: "Reading a supplier's claim" }).waitFor()

    change({ errs: [], isHasty: false })
    for (const page of scoredPages) {
      await goTo(course, page)
      await workOnPage(student)
    }
    await press(course, words.shell.menu)
    await press(course, words.shell.resultsTitle)
    await verdict(course, words.results.passed)
    await saved(course)
    expect(installed.held()).toMatchObject({
      ...{ "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.score.scaled": "1" },
    })
    // What does not count was not asked for again, and stands as it was.
    expect(objectivesIn(installed)).toEqual([
      ["O1", "completed", "failed", "0.2631"],
      ["O2", "completed", "passed", "1"],
      ["O3", "completed", "passed", "1"],
    ])
    const held = scoredIn(installed)
    const counted = Object.keys(scored).filter((id) => id > "a06")
    for (const id of counted)
      expect([id, held[id as keyof typeof held]]).toEqual([id, scored[id as keyof typeof scored]])
    expect(await end()).toEqual([])
  })
})

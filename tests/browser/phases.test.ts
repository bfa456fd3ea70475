import { beforeAll, describe, expect, it } from "vitest"
import { graded, takeTest, verdict } from "./graded.ts"
import { barePlan, buildPackage, buildPackages, harness, mlops } from "./harness.ts"
import { goTo, lookAgain, workThrough } from "./journey.ts"
import { countCalls, transgressions } from "./judge.ts"
import { choose, look, press, saved, turn, whole, work } from "./learner.ts"
import type { Installed } from "./lms.ts"
import { words } from "./words.ts"

// One SCO a phase: each is launched by itself, and the LMS holds a record of each.
const tools = harness()
const formats = ["scorm12", "scorm2004-3", "scorm2004-4"] as const
type Packages = Awaited<ReturnType<typeof buildPackages>>
let built: { course: Packages; graded: Packages }
beforeAll(async () => {
  built = {
    course: await buildPackages(barePlan, "phases", formats),
    graded: await buildPackages(graded, "phases", formats),
  }
})

const pages = ["engage", "explore", "explain", "elaborate", "evaluate"].map((phase) => `${phase}.html`)

describe.each(formats)("the phases as %s", (format) => {
  const isOld = format === "scorm12"
  const core = isOld ? "cmi.core." : "cmi."
  const completion = isOld ? "cmi.core.lesson_status" : "cmi.completion_status"

  it("are taken one by one, and each is complete by itself", async () => {
    const installed = await tools.lms.install(built.course[format] ?? new Uint8Array())
    expect(installed.manifest.items.map(({ page }) => page)).toEqual(pages)
    for (const page of pages) {
      const sitting = await tools.sit(installed, { page })
      const { course, complaints } = sitting
      await whole(course)
      await sitting.tab.waitForTimeout(200)
      const atLaunch = countCalls(await sitting.calls())
      expect(atLaunch.all).toBeLessThanOrEqual(15)
      expect(atLaunch.commits).toBe(1)
      await workThrough(course, () => false)
      await turn(course, words.shell.toResults)
      await course.getByText(words.results.completedPhase).waitFor()
      await press(course, words.shell.saveAndExit)
      await course.getByRole("heading", { name: words.exit.title }).waitFor()
      expect(complaints).toEqual([])
      await sitting.end()
      expect(installed.held(page)).toMatchObject({ [completion]: "completed", [`${core}exit`]: "suspend" })
    }
    expect(transgressions(installed)).toEqual([])
    expect(tools.lms.missing).toEqual([])
  })

  it("are left in the middle of one and gone on with there", async () => {
    const installed = await tools.lms.install(built.course[format] ?? new Uint8Array())
    const page = "explain.html"
    const first = await tools.sit(installed, { page })
    await whole(first.course)
    const done = await workThrough(first.course, ({ where }) => /page 2/.test(where))
    await first.closeTab()
    await first.end()
    const second = await tools.sit(installed, { page })
    await whole(second.course)
    expect(await look(second.course)).toEqual(done[done.length - 1])
    expect(await lookAgain(second.course, done)).toEqual(done)
    expect(installed.held("engage.html")).toEqual({})
    await second.end()
    expect(transgressions(installed)).toEqual([])
  })

  it("are scored where there is something to score", async () => {
    const installed = await tools.lms.install(built.graded[format] ?? new Uint8Array())
    const engage = await tools.sit(installed, { page: "engage.html" })
    await whole(engage.course)
    await work(engage.course)
    await turn(engage.course, words.shell.toResults)
    await press(engage.course, words.shell.saveAndExit)
    await engage.course.getByRole("heading", { name: words.exit.title }).waitFor()
    await engage.end()
    const evaluate = await tools.sit(installed, { page: "evaluate.html" })
    await whole(evaluate.course)
    await takeTest(evaluate.course, true)
    await goTo(evaluate.course, "Looking back")
    await choose(evaluate.course, "sure_now", "3 Fairly sure")
    await turn(evaluate.course, words.shell.toResults)
    await verdict(evaluate.course, words.results.passed)
    await saved(evaluate.course)
    await evaluate.end()
    expect(statusOf(installed, "engage.html", isOld)).toEqual(isOld ? ["completed", ""] : ["completed", "unknown", ""])
    expect(statusOf(installed, "evaluate.html", isOld)).toEqual(
      isOld ? ["passed", "100"] : ["completed", "passed", "100"],
    )
    expect(transgressions(installed)).toEqual([])
  })
})

describe("what a phase cannot know of the others", () => {
  it("is said, and not denied", async () => {
    const installed = await tools.lms.install(built.course.scorm12 ?? new Uint8Array())
    const sitting = await tools.sit(installed, { page: "evaluate.html" })
    const { course } = sitting
    await whole(course)
    await goTo(course, "How sure are you now?")
    await choose(course, "after_1", "2 A little sure")
    await course.getByText(words.activities.askedElsewhere).waitFor()
    await press(course, words.shell.glossary)
    await course.getByText(words.glossary.inPhase("Explain")).first().waitFor()
    expect(await course.getByText(words.glossary.notYet).count()).toBe(0)
    await sitting.end()
    const explore = await tools.sit(installed, { page: "explore.html" })
    await whole(explore.course)
    await press(explore.course, words.shell.menu)
    await press(explore.course, words.shell.resultsTitle)
    await explore.course.getByRole("heading", { name: words.results.scoreTitle }).waitFor()
    expect(await explore.course.getByRole("heading", { name: words.results.objectivesTitle }).count()).toBe(0)
    await explore.end()
  })
})

describe("a link into a phase that is launched on its own", () => {
  it("says what the source is, and where a page stands", async () => {
    const installed = await tools.lms.install(await buildPackage(mlops, "scorm12", "phases"))
    const sitting = await tools.sit(installed, { page: "elaborate.html" })
    const { course } = sitting
    await whole(course)
    await goTo(course, "Five candidates")
    await saved(course)
    const calls = (await sitting.calls()).length

    const source = course.getByRole("link", { name: /\bS4\b/ }).first()
    await source.click()
    const opened = course.getByRole("dialog", { name: words.shell.elsewhere })
    await opened.getByText(words.elsewhere.source("Sources", "Evaluate")).waitFor()
    await expect.poll(() => opened.textContent()).toMatch(/S4.*Read /i)
    await press(course, words.shell.close)
    expect(await source.evaluate((link) => link === document.activeElement)).toBe(true)

    await course.getByRole("link", { name: "the explorer", exact: true }).click()
    await opened.getByText(/is a page of the phase Explore/).waitFor()
    await press(course, words.shell.close)
    await course.getByRole("heading", { level: 1, name: "Five candidates" }).waitFor()
    expect(await sitting.calls()).toHaveLength(calls)
    expect(sitting.complaints).toEqual([])
    await sitting.end()
  })
})

function statusOf(installed: Installed, page: string, isOld: boolean): (string | undefined)[] {
  const held = installed.held(page)
  const names = isOld
    ? ["cmi.core.lesson_status", "cmi.core.score.raw"]
    : ["cmi.completion_status", "cmi.success_status", "cmi.score.raw"]
  return names.map((name) => held[name])
}

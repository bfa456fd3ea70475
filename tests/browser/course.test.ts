import { describe, expect, it } from "vitest"
import { barePlan, buildPackages, harness } from "./harness.ts"
import { lookAgain, workThrough } from "./journey.ts"
import { countCalls, rowsOf, transgressions } from "./judge.ts"
import { look, press, saved, turn, whole } from "./learner.ts"
import { words } from "./words.ts"

// The lesson that comes with Lessonpack, in each format of one SCO: launched, left, gone on with elsewhere, completed.
const { sit, lms } = (() => {
  const tools = harness()
  return { sit: tools.sit, lms: () => tools.lms }
})()

let built: ReturnType<typeof buildPackages> | undefined
const packages = () => (built ??= buildPackages(barePlan, "course", ["scorm12", "scorm2004-3", "scorm2004-4"]))

describe.each(["scorm12", "scorm2004-3", "scorm2004-4"] as const)("the course as %s", (format) => {
  const names =
    format === "scorm12"
      ? { core: "cmi.core.", location: "cmi.core.lesson_location", completion: "cmi.core.lesson_status" }
      : { core: "cmi.", location: "cmi.location", completion: "cmi.completion_status" }

  it("is taken from launch to result in three browsers, and the LMS holds it all", async () => {
    const installed = await lms().install((await packages())[format] ?? new Uint8Array())

    // The first browser: half of the course, then out by the door.
    const first = await sit(installed)
    await whole(first.course)
    await first.tab.waitForTimeout(300)
    const atLaunch = countCalls(await first.calls())
    expect(atLaunch.all).toBeLessThanOrEqual(15)
    expect(atLaunch.commits).toBe(1)
    const done = await workThrough(first.course, ({ where }) => /^Explore, page 2/.test(where))
    await press(first.course, words.shell.saveAndExit)
    await first.course.getByRole("heading", { name: words.exit.title }).waitFor()
    expect(installed.visits[0]?.isOver).toBe(true)
    expect(installed.held()).toMatchObject({
      [names.completion]: "incomplete",
      [`${names.core}exit`]: "suspend",
      [names.location]: expect.stringMatching(/^explore_/),
    })
    expect(first.complaints).toEqual([])
    await first.end()

    // The second: everything is there; half of the rest, then the tab is simply closed.
    const second = await sit(installed)
    await whole(second.course)
    const last = done[done.length - 1]
    expect(await look(second.course)).toEqual(last)
    expect(await lookAgain(second.course, done)).toEqual(done)
    await saved(second.course)
    const before = countCalls(await second.calls())
    for (const name of [words.shell.back, words.shell.next]) {
      await turn(second.course, name)
      await saved(second.course)
    }
    const turns = countCalls(await second.calls())
    expect(turns.commits - before.commits).toBe(2)
    expect(turns.sets - before.sets).toBeLessThanOrEqual(8)
    const more = await workThrough(second.course, ({ where }) => /^Elaborate, page 2/.test(where))
    await second.closeTab()
    expect(second.complaints).toEqual([])
    await second.end()

    // The third: still all there; to the end.
    const third = await sit(installed)
    await whole(third.course)
    expect(await look(third.course)).toEqual(more[more.length - 1])
    await workThrough(third.course, () => false)
    await turn(third.course, words.shell.toResults)
    await third.course.getByText(words.results.completed).waitFor()
    await saved(third.course)
    const held = installed.held()
    expect(held).toMatchObject({ [names.completion]: "completed", [`${names.core}exit`]: "suspend" })
    expect(held[`${names.core}score.raw`] ?? "").toBe("")
    expect(held[`${names.core}session_time`]).toMatch(format === "scorm12" ? /^00:00:\d\d/ : /^PT(\d+M)?\d+(\.\d+)?S$/)
    expect(held[`${names.core}session_time`]).not.toMatch(/^(00:00:00(\.00)?|PT0S)$/)
    const status = format === "scorm12" ? "status" : "completion_status"
    expect(rowsOf(held, "cmi.objectives").map((row) => [row.id, row[status]])).toEqual([
      ["O1", "completed"],
      ["O2", "completed"],
      ["O3", "completed"],
    ])
    // How sure the learner is of each objective, before and after.
    expect(rowsOf(held, "cmi.interactions").map(({ type, result }) => `${type} ${result}`)).toEqual(
      Array.from({ length: 6 }, () => "likert neutral"),
    )
    expect(held["cmi.suspend_data"]).toMatch(/^[!-~]{50,4096}$/)
    expect(third.complaints).toEqual([])
    await third.end()

    expect(transgressions(installed)).toEqual([])
    expect(lms().missing).toEqual([])
  })
})

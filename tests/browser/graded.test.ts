import { describe, expect, it } from "vitest"
import { failAgain, finish, graded, prepare, takeTest, verdict } from "./graded.ts"
import { buildPackages, harness } from "./harness.ts"
import { goTo } from "./journey.ts"
import { rowsOf, transgressions } from "./judge.ts"
import { activity, look, press, saved, turn, whole } from "./learner.ts"
import { words } from "./words.ts"

// A lesson with scored questions, passed and failed, and what the LMS holds of it then.
const tools = harness()
let built: ReturnType<typeof buildPackages> | undefined
async function install(format: "scorm12" | "scorm2004-3" | "scorm2004-4") {
  built ??= buildPackages(graded, "course", ["scorm12", "scorm2004-3", "scorm2004-4"])
  return tools.lms.install((await built)[format] ?? new Uint8Array())
}

describe.each(["scorm12", "scorm2004-3", "scorm2004-4"] as const)("a graded lesson as %s", (format) => {
  const isOld = format === "scorm12"
  const core = isOld ? "cmi.core." : "cmi."
  const wrong = isOld ? "wrong" : "incorrect"

  it("that is passed is held as passed, with score, objectives and every answer", async () => {
    const installed = await install(format)
    const { course, complaints, end } = await tools.sit(installed)
    await whole(course)
    await prepare(course)
    await takeTest(course, true)
    await finish(course)
    await verdict(course, words.results.passed)
    await press(course, words.shell.saveAndExit)
    await course.getByRole("heading", { name: words.exit.title }).waitFor()

    const held = installed.held()
    expect(held).toMatchObject({
      [`${core}score.raw`]: "100",
      [`${core}score.min`]: "0",
      [`${core}score.max`]: "100",
      ...(isOld
        ? { "cmi.core.lesson_status": "passed" }
        : {
            "cmi.completion_status": "completed",
            "cmi.success_status": "passed",
            "cmi.score.scaled": "1",
            "cmi.progress_measure": "1",
          }),
    })
    const status = isOld ? "status" : "success_status"
    expect(rowsOf(held, "cmi.objectives").map((row) => [row.id, row[status]])).toEqual([
      ["O1", isOld ? "completed" : "unknown"],
      ["O2", "passed"],
      ["O3", "passed"],
    ])
    expect(rowsOf(held, "cmi.interactions").map(({ id, type, result }) => `${id} ${type} ${result}`)).toEqual([
      "sure likert neutral",
      "zero choice correct",
      `terms matching ${wrong}`,
      `unit fill-in ${wrong}`,
      `order sequencing ${wrong}`,
      `rise numeric ${wrong}`,
      "q_warn choice correct",
      "q_several choice correct",
      "q_match matching correct",
      "q_order sequencing correct",
      "q_rise numeric correct",
      "q_word fill-in correct",
      "sure_now likert neutral",
    ])
    expect(transgressions(installed)).toEqual([])
    expect(complaints).toEqual([])
    await end()
  })

  // The two editions of 2004 have one adapter.
  if (format === "scorm2004-3") return

  it("that is failed is held as failed, and as passed once it is taken again", async () => {
    const installed = await install(format)
    const first = await tools.sit(installed)
    await whole(first.course)
    await prepare(first.course)
    await takeTest(first.course, false)
    await failAgain(first.course)
    await finish(first.course)
    await verdict(first.course, words.results.failed)
    await saved(first.course)
    expect(installed.held()).toMatchObject(
      isOld
        ? { "cmi.core.lesson_status": "failed" }
        : { "cmi.completion_status": "completed", "cmi.success_status": "failed" },
    )
    expect(Number(installed.held()[`${core}score.raw`])).toBeLessThan(70)
    await first.closeTab()
    await first.end()

    const second = await tools.sit(installed)
    await whole(second.course)
    await press(second.course, words.shell.menu)
    await press(second.course, words.shell.resultsTitle)
    await press(second.course, words.results.retake)
    // What was recorded stays: only this tells that the new round has begun, and what it waits for.
    const begun = second.course.getByText(words.results.retaking)
    await begun.waitFor()
    expect(await begun.evaluate((paragraph) => paragraph === document.activeElement)).toBe(true)
    expect(await second.course.getByRole("button", { name: words.results.retake }).count()).toBe(0)
    await takeTest(second.course, true)
    await finish(second.course)
    await verdict(second.course, words.results.passed)
    await press(second.course, words.shell.saveAndExit)
    await second.course.getByRole("heading", { name: words.exit.title }).waitFor()
    expect(installed.held()).toMatchObject({
      [`${core}score.raw`]: "100",
      ...(isOld
        ? { "cmi.core.lesson_status": "passed" }
        : { "cmi.completion_status": "completed", "cmi.success_status": "passed" }),
    })
    expect(rowsOf(installed.held(), "cmi.interactions")).toHaveLength(13)
    expect(transgressions(installed)).toEqual([])
    expect([...first.complaints, ...second.complaints]).toEqual([])
    await second.end()
  })

  it("says so when the work it is handed cannot be read, and lowers nothing that is recorded", async () => {
    const installed = await install(format)
    const first = await tools.sit(installed)
    await whole(first.course)
    await prepare(first.course)
    await takeTest(first.course, true)
    await finish(first.course)
    await verdict(first.course, words.results.passed)
    await press(first.course, words.shell.saveAndExit)
    await first.course.getByRole("heading", { name: words.exit.title }).waitFor()
    await first.end()
    const status = Object.entries(installed.held()).filter(([element]) => /^cmi\..*(_status|score\.\w+)$/.test(element))
    for (const other of [`${installed.held()["cmi.suspend_data"]}x`, "2|of another course"]) {
      installed.swap(other)
      const { course, complaints, end, closeTab } = await tools.sit(installed)
      await whole(course)
      await course.getByText(words.launch.unreadable).waitFor()
      await turn(course)
      await saved(course)
      await closeTab()
      expect(complaints).toEqual([])
      expect(installed.held()).toMatchObject(Object.fromEntries(status))
      await end()
    }
    expect(transgressions(installed)).toEqual([])
  })

  it.each([
    { mode: "review", credit: "credit" },
    { mode: "browse", credit: "credit" },
    { mode: "normal", credit: "no-credit" },
  ] as const)("launched with mode $mode and $credit shows earlier work and writes nothing", async (how) => {
    const installed = await install(format)
    const first = await tools.sit(installed)
    await whole(first.course)
    await choose(first.course)
    await press(first.course, words.shell.saveAndExit)
    await first.course.getByRole("heading", { name: words.exit.title }).waitFor()
    await first.end()
    const held = installed.held()

    const { course, calls, closeTab, complaints, end } = await tools.sit(installed, how)
    await whole(course)
    await expect.poll(async () => (await look(course)).text).toContain("A little sure")
    await course.getByText(how.mode === "review" ? words.save.review : words.save.browse).waitFor()
    await goTo(course, "Terms")
    expect((await calls()).filter(({ method }) => method === "SetValue" || method === "Commit")).toEqual([])
    await closeTab()
    expect(installed.visits.at(-1)?.isOver).toBe(how.mode !== "normal")
    // How a launch is meant, and the time that the LMS itself adds up, differ.
    const own = /\.(entry|exit|mode|lesson_mode|credit|session_time|total_time)$/
    const kept = (data: typeof held) => Object.entries(data).filter(([element]) => !own.test(element))
    expect(kept(installed.held())).toEqual(kept(held))
    expect(transgressions(installed)).toEqual([])
    expect(complaints).toEqual([])
    await end()
  })
})

async function choose(course: Parameters<typeof look>[0]): Promise<void> {
  await activity(course, "sure").getByLabel("A little sure").check()
  await activity(course, "sure").locator("button[type=submit]").click()
}

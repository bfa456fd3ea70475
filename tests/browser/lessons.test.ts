import { mkdtemp } from "node:fs/promises"
import { join } from "node:path"
import type { Frame } from "playwright-core"
import { describe, expect, inject, it } from "vitest"
import { writeManyQuestions } from "../fixtures/many-questions.ts"
import { buildPackage, harness } from "./harness.ts"
import { goTo, lookAgain, workThrough } from "./journey.ts"
import { rowsOf, transgressions } from "./judge.ts"
import { look, press, saved, turn, whole } from "./learner.ts"
import { words } from "./words.ts"

// Lessons that put a strain on a course: text that attacks, another direction of writing, very many questions.
const tools = harness()

describe("a hostile lesson", () => {
  it("shows everything as text, whoever wrote it, and keeps it so", async () => {
    const installed = await tools.lms.install(await buildPackage("tests/fixtures/lessons/hostile", "scorm12"))
    const first = await tools.sit(installed)
    const dialogs: string[] = []
    first.tab.on("dialog", (dialog) => {
      dialogs.push(dialog.message())
      return dialog.dismiss()
    })
    await whole(first.course)
    expect((await look(first.course)).heading).toContain("<script>alert(1)</script>")
    const strange: string[] = []
    const written = `</textarea></script><script>alert(2)</script>\u0000\u0007{lang=xx}[,]"'& \u{1F30A}\u202Egnirts`
    for (let isLast = false; !isLast; ) {
      strange.push(...(await first.course.evaluate(findStrange)))
      for (const field of await first.course.locator("textarea").all()) await field.fill(written)
      isLast = (await first.course.getByRole("button", { name: words.shell.next, exact: true }).count()) === 0
      if (!isLast) await turn(first.course)
    }
    await press(first.course, words.shell.menu)
    await press(first.course, words.menu.myWork)
    await first.course.getByText("alert(2)").first().waitFor()
    strange.push(...(await first.course.evaluate(findStrange)))
    await press(first.course, words.shell.saveAndExit)
    await first.course.getByRole("heading", { name: words.exit.title }).waitFor()
    await first.end()

    const second = await tools.sit(installed)
    await whole(second.course)
    const kept = await Promise.all((await second.course.locator("textarea").all()).map((field) => field.inputValue()))
    expect(kept.every((text) => text.includes("</script><script>alert(2)</script>"))).toBe(true)
    strange.push(...(await second.course.evaluate(findStrange)))
    await second.end()
    expect([...strange, ...dialogs]).toEqual([])
    expect([...first.complaints, ...second.complaints]).toEqual([])
    expect(transgressions(installed)).toEqual([])
    expect(tools.lms.missing).toEqual([])
  })
})

/** What may not stand in a page: handlers, frames, styles, pictures and links of a sort that runs or fetches something. */
function findStrange(): string[] {
  return [...document.querySelectorAll("*")].flatMap((element) => {
    const attributes = [...element.attributes].filter(
      ({ name, value }) =>
        /^on/.test(name) ||
        (/^(href|src|action)$/.test(name) && !/^(#|https?:|mailto:|[\w-]+\.\w+|media\/)/.test(value)),
    )
    const isStrange = /^(iframe|object|embed|style|base|form-action|meter)$/i.test(element.tagName)
    return isStrange || attributes.length > 0 ? [element.outerHTML.slice(0, 200)] : []
  })
}

describe("an Arabic lesson", () => {
  it("runs from right to left, and fits wide and narrow", async () => {
    const installed = await tools.lms.install(await buildPackage("tests/fixtures/lessons/arabic", "scorm12"))
    const { course, tab, complaints, end } = await tools.sit(installed)
    await whole(course)
    expect(await course.locator("html").getAttribute("dir")).toBe("rtl")
    expect(await course.locator("html").getAttribute("lang")).toBe("ar")
    for (const width of [1280, 320]) {
      await tab.setViewportSize({ width, height: 800 })
      const { heading, main, scrollWidth } = await course.evaluate(() => {
        const range = document.createRange()
        range.selectNodeContents(document.querySelector("h1") ?? document.body)
        const heading = range.getBoundingClientRect()
        const main = document.querySelector("h1")?.getBoundingClientRect() ?? heading
        return { heading: heading.right, main: main.right, scrollWidth: document.documentElement.scrollWidth }
      })
      expect(Math.abs(heading - main)).toBeLessThan(2)
      expect(scrollWidth).toBeLessThanOrEqual(width)
    }
    // An author's link to another page of the course opens it.
    await course.getByRole("link", { name: "الفصل التالي" }).click()
    await course.getByRole("heading", { level: 1, name: "القيد" }).waitFor()
    const done = await workThrough(course, () => false)
    await turn(course, words.shell.toResults)
    await saved(course)
    expect(await lookAgain(course, done.slice(0, 2))).toEqual(done.slice(0, 2))
    expect(transgressions(installed)).toEqual([])
    expect(complaints).toEqual([])
    await end()
  })
})

describe("a lesson of 500 questions", () => {
  it("keeps every answer within what SCORM 1.2 keeps", async () => {
    const lesson = await writeManyQuestions(await mkdtemp(join(inject("folder"), "questions-")), 500)
    const installed = await tools.lms.install(await buildPackage(lesson, "scorm12"))
    const first = await tools.sit(installed)
    await whole(first.course)
    for (let isLast = false; !isLast; ) {
      // Wrong, and wrong in another way: the most that there is to keep.
      for (const option of [0, 1]) await answerAll(first.course, option)
      isLast = (await first.course.getByRole("button", { name: words.shell.next, exact: true }).count()) === 0
      if (!isLast) await turn(first.course)
    }
    const last = await look(first.course)
    await goTo(first.course, "Questions 251 to 260")
    const middle = await look(first.course)
    await press(first.course, words.shell.saveAndExit)
    await first.course.getByRole("heading", { name: words.exit.title }).waitFor()
    await first.end()
    const held = installed.held()
    expect(held["cmi.suspend_data"]?.length).toBeGreaterThan(100)
    expect(held["cmi.suspend_data"]?.length).toBeLessThanOrEqual(4096)
    expect(held["cmi.interactions.499.student_response"]).toMatch(/^[a-d]$/)

    const second = await tools.sit(installed)
    await whole(second.course)
    expect(await look(second.course)).toEqual(middle)
    await goTo(second.course, last.heading)
    expect(await look(second.course)).toEqual(last)
    expect([...first.complaints, ...second.complaints]).toEqual([])
    expect(transgressions(installed)).toEqual([])
    await second.end()
  })
})

/** Chooses one option of each question of the page that takes another try, and hands it in; as fast as the page can. */
async function answerAll(course: Frame, option: number): Promise<void> {
  await course.evaluate(async (option) => {
    const settled = () => new Promise((go) => setTimeout(go, 0))
    for (const form of document.querySelectorAll("form")) {
      const button = () => form.querySelector<HTMLButtonElement>("button[type=submit]")
      // After a first try the button starts the next one.
      if (form.querySelector(".verdict")) button()?.click()
      await settled()
      form.querySelectorAll<HTMLInputElement>("input[type=radio]")[option]?.click()
      await settled()
      button()?.click()
    }
    await settled()
  }, option)
}

/** The scripts that the page has fetched. */
async function scriptsOf(course: Frame): Promise<readonly string[]> {
  const names = await course.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name))
  return names.flatMap((name) => /[\w-]+\.js$/.exec(name) ?? []).toSorted()
}

describe("a lesson with an activity of its own", () => {
  it("loads it when its page opens, lets it be answered, and tells the LMS", async () => {
    const installed = await tools.lms.install(await buildPackage("tests/fixtures/lessons/own", "scorm12"))
    const first = await tools.sit(installed)
    const asked: string[] = []
    first.tab.on("request", (request) => asked.push(new URL(request.url()).pathname.replace(/^.*\//, "")))
    await whole(first.course)
    expect(asked.filter((name) => /^(tally|activities)\./.test(name))).toEqual([])
    // The first page is all in the launch page: its phase comes with the second.
    expect(await scriptsOf(first.course)).toEqual(["player.js"])
    await turn(first.course)
    expect(await scriptsOf(first.course)).toEqual(["activities.js", "engage.js", "player.js", "tally.js"])
    const more = first.course.getByRole("button", { name: "One more" })
    await more.waitFor()
    expect(asked.filter((name) => /^tally\./.test(name)).toSorted()).toEqual(["tally.css", "tally.js"])
    expect(await first.course.locator(".tally").evaluate((tally) => getComputedStyle(tally).display)).toBe("flex")
    await more.click()
    await press(first.course, words.activities.check)
    await first.course.getByText(words.activities.triesLeft(1)).waitFor()
    await press(first.course, words.shell.saveAndExit)
    await first.course.getByRole("heading", { name: words.exit.title }).waitFor()
    await first.end()
    const [interaction] = rowsOf(installed.held(), "cmi.interactions")
    expect(interaction).toMatchObject({ id: "slips", type: "numeric", student_response: "1", result: "wrong" })

    const second = await tools.sit(installed)
    await whole(second.course)
    // Where the learner left off, with the answer that was given.
    const oneMore = second.course.getByRole("button", { name: "One more" })
    await second.course.getByText("1", { exact: true }).waitFor()
    for (let count = 1; count < 3; count++) await oneMore.click()
    await press(second.course, words.activities.check)
    await second.course.getByText("A small letter in").waitFor()
    expect(await oneMore.count()).toBe(0)
    await press(second.course, words.shell.menu)
    await press(second.course, words.menu.myWork)
    await second.course.getByText("Counted: 3").waitFor()
    await press(second.course, words.shell.saveAndExit)
    await second.course.getByRole("heading", { name: words.exit.title }).waitFor()
    await second.end()
    const rows = rowsOf(installed.held(), "cmi.interactions")
    expect(rows.map(({ id, student_response, result }) => [id, student_response, result])).toEqual([
      ["slips", "3", "correct"],
    ])
    expect([...first.complaints, ...second.complaints]).toEqual([])
    expect(transgressions(installed)).toEqual([])
    expect(tools.lms.missing).toEqual([])
  })
})

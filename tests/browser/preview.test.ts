import { cp, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { launchBrowser } from "../../src/lms/browser.ts"
import { startPreview } from "../../src/preview/preview.ts"
import type { PreviewServer } from "../../src/preview/server.ts"
import { graded } from "./graded.ts"
import { words } from "./words.ts"

const held: { browser?: Browser; preview?: PreviewServer } = {}
let lesson = ""
beforeAll(async () => {
  lesson = join(inject("folder"), "previewed")
  await cp(graded, lesson, { recursive: true })
  held.browser = await launchBrowser(inject("browser"))
  held.preview = await startPreview({ path: lesson, store: join(inject("folder"), "preview.db") })
})
afterAll(async () => {
  await held.browser?.close()
  await held.preview?.close()
})

async function openDesk(): Promise<Page> {
  const context = await held.browser?.newContext({ viewport: { width: 1280, height: 1000 } })
  const page = await context?.newPage()
  if (!page) throw new Error("there is no browser")
  page.setDefaultTimeout(15_000)
  await page.goto(held.preview?.url ?? "")
  return page
}

const courseOf = (desk: Page) => desk.frameLocator("iframe.course")
const launch = async (desk: Page) => {
  await desk.getByRole("button", { name: /^Launch/ }).click()
  await courseOf(desk).locator("#lessonpack[data-started]").waitFor({ state: "attached" })
}

/** Titles of the pages that were opened, by the saved work, when there are so many. */
async function savedPages(desk: Page, count: number): Promise<readonly string[]> {
  const opened = desk.locator("dt", { hasText: "Pages opened" }).locator("xpath=following-sibling::dd[1]")
  await expect.poll(async () => (await opened.textContent())?.split(" · ").length, { timeout: 15_000 }).toBe(count)
  return (await opened.textContent())?.split(" · ") ?? []
}

describe("the LMS on the author's desk", () => {
  it("breaks the connection by a switch: the course says so, and recovers", async () => {
    const desk = await openDesk()
    await launch(desk)
    const course = courseOf(desk)
    await desk.getByLabel(/keeps nothing/).check()
    await course.getByRole("button", { name: words.shell.next }).click()
    await course
      .getByText(/Not saved/)
      .first()
      .waitFor()
    await desk.getByLabel(/keeps nothing/).uncheck()
    await course
      .getByText(/^Saved/)
      .first()
      .waitFor({ timeout: 40_000 })
    expect(await desk.locator("tr.faulty").count()).toBeGreaterThan(0)
    expect(await desk.getByText(/none against a rule/).count()).toBe(1)
    await desk.getByRole("tab", { name: "Saved work" }).click()
    await desk.getByText(/\d+ of 4096 characters/).waitFor()
    await desk.context().close()
  })

  it("goes on where the learner left, also when the lesson changes under it", async () => {
    const desk = await openDesk()
    await launch(desk)
    const course = courseOf(desk)
    const place = await course.locator("h1").first().textContent()
    expect(place).not.toBe("A bridge under water")
    const explore = await readFile(join(lesson, "explore.md"), "utf8")
    await writeFile(join(lesson, "explore.md"), explore.replace("Tuesday", "Tuesday morning"))
    await course.getByText("Tuesday morning").waitFor({ timeout: 30_000 })
    expect(await course.locator("h1").first().textContent()).toBe(place)
    await desk.context().close()
  })

  it("takes a learner apart from another, and forgets one on request", async () => {
    const desk = await openDesk()
    await desk.getByLabel(/Learner/).fill("Grace")
    await launch(desk)
    expect(await courseOf(desk).locator("h1").first().textContent()).toBe("A bridge under water")
    await desk.getByLabel(/Learner/).fill("Ada")
    await desk.getByRole("button", { name: "Forget this learner" }).click()
    await desk.getByText("What was kept of Ada is forgotten.").waitFor()
    await launch(desk)
    expect(await courseOf(desk).locator("h1").first().textContent()).toBe("A bridge under water")
    await desk.context().close()
  })

  it("keeps what a course says while it goes, before it is launched again", async () => {
    const desk = await openDesk()
    await desk.getByLabel(/Learner/).fill("Mary")
    await launch(desk)
    const asked: string[] = []
    desk.on("request", (request) => {
      const [, name = ""] = /^\/api\/(keep|launch)$/.exec(new URL(request.url()).pathname) ?? []
      if (name === "launch" || request.postDataJSON()?.isOver === true) asked.push(name)
    })
    await launch(desk)
    expect(asked).toEqual(["keep", "launch"])
    await desk.context().close()
  })

  it("shows of each launch what is its own", async () => {
    const desk = await openDesk()
    const open = (name: string) => desk.getByRole("tab", { name, exact: true }).click()
    await desk.getByLabel("Format").selectOption({ label: "cmi5" })
    await desk.getByLabel(/Learner/).fill("Grace")
    await launch(desk)
    await courseOf(desk).getByRole("button", { name: words.shell.next }).click()
    await open("Saved work")
    const [first] = await savedPages(desk, 2)
    await desk.getByLabel(/Learner/).fill("Mary")
    await launch(desk)
    expect(await savedPages(desk, 1)).toEqual([first])
    await open("Calls")
    expect(await desk.getByRole("cell", { name: /^POST \/fetch/ }).count()).toBe(1)
    await desk.getByLabel("Format").selectOption({ label: "SCORM 1.2" })
    await launch(desk)
    await desk.getByText(/^\d+ calls, /).waitFor()
    await desk.context().close()
  })

  it("is read by everybody: no barrier that axe finds, on a desk and on a phone", async () => {
    const desk = await openDesk()
    await launch(desk)
    const axe = await readFile("node_modules/axe-core/axe.min.js", "utf8")
    for (const [width, colorScheme] of [
      [1280, "light"],
      [1280, "dark"],
      [320, "light"],
    ] as const) {
      await desk.setViewportSize({ width, height: 900 })
      await desk.emulateMedia({ colorScheme })
      for (const tab of await desk.getByRole("tab").all()) {
        await tab.click()
        await desk.evaluate(axe)
        const found = await desk.evaluate(async () => {
          const run = (window.axe as NonNullable<Window["axe"]>).run
          // The course in the frame is looked at elsewhere.
          const { violations } = await run(document, { iframes: false })
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)
        })
        expect(found).toEqual([])
      }
      expect(await desk.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    }
    await desk.context().close()
  })
})

import { cp, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import JSZip from "jszip"
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

async function openDesk(url = held.preview?.url ?? ""): Promise<Page> {
  const context = await held.browser?.newContext({ viewport: { width: 1280, height: 1000 } })
  const page = await context?.newPage()
  if (!page) throw new Error("there is no browser")
  page.setDefaultTimeout(15_000)
  await page.goto(url)
  return page
}

/** A desk with a package of SCORM 1.2 of another tool, whose page runs this script with the API at hand. */
async function openForeign(name: string, script: string): Promise<{ desk: Page; end(): Promise<void> }> {
  const zip = new JSZip()
  zip.file(
    "imsmanifest.xml",
    `<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
      <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
      <organizations><organization><item identifierref="R"><title>Boats</title></item></organization></organizations>
      <resources><resource identifier="R" href="index.html"/></resources></manifest>`,
  )
  const page = `<!doctype html><html lang="en"><title>Boats</title><h1>Boats</h1>`
  zip.file("index.html", `${page}<script>const api = parent.API; api.LMSInitialize(""); ${script}</script>`)
  const file = join(inject("folder"), `${name}.zip`)
  await writeFile(file, await zip.generateAsync({ type: "uint8array" }))
  const preview = await startPreview({ path: file, store: ":memory:" })
  const desk = await openDesk(preview.url)
  return {
    desk,
    async end() {
      await desk.context().close()
      await preview.close()
    },
  }
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

  it("stays where it is when a course puts itself in the place of the page", async () => {
    const { desk, end } = await openForeign("bust", "top.location.href = self.location.href")
    await desk.getByRole("button", { name: /^Launch/ }).click()
    await courseOf(desk).getByRole("heading", { name: "Boats" }).waitFor()
    await desk.getByText(/^1 calls, /).waitFor()
    expect(desk.url()).toContain("?key=")
    await desk.getByText(/tried to put another page in the place of this one.* window of its own/).waitFor()
    // From elsewhere it cannot reach the desk at all.
    await desk.getByLabel(/^Where/).selectOption({ label: "In a frame from another origin" })
    await desk.getByRole("button", { name: /^Launch/ }).click()
    await courseOf(desk).getByRole("heading", { name: "Boats" }).waitFor()
    await desk.waitForTimeout(500)
    expect(desk.url()).toContain("?key=")
    await end()
  })

  it("shows some thousand calls soon, the newest first, and all on request", async () => {
    const loop = `for (let i = 0; i < 3000; i++) {
      api.LMSSetValue("cmi.suspend_data", "x".repeat(4000) + i); api.LMSCommit("") }`
    const { desk, end } = await openForeign("many", loop)
    const keeps: string[] = []
    desk.on("request", (request) => void (request.url().endsWith("/api/keep") && keeps.push(request.postData() ?? "")))
    const begun = Date.now()
    await desk.getByRole("button", { name: /^Launch/ }).click()
    await desk.getByText(/^6001 calls, 3000 commits/).waitFor()
    expect(Date.now() - begun).toBeLessThan(10_000)
    await desk.getByText("The newest 400 of 6001 lines are shown.").waitFor()
    expect(await desk.locator("tbody tr").count()).toBe(400)
    // What was said last is kept, whatever was passed over.
    await expect.poll(() => keeps.at(-1)).toContain("x2999")
    await desk.getByRole("button", { name: "Show all" }).click()
    await expect.poll(() => desk.locator("tbody tr").count()).toBe(6001)
    const [file] = await Promise.all([
      desk.waitForEvent("download"),
      desk.getByRole("button", { name: "Download the trace" }).click(),
    ])
    expect((await readFile(await file.path(), "utf8")).split("\n")).toHaveLength(6001)
    await end()
  })

  it("makes the LRS fail before the first launch, and knows of it when loaded again", async () => {
    const desk = await openDesk()
    await desk.getByLabel("Learner (").fill("Joan")
    await desk.getByLabel("The LRS").selectOption({ label: "Fails (500)" })
    await desk.getByLabel("Format").selectOption({ label: "cmi5" })
    await desk.getByRole("button", { name: /^Launch/ }).click()
    await desk.getByRole("cell", { name: "500", exact: true }).first().waitFor()
    await desk.reload()
    await expect.poll(() => desk.getByLabel("The LRS").locator("option:checked").textContent()).toBe("Fails (500)")
    await desk.getByLabel("The LRS").selectOption({ label: "In order" })
    await desk.getByLabel("Format").selectOption({ label: "cmi5" })
    await desk.getByLabel("Learner (").fill("Joan")
    await launch(desk)
    await desk.context().close()
  })

  it("takes a learner of cmi5 back who leaves the course", async () => {
    const desk = await openDesk()
    await desk.getByLabel("Format").selectOption({ label: "cmi5" })
    await desk.getByLabel("Learner (").fill("Hedy")
    await launch(desk)
    await courseOf(desk).getByRole("button", { name: words.shell.saveAndExit }).click()
    await courseOf(desk).getByRole("heading", { name: "The session has ended" }).waitFor()
    await desk.context().close()
  })

  it("kills the tab as a crash does: the course says no last words", async () => {
    const desk = await openDesk()
    await desk.getByLabel("Format").selectOption({ label: "cmi5" })
    await desk.getByLabel("Learner (").fill("Edith")
    await launch(desk)
    // Until all is said that the launch itself has to say.
    await desk.waitForTimeout(4000)
    const lines = desk.getByRole("cell", { name: /^(POST|PUT) / })
    const before = await lines.count()
    await courseOf(desk).getByText("A little sure").click()
    await desk.getByRole("button", { name: "Kill the tab" }).click()
    await desk.waitForTimeout(2500)
    expect(await lines.count()).toBe(before)
    await desk.context().close()
  })

  it("notices that the course's window was closed", async () => {
    const desk = await openDesk()
    await desk.getByLabel(/^Where/).selectOption({ label: "In a window of its own" })
    const [course] = await Promise.all([
      desk.waitForEvent("popup"),
      desk.getByRole("button", { name: /^Launch/ }).click(),
    ])
    await desk.getByText("The course is in a window of its own.").waitFor()
    await course.close()
    await desk.getByText("The course was left.").waitFor()
    expect(await desk.getByRole("button", { name: "Leave" }).isDisabled()).toBe(true)
    await desk.context().close()
  })

  it("takes no mastery score that is none", async () => {
    const desk = await openDesk()
    const score = desk.getByLabel(/^Mastery score/)
    for (const wrong of ["80%", "abc", "150", "80,5", "-1"]) {
      await score.fill(wrong)
      await desk.getByRole("button", { name: /^Launch/ }).click()
      await desk.getByText(/Write a number from 0 to 100/).waitFor()
      expect([wrong, await score.getAttribute("aria-invalid")]).toEqual([wrong, "true"])
    }
    expect(await score.evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await desk.locator("iframe.course").count()).toBe(0)
    await score.fill("72.5")
    await launch(desk)
    await desk.getByRole("tab", { name: "Data model" }).click()
    await desk.locator("summary", { hasText: "student_data" }).click()
    await desk.getByText("72.5", { exact: true }).waitFor()
    await desk.context().close()
  })

  it("marks one tab as chosen, also where colours are forced", async () => {
    const desk = await openDesk()
    await desk.emulateMedia({ forcedColors: "active" })
    const edges = () =>
      desk.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => getComputedStyle(tab).borderBottomWidth))
    expect(await edges()).toEqual(["3px", "0px", "0px", "0px", "0px"])
    await desk.getByRole("tab", { name: "Saved work" }).click()
    expect(await edges()).toEqual(["0px", "0px", "3px", "0px", "0px"])
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
          const { violations } = await run(document, { iframes: false, rules: { "target-size": { enabled: true } } })
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)
        })
        expect(found).toEqual([])
      }
      expect(await desk.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    }
    await desk.context().close()
  })
})

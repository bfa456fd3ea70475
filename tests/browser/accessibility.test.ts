import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import type { Frame, Page } from "playwright-core"
import { beforeAll, describe, expect, it } from "vitest"
import { graded } from "./graded.ts"
import { barePlan, buildPackage, harness } from "./harness.ts"
import { goTo } from "./journey.ts"
import { look, press, type Sight, turn, whole, work } from "./learner.ts"
import type { Installed } from "./lms.ts"
import { words } from "./words.ts"

// Everybody takes the course: by keyboard, by screen reader, enlarged, on a phone, in the dark, in colours of their own.
const tools = harness()
let axe = ""
let courses: Readonly<Record<"bare" | "graded", Installed>>
let inLms: Installed
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
  const install = async (lesson: string) => tools.lms.install(await buildPackage(lesson, "web"))
  courses = { bare: await install(barePlan), graded: await install(graded) }
  inLms = await tools.lms.install(await buildPackage(graded, "scorm12"))
})

const desk = { width: 1280, height: 800 }
const phone = { width: 320, height: 640 }

/**
 * What keeps somebody from using the page as it is now: axe's findings, and whether it must be moved sideways. Where the
 * page was looked at before, only what size and colours make of it is looked at once more.
 */
async function barriers(
  tab: Page,
  course: Frame,
  size: typeof desk,
  colorScheme: "light" | "dark",
  isKnown = false,
): Promise<string[]> {
  await tab.setViewportSize(size)
  await tab.emulateMedia({ colorScheme })
  if (await course.evaluate(() => !("axe" in window))) await course.evaluate(axe)
  const found = await course.evaluate(async (isKnown) => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    const rules = ["color-contrast", "link-in-text-block", "target-size"]
    const runOnly = isKnown ? { type: "rule", values: rules } : { type: "tag", values: tags }
    const { violations } = await (window.axe as NonNullable<Window["axe"]>).run(document, {
      runOnly,
      resultTypes: ["violations"],
    })
    const findings = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    )
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [...findings, `${scrollWidth} px wide`] : findings
  }, isKnown)
  const { heading } = await look(course)
  return found.map((finding) => `${heading}, ${size.width} px, ${colorScheme}: ${finding}`)
}

describe.each(["bare", "graded"] as const)("the pages of the lesson %s", (name) => {
  it("raise no barrier, before anything is done and after, wide and narrow, light and dark", async () => {
    const { course, tab, end } = await tools.visit(courses[name].page(), { browser: { viewport: desk } })
    const found: string[] = []
    const sights: Sight[] = []
    await whole(course)
    for (let isLast = false; !isLast; ) {
      found.push(...(await barriers(tab, course, desk, "light")), ...(await barriers(tab, course, phone, "dark", true)))
      await work(course)
      found.push(...(await barriers(tab, course, phone, "light")), ...(await barriers(tab, course, desk, "dark", true)))
      sights.push(await look(course))
      isLast = (await course.getByRole("button", { name: words.shell.next, exact: true }).count()) === 0
      if (!isLast) await turn(course)
    }
    await turn(course, words.shell.toResults)
    found.push(...(await barriers(tab, course, desk, "light")), ...(await barriers(tab, course, phone, "dark")))
    await press(course, words.menu.myWork)
    await course.getByRole("heading", { name: words.work.title, level: 1 }).waitFor()
    await whole(course)
    found.push(...(await barriers(tab, course, desk, "dark")), ...(await barriers(tab, course, phone, "light")))
    // Where an author explains the terms, there is no glossary for learners to write.
    const glossary = name === "graded" ? [] : [words.shell.glossary]
    for (const dialog of [words.shell.menu, ...glossary, words.shell.help]) {
      await press(course, dialog)
      await course.getByRole("dialog", { name: dialog }).waitFor()
      found.push(...(await barriers(tab, course, desk, "light")), ...(await barriers(tab, course, phone, "dark")))
      await press(course, words.shell.close)
    }
    expect(found).toEqual([])
    expect(sights.length).toBeGreaterThan(5)
    await end()
  })

  it("fit at 200 % and with text set wide, without being moved sideways or cut off", async () => {
    const half = { width: desk.width / 2, height: desk.height / 2 }
    const { course, tab, end } = await tools.visit(courses[name].page(), { browser: { viewport: half } })
    await whole(course)
    // WCAG 2.2, 1.4.12.
    await course.evaluate(() => {
      const sheet = new CSSStyleSheet()
      const rule = "line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important"
      sheet.replaceSync(`* { ${rule} } p { margin-bottom: 2em !important }`)
      document.adoptedStyleSheets = [sheet]
    })
    const cut: string[] = []
    for (let isLast = false; !isLast; ) {
      for (const size of [half, phone]) {
        await tab.setViewportSize(size)
        cut.push(...(await course.evaluate(findCut)))
      }
      isLast = (await course.getByRole("button", { name: words.shell.next, exact: true }).count()) === 0
      if (!isLast) await turn(course)
    }
    expect(cut).toEqual([])
    await end()
  })
})

/** Elements whose text does not fit into them, and pages that must be moved sideways. Runs in the page. */
function findCut(): string[] {
  const heading = document.querySelector("h1")?.textContent ?? ""
  const { scrollWidth, clientWidth } = document.documentElement
  const cut = [...document.querySelectorAll<HTMLElement>("body *")].filter((element) => {
    const { overflowX, overflowY, position } = getComputedStyle(element)
    const hides = overflowX === "hidden" || overflowY === "hidden" || overflowX === "clip"
    const isForReaders = position === "absolute" && element.offsetWidth <= 2
    const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1
    return hides && !isForReaders && element.clientWidth > 0 && isCut
  })
  return [
    ...(scrollWidth > clientWidth ? [`${heading}: ${scrollWidth} px wide at ${clientWidth}`] : []),
    ...cut.map(({ outerHTML }) => `${heading}: cut off: ${outerHTML.slice(0, 100)}`),
  ]
}

describe("what surrounds the pages", () => {
  it("raises no barrier when no LMS is found, when another tab is open, and at the end", async () => {
    const found: string[] = []
    const check = async (tab: Page, course: Frame) => {
      found.push(...(await barriers(tab, course, desk, "light")), ...(await barriers(tab, course, phone, "dark")))
    }
    const deaf = await tools.sit(inLms, { isDeaf: true })
    await deaf.course.getByRole("heading", { name: words.launch.noLmsTitle }).waitFor()
    await check(deaf.tab, deaf.course)
    await deaf.end()
    const older = await tools.sit(inLms)
    await whole(older.course)
    const newer = await tools.sit(inLms, { context: older.context })
    await newer.course.getByRole("heading", { name: words.launch.otherTabTitle }).waitFor()
    await check(newer.tab, newer.course)
    await press(newer.course, words.launch.takeOver)
    await older.course.getByRole("heading", { name: words.launch.takenOverTitle }).waitFor()
    await check(older.tab, older.course)
    await whole(newer.course)
    await press(newer.course, words.shell.saveAndExit)
    await newer.course.getByRole("heading", { name: words.exit.title }).waitFor()
    await check(newer.tab, newer.course)
    await older.end()
    expect(found).toEqual([])
  })

  it("is readable before any script has run", async () => {
    const { course, tab, end } = await tools.visit(courses.bare.page(), { browser: { javaScriptEnabled: false } })
    await course.getByRole("heading", { level: 1 }).waitFor()
    await course.locator("noscript p").last().waitFor()
    expect(await course.locator("noscript").textContent()).toContain("Turn JavaScript on")
    await tab.setViewportSize(phone)
    expect((await tab.title()).length).toBeGreaterThan(10)
    await end()
  })
})

describe("by keyboard alone", () => {
  it("a phase is taken from its first page to the next phase, and the focus is always seen", async () => {
    const { course, tab, end } = await tools.visit(courses.graded.page(), {
      browser: { viewport: desk, reducedMotion: "no-preference" },
    })
    await whole(course)
    const keys = keyboard(tab, course)

    // The first Tab offers the way past what is the same on every page.
    await tab.keyboard.press("Tab")
    expect(await keys.focused()).toBe(words.shell.skip)
    await tab.keyboard.press("Enter")
    expect(await course.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true)

    await keys.tabTo("1 Not sure")
    await tab.keyboard.press("ArrowDown")
    await tab.keyboard.press("ArrowDown")
    await keys.tabTo(words.activities.keep)
    await tab.keyboard.press("Enter")
    await keys.tabTo("The river is dry")
    await tab.keyboard.press("Space")
    await keys.tabTo(words.activities.check)
    await tab.keyboard.press("Enter")
    await course.getByText("Gauge zero is a fixed point, not the bed of the river.").first().waitFor()
    await keys.tabTo(words.activities.tryAgain)
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("ArrowDown")
    await keys.tabTo(words.activities.check)
    await tab.keyboard.press("Enter")
    await course.getByText("and there may be a metre of water beneath it").first().waitFor()
    await keys.tabTo("Foundations")
    await tab.keyboard.press("ArrowDown")
    await keys.tabTo(words.activities.takePath)
    await tab.keyboard.press("Enter")
    await keys.tabTo(words.shell.next)
    await tab.keyboard.press("Enter")
    await course.getByRole("heading", { level: 1, name: "Look at the readings" }).waitFor()
    await whole(course)
    expect(await keys.focused()).toBe("Look at the readings")
    expect(await tab.title()).toBe(
      words.shell.documentTitle(
        "Look at the readings",
        words.shell.where("A week of readings", 1, 1),
        "Reading River Gauges",
      ),
    )

    // A window over the page keeps the focus, closes on Escape, and gives the focus back.
    await keys.tabTo(words.shell.menu, "Shift+Tab")
    await tab.keyboard.press("Enter")
    await course.getByRole("dialog", { name: words.shell.menu }).waitFor()
    for (let stop = 0; stop < 30; stop++) {
      await tab.keyboard.press("Tab")
      expect(await course.evaluate(() => document.activeElement?.closest("dialog, body")?.nodeName)).not.toBe("MAIN")
      expect(await course.evaluate(() => document.activeElement?.closest("main, header") === null)).toBe(true)
    }
    await tab.keyboard.press("Escape")
    await course.locator("dialog").waitFor({ state: "detached" })
    expect(await keys.focused()).toBe(words.shell.menu)
    // The page that is there already is no new page: the focus goes back, too.
    await tab.keyboard.press("Enter")
    await course.getByRole("dialog").locator("[aria-current=page]").press("Enter")
    await course.locator("dialog").waitFor({ state: "detached" })
    expect(await keys.focused()).toBe(words.shell.menu)
    expect(keys.unseen).toEqual([])
    await end()
  })

  it("items are put in order, and the moved one keeps the focus", async () => {
    const { course, tab, end } = await tools.visit(courses.graded.page(), { browser: { viewport: desk } })
    await whole(course)
    await goTo(course, "In which order")
    const list = course.locator("#activity-order ol.sequence .item")
    const [first = ""] = await list.allInnerTexts()
    const keys = keyboard(tab, course)
    await keys.tabTo(`${words.activities.moveDown} ${first}`)
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("Enter")
    expect((await list.allInnerTexts()).indexOf(first)).toBe(2)
    expect(await keys.focused()).toBe(`${words.activities.moveDown} ${first}`)
    expect(await course.getByRole("status").allInnerTexts()).toContain(words.activities.moved(first, 3, 4))
    await end()
  })
})

describe("a person's own settings", () => {
  it("of forced colours leave every control with an edge", async () => {
    const { course, tab, end } = await tools.visit(courses.graded.page(), { browser: { forcedColors: "active" } })
    await whole(course)
    await work(course)
    const bare = await course.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("button:not(.button-link), textarea, select, input[type=text]")]
        .filter((element) => getComputedStyle(element).borderStyle === "none")
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    )
    expect(bare).toEqual([])
    expect(await tab.evaluate(() => matchMedia("(forced-colors: active)").matches)).toBe(true)
    await end()
  })

  it("of reduced motion leave nothing moving", async () => {
    const { course, end } = await tools.visit(courses.graded.page(), { browser: { reducedMotion: "reduce" } })
    await whole(course)
    const moving = await course.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter((element) => {
          const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element)
          const seconds = [transitionDuration, animationDuration].join().split(/,\s*/).map(Number.parseFloat)
          return scrollBehavior === "smooth" || seconds.some((second) => second > 0.01)
        }).length,
    )
    expect(moving).toBe(0)
    await end()
  })

  it("of paper leave out what cannot be pressed there", async () => {
    const { course, tab, end } = await tools.visit(courses.graded.page())
    await whole(course)
    await work(course)
    await press(course, words.shell.menu)
    await press(course, words.menu.myWork)
    await course.getByRole("heading", { name: words.work.title, level: 1 }).waitFor()
    await whole(course)
    await tab.emulateMedia({ media: "print" })
    expect(await course.getByRole("button").count()).toBe(0)
    expect(await course.getByText("1. Not sure").isVisible()).toBe(true)
    await end()
  })
})

/** Moves the focus as a keyboard does, and notes where it could not be seen. */
function keyboard(tab: Page, course: Frame) {
  const unseen: string[] = []
  /** The name of what has the focus, as it would be read out. */
  const focused = () =>
    course.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined
      return ((label ?? element)?.textContent ?? "").replace(/\s+/g, " ").trim()
    })
  /** Whether the focus has a mark, and nothing lies over it (WCAG 2.2, 2.4.7, 2.4.11). */
  const isSeen = () =>
    course.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return true
      const marked = (some: Element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(some)
        return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none"
      }
      const { left, top, width, height } = element.getBoundingClientRect()
      const there = document.elementFromPoint(left + width / 2, top + Math.min(height, innerHeight) / 2)
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined
      const isClear =
        there !== null && (element.contains(there) || label?.contains(there) === true || there.contains(element))
      return isClear && (marked(element) || (label !== undefined && label !== null && marked(label)))
    })
  return {
    unseen,
    focused,
    /** Presses Tab until what is called so has the focus. */
    async tabTo(name: string, key = "Tab") {
      for (let stop = 0; stop < 80; stop++) {
        await tab.keyboard.press(key)
        const now = await focused()
        // A page may take its time to scroll there.
        for (let wait = 0; wait < 20 && !(await isSeen()); wait++) await tab.waitForTimeout(25)
        if (!(await isSeen())) unseen.push(now)
        if (now === name) return
      }
      throw new Error(`the keyboard does not reach “${name}”`)
    },
  }
}

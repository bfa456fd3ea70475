import { createRequire } from "node:module"
import type { Frame, Page } from "playwright-core"
import type { Diagnostic, Severity } from "../diagnostic.ts"
import { existingBrowser, launchBrowser } from "../lms/browser.ts"
import type { TracedCall } from "./desk/host.ts"
import { startPreview } from "./preview.ts"

/** What the desk shows of a launch to a program. */
export interface DeskReport {
  /** How the package speaks to whoever launched it; `none` for one of the web. */
  readonly tracking: string
  readonly calls: readonly TracedCall[]
  readonly data: Readonly<Record<string, string>>
  /** How many statements the LRS holds, and what it refused. */
  readonly statements: number
  readonly refusals: readonly string[]
}

declare global {
  interface Window {
    /** Set by the desk for whoever drives it. */
    lessonpackDesk?: DeskReport
    /** axe, once it was put into a page. */
    axe?: { run(context: Document, options: object): Promise<{ violations: readonly Violation[] }> }
  }
}

/** A barrier as axe tells it. */
interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[]
}

/** What came of playing a package. */
export interface Played {
  readonly diagnostics: readonly Diagnostic[]
  /** For each unit, what the LMS held at the end. */
  readonly units: readonly PlayedUnit[]
}

/** What an LMS held of a unit after a walk through all its pages. */
export interface PlayedUnit {
  readonly title: string
  readonly pages: number
  readonly calls: number
  readonly commits: number
  readonly statements: number
  readonly held: Readonly<Record<string, string>>
}

/** Thrown where there is no browser to play in. */
export class NoBrowserError extends Error {
  override readonly name = "NoBrowserError"
}

/** Most pages that are turned: more would be a circle. */
const mostPages = 250

/** How long a page may take to stand still, in milliseconds. */
const settling = 400

/**
 * Plays a package: launches each of its units in a headless browser, in the same LMS as the preview, and turns every page.
 * Nothing is asked of the network, and nothing is kept.
 *
 * @param most how many pages of a unit are turned
 * @throws NoBrowserError when there is no Chromium or Chrome on this machine
 * @throws CourseError when the file is no package
 */
export async function playPackage(path: string, most = mostPages): Promise<Played> {
  const program = existingBrowser()
  if (!program) {
    throw new NoBrowserError(
      "There is no Chromium or Chrome on this machine to play the package in. Install one, or set CHROME_PATH to its program.",
    )
  }
  const preview = await startPreview({ path, store: ":memory:" })
  const browser = await launchBrowser(program)
  const found: Finding[] = []
  try {
    const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 1000 } })
    const tab = await context.newPage()
    const { origin } = new URL(preview.url)
    watch(tab, origin, found)
    await tab.goto(preview.url)
    const units: PlayedUnit[] = []
    await tab.getByRole("button", { name: "Launch", exact: true }).click()
    const titles = await unitTitles(tab)
    for (const [index, title] of titles.entries()) {
      if (index > 0) {
        await unitMenu(tab).selectOption({ index })
        await tab.getByRole("button", { name: /^Launch/ }).click()
      }
      const heldBefore = units.reduce((sum, { statements }) => sum + statements, 0)
      units.push(await playUnit(tab, title, most, heldBefore, found))
    }
    return { diagnostics: diagnosticsOf(path, found), units }
  } finally {
    await browser.close()
    await preview.close()
  }
}

/** Something amiss, before it is counted. */
interface Finding {
  readonly rule: PlayRule
  readonly message: string
}

const playRules = {
  "play-silent": {
    severity: "error",
    remedy: "A package must open a session when it is launched: look whether its first page finds the LMS.",
  },
  "play-refused": {
    severity: "error",
    remedy: "Some LMS refuses this call: the record would lack it. See the call in: lessonpack preview",
  },
  "play-network": {
    severity: "error",
    remedy: "Put what is asked for into the package: agencies' networks let nothing else through.",
  },
  "play-console": {
    severity: "error",
    remedy: "Something failed on the page. Look at the browser's messages in: lessonpack preview",
  },
  "play-missing": { severity: "error", remedy: "Put the file into the package, or do not ask for it." },
  "play-barrier": {
    severity: "error",
    remedy: "Some people cannot use this page. The rule is explained at dequeuniversity.com/rules/axe.",
  },
  "play-blank": {
    severity: "error",
    remedy: "The page shows nothing: look at the browser's messages in: lessonpack preview",
  },
} as const satisfies Record<string, { readonly severity: Severity; readonly remedy: string }>

type PlayRule = keyof typeof playRules

/** Notes everything about the browser that no learner should meet. */
function watch(tab: Page, origin: string, found: Finding[]): void {
  const isOurs = (url: string) => /^(data|blob|about):/.test(url) || url.startsWith(origin)
  // The LRS of the preview stands on another port of this machine.
  const isLrs = (url: string) => /^http:\/\/127\.0\.0\.1:\d+\/(xapi|fetch)\//.test(url)
  tab.on("request", (request) => {
    const url = request.url()
    if (!isOurs(url) && !isLrs(url)) found.push({ rule: "play-network", message: `The package asks for ${url}` })
  })
  tab.on("response", (response) => {
    const { pathname } = new URL(response.url())
    if (response.status() === 404 && pathname.startsWith("/content/")) {
      const name = pathname.split("/").slice(3).join("/")
      found.push({ rule: "play-missing", message: `The package asks for ${name}, which it does not hold.` })
    }
  })
  tab.on("console", (message) => {
    // That something could not be fetched is told as such; the desk's own remarks are none of the package's.
    const isOwn = message.type() !== "error" || message.text().startsWith("Failed to load resource")
    // Behind the first line stands where in the package's code it was, which is none of its author's.
    const [text = ""] = message.text().split("\n")
    if (!isOwn) found.push({ rule: "play-console", message: `The console says: ${text.slice(0, 200)}` })
  })
  tab.on("pageerror", (error) => found.push({ rule: "play-console", message: `A script failed: ${error.message}` }))
}

/** The desk's menu of units, where a package has several. */
function unitMenu(tab: Page) {
  return tab.locator("label.unit select")
}

async function unitTitles(tab: Page): Promise<readonly string[]> {
  await tab.locator("iframe.course").waitFor()
  const options = await unitMenu(tab).locator("option").allTextContents()
  return options.length > 0 ? options : [(await tab.locator("h1").first().textContent()) ?? ""]
}

/** @param heldBefore how many statements the LRS held of other units */
async function playUnit(
  tab: Page,
  title: string,
  most: number,
  heldBefore: number,
  found: Finding[],
): Promise<PlayedUnit> {
  const frame = await courseFrame(tab)
  let pages = 0
  for (let isMore = true; isMore && pages < most; ) {
    await tab.waitForTimeout(settling)
    pages++
    found.push(...(await barriersOn(frame)))
    isMore = await turnPage(frame)
  }
  await tab.waitForTimeout(1500)
  await tab.getByRole("button", { name: "Leave" }).click()
  await tab.waitForTimeout(1200)
  const report = await tab.evaluate(() => window.lessonpackDesk)
  const { calls = [], data = {}, refusals = [] } = report ?? {}
  const statements = Math.max(0, (report?.statements ?? 0) - heldBefore)
  const isWeb = report?.tracking === "none"
  if (calls.length === 0 && statements === 0 && !isWeb) {
    found.push({ rule: "play-silent", message: `"${title}" said nothing to the LMS.` })
  }
  for (const { method, element, value, error, rule } of calls.filter(({ rule }) => rule !== "")) {
    const call = [method, element, value && JSON.stringify(value.slice(0, 80))].filter(Boolean).join(" ")
    found.push({ rule: "play-refused", message: `${call}: ${rule} ${error === "0" ? "" : `(error ${error})`}`.trim() })
  }
  found.push(...refusals.map((reason): Finding => ({ rule: "play-refused", message: `The LRS refused: ${reason}` })))
  const commits = calls.filter(({ method }) => method === "Commit").length
  return { title, pages, calls: calls.length, commits, statements, held: data }
}

async function courseFrame(tab: Page): Promise<Frame> {
  const handle = await tab.locator("iframe.course").elementHandle()
  const frame = await handle?.contentFrame()
  if (!frame) throw new Error("The desk shows no course")
  await frame.waitForLoadState("load")
  return frame
}

/** Turns to the next page, where the course has the player's way of turning; the pages of other tools are looked at once. */
async function turnPage(frame: Frame): Promise<boolean> {
  const next = frame.locator("nav.turn .button").last()
  if ((await next.count()) === 0) return false
  const before = await frame.locator("h1").first().textContent()
  await next.click()
  await frame.waitForTimeout(50)
  const isOver = (await frame.locator("nav.turn").count()) === 0
  return !isOver || (await frame.locator("h1").first().textContent()) !== before
}

async function barriersOn(frame: Frame): Promise<readonly Finding[]> {
  const text = (
    await frame
      .locator("body")
      .innerText({ timeout: 5000 })
      .catch(() => "")
  ).trim()
  const where = (
    (await frame
      .locator("h1")
      .first()
      .textContent({ timeout: 1000 })
      .catch(() => "")) ?? ""
  ).trim()
  if (text === "") return [{ rule: "play-blank", message: "The page of the package stays empty." }]
  const source = createRequire(import.meta.url).resolve("axe-core/axe.min.js")
  await frame.addScriptTag({ path: source }).catch(() => {})
  const violations = await frame.evaluate(async () => {
    const { axe } = window
    if (!axe) return []
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    const { violations } = await axe.run(document, { runOnly: tags })
    return violations.map(({ id, help, nodes }) => ({ id, help, target: nodes[0]?.target.join(" ") ?? "" }))
  })
  return violations.map(({ id, help, target }) => ({
    rule: "play-barrier",
    message: `On "${where}": ${help} (${id}), at ${target}`,
  }))
}

/** Each finding once. */
function diagnosticsOf(path: string, found: readonly Finding[]): readonly Diagnostic[] {
  const told = new Set<string>()
  return found.flatMap(({ rule, message }) => {
    if (told.has(rule + message)) return []
    told.add(rule + message)
    const { severity, remedy } = playRules[rule]
    return [{ rule, severity, place: { file: path, line: 1, column: 1 }, message, remedy }]
  })
}

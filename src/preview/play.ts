import { resolve } from "node:path"
import type { Browser, Frame, Page } from "playwright-core"
import { isElsewhere } from "../../packaging/checks/href.ts"
import { XmlError } from "../../packaging/xml.ts"
import type { Diagnostic } from "../diagnostic.ts"
import { existingBrowser, launchBrowser } from "../lms/browser.ts"
import type { TracedCall } from "./desk/host.ts"
import { bundleDesk } from "./desk-files.ts"
import { diagnosticsOf, type Finding, PlayStopped } from "./play-findings.ts"
import { faultsOn, turnPage } from "./play-page.ts"
import { type Guard, guardSteps, takesWindow, watchBrowser } from "./play-watch.ts"
import type { Offer } from "./protocol.ts"
import { startServer } from "./server.ts"
import { type Files, openSource, type Source } from "./source.ts"
import { openStore } from "./store.ts"
import { type LaunchUnit, unitsOf } from "./units.ts"

/** What the desk shows of a launch to a program. */
export interface DeskReport {
  /** How the package speaks to whoever launched it; `none` for one of the web. */
  readonly tracking: string
  readonly calls: readonly TracedCall[]
  readonly data: Readonly<Record<string, string>>
  /** How many statements the LRS holds, and what it refused. */
  readonly statements: number
  readonly refusals: readonly string[]
  /** Why nothing was launched; empty when something was. */
  readonly problem: string
  /** Whether the course tried to put something else in the desk's place. */
  readonly reachesForWindow: boolean
}

declare global {
  interface Window {
    /** Set by the desk for whoever drives it. */
    lessonpackDesk?: DeskReport
  }
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

/** How a package is played. */
export interface PlayOptions {
  /** How many pages of a unit are turned at most: more would be a circle. */
  readonly most?: number
  /** How long the package may let nothing happen, in milliseconds. */
  readonly patience?: number
}

/** How long a page may take to stand still, in milliseconds. */
const settling = 400

/**
 * Plays a package: launches each of its units in a headless browser, in the same LMS as the preview, and turns every page.
 * Nothing is asked of the network, and nothing is kept. What a package does to whoever plays it is a diagnostic, too.
 *
 * @throws NoBrowserError when there is no Chromium or Chrome on this machine
 * @throws CourseError when the file is no package
 */
export async function playPackage(path: string, { most = 250, patience = 60_000 }: PlayOptions = {}): Promise<Played> {
  const program = existingBrowser()
  if (!program) {
    throw new NoBrowserError(
      "There is no Chromium or Chrome on this machine to play the package in. Install one, or set CHROME_PATH to its program.",
    )
  }
  const source = await openSource(path)
  const units = await launchable(source)
  if (units.length === 0) {
    const found: Finding = { rule: "play-nothing", message: "The package names nothing that an LMS could launch." }
    return { diagnostics: diagnosticsOf(path, [found]), units: [] }
  }
  const store = openStore(":memory:")
  const server = await startServer(source, store, await bundleDesk(), resolve(path))
  // Names of other machines lead nowhere: what is asked of them is noted, and not sent.
  const offline = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
  const browser = await launchBrowser(program, [offline])
  const found: Finding[] = []
  const played: PlayedUnit[] = []
  try {
    await playUnits(browser, server.url, units, { most, patience, found, played })
  } catch (error) {
    found.push(findingOf(error, units.length - played.length - 1))
  } finally {
    await browser.close()
    await server.close()
    source.close()
    store.close()
  }
  return { diagnostics: diagnosticsOf(path, found), units: played }
}

/** What an LMS launches, under the names that it shows. */
async function launchable(source: Source): Promise<readonly LaunchUnit[]> {
  const [offer] = source.offers()
  const units = offer ? readUnits(await source.files(offer), offer) : []
  return units.length === 1 ? units.map((unit) => ({ ...unit, title: source.title() })) : units
}

/** What a package names; nothing where its manifest cannot be read, which was told when it was inspected. */
function readUnits(files: Files, offer: Offer): readonly LaunchUnit[] {
  try {
    return unitsOf(files, offer)
  } catch (error) {
    if (error instanceof XmlError) return []
    throw error
  }
}

/**
 * What made an end of playing, as a finding.
 *
 * @param left how many units were not reached
 * @throws the error itself where it is a mistake of ours
 */
function findingOf(error: unknown, left: number): Finding {
  const rest = left > 0 ? ` ${left} more ${left === 1 ? "unit was" : "units were"} not played.` : ""
  if (error instanceof PlayStopped) return { ...error.finding, message: error.finding.message + rest }
  if (!(error instanceof Error) || !["Error", "TimeoutError"].includes(error.name)) throw error
  const [reason = ""] = error.message.split("\n")
  return { rule: "play-broken", message: `The package could not be played to its end: ${reason}.${rest}` }
}

interface Playing {
  readonly most: number
  readonly patience: number
  /** What is amiss, as it is found. */
  readonly found: Finding[]
  readonly played: PlayedUnit[]
}

async function playUnits(
  browser: Browser,
  desk: string,
  units: readonly LaunchUnit[],
  { most, patience, found, played }: Playing,
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 1000 } })
  context.setDefaultTimeout(patience)
  watchBrowser(context, new URL(desk).origin, found)
  const tab = await context.newPage()
  await tab.goto(desk)
  const guard = guardSteps(tab, desk, patience)
  await tab.getByRole("button", { name: "Launch", exact: true }).click()
  for (const [index, { title, page }] of units.entries()) {
    const earlier = index > 0 ? found.length : 0
    if (index > 0) {
      await guard(tab.locator("label.unit select").selectOption({ index }))
      await guard(tab.getByRole("button", { name: /^Launch/ }).click())
    }
    const frame = await guard(courseFrame(tab))
    if (isElsewhere(page)) {
      const message = `"${title}" is launched from ${page}, which is not in the package: it was not played.`
      found.push({ rule: "play-network", message })
      await guard(tab.getByRole("button", { name: "Leave" }).click())
      continue
    }
    const before = played.reduce((sum, { statements }) => sum + statements, 0)
    const pages = await readThrough(frame, tab, most, guard, found, earlier)
    played.push(await takeStock(tab, title, pages, before, guard, found))
  }
}

/**
 * Turns all pages of a unit; gives how many there are.
 *
 * @param earlier how much had been found before the unit was launched
 */
async function readThrough(
  frame: Frame,
  tab: Page,
  most: number,
  guard: Guard,
  found: Finding[],
  earlier: number,
): Promise<number> {
  let pages = 0
  for (let isMore = true; isMore && pages < most; ) {
    await guard(tab.waitForTimeout(settling))
    pages++
    const windows = tab
      .context()
      .pages()
      .filter((page) => page !== tab)
    const faults = await guard(faultsOn([frame, ...windows.map((page) => page.mainFrame())]))
    // Where there was nothing to show, the page stays empty.
    const isKnown = found.slice(earlier).some(({ rule }) => rule === "play-download")
    found.push(...faults.filter(({ rule }) => rule !== "play-blank" || !isKnown))
    isMore = await guard(turnPage(frame))
  }
  return pages
}

/**
 * Leaves the unit and asks what the LMS holds.
 *
 * @param before how many statements the LRS held of other units
 */
async function takeStock(
  tab: Page,
  title: string,
  pages: number,
  before: number,
  guard: Guard,
  found: Finding[],
): Promise<PlayedUnit> {
  await guard(tab.waitForTimeout(1500))
  await guard(tab.getByRole("button", { name: "Leave" }).click())
  await guard(tab.waitForTimeout(1200))
  for (const page of tab.context().pages()) if (page !== tab) await guard(page.close())
  const report = await guard(tab.evaluate(reportOfDesk))
  const statements = Math.max(0, report.statements - before)
  if (report.calls === 0 && statements === 0 && report.tracking !== "none") {
    found.push({ rule: "play-silent", message: `"${title}" said nothing to the LMS.` })
  }
  if (report.reachesForWindow) found.push(takesWindow)
  for (const { method, element, value, error, rule, result } of report.broken) {
    const call = [method, element, value && JSON.stringify(value)].filter(Boolean).join(" ")
    const isTaken = error === "0" && result !== "false"
    const message = `${call}: ${rule} ${error === "0" ? "" : `(error ${error})`}`.trim()
    found.push({ rule: isTaken ? "play-loose" : "play-refused", message })
  }
  found.push(
    ...report.refusals.map((reason): Finding => ({ rule: "play-refused", message: `The LRS refused: ${reason}` })),
  )
  const { calls, commits, data: held } = report
  return { title, pages, calls, commits, statements, held }
}

/** Runs in the desk: what it shows, without the thousands of calls that broke no rule. */
function reportOfDesk() {
  const { tracking = "", calls = [], data = {}, statements = 0, refusals = [] } = window.lessonpackDesk ?? {}
  return {
    ...{ tracking, data, statements, refusals, calls: calls.length },
    reachesForWindow: window.lessonpackDesk?.reachesForWindow === true,
    commits: calls.filter(({ method }) => method === "Commit").length,
    broken: calls
      .filter(({ rule }) => rule !== "")
      .map(({ method, element, value, error, rule, result }) => {
        return { method, element, value: value.slice(0, 80).replace(/[\ud800-\udbff]$/, ""), error, rule, result }
      }),
  }
}

async function courseFrame(tab: Page): Promise<Frame> {
  const place = tab.locator("iframe.course")
  while ((await place.count()) === 0) {
    const problem = await tab.evaluate(() => window.lessonpackDesk?.problem ?? "")
    if (problem !== "") throw new PlayStopped({ rule: "play-nothing", message: problem.replace(/^Error: /, "") })
    await tab.waitForTimeout(50)
  }
  const frame = await (await place.elementHandle())?.contentFrame()
  if (!frame) throw new Error("The desk shows no course")
  // Some wait for a file that does not come: what is there by then is looked at.
  await frame.waitForLoadState("load", { timeout: 15_000 }).catch(() => {})
  return frame
}

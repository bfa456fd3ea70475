import { mkdtemp, readFile } from "node:fs/promises"
import { join } from "node:path"
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from "playwright-core"
import { afterAll, beforeAll, inject } from "vitest"
import type { FormatName, Layout } from "../../packaging/formats.ts"
import { buildCourse } from "../../src/build.ts"
import { launchBrowser } from "../../src/lms/browser.ts"
import type { Call, Faults } from "./host.ts"
import { type Installed, type LaunchOptions, type Lms, startLms } from "./lms.ts"

/** A learner's sitting at a course: their browser, the page of whoever launched it, and the course in it. */
export interface Sitting {
  readonly context: BrowserContext
  /** The tab: the LMS's page, or the course's own. */
  readonly tab: Page
  /** Where the course itself stands. */
  readonly course: Frame
  /** What nobody should ever see: errors in the console, requests for anything outside the package. */
  readonly complaints: string[]
  /** The course's calls to the LMS so far. */
  calls(): Promise<readonly Call[]>
  /** Makes the LMS fail from now on, or no more. */
  fail(faults: Faults): Promise<void>
  /** Takes the API object away from under the course. */
  vanish(): Promise<void>
  /** Closes the tab as a learner does, without a word to the course. */
  closeTab(): Promise<void>
  /** Ends it all, for tests that are through. */
  end(): Promise<void>
}

/** What a sitting may differ in. */
export interface SittingOptions extends LaunchOptions {
  /** A window and a person's settings. */
  readonly browser?: BrowserContextOptions
  /** A browser that was used before, with what it keeps; else a new one that keeps nothing. */
  readonly context?: BrowserContext
  /** An arrow function that runs in the browser before the scripts of any page. */
  readonly before?: () => void
}

/** The browser and the LMS of a file of tests. */
export interface Harness {
  readonly browser: Browser
  readonly lms: Lms
  /** Launches an installed package from the LMS's page. */
  sit(installed: Installed, options?: SittingOptions): Promise<Sitting>
  /** Opens an address without an LMS. */
  visit(address: string, options?: SittingOptions): Promise<Sitting>
}

/** Gives a file of tests a browser and an LMS of its own. */
export function harness(): Harness {
  const held: { browser?: Browser; lms?: Lms } = {}
  beforeAll(async () => {
    held.browser = await launchBrowser(inject("browser"))
    held.lms = await startLms(inject("hostScript"))
  })
  afterAll(async () => {
    await held.browser?.close()
    await held.lms?.close()
  })
  const get = <Name extends keyof typeof held>(name: Name) => {
    const value = held[name]
    if (!value) throw new Error(`${name} is not there before the tests have begun`)
    return value
  }

  async function open(
    address: string,
    options: SittingOptions,
    courseOf: (tab: Page) => Promise<Frame>,
    isHeard: () => boolean,
  ) {
    // Nothing that glides has to be waited for.
    const quick = { reducedMotion: "reduce", ...options.browser } as const
    const context = options.context ?? (await get("browser").newContext(quick))
    const complaints = options.context ? [] : watch(context, address)
    if (options.before) await context.addInitScript(options.before)
    context.setDefaultTimeout(15_000)
    const tab = await context.newPage()
    await tab.goto(address)
    const course = await courseOf(tab)
    return {
      ...{ context, tab, course, complaints },
      calls: () => tab.evaluate(() => window.lms.calls.slice()),
      fail: (faults: Faults) => tab.evaluate((faults) => void Object.assign(window.lms.faults, faults), faults),
      vanish: () => tab.evaluate(() => window.lms.vanish()),
      async closeTab() {
        await tab.close({ runBeforeUnload: true })
        if (!tab.isClosed()) await tab.waitForEvent("close")
        // What a browser sends while it closes a tab arrives a moment later.
        for (let waited = 0; waited < 2000 && !isHeard(); waited += 50) await new Promise((go) => setTimeout(go, 50))
      },
      end: () => context.close(),
    } satisfies Sitting
  }

  return {
    get browser() {
      return get("browser")
    },
    get lms() {
      return get("lms")
    },
    sit(installed, options = {}) {
      const { browser: _, context: __, before: ___, ...launch } = options
      const number = installed.visits.length
      const isHeard = () => installed.visits[number]?.isOver === true
      const courseOf = async (tab: Page) => {
        if (options.window === "popup") {
          const [popup] = await Promise.all([tab.waitForEvent("popup"), tab.getByRole("button").click()])
          await popup.waitForLoadState()
          return popup.mainFrame()
        }
        await tab.frameLocator("iframe").locator("h1").waitFor()
        const frame = tab.frame({ name: "course" })
        if (!frame) throw new Error("the LMS's page shows no course")
        return frame
      }
      return open(installed.launch(launch), options, courseOf, isHeard)
    },
    visit: (address, options = {}) =>
      open(
        address,
        options,
        async (tab) => tab.mainFrame(),
        () => true,
      ),
  }
}

/** Notes everything about a browser's pages that no learner should meet. */
function watch(context: BrowserContext, address: string): string[] {
  const complaints: string[] = []
  const { origin } = new URL(address)
  context.on("request", (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(data|blob|about|file):/.test(url)) complaints.push(`asks for ${url}`)
  })
  context.on("console", (message) => {
    const isOwn = !message.location().url.includes("/lms/host.js")
    if (message.type() === "error" && isOwn) complaints.push(`console: ${message.text()}`)
  })
  context.on("weberror", (error) => complaints.push(`error: ${error.error().message}`))
  return complaints
}

/** Builds packages of a lesson into a folder of their own and gives them by format. */
export async function buildPackages(
  lesson: string,
  layout: Layout = "course",
  formats?: readonly FormatName[],
): Promise<Readonly<Partial<Record<FormatName, Uint8Array>>>> {
  const out = await mkdtemp(join(inject("folder"), "dist-"))
  const { packages } = await buildCourse({ lesson, layout, out, ...(formats && { formats }) })
  const entries = packages.map(async ({ format, file }) => [format, new Uint8Array(await readFile(file))] as const)
  return Object.fromEntries(await Promise.all(entries))
}

/** Builds one package of a lesson. */
export async function buildPackage(lesson: string, format: FormatName, layout: Layout = "course"): Promise<Uint8Array> {
  const data = (await buildPackages(lesson, layout, [format]))[format]
  if (!data) throw new Error(`${format} was not built`)
  return data
}

/** The lesson that comes with Lessonpack. */
export const mlops = "modules/mlops-landscape"

/** Its lesson plan alone, of which every page is made by Lessonpack. */
export const barePlan = "modules/mlops-landscape/lesson.md"

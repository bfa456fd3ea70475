import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { Browser, BrowserContext, Frame, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { unpackOutline } from "../../src/learner/packed-outline.ts"
import { decodeWork } from "../../src/learner/saved-work.ts"
import { launchBrowser } from "../../src/lms/browser.ts"
import { startPreview } from "../../src/preview/preview.ts"
import type { LaunchAnswer, LrsState } from "../../src/preview/protocol.ts"
import type { PreviewServer } from "../../src/preview/server.ts"
import { graded } from "./graded.ts"
import { goTo } from "./journey.ts"
import { choose, whole } from "./learner.ts"
import { words } from "./words.ts"

// One learner, one course, everything that can go wrong: afterwards nothing may be lost, and the learner was told.
// The table that comes of it stands in docs/reliability.md.

/** How a fault is made, by the desk's switches. */
interface Fault {
  readonly name: string
  /** The family of formats that it can happen to. */
  readonly family: "SCORM" | "xAPI" | "both"
  /** Whether nothing can be saved while it lasts, so that the learner must be told. */
  readonly isTold: boolean
  /** What is chosen before the launch. */
  readonly before?: (desk: Page) => Promise<void>
  /** What is switched while the course runs, and back. */
  readonly on?: (desk: Page) => Promise<void>
  readonly off?: (desk: Page) => Promise<void>
  /** Whether the page is not left but torn away. */
  readonly isKilled?: boolean
}

const scormSwitch = (label: RegExp): Pick<Fault, "on" | "off"> => ({
  on: (desk) => desk.getByLabel(label).check(),
  off: (desk) => desk.getByLabel(label).uncheck(),
})
const lrsSwitch = (label: string): Pick<Fault, "on" | "off"> => ({
  on: async (desk) => void (await desk.locator("label.lrs select").selectOption({ label })),
  off: async (desk) => void (await desk.locator("label.lrs select").selectOption({ index: 0 })),
})

const faults: readonly Fault[] = [
  { name: "None", family: "both", isTold: false },
  { name: "LMS slow, 2 s a commit", family: "SCORM", isTold: false, ...scormSwitch(/is slow/) },
  { name: "Commit answers false", family: "SCORM", isTold: true, ...scormSwitch(/keeps nothing/) },
  { name: "Every call throws", family: "SCORM", isTold: true, ...scormSwitch(/Every call throws/) },
  { name: "Session expired", family: "SCORM", isTold: true, ...scormSwitch(/expired/) },
  {
    ...{ name: "API vanishes", family: "SCORM", isTold: true },
    on: (desk) => desk.getByRole("button", { name: "Let the API vanish" }).click(),
  },
  { name: "Offline", family: "xAPI", isTold: true, ...lrsSwitch("Offline: nobody answers") },
  { name: "No answer (timeout)", family: "xAPI", isTold: false, ...lrsSwitch("Hears, and never answers") },
  { name: "401", family: "xAPI", isTold: true, ...lrsSwitch("Lets nobody in (401)") },
  { name: "403", family: "xAPI", isTold: true, ...lrsSwitch("Forbids (403)") },
  {
    name: "409 on saved work",
    family: "xAPI",
    isTold: true,
    ...lrsSwitch("Has another version of the saved work (409)"),
  },
  {
    name: "412 on saved work",
    family: "xAPI",
    isTold: true,
    ...lrsSwitch("Has a newer version of the saved work (412)"),
  },
  {
    name: "413 above 4 kB",
    family: "xAPI",
    isTold: false,
    ...lrsSwitch("Takes no more than 4 kB of statements (413)"),
  },
  { name: "429", family: "xAPI", isTold: true, ...lrsSwitch("Is asked too often (429)") },
  { name: "500", family: "xAPI", isTold: true, ...lrsSwitch("Fails (500)") },
  {
    ...{ name: "Storage blocked", family: "both", isTold: false },
    before: (desk) => desk.getByLabel("The browser blocks storage").check(),
  },
  {
    ...{ name: "Strict CSP", family: "both", isTold: false },
    before: (desk) => desk.getByLabel("Strict content security policy").check(),
  },
  { name: "Tab killed", family: "both", isTold: false, isKilled: true },
]

const formats = [
  { label: "SCORM 1.2", family: "SCORM", interactions: "cmi.interactions.0.id" },
  { label: "SCORM 2004 4th Edition", family: "SCORM", interactions: "cmi.interactions.0.id" },
  { label: "cmi5", family: "xAPI" },
  { label: "xAPI", family: "xAPI" },
] as const

const held: { browser?: Browser; preview?: PreviewServer } = {}
beforeAll(async () => {
  held.browser = await launchBrowser(inject("browser"))
  held.preview = await startPreview({ path: graded, store: join(inject("folder"), "reliability.db") })
})
afterAll(async () => {
  await held.browser?.close()
  await held.preview?.close()
})

let learners = 0
const text = "A rising river comes nearer still, hour by hour"

async function openDesk(context: BrowserContext, label: string, learner: string): Promise<Page> {
  const desk = await context.newPage()
  desk.setDefaultTimeout(20_000)
  await desk.goto(held.preview?.url ?? "")
  await desk.getByLabel("Format").selectOption({ label })
  await desk.getByLabel(/Learner/).fill(learner)
  return desk
}

async function launch(desk: Page): Promise<{ course: Frame; answer: LaunchAnswer }> {
  const answered = desk.waitForResponse((response) => response.url().endsWith("/api/launch"))
  await desk.getByRole("button", { name: /^Launch/ }).click()
  const answer: LaunchAnswer = await (await answered).json()
  const handle = await desk.locator("iframe.course").elementHandle()
  const course = await handle?.contentFrame()
  if (!course) throw new Error("the desk shows no course")
  await course.locator("#lessonpack[data-started]").waitFor({ state: "attached" })
  await whole(course)
  return { course, answer }
}

/** What was checked, and whether it came out as it should; the goodbye only where none must be said. */
type Checks = Record<"answer" | "page turn" | "submission" | "earlier work", boolean> & { readonly goodbye?: boolean }

async function meet(format: (typeof formats)[number], fault: Fault): Promise<Checks> {
  const context = await held.browser?.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 1000 } })
  if (!context) throw new Error("there is no browser")
  const learner = `learner ${++learners}`
  const desk = await openDesk(context, format.label, learner)
  await fault.before?.(desk)
  const { course } = await launch(desk)
  const isSaved = (where: Frame) =>
    where
      .getByText(/^Saved \d/)
      .first()
      .waitFor({ timeout: 60_000 })
  await choose(course, "sure", "Fairly sure")
  if (!fault.isTold) await isSaved(course)

  // While it lasts: a submission, a page turn, some writing, then the way out.
  await fault.on?.(desk)
  await choose(course, "zero", "The water stands at the gauge's fixed point")
  await goTo(course, "In your own words")
  await course.getByRole("textbox").pressSequentially(text)
  if (fault.isTold)
    await course
      .getByText(/Not saved/)
      .first()
      .waitFor({ timeout: 60_000 })
  // What was typed up to two seconds ago must be safe, however the page ends.
  await desk.waitForTimeout(2000)
  let stays: boolean | undefined
  if (fault.isTold) {
    await course.getByRole("button", { name: words.shell.saveAndExit }).click()
    // Nobody is sent away with a goodbye while the work is not saved; the learner is told that it is not.
    await course.getByText(words.exit.failedTitle).waitFor()
    stays = (await course.getByText(words.exit.title).count()) === 0
  }
  await desk.getByRole("button", { name: fault.isKilled ? "Kill the tab" : "Leave" }).click()
  await desk.waitForTimeout(500)
  await fault.off?.(desk)
  await desk.close()

  // The next day, in the same browser, with all in order.
  const next = await openDesk(context, format.label, learner)
  const again = await launch(next)
  const place = await again.course.locator("h1").first().textContent()
  await goTo(again.course, "In your own words")
  const written = await again.course.getByRole("textbox").inputValue()
  await goTo(again.course, "A bridge under water")
  // Solved, it shows the answer given, and takes no other.
  const submitted =
    (await again.course
      .locator("#activity-zero")
      .getByText(/^Your answer/)
      .count()) > 0
  await isSaved(again.course)
  const key = new URL(held.preview?.url ?? "").searchParams.get("key") ?? ""
  const lrs = await next.evaluate(
    async (key) => (await (await fetch("/api/lrs?from=0", { headers: { "X-Key": key } })).json()) as LrsState,
    key,
  )
  const data = await next.evaluate(() => window.lessonpackDesk?.data ?? {})
  const outline = unpackOutline(again.answer.outline as Parameters<typeof unpackOutline>[0])
  const mine = lrs.documents.filter(({ key }) => key.includes(learner))
  const works = [data["cmi.suspend_data"] ?? "", ...mine.map(({ text }) => String(JSON.parse(text).savedWork ?? ""))]
  const states = works.flatMap((work) => decodeWork(outline, work) ?? [])
  const work = states.map((state) => state.work)
  const reported =
    format.family === "SCORM"
      ? Object.values(data).includes("zero")
      : lrs.statements.some(
          (statement) =>
            JSON.stringify(statement).includes(learner) && /answered.*zero/.test(JSON.stringify(statement)),
        )
  await context.close()
  return {
    answer: written === text && work.some((done) => done.get("own")?.answer.texts[0] === text),
    "page turn": place === "In your own words",
    submission: submitted && reported && work.some((done) => done.get("zero")?.best === 1),
    ...(stays !== undefined && { goodbye: stays }),
    "earlier work": work.some((done) => done.has("sure")),
  }
}

describe("a learner's work", () => {
  const table = new Map<string, Map<string, string>>()

  for (const format of formats) {
    const own = faults.filter(({ family }) => family === "both" || family === format.family)
    it.each(own.map((fault) => [fault.name, fault] as const))(
      `in ${format.label} is all there after: %s`,
      async (name, fault) => {
        const checks = await meet(format, fault)
        const row = table.get(name) ?? new Map()
        const values = Object.values(checks)
        table.set(name, row.set(format.label, `${values.filter(Boolean).length} of ${values.length}`))
        expect(checks).toEqual(Object.fromEntries(Object.keys(checks).map((check) => [check, true])))
      },
      150_000,
    )
  }

  it("is proved by the table in the guide", async () => {
    const head = ["Fault", ...formats.map(({ label }) => label)]
    const rows = faults.map(({ name }) => [name, ...formats.map(({ label }) => table.get(name)?.get(label) ?? "–")])
    const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`)
    expect(await readFile("docs/reliability.md", "utf8")).toContain(lines.join("\n"))
  })
})

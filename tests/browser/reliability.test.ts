import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { Browser, BrowserContext, Frame, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { sourceId } from "../../src/activities/ids.ts"
import { unpackOutline } from "../../src/learner/packed-outline.ts"
import { decodeWork } from "../../src/learner/saved-work.ts"
import { launchBrowser } from "../../src/lms/browser.ts"
import { startPreview } from "../../src/preview/preview.ts"
import type { LaunchAnswer, LrsState } from "../../src/preview/protocol.ts"
import type { PreviewServer } from "../../src/preview/server.ts"
import { finish, graded, prepare, takeTest, verdict } from "./graded.ts"
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
  /** What is switched while the course runs. */
  readonly on?: (desk: Page) => Promise<void>
  /** Whether the page is not left but torn away. */
  readonly isKilled?: boolean
}

const scormSwitch = (label: RegExp): Pick<Fault, "on"> => ({ on: (desk) => desk.getByLabel(label).check() })
const lrsSwitch = (label: string): Pick<Fault, "on"> => ({
  on: async (desk) => void (await desk.locator("label.lrs select").selectOption({ label })),
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
  {
    ...{ name: "Third-party frame", family: "xAPI", isTold: false },
    before: async (desk) =>
      void (await desk.getByLabel("Where").selectOption({ label: "In a frame from another origin" })),
  },
  { name: "Tab killed", family: "both", isTold: false, isKilled: true },
]

const formats = [
  { label: "SCORM 1.2", family: "SCORM" },
  { label: "SCORM 2004 4th Edition", family: "SCORM" },
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

/** Options of the question that is answered anew under each fault, and pages to turn to. */
const answers = ["Not sure", "A little sure", "Fairly sure"]
const turns = ["Terms", "Look at the readings"]
const written = (round: number) => `Round ${round}: a rising river comes nearer still, hour by hour`

async function openDesk(context: BrowserContext, label: string, learner: string): Promise<Page> {
  const desk = await context.newPage()
  desk.setDefaultTimeout(20_000)
  // Nobody is kept from closing a tab.
  desk.on("dialog", (dialog) => dialog.accept())
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

const newContext = async () => {
  const context = await held.browser?.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 1000 } })
  if (!context) throw new Error("there is no browser")
  return context
}

const isSaved = (course: Frame) =>
  course
    .getByText(/^Saved \d/)
    .first()
    .waitFor({ timeout: 60_000 })

/** Passes the course, with all in order: whatever goes wrong later may take none of it away. */
async function pass(format: (typeof formats)[number], learner: string): Promise<void> {
  const context = await newContext()
  const desk = await openDesk(context, format.label, learner)
  const { course } = await launch(desk)
  await prepare(course)
  await takeTest(course, true)
  await finish(course)
  await verdict(course, words.results.passed)
  await isSaved(course)
  await course.getByRole("button", { name: words.shell.saveAndExit }).click()
  // Under cmi5 the LMS takes the learner back to itself.
  const isOut = async () => course.url().includes("/back") || (await course.getByText(words.exit.title).count()) > 0
  await expect.poll(isOut).toBe(true)
  await context.close()
}

/** What was checked, and whether it came out as it should; the goodbye only where none must be said. */
type Checks = Record<"writing" | "answer" | "page turn" | "earlier work" | "result", boolean> & {
  readonly goodbye?: boolean
}

async function meet(format: (typeof formats)[number], fault: Fault, learner: string, round: number): Promise<Checks> {
  const [text, option, page] = [written(round), round % answers.length, turns[round % turns.length] ?? ""]
  const context = await newContext()
  const desk = await openDesk(context, format.label, learner)
  await fault.before?.(desk)
  const { course } = await launch(desk)
  await goTo(course, "A bridge under water")

  // While it lasts: an answer is handed in, something is written, the page is turned, then the way out.
  await fault.on?.(desk)
  await choose(course, "sure", answers[option] ?? "")
  await goTo(course, "In your own words")
  await course.getByRole("textbox").fill("")
  await course.getByRole("textbox").pressSequentially(text)
  await goTo(course, page)
  if (fault.isTold) {
    await course
      .getByText(/Not saved/)
      .first()
      .waitFor({ timeout: 60_000 })
  }
  // What was done up to two seconds ago must be safe, however the page ends.
  await desk.waitForTimeout(2000)
  let stays: boolean | undefined
  if (fault.isTold) {
    await course.getByRole("button", { name: words.shell.saveAndExit }).click()
    // Nobody is sent away with a goodbye while the work is not saved; the learner is told that it is not.
    await course.getByText(words.exit.failedTitle).waitFor()
    stays = (await course.getByText(words.exit.title).count()) === 0
  }
  if (fault.isKilled) await crash(desk)
  else await desk.close({ runBeforeUnload: true })
  await new Promise((resolve) => setTimeout(resolve, 500))

  // The next day, in the same browser, with all in order.
  const next = await openDesk(context, format.label, learner)
  const key = new URL(held.preview?.url ?? "").searchParams.get("key") ?? ""
  const headers = { "X-Key": key, "Content-Type": "application/json" }
  await next.evaluate((headers) => fetch("/api/trouble", { method: "POST", headers, body: "{}" }), headers)
  const again = await launch(next)
  const place = await again.course.locator("h1").first().textContent()
  await goTo(again.course, "In your own words")
  const shown = await again.course.getByRole("textbox").inputValue()
  await goTo(again.course, "A bridge under water")
  const isChosen = await again.course
    .locator("#activity-sure")
    .getByLabel(answers[option] ?? "")
    .isChecked()
  await isSaved(again.course)
  const lrs = await next.evaluate(
    async (headers) => (await (await fetch("/api/lrs?from=0", { headers })).json()) as LrsState,
    headers,
  )
  const data = await next.evaluate(() => window.lessonpackDesk?.data ?? {})
  const outline = unpackOutline(again.answer.outline as Parameters<typeof unpackOutline>[0])
  const mine = lrs.documents.filter(({ key }) => key.includes(learner))
  const works = [data["cmi.suspend_data"] ?? "", ...mine.map(({ text }) => String(JSON.parse(text).savedWork ?? ""))]
  const work = works.flatMap((work) => decodeWork(outline, work)?.work ?? [])
  const statements = lrs.statements.filter((statement) => JSON.stringify(statement).includes(learner))
  await context.close()
  return {
    writing: shown === text && work.some((done) => done.get("own")?.answer.texts[0] === text),
    answer:
      isChosen &&
      work.some((done) => done.get("sure")?.answer.marks[0] === option) &&
      (format.family === "SCORM" ? reportedTo(data) : reportedIn(statements)) === sourceId(option),
    "page turn": place === page,
    "earlier work": work.some((done) => done.get("zero")?.best === 1 && done.get("q_warn")?.best === 1),
    result: format.family === "SCORM" ? isPassedIn(data) : isPassedOnce(statements),
    ...(stays !== undefined && { goodbye: stays }),
  }
}

/** Takes a tab away as a crash does: no page in it says another word. */
async function crash(tab: Page): Promise<void> {
  const session = await tab.context().newCDPSession(tab)
  const gone = tab.waitForEvent("crash")
  // The answer to this never comes.
  void session.send("Page.crash").catch(() => {})
  await gone
}

/** The latest response to the question that is answered anew, as an LMS of SCORM holds it. */
function reportedTo(data: Readonly<Record<string, unknown>>): unknown {
  const rows = Object.keys(data).filter((name) => /^cmi\.interactions\.\d+\.id$/.test(name) && data[name] === "sure")
  const row = rows.at(-1)?.replace(/\.id$/, "")
  return data[`${row}.student_response`] ?? data[`${row}.learner_response`]
}

type Statement = LrsState["statements"][number]

/** The same, as the statements of an LRS say it. */
function reportedIn(statements: readonly Statement[]): unknown {
  const all = statements.map(
    (one) => one as { verb: { id: string }; object: { id: string }; timestamp: string; result?: { response?: string } },
  )
  const own = all.filter(({ verb, object }) => verb.id.endsWith("/responded") && object.id.endsWith("/sure"))
  return own.toSorted((a, b) => a.timestamp.localeCompare(b.timestamp)).at(-1)?.result?.response
}

function isPassedIn(data: Readonly<Record<string, unknown>>): boolean {
  const old = data["cmi.core.lesson_status"] === "passed" && data["cmi.core.score.raw"] === "100"
  const young = data["cmi.completion_status"] === "completed" && data["cmi.success_status"] === "passed"
  return old || (young && data["cmi.score.scaled"] === "1")
}

/** Whether an LRS heard once each that the course was completed and passed, and never that it was failed. */
function isPassedOnce(statements: readonly Statement[]): boolean {
  const verbs = statements.map((one) => (one as { verb: { id: string } }).verb.id.split("/").pop())
  const count = (verb: string) => verbs.filter((one) => one === verb).length
  return count("passed") === 1 && count("completed") === 1 && count("failed") === 0
}

describe("a learner's work", () => {
  const table = new Map<string, Map<string, string>>()

  for (const format of formats) {
    const learner = `learner of ${format.label}`
    const own = faults.filter(({ family }) => family === "both" || family === format.family)
    it(`in ${format.label} begins with a pass`, () => pass(format, learner), 60_000)
    it.each(own.map((fault, round) => [fault.name, fault, round] as const))(
      `in ${format.label} is all there after: %s`,
      async (name, fault, round) => {
        const checks = await meet(format, fault, learner, round)
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

import { describe, expect, it } from "vitest"
import { learner } from "../../src/lms/lrs.ts"
import { xapiLms } from "./au.ts"
import { failAgain, finish, prepare, takeTest, verdict } from "./graded.ts"
import { look, press, saved, whole } from "./learner.ts"
import { words } from "./words.ts"

// The whole course as one activity, launched by a query as LMSs launch tincan.xml.
const lms = xapiLms("xapi", "course")
const auth = "Basic Zm9vOmJhcg=="

function address(registration: string): string {
  lms.lrs.guests.add(auth)
  const query = new URLSearchParams({ endpoint: lms.lrs.endpoint, auth, actor: JSON.stringify(learner), registration })
  return `${lms.page("index.html")}?${query}`
}

const of = (registration: string) => lms.lrs.statements.filter(({ context }) => context.registration === registration)
const verbs = (registration: string) => of(registration).map(({ verb }) => String(verb.id).split("/").pop() ?? "")
const outcomes = (registration: string) =>
  verbs(registration).filter((verb) => /initialized|resumed|completed|passed|failed|suspended|terminated/.test(verb))

describe("a course launched with xAPI", () => {
  it("is failed, gone on with in another browser the next day, and passed; the LRS holds it in order", async () => {
    const registration = crypto.randomUUID()
    const first = await lms.visit(address(registration))
    await whole(first.course)
    await prepare(first.course)
    await takeTest(first.course, false)
    await failAgain(first.course)
    await finish(first.course)
    await verdict(first.course, words.results.failed)
    await press(first.course, words.shell.saveAndExit)
    await first.course.getByRole("heading", { name: words.exit.title }).waitFor()
    expect(outcomes(registration)).toEqual(["initialized", "completed", "failed", "terminated"])
    await first.context.close()

    const second = await lms.visit(address(registration))
    await whole(second.course)
    await press(second.course, words.shell.menu)
    await press(second.course, words.shell.resultsTitle)
    await press(second.course, words.results.retake)
    await takeTest(second.course, true)
    await finish(second.course)
    await verdict(second.course, words.results.passed)
    await press(second.course, words.shell.saveAndExit)
    await second.course.getByRole("heading", { name: words.exit.title }).waitFor()
    expect(outcomes(registration).slice(4)).toEqual(["resumed", "passed", "terminated"])
    const mastered = of(registration).filter(({ verb }) => verb.id.endsWith("/mastered"))
    expect(mastered.map(({ object }) => object.id.split("/").pop()).sort()).toEqual(["O2", "O3"])
    const times = of(registration).map(({ timestamp }) => timestamp)
    expect(times).toEqual([...times].sort())
    expect([...first.complaints, ...second.complaints]).toEqual([])
    expect(lms.faults()).toEqual([])
    await second.context.close()
  })

  it("brings back every answer when its page is loaded again", async () => {
    const registration = crypto.randomUUID()
    const visit = await lms.visit(address(registration))
    await whole(visit.course)
    await prepare(visit.course)
    const before = await look(visit.course)
    await visit.tab.reload()
    await whole(visit.course)
    await expect.poll(async () => (await look(visit.course)).fields).toEqual(before.fields)
    const { heading, where } = await look(visit.course)
    expect([heading, where]).toEqual([before.heading, before.where])
    expect(verbs(registration).filter((verb) => verb === "initialized")).toHaveLength(1)
    expect(visit.complaints).toEqual([])
    expect(lms.faults()).toEqual([])
    await visit.context.close()
  })

  it("says the same with answers that the LRS lost on their way, once each", async () => {
    const registration = crypto.randomUUID()
    const visit = await lms.visit(address(registration))
    await whole(visit.course)
    lms.lrs.faults.losesAnswers = true
    await prepare(visit.course)
    lms.lrs.faults.losesAnswers = false
    await visit.tab.evaluate(() => dispatchEvent(new Event("online")))
    await saved(visit.course)
    await press(visit.course, words.shell.saveAndExit)
    await visit.course.getByRole("heading", { name: words.exit.title }).waitFor()
    const answers = of(registration).filter(({ object }) => object.definition?.interactionType)
    const names = answers.map(({ object }) => object.id.split("/").pop())
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(5)
    expect(lms.faults()).toEqual([])
    await visit.context.close()
  })
})

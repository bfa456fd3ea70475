import type { BrowserContext } from "playwright-core"
import { afterEach, describe, expect, it } from "vitest"
import { xapiLms } from "./au.ts"
import { failAgain, finish, prepare, takeTest, verdict } from "./graded.ts"
import { goTo, workThrough } from "./journey.ts"
import { activities, activity, choose, press, saved, turn, whole } from "./learner.ts"
import { words } from "./words.ts"

// Each phase is an AU, launched as an LMS does; the LRS refuses whatever cmi5 forbids.
const lms = xapiLms("cmi5", "phases")
const defined = (verbs: readonly string[]) =>
  verbs.filter((verb) => /^(initialized|completed|passed|failed|terminated)$/.test(verb))
/** The registration of a test of its own, so that none meets the work of another. */
const fresh = () => crypto.randomUUID()

async function leave(
  {
    course,
    tab,
  }: {
    course: Parameters<typeof press>[0]
    tab: { waitForURL(url: string): unknown }
  },
  to = lms,
) {
  const exit = course.getByRole("button", { name: new RegExp(`^(${words.shell.saveAndExit}|${words.shell.exit})$`) })
  await exit.click()
  await tab.waitForURL(to.page("back.html"))
}

// What one test broke must not break the next.
afterEach(() => {
  lms.lrs.faults.isDown = false
})

describe("an AU of a phase", () => {
  it.each(["engage", "explore", "explain", "elaborate"])("%s is completed, and goes back to the LMS", async (phase) => {
    const visit = await lms.launch(`${phase}.html`, { registration: fresh() })
    await whole(visit.course)
    // The first page's text stands there before its activities do.
    await activities(visit.course).first().waitFor()
    await workThrough(visit.course, () => false)
    await leave(visit)
    const verbs = lms.verbs(visit.session)
    expect(defined(verbs)).toEqual(["initialized", "completed", "terminated"])
    expect([verbs[0], verbs[verbs.length - 1]]).toEqual(["initialized", "terminated"])
    expect(visit.complaints).toEqual([])
    expect(lms.faults()).toEqual([])
    await visit.context.close()
  })

  it("evaluate is passed, loaded again in the middle", async () => {
    const visit = await lms.launch("evaluate.html", { registration: fresh(), masteryScore: 0.7 })
    await whole(visit.course)
    await takeTest(visit.course, true)
    await saved(visit.course)
    await visit.tab.reload()
    await whole(visit.course)
    await goTo(visit.course, "Questions")
    await activity(visit.course, "q_warn").getByText("Right: the rate decides.").first().waitFor()
    await finish(visit.course)
    await verdict(visit.course, words.results.passed)
    await leave(visit)
    expect(defined(lms.verbs(visit.session))).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(visit.session.fetches).toBe(1)
    const answered = lms.verbs(visit.session).filter((verb) => verb === "answered")
    expect(answered).toHaveLength(6)
    expect(visit.complaints).toEqual([])
    expect(lms.faults()).toEqual([])
    await visit.context.close()
  })

  it("evaluate is failed, and passed the next day in another browser", async () => {
    const registration = fresh()
    const first = await lms.launch("evaluate.html", { registration, masteryScore: 0.7 })
    await whole(first.course)
    await takeTest(first.course, false)
    await failAgain(first.course)
    await finish(first.course)
    await verdict(first.course, words.results.failed)
    await leave(first)
    expect(defined(lms.verbs(first.session))).toEqual(["initialized", "completed", "failed", "terminated"])
    await first.context.close()

    const second = await lms.launch("evaluate.html", { registration, masteryScore: 0.7 })
    await whole(second.course)
    await press(second.course, words.shell.menu)
    await press(second.course, words.shell.resultsTitle)
    await press(second.course, words.results.retake)
    await takeTest(second.course, true)
    await finish(second.course)
    await verdict(second.course, words.results.passed)
    await leave(second)
    expect(defined(lms.verbs(second.session))).toEqual(["initialized", "passed", "terminated"])
    expect([...first.complaints, ...second.complaints]).toEqual([])
    expect(lms.faults()).toEqual([])
    await second.context.close()
  })

  it("keeps the LMS's mark, not the course's own", async () => {
    const visit = await lms.launch("evaluate.html", { registration: fresh(), masteryScore: 0.2 })
    await whole(visit.course)
    await takeTest(visit.course, false)
    await failAgain(visit.course)
    await finish(visit.course)
    await verdict(visit.course, words.results.passed)
    await leave(visit)
    expect(defined(lms.verbs(visit.session))).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(lms.faults()).toEqual([])
    await visit.context.close()
  })
})

describe("an AU of the whole course", () => {
  const one = xapiLms("cmi5", "course")

  it("is taken from its launch to passed, loaded again in the middle, and goes back to the LMS", async () => {
    const visit = await one.launch("index.html", { registration: fresh(), masteryScore: 0.7 })
    await whole(visit.course)
    await choose(visit.course, "sure", "3 Fairly sure")
    await saved(visit.course)
    await prepare(visit.course)
    await saved(visit.course)
    await visit.tab.reload()
    await whole(visit.course)
    await takeTest(visit.course, true)
    await finish(visit.course)
    await verdict(visit.course, words.results.passed)
    await leave(visit, one)
    const verbs = one.verbs(visit.session)
    expect(defined(verbs)).toEqual(["initialized", "completed", "passed", "terminated"])
    expect([verbs[0], verbs[verbs.length - 1]]).toEqual(["initialized", "terminated"])
    expect(visit.session.fetches).toBe(1)
    const phases = one.lrs.statements.flatMap(({ verb, context }) =>
      String(verb.id).endsWith("/experienced") ? [String(context.contextActivities.parent[0].id).split("/").pop()] : [],
    )
    expect([...new Set(phases)]).toEqual(["engage", "explore", "explain", "elaborate", "evaluate"])
    expect(visit.complaints).toEqual([])
    expect(one.faults()).toEqual([])
    await visit.context.close()
  })
})

describe("AUs of one registration", () => {
  it("know of each other's work, so that a question asked again shows the first answer", async () => {
    const registration = fresh()
    const engage = await lms.launch("engage.html", { registration })
    await whole(engage.course)
    await choose(engage.course, "sure", "2 A little sure")
    await leave(engage)
    const evaluate = await lms.launch("evaluate.html", { registration })
    await whole(evaluate.course)
    await goTo(evaluate.course, "Looking back")
    await choose(evaluate.course, "sure_now", "3 Fairly sure")
    const before = activity(evaluate.course, "sure_now").locator(".comparison dd").first()
    await expect.poll(() => before.innerText()).toContain("A little sure")
    await leave(evaluate)
    expect(lms.faults()).toEqual([])
    await engage.context.close()
    await evaluate.context.close()
  })
})

describe("an AU whose LRS goes away", () => {
  it("says so, and brings everything once it is back", async () => {
    const visit = await lms.launch("engage.html", { registration: fresh() })
    await whole(visit.course)
    lms.lrs.faults.isDown = true
    await choose(visit.course, "sure", "2 A little sure")
    await visit.course
      .getByText(/Not saved since/)
      .first()
      .waitFor()
    await choose(visit.course, "zero", "The water stands at the gauge's fixed point")
    lms.lrs.faults.isDown = false
    await visit.tab.evaluate(() => dispatchEvent(new Event("online")))
    await saved(visit.course)
    await leave(visit)
    const verbs = lms.verbs(visit.session)
    expect(verbs.filter((verb) => verb === "answered" || verb === "responded")).toEqual(["responded", "answered"])
    expect(verbs[verbs.length - 1]).toBe("terminated")
    expect(lms.faults()).toEqual([])
    await visit.context.close()
  })

  it("whose tab is closed meanwhile, hands it over at the next launch", async () => {
    const registration = fresh()
    const first = await lms.launch("engage.html", { registration })
    await whole(first.course)
    lms.lrs.faults.isDown = true
    await choose(first.course, "sure", "2 A little sure")
    await first.course
      .getByText(/Not saved since/)
      .first()
      .waitFor()
    await first.tab.close()
    // What the browser still sends for the page that is gone finds nobody, either.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    lms.lrs.faults.isDown = false
    const second = await lms.launch("engage.html", { registration }, first.context)
    await whole(second.course)
    await saved(second.course)
    await leave(second)
    expect(first.session.state).toBe("abandoned")
    expect(lms.verbs(second.session).filter((verb) => verb === "responded")).toHaveLength(1)
    expect(lms.verbs(first.session).filter((verb) => verb === "responded")).toHaveLength(0)
    expect(lms.faults()).toEqual([])
    await second.context.close()
  })
})

/** Has the LRS refuse statements with a verb as unsound, until the function that it returns is called. */
async function refuseVerb(context: BrowserContext, verb: string) {
  const address = `${lms.lrs.endpoint}statements*`
  await context.route(address, (route, request) =>
    request.method() === "POST" && request.postData()?.includes(`/verbs/${verb}"`)
      ? route.fulfill({ status: 400, headers: { "Access-Control-Allow-Origin": "*" }, body: "as was wished" })
      : route.fallback(),
  )
  return () => context.unroute(address)
}

describe("an AU whose LRS refuses a status as unsound", () => {
  it("says that it is not saved, and is completed by the next session", async () => {
    const registration = fresh()
    const context = await lms.newBrowser()
    await refuseVerb(context, "completed")
    const first = await lms.launch("engage.html", { registration }, context)
    await whole(first.course)
    await first.course
      .getByText(/Not saved since .*: trying again/)
      .first()
      .waitFor()
    await first.course.getByRole("button", { name: words.shell.saveAndExit }).click()
    await first.course.getByText(words.exit.failedTitle).waitFor()
    expect(defined(lms.verbs(first.session))).toEqual(["initialized"])
    await context.close()
    const second = await lms.launch("engage.html", { registration })
    await whole(second.course)
    await saved(second.course)
    await leave(second)
    expect(defined(lms.verbs(second.session))).toEqual(["initialized", "completed", "terminated"])
    expect(lms.faults()).toEqual([])
    await second.context.close()
  })

  it("does not begin without initialized, and offers to go on without a record", async () => {
    const context = await lms.newBrowser()
    const takeAgain = await refuseVerb(context, "initialized")
    const visit = await lms.launch("engage.html", { registration: fresh() }, context)
    await visit.course.getByText(words.launch.refusedTitle).waitFor()
    await visit.course.getByRole("button", { name: words.launch.goOn }).waitFor()
    expect(lms.verbs(visit.session)).toEqual([])
    await takeAgain()
    await visit.course.getByRole("button", { name: words.shell.tryAgain }).click()
    await whole(visit.course)
    await choose(visit.course, "sure", "2 A little sure")
    await leave(visit)
    const verbs = lms.verbs(visit.session)
    expect([verbs[0], verbs[verbs.length - 1]]).toEqual(["initialized", "terminated"])
    expect(lms.faults()).toEqual([])
    await context.close()
  })
})

describe("an AU whose tab was closed after a failure", () => {
  it("has failed once, also where the same browser launches it again", async () => {
    const registration = fresh()
    const first = await lms.launch("evaluate.html", { registration, masteryScore: 0.7 })
    await whole(first.course)
    await takeTest(first.course, false)
    await failAgain(first.course)
    await finish(first.course)
    await saved(first.course)
    await first.tab.close({ runBeforeUnload: true })
    await expect.poll(() => defined(lms.verbs(first.session))).toEqual(["initialized", "completed", "failed"])
    const second = await lms.launch("evaluate.html", { registration, masteryScore: 0.7 }, first.context)
    await whole(second.course)
    await saved(second.course)
    await leave(second)
    expect(defined(lms.verbs(second.session))).toEqual(["initialized", "terminated"])
    expect(lms.faults()).toEqual([])
    await first.context.close()
  })
})

describe("an AU in a tab that is duplicated", () => {
  it("goes on in the new tab with the same session, which ends once and last", async () => {
    const first = await lms.launch("engage.html", { registration: fresh() })
    await whole(first.course)
    await choose(first.course, "sure", "2 A little sure")
    await saved(first.course)
    // A window that is opened by the page has a copy of what its tab keeps, as a duplicated one has.
    const [tab] = await Promise.all([
      first.context.waitForEvent("page"),
      first.tab.evaluate(() => void window.open(location.href)),
    ])
    const course = tab.mainFrame()
    await course.getByRole("button", { name: words.launch.takeOver }).click()
    await first.course.getByText(words.launch.takenOverTitle).waitFor()
    await choose(course, "zero", "The water stands at the gauge's fixed point")
    await saved(course)
    await leave({ course, tab })
    const verbs = lms.verbs(first.session)
    expect(defined(verbs)).toEqual(["initialized", "completed", "terminated"])
    expect(verbs[verbs.length - 1]).toBe("terminated")
    expect(verbs.filter((verb) => verb === "answered" || verb === "responded")).toEqual(["responded", "answered"])
    expect(lms.faults()).toEqual([])
    await first.context.close()
  })
})

describe("an AU that is only looked at", () => {
  it.each(["Browse", "Review"] as const)("in %s says that it began and ended, and nothing else", async (launchMode) => {
    const registration = fresh()
    const first = await lms.launch("engage.html", { registration })
    await whole(first.course)
    await choose(first.course, "sure", "2 A little sure")
    await saved(first.course)
    await leave(first)
    const documents = JSON.stringify([...lms.lrs.documents].filter(([key]) => key.includes('"lessonpack"')))
    const second = await lms.launch("engage.html", { registration, launchMode })
    await whole(second.course)
    await second.course.getByText(launchMode === "Browse" ? words.save.browse : words.save.review).waitFor()
    await leave(second)
    expect(lms.verbs(second.session)).toEqual(["initialized", "terminated"])
    expect(JSON.stringify([...lms.lrs.documents].filter(([key]) => key.includes('"lessonpack"')))).toBe(documents)
    expect(lms.faults()).toEqual([])
    await first.context.close()
    await second.context.close()
  })
})

describe("an AU in a browser that keeps nothing", () => {
  it("says that reloading ends the session, has the browser ask, and afterwards asks for a new launch", async () => {
    const browser = await lms.newBrowser()
    await browser.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError")
          },
        })
      }
    })
    const registration = fresh()
    const first = await lms.launch("engage.html", { registration }, browser)
    await whole(first.course)
    await first.course.locator("main").getByText(words.cmi5.noReload).waitFor()
    await choose(first.course, "sure", "2 A little sure")
    await saved(first.course)
    const asked: string[] = []
    first.tab.on("dialog", (dialog) => {
      asked.push(dialog.type())
      void dialog.accept()
    })
    await first.tab.reload()
    expect(asked).toEqual(["beforeunload"])
    await first.course.getByText(words.launch.noLmsAdvice).waitFor()
    expect(defined(lms.verbs(first.session))).toEqual(["initialized", "completed", "terminated"])

    const second = await lms.launch("engage.html", { registration }, browser)
    await whole(second.course)
    expect(await activity(second.course, "sure").getByLabel("2 A little sure").isChecked()).toBe(true)
    second.tab.on("dialog", (dialog) => void dialog.accept().then(() => asked.push(dialog.type())))
    await leave(second)
    expect(asked).toHaveLength(1)
    expect(lms.verbs(second.session).pop()).toBe("terminated")
    expect([...first.complaints, ...second.complaints]).toEqual([])
    expect(lms.faults()).toEqual([])
    await browser.close()
  })
})

describe("an AU that cannot begin", () => {
  it("asks for a new launch when the address was used before", async () => {
    const visit = await lms.launch("engage.html", { registration: fresh() })
    await whole(visit.course)
    const again = await lms.visit(visit.tab.url())
    await again.course.getByText(words.launch.refusedTitle).waitFor()
    await again.course.getByText("Already in use.").waitFor()
    await again.context.close()
    await visit.context.close()
  })

  it("says plainly that nothing is recorded when no LMS launched it", async () => {
    const visit = await lms.visit(lms.page("engage.html"))
    await visit.course.getByText(words.launch.noLmsTitle).waitFor()
    await visit.context.close()
  })
})

describe("few requests", () => {
  it("a page turn takes two or three, a launch ten at most: it tells of the first page, too", async () => {
    const before = lms.lrs.requests.length
    const visit = await lms.launch("evaluate.html", { registration: fresh() })
    await whole(visit.course)
    await visit.tab.waitForTimeout(500)
    expect(lms.lrs.requests.length - before).toBeLessThanOrEqual(10)
    await turn(visit.course)
    await saved(visit.course)
    const turned = lms.lrs.requests.length
    await turn(visit.course)
    await saved(visit.course)
    await visit.tab.waitForTimeout(300)
    expect(lms.lrs.requests.length - turned).toBeLessThanOrEqual(3)
    await visit.context.close()
  })
})

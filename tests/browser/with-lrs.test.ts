import { appendFile, cp } from "node:fs/promises"
import { join } from "node:path"
import type { BrowserContext } from "playwright-core"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { type StrictLrs, startLrs } from "../../src/lms/lrs.ts"
import { complaints } from "../judge-statements.ts"
import { base } from "./au.ts"
import { finish, graded, takeTest, verdict } from "./graded.ts"
import { buildPackage, harness } from "./harness.ts"
import { goTo } from "./journey.ts"
import { transgressions } from "./judge.ts"
import { choose, press, saved, whole, work } from "./learner.ts"
import type { Installed } from "./lms.ts"
import { words } from "./words.ts"

// A SCORM 1.2 package whose author names an LRS: LMS and LRS fail by turns, and neither may harm the other.
const tools = harness()
const store = "https://lrs.river-districts.gov"
const home = "https://www.river-districts.gov"
/** How long a statement may be on its way: nobody waits for it, and this machine may be busy. */
const patience = { timeout: 15_000 }
let lrs: StrictLrs
let installed: Installed
beforeAll(async () => {
  lrs = await startLrs()
  // It asks for no right: none could be in a package that everybody may read.
  lrs.guests.add("")
  const lesson = join(inject("folder"), "beside", "graded")
  await cp(graded, lesson, { recursive: true })
  await appendFile(join(lesson, "course.yaml"), `\nlrs:\n  endpoint: ${store}/xapi\n  home: ${home}\n`)
  tools.lms.reachable.push(store)
  installed = await tools.lms.install(await buildPackage(lesson, "scorm12"))
})
afterAll(() => lrs?.close())

/** A browser for which the store on this machine stands at the address that the author wrote. */
async function newBrowser(): Promise<BrowserContext> {
  const context = await tools.browser.newContext({ reducedMotion: "reduce" })
  await context.route(`${store}/**`, async (route) => {
    const request = route.request()
    const { host: _, ...headers } = await request.allHeaders()
    try {
      const body = request.postDataBuffer()
      const answer = await fetch(request.url().replace(store, lrs.origin), {
        ...{ method: request.method(), headers },
        ...(body && { body: new Uint8Array(body) }),
      })
      await route.fulfill({
        ...{ status: answer.status, headers: Object.fromEntries(answer.headers) },
        body: await answer.text(),
      })
    } catch {
      await route.abort("connectionrefused")
    }
  })
  return context
}

const names = (verb: string) =>
  lrs.statements.flatMap((it) =>
    String(it.verb.id).endsWith(`/${verb}`) ? [String(it.object.id).split("/").pop() ?? ""] : [],
  )
/** Ids of the interactions that the LMS holds. */
const rows = () =>
  Object.entries(installed.held()).flatMap(([element, value]) =>
    /^cmi\.interactions\.\d+\.id$/.test(element) ? [value] : [],
  )

describe("an LRS beside a SCORM 1.2 LMS", () => {
  it("holds the statements and the LMS the record; either goes on when the other fails", async () => {
    const context = await newBrowser()
    const { course, fail } = await tools.sit(installed, { context })
    await whole(course)
    await choose(course, "sure", "2 A little sure")
    await saved(course)
    expect(rows()).toEqual(["sure"])
    await expect.poll(() => names("responded"), patience).toEqual(["sure"])

    lrs.faults.isDown = true
    await choose(course, "zero", "The water stands at the gauge's fixed point")
    await saved(course)
    await expect.poll(rows, patience).toEqual(["sure", "zero"])
    expect(await course.getByText(/Not saved since/).count()).toBe(0)
    expect(names("answered")).toEqual([])
    lrs.faults.isDown = false
    await course.evaluate(() => void dispatchEvent(new Event("online")))
    await expect.poll(() => names("answered"), patience).toEqual(["zero"])

    await fail({ commit: true })
    await goTo(course, "Looking back")
    await choose(course, "sure_now", "3 Fairly sure")
    await course
      .getByText(/Not saved since/)
      .first()
      .waitFor()
    expect(rows()).toEqual(["sure", "zero"])
    await expect.poll(() => names("responded"), patience).toEqual(["sure", "sure_now"])

    await fail({ commit: false })
    for (const page of ["Look at the readings", "Terms", "In your own words", "In which order"]) {
      await goTo(course, page)
      await work(course)
    }
    await takeTest(course, true)
    await finish(course)
    await verdict(course, words.results.passed)
    await press(course, words.shell.saveAndExit)
    await course.getByRole("heading", { name: words.exit.title }).waitFor()
    expect(installed.held()["cmi.core.lesson_status"]).toBe("passed")
    expect(transgressions(installed)).toEqual([])
    const outcomes = /^(initialized|resumed|completed|passed|failed|suspended|terminated)$/
    const verbs = () => lrs.statements.map(({ verb }) => String(verb.id).split("/").pop() ?? "")
    await expect
      .poll(() => verbs().filter((verb) => outcomes.test(verb)), patience)
      .toEqual(["initialized", "completed", "passed", "terminated"])
    expect(verbs().pop()).toBe("terminated")
    expect(new Set(lrs.statements.map(({ actor }) => JSON.stringify(actor.account))).size).toBe(1)
    expect(JSON.stringify(lrs.statements)).not.toMatch(/\bada\b|Lovelace/i)
    expect(lrs.refusals).toEqual([])
    expect(complaints(lrs.statements, base, [home])).toEqual([])
    await context.close()
  })
})

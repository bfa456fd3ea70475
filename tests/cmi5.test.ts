import { readFile } from "node:fs/promises"
import requirements from "@cmi5/requirements" with { type: "json" }
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { cmi5 } from "../src/learner/vocabulary.ts"
import { type LaunchSettings, learner, type StrictLrs, startLrs } from "../src/lms/lrs.ts"
import { connectCmi5 } from "../src/tracking/cmi5.ts"
import { fakeStorage, pageEvent } from "./doubles/window.ts"
import { xapiWindow } from "./doubles/xapi-window.ts"
import { base, interaction, learnerAt, opened, outline, takeAll } from "./fixtures/xapi-learner.ts"
import { complaints } from "./judge-statements.ts"

// The LRS at the other end is strict: what it refuses stands in `refusals` under the number of the requirement.
const words = { noReload: "Do not reload this page." }
const options = { outline, base, withText: false, words }
const registration = "6f1c1c0e-6a44-4c68-9d9d-0d0c4bd0a6ce"

let lrs: StrictLrs
beforeEach(async () => {
  lrs = await startLrs()
})
afterEach(async () => {
  await lrs.close()
  // Whatever a test was about: no statement of it may be unsound, or strange to the profile that ships with the course.
  expect(complaints(lrs.statements, base, ["https://lms.agency.gov/"])).toEqual([])
})

type Tab = ReturnType<typeof xapiWindow>

/** Launches the course as an LMS does; with `tab`, in the browser of an earlier launch. */
async function launch(settings: LaunchSettings = {}, tab?: Tab) {
  const { session, query } = lrs.launch({ registration, ...settings })
  const window = xapiWindow(query, tab)
  const connection = opened(await connectCmi5(window, options))
  return { session, query, window, connection }
}

/** Loads the page of a launch again, in the same tab. */
async function reload({ query, window }: { query: string; window: Tab }) {
  window.dispatchEvent(pageEvent("pagehide", false))
  const again = xapiWindow(query, window)
  return { window: again, connection: opened(await connectCmi5(again, options)) }
}

/** A browser that keeps nothing for this site. */
function blocked(window: Tab): Tab {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError")
      },
    })
  }
  return window
}

/** The same tab once more, as "Duplicate" makes it: with a copy of what the tab keeps, in the same browser. */
async function duplicate({ query, window }: { query: string; window: Tab }) {
  const copy = xapiWindow(query, window)
  copy.sessionStorage = fakeStorage()
  for (let at = 0; at < window.sessionStorage.length; at++) {
    const key = window.sessionStorage.key(at) ?? ""
    copy.sessionStorage.setItem(key, window.sessionStorage.getItem(key) ?? "")
  }
  return { query, window: copy, connection: opened(await connectCmi5(copy, options)) }
}

/** Has the LRS refuse statements with a verb as unsound, while it lasts. */
function refuseVerb(window: Tab, verb: string): () => void {
  const { fetch } = window
  window.fetch = (address, request) =>
    request?.method === "POST" && String(request.body).includes(`/verbs/${verb}"`)
      ? Promise.resolve(new Response("as was wished", { status: 400 }))
      : fetch(address, request)
  return () => {
    window.fetch = fetch
  }
}

/** The browser of an earlier launch, in a window of its own. */
function reopened(window: Tab): Tab {
  return xapiWindow("", window)
}

/** A new browser: the learner comes back at another computer. */
const elsewhere = undefined

const verbs = () => lrs.statements.map(({ verb }) => String(verb.id).split("/").pop())
const defined = () => verbs().filter((verb) => /^(initialized|completed|passed|failed|terminated)$/.test(verb ?? ""))
const said = (verb: string) => lrs.statements.filter((it) => it.verb.id.endsWith(`/${verb}`))

describe("the requirements that tests and doubles name", () => {
  it("stand in cmi5's own list", async () => {
    const sources = await Promise.all(["tests/cmi5.test.ts", "src/lms/lrs.ts"].map((name) => readFile(name, "utf8")))
    const named = new Set(sources.flatMap((text) => text.match(/\b\d+\.\d+\.\d+\.\d+-\d+/g) ?? []))
    expect(named.size).toBeGreaterThan(30)
    expect([...named].filter((number) => !(number in requirements))).toEqual([])
  })
})

describe("a launch", () => {
  it("is none without its parameters", async () => {
    expect(await connectCmi5(xapiWindow("?au=engage"), options)).toBeUndefined()
    const { query } = lrs.launch()
    for (const name of ["endpoint", "fetch", "actor", "registration", "activityId"]) {
      const rest = new URLSearchParams(query)
      rest.delete(name)
      expect(await connectCmi5(xapiWindow(`?${rest}`), options)).toBeUndefined()
    }
  })

  it("takes its parameters in any order, beside others (8.1.0.0-7)", async () => {
    const { query, session } = lrs.launch()
    const turned = new URLSearchParams([["au", "engage"], ...[...new URLSearchParams(query)].reverse()])
    opened(await connectCmi5(xapiWindow(`?${turned}`), options))
    expect(session.verbs).toEqual(["initialized"])
    expect(lrs.refusals).toEqual([])
  })

  it("fetches the token by one POST, and hands it on as it is (8.2.1.0-2, 8.2.1.0-5)", async () => {
    const { session } = await launch()
    const fetches = lrs.requests.filter(({ path }) => path.startsWith("/fetch/"))
    expect(fetches.map(({ method }) => method)).toEqual(["POST"])
    const others = lrs.requests.filter(({ path }) => path.startsWith("/xapi/") && !path.endsWith("/about"))
    expect(new Set(others.map(({ headers }) => headers.authorization))).toEqual(new Set([`Basic ${session.token}`]))
  })

  it("tells what the LMS said when the token is refused, which comes with the status 200 (8.2.3)", async () => {
    const { query } = await launch()
    expect(await connectCmi5(xapiWindow(query), options)).toEqual({ refused: "fetch: 1 Already in use." })
    expect(await connectCmi5(xapiWindow(query.replace(/fetch%2F[^&]+/, "fetch%2Fnone")), options)).toEqual({
      refused: "fetch: 3 No such session.",
    })
  })

  it("reads launch data and preferences before it says anything (10.2.1.0-4, 11.0.0.0-3)", async () => {
    await launch()
    const paths = lrs.requests.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, "")}`)
    const first = paths.indexOf("POST /xapi/statements")
    expect(paths.slice(0, first)).toContain("GET /xapi/agents/profile")
    expect(lrs.requests.slice(0, first).map(({ query }) => query.get("stateId"))).toContain("LMS.LaunchData")
    expect(paths.length).toBeLessThanOrEqual(6)
  })

  it("is refused without launch data, since nothing could be said rightly", async () => {
    const { query } = lrs.launch()
    lrs.documents.clear()
    expect(await connectCmi5(xapiWindow(query), options)).toHaveProperty("refused")
    expect(lrs.statements).toEqual([])
  })

  it("may be tried again after the LMS was away, though the token was fetched already", async () => {
    const { query } = lrs.launch({ registration })
    const window = xapiWindow(query)
    const there = [...lrs.documents]
    lrs.documents.clear()
    expect(await connectCmi5(window, options)).toHaveProperty("refused")
    for (const [key, value] of there) lrs.documents.set(key, value)
    opened(await connectCmi5(window, options))
    expect(defined()).toEqual(["initialized"])
  })

  it("takes the LMS's mark for the course's own, and its mode", async () => {
    expect((await launch({ masteryScore: 0.85 })).connection.launch).toMatchObject({
      masteryScore: 0.85,
      mode: "normal",
    })
    expect((await launch({ launchMode: "Browse" })).connection.launch.mode).toBe("browse")
    expect((await launch({ launchMode: "Review" })).connection.launch.mode).toBe("review")
  })
})

describe("what the LMS says of a launch", () => {
  it("is read whole, what changes nothing in the course included (10.2)", async () => {
    const entitlementKey = { courseStructure: "unit-key", alternate: "lms-key" }
    const { connection } = await launch({
      launchData: { moveOn: "CompletedAndPassed", launchParameters: "cohort=autumn", entitlementKey },
    })
    expect(connection.launch.prescribed).toEqual({
      moveOn: "CompletedAndPassed",
      launchParameters: "cohort=autumn",
      entitlementKey,
    })
  })

  it("that makes no sense is as good as absent", async () => {
    const { connection } = await launch({
      launchData: {
        moveOn: "Whenever",
        launchParameters: 7,
        entitlementKey: "key",
        masteryScore: "0.9",
        launchMode: 1,
      },
    })
    expect(connection.launch.prescribed).toEqual({})
    expect(connection.launch).not.toHaveProperty("masteryScore")
    expect(connection.launch.mode).toBe("normal")
  })

  it("of the unit's end does not keep the course from saying all that is true", async () => {
    for (const moveOn of ["Passed", "Completed", "NotApplicable"]) {
      const { connection, session } = await launch({
        registration: crypto.randomUUID(),
        masteryScore: 0.7,
        launchData: { moveOn },
      })
      await takeAll(learnerAt(connection), true)
      await connection.finish(0)
      expect(session.verbs).toEqual(["initialized", "completed", "passed", "terminated"])
    }
    expect(lrs.refusals).toEqual([])
  })

  it("of the learner's wishes: languages in order, and no sound (11.0)", async () => {
    const none = await launch()
    expect(none.connection.launch.preferences).toEqual({ languages: [], audio: true })
    const { connection } = await launch({
      preferences: { languagePreference: "en-US, fr-CA,de", audioPreference: "off" },
    })
    expect(connection.launch.preferences).toEqual({ languages: ["en-US", "fr-CA", "de"], audio: false })
  })

  it("of the learner's language changes nothing that is said, be it the interface's own or another", async () => {
    const displays = []
    for (const languagePreference of ["en", "fr,de"]) {
      const before = lrs.statements.length
      const { connection } = await launch({
        registration: crypto.randomUUID(),
        preferences: { languagePreference, audioPreference: "on" },
      })
      await learnerAt(connection).visit("engage_start")
      await connection.finish(0)
      displays.push(lrs.statements.slice(before).map(({ verb, object }) => [verb.display, object.definition?.name]))
    }
    expect(displays[0]).toHaveLength(4)
    expect(displays[1]).toEqual(displays[0])
  })
})

describe("a session", () => {
  it("says initialized first and terminated last, between them once completed and passed (9.3)", async () => {
    const { connection, window } = await launch({ masteryScore: 0.7, returnURL: "https://lms.agency.gov/back" })
    await takeAll(learnerAt(connection), true)
    expect(await connection.finish(0)).toEqual({ ok: true })
    expect(defined()).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(verbs()[0]).toBe("initialized")
    expect(verbs().at(-1)).toBe("terminated")
    expect(lrs.refusals).toEqual([])
    expect(window.assigned).toEqual(["https://lms.agency.gov/back"])
  })

  it("ends once, however often it is ended, and says nothing afterwards", async () => {
    const { connection } = await launch()
    const who = learnerAt(connection)
    await who.visit("engage_start")
    await Promise.all([connection.finish(0), connection.finish(0)])
    await connection.finish(0)
    await who.visit("explore_start")
    expect(defined()).toEqual(["initialized", "terminated"])
    expect(lrs.refusals).toEqual([])
  })

  it("keeps a failed try to itself until the end, since better may come (9.3.0.0-3)", async () => {
    const { connection } = await launch({ masteryScore: 0.7 })
    const who = learnerAt(connection)
    await takeAll(who, false)
    await who.settle()
    expect(defined()).toEqual(["initialized", "completed"])
    await who.retake()
    await who.answer("evaluate_q1", true)
    await connection.finish(0)
    expect(defined()).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(lrs.refusals).toEqual([])
  })

  it("says failed at the end, with the score, and what the mark was (9.6.3.2-2)", async () => {
    const { connection } = await launch({ masteryScore: 0.7 })
    const who = learnerAt(connection)
    await takeAll(who, false)
    await who.settle()
    await connection.finish(0)
    expect(defined()).toEqual(["initialized", "completed", "failed", "terminated"])
    expect(said("failed")[0]).toMatchObject({
      result: { success: false, score: { scaled: 0 } },
      context: { extensions: { [cmi5.masteryScore]: 0.7 } },
    })
    expect(lrs.refusals).toEqual([])
  })

  it("leaves the score out of a failure that a minimum of an objective decided (9.3.5.0-2)", async () => {
    const { connection } = await launch({ masteryScore: 0.5 })
    const failure = { graded: true, completed: true, success: "failed", scaled: 0.8, failedRound: 1 } as const
    await connection.write({ ...learnerAt(connection).record(), ...failure }, [], 0)
    await connection.finish(0)
    expect(said("failed")).toHaveLength(1)
    expect(said("failed")[0]?.result.score).toBeUndefined()
    expect(lrs.refusals).toEqual([])
  })

  it("in Browse and Review begins and ends, and says nothing else (10.2.2.0-8 to -11)", async () => {
    for (const launchMode of ["Browse", "Review"] as const) {
      const { connection, window } = await launch({ launchMode, returnURL: "https://lms.agency.gov/back" })
      await takeAll(learnerAt(connection), true)
      expect(connection.launch.endsAlways).toBe(true)
      await connection.finish(0)
      expect(window.assigned).toHaveLength(1)
    }
    expect(verbs()).toEqual(["initialized", "terminated", "initialized", "terminated"])
    expect(lrs.document("https://lms.agency.gov/activities/41", "lessonpack")).toBeUndefined()
    expect(lrs.refusals).toEqual([])
  })

  it("puts the whole template into every statement, and the session's id (10.2.1.0-6, 9.6.3.1-4)", async () => {
    const { connection, session } = await launch()
    await takeAll(learnerAt(connection), true)
    await connection.finish(0)
    for (const { context, actor, timestamp, id } of lrs.statements) {
      expect(context.extensions).toMatchObject(session.template.extensions)
      expect(context.contextActivities.grouping).toContainEqual(session.template.contextActivities.grouping[0])
      expect(context.registration).toBe(registration)
      expect(actor).toEqual(learner)
      expect(timestamp).toMatch(/Z$/)
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
    }
  })
})

describe("a page that is loaded again", () => {
  it("goes on with the session: no second token, no second initialized (9.3.2.0-3)", async () => {
    const first = await launch({ masteryScore: 0.7 })
    await learnerAt(first.connection).visit("engage_start")
    const second = await reload(first)
    await takeAll(learnerAt(second.connection), true)
    await second.connection.finish(0)
    expect(first.session.fetches).toBe(1)
    expect(defined()).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(lrs.refusals).toEqual([])
  })

  it("has lost its session when it was ended, and says so", async () => {
    const { query, window, connection } = await launch()
    await connection.finish(0)
    expect(await connectCmi5(xapiWindow(query, window), options)).toEqual({ refused: "gone: the session has ended" })
    expect(lrs.refusals).toEqual([])
  })

  it("asks for a new launch where the browser keeps nothing", async () => {
    const { query } = await launch()
    expect(await connectCmi5(xapiWindow(query, elsewhere), options)).toHaveProperty("refused")
  })

  it("ends its session where the browser keeps nothing: the learner is told before, and asked before the page goes", async () => {
    const { query } = lrs.launch({ registration })
    const window = blocked(xapiWindow(query))
    const goes = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }))
    const connection = opened(await connectCmi5(window, options))
    expect(connection.launch.notice).toBe(words.noReload)
    expect(goes()).toBe(false)
    await learnerAt(connection).visit("engage_start")
    window.dispatchEvent(pageEvent("pagehide", false))
    await connection.finish(0)
    await expect.poll(verbs).toEqual(["initialized", "experienced", "progressed", "terminated"])
    expect(lrs.refusals).toEqual([])
    expect(await connectCmi5(blocked(xapiWindow(query)), options)).toHaveProperty("refused")
  })

  it("needs no asking once the learner has ended the session", async () => {
    const { query } = lrs.launch({ registration, returnURL: "https://lms.agency.gov/back" })
    const window = blocked(xapiWindow(query))
    const connection = opened(await connectCmi5(window, options))
    const goes = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }))
    expect(goes()).toBe(false)
    await connection.finish(0)
    expect(window.assigned).toHaveLength(1)
    expect(goes()).toBe(true)
  })

  it("is spoken of to nobody whose browser keeps the session", async () => {
    const { connection, window } = await launch()
    expect(connection.launch).not.toHaveProperty("notice")
    expect(window.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(true)
  })

  it("sends a failure when the page is left, and keeps a pass that follows for the next session", async () => {
    const first = await launch({ masteryScore: 0.7 })
    const who = learnerAt(first.connection)
    await takeAll(who, false)
    await who.settle()
    first.window.dispatchEvent(pageEvent("pagehide", false))
    await first.connection.finish(0)
    await expect.poll(defined).toEqual(["initialized", "completed", "failed"])
    const second = await reload(first)
    const again = learnerAt(second.connection)
    await again.retake()
    await again.answer("evaluate_q1", true)
    await second.connection.finish(0)
    expect(defined()).toEqual(["initialized", "completed", "failed", "terminated"])
    const third = await launch({ masteryScore: 0.7 }, elsewhere)
    await learnerAt(third.connection).tell()
    await third.connection.finish(0)
    expect(defined().slice(4)).toEqual(["initialized", "passed", "terminated"])
    expect(lrs.refusals).toEqual([])
  })
})

describe("the next day", () => {
  it("the work is there, in another browser too, and nothing is said twice (9.3.0.0-6, 9.3.0.0-7)", async () => {
    const first = await launch({ masteryScore: 0.7 })
    const who = learnerAt(first.connection)
    await takeAll(who, true)
    await first.connection.finish(0)
    const count = lrs.statements.length
    const second = await launch({ masteryScore: 0.7 }, elsewhere)
    expect(second.connection.launch.held).toEqual({ completed: true, success: "passed" })
    const again = learnerAt(second.connection)
    expect(again.state().work).toEqual(who.state().work)
    await again.visit("engage_start")
    await second.connection.finish(0)
    expect(verbs().slice(count)).toEqual(["initialized", "experienced", "terminated"])
    expect(lrs.refusals).toEqual([])
  })

  it("a session that was abandoned is left behind; what it could not say is said in the new one", async () => {
    const first = await launch({ masteryScore: 0.7 })
    const who = learnerAt(first.connection)
    await who.visit("engage_start")
    lrs.faults.isDown = true
    expect(await who.answer("engage_q1", true)).toMatchObject({ ok: false })
    lrs.faults.isDown = false
    const second = await launch({ masteryScore: 0.7 }, first.window)
    expect(first.session.state).toBe("abandoned")
    await learnerAt(second.connection).tell()
    await second.connection.finish(0)
    expect(said("answered")).toHaveLength(1)
    expect(said("answered")[0]?.context.extensions[cmi5.sessionId]).toBe(second.session.id)
    expect(lrs.refusals).toEqual([])
  })

  it("what may be said once is asked for before it is said again, when its answer was lost", async () => {
    for (const losesAnswers of [true, false]) {
      const own = losesAnswers ? registration : "7a1c1c0e-6a44-4c68-9d9d-0d0c4bd0a6ce"
      const first = await launch({ masteryScore: 0.7, registration: own })
      const who = learnerAt(first.connection)
      for (const phase of ["engage", "explore", "explain", "elaborate"]) {
        await who.visit(`${phase}_start`)
        await who.answer(`${phase}_q1`, true)
      }
      await who.visit("evaluate_start")
      // Either it arrives and nobody hears so, or it does not arrive at all.
      if (losesAnswers) lrs.faults.losesAnswers = true
      else lrs.faults.answers = [503]
      await who.answer("evaluate_q1", true)
      lrs.faults.losesAnswers = false
      const second = await launch({ masteryScore: 0.7, registration: own }, elsewhere)
      const again = learnerAt(second.connection)
      await again.tell()
      await second.connection.finish(0)
      const mine = lrs.statements.filter(({ context }) => context.registration === own)
      const count = (verb: string) => mine.filter((it) => it.verb.id.endsWith(`/${verb}`)).length
      expect([count("completed"), count("passed")]).toEqual([1, 1])
    }
    expect(lrs.refusals).toEqual([])
  })
})

describe("a status is said once", () => {
  it("failed too, though nobody heard that it arrived, or it did not arrive", async () => {
    for (const isSameBrowser of [true, false]) {
      for (const arrives of [true, false]) {
        const own = { masteryScore: 0.7, registration: crypto.randomUUID() }
        const first = await launch(own)
        const who = learnerAt(first.connection)
        await takeAll(who, false)
        await who.settle()
        if (arrives) lrs.faults.losesAnswers = true
        else lrs.faults.answers = [503]
        const before = lrs.requests.length
        first.window.dispatchEvent(pageEvent("pagehide", false))
        await first.connection.finish(0, true)
        await expect.poll(() => lrs.requests.slice(before).map(({ method }) => method)).toEqual(["PUT", "POST"])
        lrs.faults.losesAnswers = false
        const second = await launch(own, isSameBrowser ? first.window : elsewhere)
        await learnerAt(second.connection).tell()
        await second.connection.finish(0)
        const third = await launch(own, second.window)
        await learnerAt(third.connection).tell()
        await third.connection.finish(0)
        const mine = said("failed").filter(({ context }) => context.registration === own.registration)
        expect(mine).toHaveLength(1)
      }
    }
    expect(lrs.refusals).toEqual([])
  })

  it("and an objective is mastered once, when the LRS was away for all of the end", async () => {
    const first = await launch({ masteryScore: 0.7 })
    const who = learnerAt(first.connection)
    lrs.faults.isDown = true
    await takeAll(who, true)
    lrs.faults.isDown = false
    const second = await launch({ masteryScore: 0.7 }, first.window)
    await second.connection.write(who.record(), [], 0)
    await second.connection.finish(0)
    const mastered = said("mastered").map(({ object }) => object.id)
    expect(mastered.length).toBeGreaterThan(0)
    expect(new Set(mastered).size).toBe(mastered.length)
    expect(defined().slice(1)).toEqual(["initialized", "completed", "passed", "terminated"])
    const shares = said("progressed").map(({ result }) => Object.values(result.extensions)[0])
    expect(new Set(shares).size).toBe(shares.length)
    expect(lrs.refusals).toEqual([])
  })

  it("and asked for again the next time, where the LRS would not say whether it has it", async () => {
    const own = { masteryScore: 0.7 }
    const first = await launch(own)
    const who = learnerAt(first.connection)
    for (const phase of ["engage", "explore", "explain", "elaborate"]) {
      await who.visit(`${phase}_start`)
      await who.answer(`${phase}_q1`, true)
    }
    await who.visit("evaluate_start")
    // Of the end only saved work arrives.
    lrs.faults.answers = [503]
    await who.answer("evaluate_q1", true)
    expect(defined()).toEqual(["initialized"])
    const { query } = lrs.launch({ registration, ...own })
    const window = xapiWindow(query, elsewhere)
    const { fetch } = window
    window.fetch = (address, request) =>
      String(address).includes("statementId=")
        ? Promise.resolve(new Response("", { status: 500 }))
        : fetch(address, request)
    const second = opened(await connectCmi5(window, options))
    await learnerAt(second).visit("engage_start")
    await second.finish(0)
    const third = await launch(own, elsewhere)
    await learnerAt(third.connection).tell()
    await third.connection.finish(0)
    expect(defined().slice(-4)).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(lrs.refusals).toEqual([])
  })

  it.each(["completed", "passed"])(
    "or not at all: %s that is refused is tried again, and said by the next session",
    async (verb) => {
      for (const isSameBrowser of [true, false]) {
        const own = { masteryScore: 0.7, registration: crypto.randomUUID() }
        const first = await launch(own)
        refuseVerb(first.window, verb)
        const who = learnerAt(first.connection)
        await takeAll(who, true)
        expect(await who.visit("engage_start")).toMatchObject({ ok: false, lost: false })
        expect(await first.connection.finish(0)).toMatchObject({ ok: false })
        const there = () => lrs.statements.filter(({ context }) => context.registration === own.registration)
        const count = (name: string) => there().filter((it) => it.verb.id.endsWith(`/${name}`)).length
        expect([count(verb), count("answered"), count(verb === "passed" ? "completed" : "passed")]).toEqual([0, 5, 1])
        const second = await launch(own, isSameBrowser ? reopened(first.window) : elsewhere)
        expect(await learnerAt(second.connection).tell()).toEqual({ ok: true })
        expect(await second.connection.finish(0)).toEqual({ ok: true })
        expect([count("completed"), count("passed")]).toEqual([1, 1])
      }
      expect(lrs.refusals).toEqual([])
    },
  )

  it("and in the session at hand, once the LRS takes it after all", async () => {
    const { connection, window } = await launch({ masteryScore: 0.7 })
    const takeAgain = refuseVerb(window, "completed")
    const who = learnerAt(connection)
    await takeAll(who, true)
    takeAgain()
    expect(await connection.finish(0)).toEqual({ ok: true })
    expect(defined().sort()).toEqual(["completed", "initialized", "passed", "terminated"])
    expect(lrs.refusals).toEqual([])
  })
})

describe("a session whose end is refused as unsound", () => {
  it("is over for the learner: all that was to be kept has arrived", async () => {
    const { connection, window } = await launch({ returnURL: "https://lms.agency.gov/back" })
    refuseVerb(window, "terminated")
    await takeAll(learnerAt(connection), true)
    expect(await connection.finish(0)).toEqual({ ok: true })
    expect(window.assigned).toHaveLength(1)
    expect(defined()).toEqual(["initialized", "completed", "passed"])
  })
})

describe("a session whose beginning is refused as unsound", () => {
  it("is none: nothing is said without initialized (9.3.2), and a later try may succeed", async () => {
    const { query } = lrs.launch({ registration })
    const window = xapiWindow(query)
    const takeAgain = refuseVerb(window, "initialized")
    expect(await connectCmi5(window, options)).toEqual({ refused: "HTTP 400 as was wished" })
    expect(await connectCmi5(window, options)).toEqual({ refused: "HTTP 400 as was wished" })
    expect(lrs.statements).toEqual([])
    takeAgain()
    const connection = opened(await connectCmi5(window, options))
    await learnerAt(connection).visit("engage_start")
    await connection.finish(0)
    expect(verbs()).toEqual(["initialized", "experienced", "progressed", "terminated"])
    expect(lrs.refusals).toEqual([])
  })

  it("says so in the middle of the work where the LRS was away at first", async () => {
    const { query } = lrs.launch({ registration })
    const window = xapiWindow(query)
    lrs.faults.answers = [503]
    const connection = opened(await connectCmi5(window, options))
    refuseVerb(window, "initialized")
    window.dispatchEvent(new Event("online"))
    const who = learnerAt(connection)
    await expect.poll(() => who.visit("engage_start")).toMatchObject({ ok: false, lost: true })
    expect(lrs.statements).toEqual([])
  })
})

describe("a duplicated tab", () => {
  it("goes on with the session, which the first one leaves without ending it (9.3.8.0-2)", async () => {
    const first = await launch({ masteryScore: 0.7 })
    const one = learnerAt(first.connection)
    await one.visit("engage_start")
    const second = await duplicate(first)
    // Until the learner goes on in the new tab, the old one tells what happens.
    await takeAll(one, true)
    expect(await first.connection.finish(0, true)).toEqual({ ok: true })
    expect(defined()).toEqual(["initialized", "completed", "passed"])
    const two = learnerAt(second.connection)
    expect(await second.connection.write(one.record(), [], 0)).toEqual({ ok: true })
    await two.visit("engage_start")
    expect(await second.connection.finish(0)).toEqual({ ok: true })
    expect(defined()).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(verbs().at(-1)).toBe("terminated")
    expect(new Set(said("mastered").map(({ object }) => object.id)).size).toBe(said("mastered").length)
    expect(lrs.refusals).toEqual([])
  })

  it("brings what the first one could not send", async () => {
    const first = await launch({ masteryScore: 0.7 })
    const one = learnerAt(first.connection)
    const second = await duplicate(first)
    lrs.faults.isDown = true
    await takeAll(one, true)
    await first.connection.finish(0, true)
    lrs.faults.isDown = false
    await second.connection.write(one.record(), [], 0)
    expect(await second.connection.finish(0)).toEqual({ ok: true })
    expect(defined()).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(said("answered")).toHaveLength(5)
    expect(lrs.refusals).toEqual([])
  })

  it("keeps a failure to itself as the first one did, and has no second verdict", async () => {
    const first = await launch({ masteryScore: 0.7 })
    const one = learnerAt(first.connection)
    await takeAll(one, false)
    await one.settle()
    const second = await duplicate(first)
    await first.connection.finish(0, true)
    expect(defined()).toEqual(["initialized", "completed"])
    const two = learnerAt(second.connection)
    await two.tell()
    const third = await duplicate(second)
    second.window.dispatchEvent(pageEvent("pagehide", false))
    await second.connection.finish(0, true)
    await expect.poll(defined).toEqual(["initialized", "completed", "failed"])
    const three = learnerAt(third.connection)
    await three.retake()
    await three.answer("evaluate_q1", true)
    await third.connection.finish(0)
    expect(defined()).toEqual(["initialized", "completed", "failed", "terminated"])
    expect(lrs.refusals).toEqual([])
  })

  it("tells the learner to launch anew once the other one has ended the session", async () => {
    const first = await launch()
    const second = await duplicate(first)
    await learnerAt(first.connection).visit("engage_start")
    await first.connection.finish(0)
    expect(await learnerAt(second.connection).visit("engage_start")).toMatchObject({ ok: false, lost: true })
    expect(verbs().at(-1)).toBe("terminated")
    expect(await connectCmi5(xapiWindow(first.query, second.window), options)).toEqual({
      refused: "gone: the session has ended",
    })
    expect(lrs.refusals).toEqual([])
  })

  it("of an earlier session ends that one, as every tab does that hands over to a new launch", async () => {
    const first = await launch()
    await learnerAt(first.connection).visit("engage_start")
    lrs.sessions.length = 0
    lrs.sessions.push(first.session)
    const other = lrs.launch({ registration: crypto.randomUUID() })
    first.session.state = "initialized"
    opened(await connectCmi5(xapiWindow(other.query, first.window), options))
    await first.connection.finish(0, true)
    expect(first.session.state).toBe("terminated")
  })
})

describe("saved work", () => {
  const activity = "https://lms.agency.gov/activities/41"

  it("is written against the ETag that was read, whether or not the LRS tells the new one", async () => {
    for (const namesNewEtags of [true, false]) {
      lrs.faults.namesNewEtags = namesNewEtags
      const { connection } = await launch({}, elsewhere)
      const who = learnerAt(connection)
      await who.visit("engage_start")
      await who.visit("explore_start")
      await connection.finish(0)
    }
    const puts = lrs.requests.filter(({ method }) => method === "PUT")
    expect(puts[0]?.headers["if-none-match"]).toBe("*")
    expect(puts.slice(1).every(({ headers }) => headers["if-match"])).toBe(true)
    expect(puts.every(({ status }) => status === 204)).toBe(true)
  })

  it("of two sessions at once is joined, and the later write does not undo it", async () => {
    const first = await launch({}, elsewhere)
    const one = learnerAt(first.connection)
    await one.visit("engage_start")
    const second = opened(await connectCmi5(xapiWindow(first.query, first.window), options))
    const two = learnerAt(second)
    await two.visit("engage_start")
    await two.answer("engage_q1", true)
    expect(await one.visit("explore_start")).toEqual({ ok: true })
    await one.visit("explain_start")
    const third = await launch({}, elsewhere)
    const state = learnerAt(third.connection).state()
    expect([...state.work.keys()]).toEqual(["engage_q1"])
    expect([...state.visited].sort()).toEqual(["engage_start", "explain_start", "explore_start"])
    expect(lrs.document(activity, "lessonpack")).toBeDefined()
  })

  it("is not overwritten by a launch that could not read it", async () => {
    const { query } = lrs.launch({ registration })
    const window = xapiWindow(query)
    const fetch = window.fetch
    window.fetch = (address, request) =>
      String(address).includes("stateId=lessonpack")
        ? Promise.resolve(new Response("", { status: 500 }))
        : fetch(address, request)
    expect(await connectCmi5(window, options)).toHaveProperty("refused")
    expect(lrs.statements).toEqual([])
  })
})

describe("while the LRS is away", () => {
  it("says so, keeps everything in order, and brings it once it is back", async () => {
    const { connection } = await launch({ masteryScore: 0.7 })
    const who = learnerAt(connection)
    await who.visit("engage_start")
    lrs.faults.isDown = true
    for (const phase of ["engage", "explore", "explain"]) {
      expect(await who.visit(`${phase}_start`)).toMatchObject(phase === "engage" ? {} : { ok: false, lost: false })
      await who.answer(`${phase}_q1`, true)
    }
    expect(await connection.finish(0)).toMatchObject({ ok: false })
    lrs.faults.isDown = false
    for (const phase of ["elaborate", "evaluate"]) {
      await who.visit(`${phase}_start`)
      await who.answer(`${phase}_q1`, true)
    }
    expect(await connection.finish(0)).toEqual({ ok: true })
    expect(defined()).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(said("answered")).toHaveLength(5)
    expect(said("experienced").map(({ object }) => object.id.split("/").pop())).toEqual(
      ["engage", "explore", "explain", "elaborate", "evaluate"].map((phase) => `${phase}_start`),
    )
    expect(lrs.refusals).toEqual([])
  })

  it("an answer that is brought again is said once", async () => {
    const { connection } = await launch()
    const who = learnerAt(connection)
    await who.visit("engage_start")
    const answer = interaction("engage_q1", true)
    lrs.faults.isDown = true
    await connection.write(who.record(), [answer], 0)
    lrs.faults.isDown = false
    await connection.write(who.record(), [answer], 0)
    await connection.finish(0)
    expect(said("answered")).toHaveLength(1)
  })

  it("tells the learner to launch anew when the session is closed to it", async () => {
    const { connection, session } = await launch()
    const who = learnerAt(connection)
    session.state = "abandoned"
    expect(await who.visit("engage_start")).toMatchObject({ ok: false, lost: true })
  })
})

describe("a page that is left", () => {
  it("sends what is new by requests that outlive it, and no more than a browser lets it", async () => {
    const { connection, window } = await launch()
    const who = learnerAt(connection)
    window.document.visibilityState = "hidden"
    const written = who.visit("engage_start")
    expect(window.kept).toHaveLength(2)
    expect(window.kept.join("").length).toBeLessThan(64 * 1024)
    await written
    expect(verbs()).toContain("experienced")
    expect(lrs.refusals).toEqual([])
  })
})

describe("phases launched on their own", () => {
  const engage = { ...options, phase: "engage" as const }

  it("say of which phase an objective is mastered, since each knows its own points only", async () => {
    const own = { ...outline, phases: outline.phases.filter(({ id }) => id === "evaluate") }
    const { query } = lrs.launch({ registration })
    const connection = opened(await connectCmi5(xapiWindow(query), { ...options, outline: own, phase: "evaluate" }))
    const who = learnerAt(connection)
    await who.visit("evaluate_start")
    await who.answer("evaluate_q1", true)
    await connection.finish(0)
    const parents = said("mastered").map(({ context }) =>
      context.contextActivities.parent.map(({ id }: { id: string }) => id),
    )
    expect(parents).toEqual(parents.map(() => [`${base}/courses/graded/phases/evaluate`]))
    expect(parents.length).toBeGreaterThan(0)
  })

  it("share the path under the course's own id, and do without where the LMS forbids it", async () => {
    for (const guardsOtherActivities of [false, true]) {
      lrs.faults.guardsOtherActivities = guardsOtherActivities
      const { query } = lrs.launch({ registration, activityId: "https://lms.agency.gov/activities/1" })
      const first = opened(await connectCmi5(xapiWindow(query), engage))
      first.choosePath?.("core")
      await learnerAt(first).visit("engage_start")
      expect(await first.finish(0)).toEqual({ ok: true })
      const other = lrs.launch({ registration, activityId: "https://lms.agency.gov/activities/2" })
      const second = opened(await connectCmi5(xapiWindow(other.query), engage))
      expect(second.launch.path).toBe(guardsOtherActivities ? undefined : "core")
      expect(Object.keys(second.launch.works ?? {})).toEqual(guardsOtherActivities ? [] : ["engage"])
      await second.finish(0)
    }
    expect(lrs.refusals).toEqual([])
  })
})

import fc from "fast-check"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { strictScorm12 } from "../src/lms/scorm12.ts"
import { strictScorm2004 } from "../src/lms/scorm2004.ts"
import type { Call, Fault, StrictLms } from "../src/lms/strict-lms.ts"
import { browserClock } from "../src/tracking/clock.ts"
import { findApi, longestSearch } from "../src/tracking/find-api.ts"
import { openJournal } from "../src/tracking/journal.ts"
import type { Connection, Interaction, LearnerRecord } from "../src/tracking/record.ts"
import { connectScorm12 } from "../src/tracking/scorm12.ts"
import { connectScorm2004 } from "../src/tracking/scorm2004.ts"
import { connectStandalone } from "../src/tracking/standalone.ts"
import { watchTabs } from "../src/tracking/tabs.ts"
import { type SaveStatus, startTracker, type Tracker } from "../src/tracking/tracker.ts"
import { type FakeWindow, fakeStorage, fakeWindow, foreignWindow, pageEvent } from "./doubles/window.ts"

beforeEach(() => void vi.useFakeTimers({ now: new Date(2026, 10, 23, 10, 40) }))
afterEach(() => void vi.useRealTimers())

const later = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

describe("the search for an API object", () => {
  const api = { LMSInitialize: () => "true" }
  const find = async (window: Window) => {
    const search = findApi(window, "API", "LMSInitialize")
    await later(longestSearch + 1000)
    return search
  }

  it("begins in the course's own window and climbs its parents", async () => {
    const outer = { API: { ...api } }
    const middle = { parent: outer, API: api }
    expect(await find(fakeWindow({ parent: { parent: middle } }))).toBe(api)
    expect(await find(fakeWindow({ parent: middle, API: outer.API }))).toBe(outer.API)
  })

  it("climbs past fifty portals, but not for ever", async () => {
    const nest = (depth: number): object => (depth === 0 ? { API: api } : { parent: nest(depth - 1) })
    expect(await find(fakeWindow({ parent: nest(50) }))).toBe(api)
    expect(await find(fakeWindow({ parent: nest(1000) }))).toBeUndefined()
  })

  it("goes on with the window that opened this one, and with the one that opened the outermost", async () => {
    expect(await find(fakeWindow({ opener: { parent: { API: api } } }))).toBe(api)
    expect(await find(fakeWindow({ top: { opener: { API: api } } }))).toBe(api)
  })

  it("survives frames of another origin above, beside and behind", async () => {
    expect(await find(fakeWindow({ parent: foreignWindow(), opener: { API: api } }))).toBe(api)
    expect(
      await find(fakeWindow({ parent: foreignWindow(), opener: foreignWindow(), top: foreignWindow() })),
    ).toBeUndefined()
    expect(await find(fakeWindow({ parent: { API: api, parent: foreignWindow() } }))).toBe(api)
  })

  it("looks no further in a line of parents than the first of another origin", async () => {
    const beyond = foreignWindow({ parent: { API: { ...api } } })
    expect(await find(fakeWindow({ parent: beyond, opener: { API: api } }))).toBe(api)
  })

  it("takes no object for an API that cannot be called", async () => {
    const frameOfThatName = foreignWindow()
    expect(
      await find(fakeWindow({ API: frameOfThatName, parent: { API: { LMSInitialize: "yes" }, parent: { API: api } } })),
    ).toBe(api)
  })

  it("waits for an LMS that puts its object in place late, and no longer than that", async () => {
    const window = fakeWindow()
    const search = findApi(window, "API", "LMSInitialize")
    await later(2000)
    Object.assign(window, { API: api })
    await later(200)
    expect(await search).toBe(api)
    const began = Date.now()
    const hopeless = findApi(fakeWindow(), "API", "LMSInitialize").then(() => Date.now() - began)
    await later(10_000)
    expect(await hopeless).toBeLessThanOrEqual(longestSearch)
  })
})

const answer: Interaction = {
  ...{ id: "q1", type: "choice", description: "Which?", objectives: [], response: "a", patterns: ["a"] },
  ...{ result: "correct", weighting: 1, time: 0, latency: 0, position: 0 },
}

const fresh: LearnerRecord = {
  ...{ graded: false, completed: false, success: "unknown", progress: 0, objectives: [] },
  ...{ location: "welcome", savedWork: "A0" },
}

const work = (savedWork: string): LearnerRecord => ({ ...fresh, savedWork })

/** Storage that the browser forbids: even to look at it throws. */
function blocked(window: FakeWindow): void {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError")
      },
    })
  }
}

describe("the journal", () => {
  const journalled = { savedWork: "A1", interactions: [answer] }

  it("is there for the next session of the same learner on the same course, and for nobody else", () => {
    const window = fakeWindow()
    openJournal(window, "mlops", "k1").write(journalled)
    expect(openJournal(window, "mlops", "k1").read()).toEqual(journalled)
    expect(openJournal(window, "mlops", "k2").read()).toBeUndefined()
    expect(openJournal(window, "other", "k1").read()).toBeUndefined()
  })

  it("is gone once it is cleared, but not the writing in full", () => {
    const window = fakeWindow()
    const journal = openJournal(window, "mlops", "k1")
    journal.write(journalled)
    journal.writeTexts({ reflect: "All of it" })
    journal.clear()
    expect(openJournal(window, "mlops", "k1").read()).toBeUndefined()
    expect(openJournal(window, "mlops", "k1").readTexts()).toEqual({ reflect: "All of it" })
  })

  it("falls back to the session's storage when the browser's is full, and keeps no older copy beside it", () => {
    const window = fakeWindow()
    const journal = openJournal(window, "mlops", "k1")
    journal.write(journalled)
    window.localStorage.setItem = () => {
      throw new DOMException("Full", "QuotaExceededError")
    }
    journal.write({ ...journalled, savedWork: "A2" })
    expect(openJournal(window, "mlops", "k1").read()?.savedWork).toBe("A2")
    expect(window.localStorage.getItem("lessonpack:mlops:k1")).toBeNull()
  })

  it("lasts as long as the page where storage is blocked, and never throws", () => {
    const window = fakeWindow()
    blocked(window)
    const journal = openJournal(window, "mlops", "k1")
    journal.write(journalled)
    expect(journal.read()).toEqual(journalled)
    journal.clear()
    expect(journal.read()).toBeUndefined()
  })

  it("leaves nothing behind for a learner of whom the LMS says nothing", () => {
    const window = fakeWindow()
    const journal = openJournal(window, "mlops", "")
    journal.write(journalled)
    journal.writeTexts({ reflect: "Mine" })
    expect(window.localStorage.length + window.sessionStorage.length).toBe(0)
    expect(openJournal(window, "mlops", "").read()).toBeUndefined()
  })

  it.each([
    "",
    "{",
    "null",
    "[]",
    '{"savedWork":1,"interactions":[]}',
    '{"savedWork":"A","interactions":[{"id":"q1"}]}',
  ])("takes %j, which it did not write, for nothing", (text) => {
    const window = fakeWindow()
    window.localStorage.setItem("lessonpack:mlops:k1", text)
    window.localStorage.setItem("lessonpack:mlops:k1:texts", text)
    expect(openJournal(window, "mlops", "k1").read()).toBeUndefined()
    expect(Object.keys(openJournal(window, "mlops", "k1").readTexts())).toEqual(text === '{"x":1}' ? [] : [])
  })
})

describe("a course without an LMS", () => {
  it("keeps its work in the browser and hands it out at the next launch", async () => {
    const window = fakeWindow()
    const first = await connectStandalone(window, "mlops")
    expect(first.launch).toMatchObject({ mode: "normal", savedWork: "" })
    expect(await first.write({ ...work("A1"), completed: true, success: "passed" }, [answer], 0)).toEqual({ ok: true })
    await first.write(work("A2"), [], 0)
    expect((await connectStandalone(window, "mlops")).launch).toMatchObject({
      savedWork: "A2",
      held: { completed: true, success: "passed" },
    })
    expect((await connectStandalone(window, "other")).launch.savedWork).toBe("")
  })

  it("says so at the first write where storage is blocked", async () => {
    const window = fakeWindow()
    blocked(window)
    const connection = await connectStandalone(window, "mlops")
    expect(await connection.write(work("A1"), [], 0)).toEqual({ ok: false, reason: "storage-blocked", lost: true })
  })

  it("begins anew where what it kept was spoilt", async () => {
    const window = fakeWindow()
    for (const text of ["{", "7", '{"savedWork":7}']) {
      window.localStorage.setItem("lessonpack:mlops", text)
      expect((await connectStandalone(window, "mlops")).launch.savedWork).toBe("")
    }
  })
})

interface Desk {
  readonly lms: StrictLms
  readonly window: Window & FakeWindow
  readonly tracker: Tracker
  readonly states: SaveStatus[]
}

/** A learner at a browser, with a course launched from an LMS. */
async function launched(lms = strictScorm12(), window = fakeWindow()): Promise<Desk> {
  const api = lms.launch()
  Object.assign(window, { API: api, API_1484_11: api })
  const options = { report: "passed/failed", limit: 4096, alone: true } as const
  const connection = await ("Initialize" in api ? connectScorm2004(window, options) : connectScorm12(window, options))
  if (!connection || "refused" in connection) throw new Error("No connection")
  const tracker = startTracker({ connection, course: "mlops", window, clock: browserClock(window) })
  const states: SaveStatus[] = []
  tracker.subscribe((status) => states.push(status))
  lms.calls = []
  return { lms, window, tracker, states }
}

/** A new page of the same browser in place of the old: the storage stays, nothing else does. */
function newPage({ window }: Desk): Window & FakeWindow {
  vi.clearAllTimers()
  return fakeWindow({ localStorage: window.localStorage, sessionStorage: fakeStorage() })
}

const commits = ({ lms }: Desk) => lms.count("LMSCommit")
const saved = ({ lms }: Desk) => lms.stored.get("cmi.suspend_data")
const journalOf = ({ window, tracker }: Desk) => openJournal(window, "mlops", tracker.launch.learner).read()
const refuses = (method: RegExp) => (call: Call) => (method.test(call.method) ? "refuses" : undefined)

function hide({ window }: Desk, visibilityState: "hidden" | "visible" = "hidden"): void {
  window.document.visibilityState = visibilityState
  window.document.dispatchEvent(new Event("visibilitychange"))
}

describe("a change", () => {
  it("that turns the page is one commit, with all that came before it and just after", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [], "later")
    desk.tracker.changed(work("A2"), [answer], "soon")
    desk.tracker.changed(work("A3"), [], "now")
    desk.tracker.changed(work("A4"), [], "now")
    await later(100)
    expect(commits(desk)).toBe(1)
    expect(saved(desk)).toBe("A4")
    expect(desk.lms.stored.get("cmi.interactions.0.id")).toBe("q1")
    await later(20_000)
    expect(commits(desk)).toBe(1)
    expect(desk.lms.violations).toEqual([])
  })

  it("that is an answer is committed within a second, several as one", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [answer], "soon")
    await later(600)
    desk.tracker.changed(work("A2"), [{ ...answer, id: "q2", position: 1 }], "soon")
    await later(400)
    expect([commits(desk), saved(desk), desk.lms.rows("cmi.interactions")]).toEqual([1, "A2", 2])
    await later(20_000)
    expect(commits(desk)).toBe(1)
  })

  it("while typing is in the browser within a second and in the LMS within fifteen", async () => {
    const desk = await launched()
    for (let typed = 0; typed < 20; typed++) {
      desk.tracker.changed(work(`A${typed}`), [], "later")
      await later(250)
    }
    expect(commits(desk)).toBe(0)
    expect(Number(journalOf(desk)?.savedWork.slice(1))).toBeGreaterThanOrEqual(15)
    await later(10_000)
    expect([commits(desk), saved(desk), journalOf(desk)]).toEqual([1, "A19", undefined])
  })

  it("is told the learner: saving, then saved and when", async () => {
    const desk = await launched()
    expect(desk.tracker.status).toEqual({ state: "ready" })
    desk.tracker.changed(work("A1"), [], "now")
    expect(desk.tracker.status).toEqual({ state: "saving" })
    await later(100)
    expect(desk.tracker.status).toEqual({ state: "saved", at: new Date(2026, 10, 23, 10, 40).getTime() + 50 })
  })

  it("carries the session's time so far", async () => {
    const desk = await launched()
    await later(90_000)
    desk.tracker.changed(work("A1"), [], "now")
    await later(50)
    expect(desk.lms.stored.get("cmi.core.session_time")).toBe("0000:01:30.05")
  })
})

describe("a write that fails", () => {
  it("is journalled, told since when and why, and tried again ever more rarely until it succeeds", async () => {
    const desk = await launched()
    desk.lms.breakdown = refuses(/Commit/)
    const since = Date.now()
    desk.tracker.changed(work("A1"), [answer], "now")
    await later(60)
    expect(desk.tracker.status).toEqual({ state: "unsaved", since, reason: "commit: 101 Error 101", lost: false })
    expect(journalOf(desk)).toEqual({ savedWork: "A1", interactions: [answer] })
    const tries: number[] = []
    for (let second = 0; second < 130; second++) {
      const before = commits(desk)
      await later(1000)
      if (commits(desk) > before) tries.push(second + 1)
    }
    const pauses = tries.map((at, index) => at - (tries[index - 1] ?? 0))
    expect(pauses).toEqual([2, 4, 8, 16, 30, 30, 30])
    desk.lms.breakdown = () => undefined
    await later(30_000)
    expect([saved(desk), journalOf(desk), desk.tracker.status.state]).toEqual(["A1", undefined, "saved"])
    expect(desk.lms.stored.get("cmi.interactions.0.id")).toBe("q1")
    expect(desk.lms.violations).toEqual([])
  })

  it("is tried again at once when the network is back or the page is looked at again", async () => {
    for (const wake of [
      (desk: Desk) => desk.window.dispatchEvent(new Event("online")),
      (desk: Desk) => hide(desk, "visible"),
    ]) {
      const desk = await launched()
      desk.lms.breakdown = refuses(/Commit/)
      desk.tracker.changed(work("A1"), [], "now")
      await later(40_000)
      desk.lms.breakdown = () => undefined
      wake(desk)
      expect(saved(desk)).toBe("A1")
    }
  })

  it("because the LMS is gone is told as such, and handed over at the next launch", async () => {
    const desk = await launched()
    desk.lms.breakdown = () => "throws"
    desk.tracker.changed(work("A1"), [answer], "now")
    await later(60)
    expect(desk.tracker.status).toMatchObject({ state: "unsaved", lost: true })
    desk.lms.breakdown = () => undefined
    const next = await launched(desk.lms, newPage(desk))
    expect(next.tracker.journalled).toEqual({ savedWork: "A1", interactions: [answer] })
    next.tracker.changed(work("A1"), [answer], "now")
    await later(60)
    expect([saved(next), journalOf(next)]).toEqual(["A1", undefined])
  })

  it("in the session before leaves no answer to be taken for another's in the LMS's report", async () => {
    const desk = await launched()
    const second = { ...answer, id: "q2", position: 1 }
    desk.lms.breakdown = ({ values }) => (values[0] === "cmi.interactions.1.id" ? "refuses" : undefined)
    desk.tracker.changed(work("A:q1,q2"), [answer, second], "now")
    await later(60)
    // The report lacks an answer that the saved work has; another answer makes up the number.
    desk.lms.stored.set("cmi.interactions.1.id", "q1")
    desk.lms.breakdown = () => undefined
    const next = await launched(desk.lms, newPage(desk))
    next.tracker.resumeInteractions(2)
    next.tracker.changed(work("A:q1,q2"), [second], "now")
    await later(60)
    const ids = [0, 1, 2].map((row) => next.lms.stored.get(`cmi.interactions.${row}.id`))
    expect(ids).toEqual(["q1", "q1", "q2"])
    expect(next.lms.violations).toEqual([])
  })

  it("stays unsaved through further changes, with the time of the first", async () => {
    const desk = await launched()
    desk.lms.breakdown = refuses(/Commit/)
    const since = Date.now()
    desk.tracker.changed(work("A1"), [], "now")
    await later(10_000)
    desk.tracker.changed(work("A2"), [], "now")
    await later(1000)
    expect(desk.tracker.status).toMatchObject({ state: "unsaved", since })
    expect(new Set(desk.states.slice(1).map(({ state }) => state))).toEqual(new Set(["unsaved"]))
  })
})

describe("writing that the LMS has no room for", () => {
  it("is in the browser within a second, and at once when the page is left", async () => {
    const desk = await launched()
    desk.tracker.keepTexts({ reflect: "Some" })
    desk.tracker.keepTexts({ reflect: "Some of it" })
    await later(1000)
    expect((await launched(desk.lms, newPage(desk))).tracker.texts).toEqual({ reflect: "Some of it" })
    const next = await launched(desk.lms, newPage(desk))
    next.tracker.keepTexts({ reflect: "All of it" })
    hide(next)
    expect((await launched(desk.lms, newPage(next))).tracker.texts).toEqual({ reflect: "All of it" })
  })
})

describe("leaving", () => {
  it("by hiding the page commits what is new, and ends nothing", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [], "later")
    hide(desk)
    expect([saved(desk), desk.lms.finishes]).toEqual(["A1", 0])
    await later(0)
    hide(desk)
    expect(commits(desk)).toBe(1)
  })

  it("by closing the page commits what is new and ends the session once, at once", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [], "later")
    hide(desk)
    desk.window.dispatchEvent(pageEvent("pagehide", false))
    expect([saved(desk), desk.lms.finishes]).toEqual(["A1", 1])
    desk.window.dispatchEvent(pageEvent("pagehide", false))
    await later(60_000)
    expect([desk.lms.finishes, desk.tracker.status.state]).toEqual([1, "finished"])
    expect(journalOf(desk)).toBeUndefined()
    expect(desk.lms.violations).toEqual([])
  })

  it("leaves the work in the browser when the LMS takes nothing any more", async () => {
    const desk = await launched()
    desk.lms.breakdown = () => "throws"
    desk.tracker.changed(work("A1"), [answer], "later")
    desk.window.dispatchEvent(pageEvent("pagehide", false))
    expect(journalOf(desk)).toEqual({ savedWork: "A1", interactions: [answer] })
  })

  it("ends the session also where the browser lets no commit through any more, and keeps the work here", async () => {
    const desk = await launched()
    desk.lms.breakdown = ({ method }) => (/Commit/.test(method) ? "throws" : undefined)
    desk.tracker.changed(work("A1"), [answer], "later")
    desk.window.dispatchEvent(pageEvent("pagehide", false))
    expect([saved(desk), desk.lms.finishes]).toEqual(["A1", 1])
    await later(60_000)
    expect([desk.lms.finishes, journalOf(desk)?.savedWork]).toEqual([1, "A1"])
    expect(desk.lms.violations).toEqual([])
  })

  it("keeps in the browser what a field tells only after the session has ended", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [], "later")
    desk.window.dispatchEvent(pageEvent("pagehide", false))
    desk.tracker.keepTexts({ reflect: "A2 and more" })
    desk.tracker.changed(work("A2"), [answer], "later")
    await later(0)
    expect([saved(desk), desk.lms.finishes]).toEqual(["A1", 1])
    expect(journalOf(desk)).toEqual({ savedWork: "A2", interactions: [answer] })
    expect(openJournal(desk.window, "mlops", desk.tracker.launch.learner).readTexts()).toEqual({
      reflect: "A2 and more",
    })
    expect(desk.tracker.status.state).toBe("finished")
    expect(desk.lms.violations).toEqual([])
  })

  it("leaves alone what another tab keeps, once that tab has the work", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [], "later")
    await desk.tracker.handOver()
    openJournal(desk.window, "mlops", desk.tracker.launch.learner).write({ savedWork: "B1", interactions: [] })
    desk.tracker.changed(work("A2"), [], "later")
    desk.window.dispatchEvent(pageEvent("pagehide", false))
    expect(journalOf(desk)?.savedWork).toBe("B1")
  })

  it("for a moment, to the browser's cache, keeps the session", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [], "later")
    desk.window.dispatchEvent(pageEvent("pagehide", true))
    desk.window.dispatchEvent(pageEvent("pageshow", true))
    desk.tracker.changed(work("A2"), [], "now")
    await later(60)
    expect([saved(desk), desk.lms.finishes]).toEqual(["A2", 0])
  })

  it("for good, and coming back all the same, asks for the page to be loaded anew", async () => {
    const desk = await launched()
    desk.window.dispatchEvent(pageEvent("pagehide", false))
    desk.window.dispatchEvent(pageEvent("pageshow", true))
    expect(desk.tracker.status).toEqual({ state: "reload" })
  })

  it("by “Save and exit” saves, ends the session and says so", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [], "later")
    expect(await desk.tracker.finish()).toEqual({ ok: true })
    expect([saved(desk), desk.lms.finishes, desk.tracker.status.state]).toEqual(["A1", 1, "finished"])
    desk.tracker.changed(work("A2"), [], "now")
    desk.window.dispatchEvent(pageEvent("pagehide", false))
    await later(60_000)
    expect([saved(desk), desk.lms.finishes]).toEqual(["A1", 1])
    expect(desk.lms.violations).toEqual([])
  })

  it.each(["refuses", "throws"] as const)(
    "by “Save and exit” goes on when the LMS %s to save, so that it can be tried again",
    async (fault) => {
      const desk = await launched()
      desk.lms.breakdown = ({ method }) => (/Commit/.test(method) ? fault : undefined)
      desk.tracker.changed(work("A1"), [], "later")
      expect(await desk.tracker.finish()).toMatchObject({ ok: false })
      expect([desk.lms.finishes, desk.tracker.status.state]).toEqual([0, "unsaved"])
      desk.lms.breakdown = () => undefined
      expect(await desk.tracker.finish()).toEqual({ ok: true })
      expect([saved(desk), desk.lms.finishes]).toEqual(["A1", 1])
    },
  )
})

describe("the session", () => {
  it("is kept alive while the learner reads, and left alone when nobody is there", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [], "now")
    await later(1000)
    for (let minute = 0; minute < 60; minute++) {
      desk.window.dispatchEvent(new Event("scroll"))
      await later(60_000)
    }
    const alive = commits(desk)
    expect(alive).toBeGreaterThanOrEqual(60 / 5)
    expect(alive).toBeLessThanOrEqual(60 / 3)
    await later(5 * 60_000)
    const after = commits(desk)
    await later(60 * 60_000)
    expect(commits(desk)).toBe(after)
  })

  it("that died while the learner read is told as such, and told well again when it is back", async () => {
    const desk = await launched()
    desk.tracker.changed(work("A1"), [], "now")
    await later(1000)
    desk.lms.breakdown = refuses(/Commit/)
    desk.window.dispatchEvent(new Event("keydown"))
    await later(5 * 60_000)
    expect(desk.tracker.status.state).toBe("unsaved")
    desk.lms.breakdown = () => undefined
    await later(30_000)
    expect(desk.tracker.status.state).toBe("saved")
  })

  it("of a review is never written to", async () => {
    const desk = await launched(strictScorm12({ mode: "review" }))
    desk.tracker.changed(work("A1"), [answer], "now")
    await later(60_000)
    expect(desk.tracker.status).toEqual({ state: "not-recorded" })
    await desk.tracker.finish()
    expect([desk.lms.count("LMSSetValue"), commits(desk), desk.window.localStorage.length]).toEqual([0, 0, 0])
    expect(desk.lms.violations).toEqual([])
  })

  it("that nobody opened is not recorded, and the course can be taken", async () => {
    const window = fakeWindow()
    const tracker = startTracker({ connection: undefined, course: "mlops", window, clock: browserClock(window) })
    tracker.changed(work("A1"), [answer], "now")
    await later(60_000)
    expect(tracker.status).toEqual({ state: "not-recorded" })
    expect(tracker.launch).toMatchObject({ mode: "normal", savedWork: "" })
    expect(await tracker.finish()).toEqual({ ok: true })
    expect(window.localStorage.length).toBe(0)
  })

  it("waits for an LMS that answers slowly, and writes what came meanwhile after it", async () => {
    const held: unknown[] = []
    const slow: Connection = {
      launch: { mode: "normal", savedWork: "", held: { completed: false, success: "unknown" }, learner: "k" },
      resumeInteractions() {},
      async write({ savedWork }, interactions) {
        await new Promise((resolve) => setTimeout(resolve, 3000))
        held.push([savedWork, ...interactions.map(({ response }) => response)])
        return { ok: true }
      },
      finish: async () => ({ ok: true }),
    }
    const window = fakeWindow()
    const tracker = startTracker({ connection: slow, course: "mlops", window, clock: browserClock(window) })
    tracker.changed(work("A1"), [answer], "now")
    await later(100)
    // Two tries at one question: neither takes the other's place, since each is told of.
    tracker.changed(work("A2"), [{ ...answer, response: "b" }], "now")
    tracker.changed(work("A3"), [{ ...answer, response: "c", time: answer.time + 1 }], "now")
    await later(3000)
    expect([held, tracker.status.state]).toEqual([[["A1", "a"]], "saving"])
    await later(3000)
    const both = [
      ["A1", "a"],
      ["A3", "b", "c"],
    ]
    expect([held, tracker.status.state]).toEqual([both, "saved"])
  })
})

describe("two tabs", () => {
  /** A channel between tabs, as the browser has it: everybody hears what the others say, a moment later. */
  function airwaves() {
    const channels = new Set<BroadcastChannel>()
    return () => {
      const channel = {
        onmessage: null as BroadcastChannel["onmessage"],
        postMessage(data: unknown) {
          const others = [...channels].filter((other) => other !== channel)
          for (const other of others) {
            setTimeout(() => {
              if (channels.has(other)) other.onmessage?.(new MessageEvent("message", { data: structuredClone(data) }))
            }, 1)
          }
        },
        close: () => void channels.delete(channel),
      } as BroadcastChannel
      channels.add(channel)
      return channel
    }
  }

  /** A tab that notes what it is asked, and has some work. */
  function openTab(channel: BroadcastChannel, tab: string, savedWork: string) {
    const seen: { asked: number; left: boolean; takeOver?: () => Promise<unknown> } = { asked: 0, left: false }
    const stop = watchTabs({
      channel,
      clock: browserClock(fakeWindow()),
      tab,
      onOther(takeOver) {
        seen.asked++
        seen.takeOver = takeOver
      },
      async handOver() {
        seen.left = true
        return { savedWork, interactions: [answer] }
      },
    })
    return { seen, stop }
  }

  it("are one after another asked: the newer takes over, the older saves, hands over and leaves", async () => {
    const open = airwaves()
    const older = openTab(open(), "older", "A1")
    await later(1000)
    const newer = openTab(open(), "newer", "A0")
    await later(10)
    expect([older.seen.asked, newer.seen.asked]).toEqual([0, 1])
    const work = newer.seen.takeOver?.()
    await later(10)
    expect(await work).toEqual({ savedWork: "A1", interactions: [answer] })
    expect([older.seen.left, newer.seen.left]).toEqual([true, false])
  })

  it("that begin at the same moment have one first", async () => {
    const open = airwaves()
    for (const names of [
      ["a", "b"],
      ["b", "a"],
    ]) {
      const channels = names.map(() => open())
      const tabs = names.map((tab, index) => openTab(channels[index] ?? open(), tab, "A"))
      await later(10)
      expect(tabs.map(({ seen }) => seen.asked)).toEqual(names[0] === "a" ? [0, 1] : [1, 0])
      for (const { stop } of tabs) stop()
    }
  })

  it("of which one only waits do not hold up a third", async () => {
    const open = airwaves()
    const first = openTab(open(), "1", "A1")
    await later(10)
    openTab(open(), "2", "A0")
    await later(10)
    first.stop()
    const third = openTab(open(), "3", "A0")
    await later(10)
    expect(third.seen.asked).toBe(0)
  })

  it("of which the older does not answer any more do not keep the learner waiting", async () => {
    const open = airwaves()
    const older = openTab(open(), "older", "A1")
    const newer = openTab(open(), "newer", "A0")
    await later(10)
    older.stop()
    const work = newer.seen.takeOver?.()
    await later(3000)
    expect(await work).toBeUndefined()
  })

  it("hand a third tab the work of the one that has it, not of one that waits", async () => {
    const open = airwaves()
    const [first, second, third] = await ["1", "2", "3"].reduce(async (tabs, tab) => {
      const opened = [...(await tabs), openTab(open(), tab, `A${tab}`)]
      await later(10)
      return opened
    }, Promise.resolve<ReturnType<typeof openTab>[]>([]))
    const work = third?.seen.takeOver?.()
    await later(10)
    expect(await work).toMatchObject({ savedWork: "A1" })
    expect([first?.seen.left, second?.seen.left]).toEqual([true, false])
    const back = second?.seen.takeOver?.()
    await later(10)
    expect(await back).toMatchObject({ savedWork: "A3" })
  })

  it("hand over every answer of the older session, since the newer LMS session knows of none of them", async () => {
    const lms = strictScorm12()
    const older = await launched(lms)
    older.tracker.changed(work("A:q1"), [answer], "now")
    await later(60)
    older.tracker.changed(work("A:q1,q2"), [{ ...answer, id: "q2", position: 1 }], "later")
    const handed = await older.tracker.handOver()
    expect([older.tracker.status.state, lms.finishes, saved(older)]).toEqual(["finished", 1, "A:q1,q2"])
    expect(handed).toEqual({ savedWork: "A:q1,q2", interactions: [answer, { ...answer, id: "q2", position: 1 }] })
  })
})

describe("whatever fails, and however often the course is left and launched again", () => {
  /** A tiny course: its saved work is the ids answered, in order. */
  const encode = (ids: readonly string[]) => `A:${ids.join(",")}`
  const decode = (text: string) => text.slice(2).split(",").filter(Boolean)

  type Act =
    | { readonly kind: "answer"; readonly id: number }
    | { readonly kind: "wait"; readonly ms: number }
    | { readonly kind: "leave" | "crash" | "hide" }
  const act: fc.Arbitrary<Act> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant("answer" as const), id: fc.nat({ max: 9 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 20_000 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("leave" as const, "crash" as const, "hide" as const) }) },
  )
  const fault = fc.constantFrom<Fault | undefined>(
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    "refuses",
    "throws",
    "throws late",
  )

  it.each([
    ["SCORM 1.2", strictScorm12],
    ["SCORM 2004", strictScorm2004],
  ])("every answer is in the LMS once it works again (%s)", async (_, strictLms) => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), fc.infiniteStream(fault), async (acts, faults) => {
        const lms = strictLms()
        let isBroken = false
        lms.breakdown = () => (isBroken ? faults.next().value : undefined)
        const answered = new Set<string>()
        let ids: string[] = []
        const begin = async (window?: Window & FakeWindow) => {
          isBroken = false
          const desk = await launched(lms, window)
          const { launch, journalled } = desk.tracker
          const base = decode(launch.savedWork)
          desk.tracker.resumeInteractions(base.length)
          ids = [...new Set([...base, ...decode(journalled?.savedWork ?? "")])]
          if (journalled) {
            const ranked = journalled.interactions.map((one) => ({ ...one, position: ids.indexOf(one.id) }))
            desk.tracker.changed(work(encode(ids)), ranked, "now")
          }
          isBroken = true
          return desk
        }
        let desk = await begin()
        for (const act of acts) {
          if (act.kind === "answer") {
            const id = `q${act.id}`
            answered.add(id)
            if (!ids.includes(id)) ids.push(id)
            desk.tracker.changed(work(encode(ids)), [{ ...answer, id, position: ids.indexOf(id) }], "soon")
          } else if (act.kind === "wait") await later(act.ms)
          else if (act.kind === "hide") hide(desk)
          else {
            // Closing the tab is told the page; a crash is not, and costs what is younger than a second.
            if (act.kind === "leave") desk.window.dispatchEvent(pageEvent("pagehide", false))
            else await later(1000)
            desk = await begin(newPage(desk))
          }
        }
        isBroken = false
        await later(31_000)
        expect(new Set(decode(saved(desk) ?? ""))).toEqual(answered)
        const rows = Array.from({ length: lms.rows("cmi.interactions", lms.stored) }, (_, row) =>
          lms.stored.get(`cmi.interactions.${row}.id`),
        )
        expect(new Set(rows)).toEqual(answered)
        expect(journalOf(desk)).toBeUndefined()
        expect(lms.violations).toEqual([])
        vi.clearAllTimers()
      }),
      { numRuns: 60 },
    )
  })
})

import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type StrictLrs, startLrs } from "../src/lms/lrs.ts"
import { strictScorm12 } from "../src/lms/scorm12.ts"
import type { Connection, LearnerRecord } from "../src/tracking/record.ts"
import { connectScorm12 } from "../src/tracking/scorm12.ts"
import { withLrs } from "../src/tracking/with-lrs.ts"
import { xapiWindow } from "./doubles/xapi-window.ts"
import { base, learnerAt, opened, outline, takeAll } from "./fixtures/xapi-learner.ts"
import { complaints } from "./judge-statements.ts"

const home = "https://www.agency.gov"
let lrs: StrictLrs
beforeEach(async () => {
  lrs = await startLrs()
  lrs.guests.add("")
})
afterEach(async () => {
  await lrs.close()
  expect(complaints(lrs.statements, base, [home])).toEqual([])
})

/** Launches the course in an LMS that speaks SCORM 1.2, with an LRS beside it. */
async function launch(lms = strictScorm12({ learner: "E-1815 ada@agency.gov" }), search = "", course = outline) {
  const window = Object.assign(xapiWindow(search), { API: lms.launch() })
  const options = { outline: course, base, withText: false, endpoint: lrs.endpoint.slice(0, -1), home }
  const scorm = await connectScorm12(window, { report: "passed/failed", limit: 4096 })
  const connection = opened(withLrs(window, scorm, options))
  return { lms, window, connection }
}

const verbs = () => lrs.statements.map(({ verb }) => String(verb.id).split("/").pop() ?? "")
const outcomes = () =>
  verbs().filter((verb) => /initialized|resumed|completed|passed|failed|suspended|terminated/.test(verb))
const heard = (count: number) => expect.poll(() => outcomes().length).toBe(count)

describe("an LRS beside the LMS", () => {
  it("hears what the learner does, under an account that tells neither name nor id", async () => {
    const { connection, lms } = await launch()
    await takeAll(learnerAt(connection), true)
    expect(await connection.finish(0)).toEqual({ ok: true })
    await heard(4)
    expect(outcomes()).toEqual(["initialized", "completed", "passed", "terminated"])
    expect(verbs().filter((verb) => verb === "answered")).toHaveLength(5)
    const [{ actor } = { actor: undefined }] = lrs.statements
    expect(actor).toEqual({
      objectType: "Agent",
      account: { homePage: home, name: expect.stringMatching(/^[a-z0-9]{8,}$/) },
    })
    expect(JSON.stringify(lrs.statements)).not.toMatch(/E-1815|@/)
    expect(lms.violations).toEqual([])
    expect(lrs.refusals).toEqual([])
  })

  it("sees the words that the author lets an LMS see, and no others", async () => {
    const seen = {
      "passed/failed": [
        ["completed", "passed"],
        ["completed", "failed"],
      ],
      "passed/incomplete": [["completed", "passed"], []],
      "completed/incomplete": [["completed"], []],
    }
    for (const [report, [right, wrong]] of Object.entries(seen)) {
      for (const isRight of [true, false]) {
        const rules = { ...outline.rules, report: report as keyof typeof seen }
        const lms = strictScorm12({ learner: `${report} ${isRight}` })
        const from = outcomes().length
        const { connection } = await launch(lms, "", { ...outline, rules })
        const who = learnerAt(connection)
        await takeAll(who, isRight)
        await who.settle()
        await connection.finish(0)
        const wanted = (isRight ? right : wrong) ?? []
        await heard(from + wanted.length + 2)
        const end = wanted.includes("completed") ? "terminated" : "suspended"
        expect(outcomes().slice(from)).toEqual(["initialized", ...wanted, end])
      }
    }
  })

  it("is not told again the next day what it knows: that follows from the work that the LMS keeps", async () => {
    const { connection, lms } = await launch()
    await takeAll(learnerAt(connection), true)
    await connection.finish(0)
    await heard(4)
    const mastered = verbs().filter((verb) => verb === "mastered").length
    const second = await launch(lms)
    await learnerAt(second.connection).visit("engage_start")
    await second.connection.finish(0)
    await heard(6)
    expect(outcomes().slice(4)).toEqual(["resumed", "terminated"])
    expect(verbs().filter((verb) => verb === "mastered")).toHaveLength(mastered)
  })

  it("is not told again what the LMS could not keep, in the same browser", async () => {
    const window = xapiWindow("")
    const options = { outline, base, withText: false, endpoint: lrs.endpoint, home }
    const deaf: Connection = {
      launch: { mode: "normal", savedWork: "", held: { completed: false, success: "unknown" }, learner: "k1" },
      resumeInteractions() {},
      write: async () => ({ ok: false, reason: "101", lost: false }),
      finish: async () => ({ ok: true }),
    }
    const first = opened(withLrs(window, deaf, options))
    const who = learnerAt(first)
    await takeAll(who, true)
    await first.finish(0)
    await heard(4)
    const mastered = verbs().filter((verb) => verb === "mastered").length
    const second = opened(withLrs(xapiWindow("", window), deaf, options))
    await second.write(who.record(), [], 0)
    await second.finish(0)
    await heard(6)
    expect(outcomes()).toEqual([...["initialized", "completed", "passed", "terminated"], "initialized", "terminated"])
    expect(verbs().filter((verb) => verb === "mastered")).toHaveLength(mastered)
  })

  it("that is away, slow or hostile changes nothing for the LMS", async () => {
    for (const fault of ["away", "refuses", "throws"]) {
      lrs.faults.isDown = fault === "away"
      if (fault === "refuses") lrs.guests.clear()
      const { connection, lms, window } = await launch()
      if (fault === "throws") {
        window.fetch = () => {
          throw new Error("blocked")
        }
      }
      await takeAll(learnerAt(connection), true)
      expect(await connection.finish(0)).toEqual({ ok: true })
      expect(lms.stored.get("cmi.core.lesson_status")).toBe("passed")
      expect(lms.violations).toEqual([])
    }
  })

  it("hears everything though the LMS keeps nothing", async () => {
    const window = xapiWindow("")
    const deaf: Connection = {
      launch: { mode: "normal", savedWork: "", held: { completed: false, success: "unknown" }, learner: "k1" },
      resumeInteractions() {},
      write: async () => ({ ok: false, reason: "101", lost: false }),
      finish: async () => ({ ok: false, reason: "101", lost: false }),
    }
    const options = { outline, base, withText: false, endpoint: lrs.endpoint, home }
    const connection = opened(withLrs(window, deaf, options))
    const who = learnerAt(connection)
    expect(await who.visit("engage_start")).toMatchObject({ ok: false })
    await who.answer("engage_q1", true)
    expect(await connection.finish(0)).toMatchObject({ ok: false })
    await expect.poll(verbs).toContain("answered")
    // The session goes on, and so does what is told of it.
    await who.visit("explore_start")
    await expect.poll(() => verbs().filter((verb) => verb === "experienced").length).toBe(2)
  })

  it("gets the right that a launch brings along, and none that is built in", async () => {
    lrs.guests.clear()
    lrs.guests.add("Basic Zm9vOmJhcg==")
    const { connection } = await launch(undefined, `?${new URLSearchParams({ auth: "Basic Zm9vOmJhcg==" })}`)
    await learnerAt(connection).visit("engage_start")
    await expect.poll(verbs).toContain("experienced")
  })

  it("hears nothing where nothing is recorded, or nobody knows who is learning", async () => {
    for (const lms of [
      strictScorm12({ mode: "review" }),
      strictScorm12({ mode: "browse" }),
      strictScorm12({ learner: "" }),
    ]) {
      const { connection } = await launch(lms)
      const record: LearnerRecord = learnerAt(connection).record()
      await connection.write(record, [], 0)
      await connection.finish(0)
    }
    expect(lrs.requests).toEqual([])
  })
})

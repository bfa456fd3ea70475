import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { strictScorm12 } from "../src/lms/scorm12.ts"
import { strictScorm2004 } from "../src/lms/scorm2004.ts"
import type { Fault, StrictLms } from "../src/lms/strict-lms.ts"
import type { Api } from "../src/tracking/find-api.ts"
import type { Connect, Connection, Interaction, LearnerRecord, ObjectiveRecord } from "../src/tracking/record.ts"
import { connectScorm12 } from "../src/tracking/scorm12.ts"
import { connectScorm2004 } from "../src/tracking/scorm2004.ts"
import type { Report } from "../src/tracking/status.ts"
import { fakeWindow } from "./doubles/window.ts"

const fresh: LearnerRecord = {
  graded: true,
  completed: false,
  success: "unknown",
  progress: 0,
  objectives: [],
  location: "welcome",
  savedWork: "A",
}
const passed: LearnerRecord = {
  ...fresh,
  completed: true,
  success: "passed",
  scaled: 0.9,
  progress: 1,
  savedWork: "Ap",
}
const failed: LearnerRecord = {
  ...fresh,
  completed: true,
  success: "failed",
  scaled: 0.4,
  progress: 1,
  savedWork: "Af",
}

const choice: Interaction = {
  id: "engage_q1",
  type: "choice",
  description: "Which of these?",
  objectives: ["O1"],
  response: "a[,]c",
  patterns: ["a[,]b"],
  result: "incorrect",
  weighting: 1,
  time: new Date(2026, 10, 23, 14, 5, 9).getTime(),
  latency: 65_250,
  position: 0,
}

/** One edition of SCORM, so that what both must do is asked of both. */
interface Side {
  readonly name: string
  readonly limit: number
  lms(given?: { mode?: "normal" | "review" | "browse"; credit?: "credit" | "no-credit"; learner?: string }): StrictLms
  answer(api: Api, report: Report): ReturnType<Connect>
  /** What the LMS's report shows. */
  status(data: ReadonlyMap<string, string>): string
  readonly core: string
  readonly status12: boolean
}

const scorm12: Side = {
  name: "SCORM 1.2",
  limit: 4096,
  lms: strictScorm12,
  answer: (api, report) => connectScorm12(fakeWindow({ API: api }), { report, limit: 4096 }),
  status: (data) => data.get("cmi.core.lesson_status") ?? "",
  core: "cmi.core.",
  status12: true,
}

const scorm2004: Side = {
  name: "SCORM 2004",
  limit: 64_000,
  lms: strictScorm2004,
  answer: (api, report) => connectScorm2004(fakeWindow({ API_1484_11: api }), { report, limit: 64_000, alone: true }),
  status: (data) => `${data.get("cmi.completion_status")} ${data.get("cmi.success_status") ?? "unknown"}`,
  core: "cmi.",
  status12: false,
}

async function connect(side: Side, api: Api, report: Report = "passed/failed"): Promise<Connection> {
  const connection = await side.answer(api, report)
  if (!connection || "refused" in connection) throw new Error(`No connection: ${connection?.refused}`)
  return connection
}

const sets = (lms: StrictLms) => lms.calls.filter(({ method }) => /SetValue$/.test(method))
const commits = (lms: StrictLms) => lms.calls.filter(({ method }) => /Commit$/.test(method)).length

/** What the LMS holds of a list, row by row. */
function rowsOf(lms: StrictLms, list: string): Record<string, string>[] {
  return Array.from({ length: lms.rows(list, lms.stored) }, (_, index) =>
    Object.fromEntries(
      [...lms.stored]
        .filter(([element]) => element.startsWith(`${list}.${index}.`))
        .map(([element, value]) => [element.slice(`${list}.${index}.`.length), value]),
    ),
  )
}

describe.each([scorm12, scorm2004])("$name: a launch", (side) => {
  it("takes at most 15 calls, one of them a commit, and leaves the LMS ready for a suspended exit", async () => {
    const lms = side.lms()
    const { launch } = await connect(side, lms.launch())
    expect(lms.calls.length).toBeLessThanOrEqual(15)
    expect(commits(lms)).toBe(1)
    expect(lms.stored.get(`${side.core}exit`)).toBe("suspend")
    expect(side.status(lms.stored)).toMatch(/^incomplete/)
    expect(launch).toMatchObject({ mode: "normal", savedWork: "", held: { completed: false, success: "unknown" } })
    expect(lms.violations).toEqual([])
  })

  it("hands out the saved work and the result of earlier sessions, and lowers nothing", async () => {
    const lms = side.lms()
    const first = await connect(side, lms.launch())
    await first.write(passed, [], 1000)
    await first.finish(1000)
    const before = side.status(lms.stored)
    const { launch } = await connect(side, lms.launch())
    expect(launch.savedWork).toBe("Ap")
    expect(launch.held).toEqual({ completed: true, success: "passed" })
    expect(side.status(lms.stored)).toBe(before)
    expect(lms.calls.length).toBeLessThanOrEqual(15)
    expect(lms.violations).toEqual([])
  })

  it("tells learners apart by a key that does not name them", async () => {
    const keyOf = async (learner: string) => (await connect(side, side.lms({ learner }).launch())).launch.learner
    expect(await keyOf("s-42")).toBe(await keyOf("s-42"))
    expect(await keyOf("s-42")).not.toBe(await keyOf("s-43"))
    expect(await keyOf("s-42")).toMatch(/^[0-9a-z]{8,}$/)
    expect(await keyOf("")).toBe("")
  })

  it.each([
    [{ mode: "review" as const }, "review"],
    [{ mode: "browse" as const, credit: "no-credit" as const }, "browse"],
    [{ credit: "no-credit" as const }, "browse"],
  ])("with %o only shows: nothing is ever set or committed", async (given, mode) => {
    const lms = side.lms(given)
    const connection = await connect(side, lms.launch())
    expect(connection.launch.mode).toBe(mode)
    await connection.write(passed, [choice], 1000)
    expect(await connection.finish(2000)).toEqual({ ok: true })
    expect(sets(lms).length + commits(lms)).toBe(0)
    expect(lms.finishes).toBe(1)
    expect(lms.violations).toEqual([])
  })

  it("that only shows is ended with its page, unless its end might be taken for that of an attempt", async () => {
    const ends = async (lms: StrictLms) => {
      const window = fakeWindow(side.status12 ? { API: lms.launch() } : { API_1484_11: lms.launch() })
      const options = { report: "passed/failed" as const, limit: 4096 }
      const { launch } = (await (side.status12
        ? connectScorm12(window, options)
        : connectScorm2004(window, { ...options, alone: true }))) as Connection
      window.dispatchEvent(Object.assign(new Event("pagehide"), { persisted: false }))
      return [launch.endsAlways === true, lms.finishes]
    }
    expect(await ends(side.lms({ mode: "review" }))).toEqual([true, 1])
    expect(await ends(side.lms({ mode: "browse" }))).toEqual([true, 1])
    expect(await ends(side.lms())).toEqual([false, 0])
    expect(await ends(side.lms({ credit: "no-credit" }))).toEqual([false, 0])
  })

  it("is refused, with the LMS's code, where the session has ended and the page was not launched anew", async () => {
    const api = side.lms().launch()
    await (await connect(side, api)).finish(0)
    expect(await side.answer(api, "passed/failed")).toMatchObject({
      refused: expect.stringContaining(`initialize: ${side.status12 ? 101 : 104} `),
    })
  })

  it("goes on with a session that is open already, as after a reload", async () => {
    const lms = side.lms()
    const api = lms.launch()
    await connect(side, api)
    const connection = await connect(side, api)
    expect(await connection.write({ ...fresh, savedWork: "Areloaded" }, [], 1000)).toEqual({ ok: true })
    expect(lms.stored.get("cmi.suspend_data")).toBe("Areloaded")
  })

  it("is refused when the work of somebody who has begun cannot be read, and nothing is overwritten", async () => {
    const lms = side.lms()
    const first = await connect(side, lms.launch())
    await first.write(fresh, [], 0)
    await first.finish(0)
    lms.breakdown = ({ values }) => (values[0] === "cmi.suspend_data" ? "refuses" : undefined)
    expect(await side.answer(lms.launch(), "passed/failed")).toMatchObject({
      refused: expect.stringContaining("cmi.suspend_data: 101"),
    })
    expect(sets(lms)).toEqual([])
    expect(lms.stored.get("cmi.suspend_data")).toBe("A")
  })

  it("is refused when the LMS breaks down while it is read", async () => {
    const lms = side.lms()
    lms.breakdown = ({ values }) => (/mode$/.test(values[0] ?? "") ? "throws" : undefined)
    expect(await side.answer(lms.launch(), "passed/failed")).toEqual({ refused: "gone: Error: The LMS is gone" })
  })
})

describe.each([scorm12, scorm2004])("$name: a page turn", (side) => {
  it("takes at most four sets and one commit, and asks for no error", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    lms.calls = []
    const turned = { ...fresh, location: "explore_2", savedWork: "Ab", progress: 0.25 }
    expect(await connection.write(turned, [], 90_000)).toEqual({ ok: true })
    expect(sets(lms).length).toBeLessThanOrEqual(4)
    expect(commits(lms)).toBe(1)
    expect(lms.calls).toHaveLength(sets(lms).length + 1)
    expect(lms.stored.get("cmi.suspend_data")).toBe("Ab")
    expect(lms.stored.get(`${side.core}${side.status12 ? "lesson_location" : "location"}`)).toBe("explore_2")
    expect(lms.stored.get(`${side.core}session_time`)).toBe(side.status12 ? "0000:01:30.00" : "PT1M30S")
    expect(lms.violations).toEqual([])
  })

  it("sets nothing that the LMS has already", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    await connection.write(passed, [choice], 1000)
    await connection.write(passed, [choice], 2000)
    expect(lms.redundant).toEqual([])
  })
})

describe.each([scorm12, scorm2004])("$name: the result", (side) => {
  it("stands with its score in percent, the score first", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    lms.calls = []
    await connection.write({ ...passed, scaled: 0.8333 }, [], 0)
    expect(side.status(lms.stored)).toBe(side.status12 ? "passed" : "completed passed")
    const score = (name: string) => lms.stored.get(`${side.core}score.${name}`)
    expect([score("min"), score("max"), score("raw"), score("scaled")]).toEqual([
      "0",
      "100",
      "83.33",
      side.status12 ? undefined : "0.8333",
    ])
    const names = sets(lms).map(({ values }) => values[0] ?? "")
    expect(Math.max(...names.map((name, at) => (/score\./.test(name) ? at : -1)))).toBeLessThan(
      names.findIndex((name) => /status$/.test(name)),
    )
    expect(lms.violations).toEqual([])
  })

  it("waits when the LMS does not take the score", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    lms.breakdown = ({ values }) => (/score\.raw$/.test(values[0] ?? "") ? "refuses" : undefined)
    expect(await connection.write(passed, [], 0)).toMatchObject({ ok: false, lost: false })
    expect(side.status(lms.stored)).toMatch(/^incomplete/)
    expect(lms.stored.get("cmi.suspend_data")).toBe("Ap")
    lms.breakdown = () => undefined
    expect(await connection.write(passed, [], 0)).toEqual({ ok: true })
    expect(side.status(lms.stored)).toMatch(/passed$/)
    expect(lms.violations).toEqual([])
  })

  it("never goes down, whatever records follow and however often the course is launched", async () => {
    const record = fc.constantFrom(fresh, { ...fresh, completed: true }, failed, passed)
    const report = fc.constantFrom<Report>("passed/failed", "passed/incomplete", "completed/incomplete")
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(record, { maxLength: 4 }), { maxLength: 4 }),
        report,
        async (launches, report) => {
          const lms = side.lms()
          for (const records of launches) {
            const connection = await connect(side, lms.launch(), report)
            for (const record of records) await connection.write(record, [], 0)
            await connection.finish(0)
          }
          expect(lms.violations).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  it("keeps what the LMS holds when the record knows of less, and sends no score that disagrees", async () => {
    const lms = side.lms()
    await (await connect(side, lms.launch())).write(passed, [], 0)
    const connection = await connect(side, lms.launch())
    await connection.write(failed, [], 0)
    expect(side.status(lms.stored)).toMatch(/passed$/)
    expect(lms.stored.get(`${side.core}score.raw`)).toBe("90")
    expect(lms.violations).toEqual([])
  })
})

describe.each([scorm12, scorm2004])("$name: objectives", (side) => {
  const objective = (id: string, rest: Partial<ObjectiveRecord> = {}): ObjectiveRecord => ({
    ...{ id, description: `About ${id}`, completed: false, success: "unknown" },
    ...rest,
  })
  const statusOf = (row: Record<string, string> | undefined) =>
    side.status12 ? row?.status : `${row?.completion_status} ${row?.success_status}`

  it("are told once there is something to tell, each with its score and status", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    await connection.write({ ...fresh, objectives: [objective("O1"), objective("O2")] }, [], 0)
    expect(rowsOf(lms, "cmi.objectives")).toEqual([])
    const mastered = objective("O2", { completed: true, success: "passed", scaled: 1 })
    await connection.write({ ...fresh, objectives: [objective("O1"), mastered] }, [], 0)
    const [row] = rowsOf(lms, "cmi.objectives")
    expect(row).toMatchObject({ id: "O2", "score.raw": "100", "score.min": "0", "score.max": "100" })
    expect(statusOf(row)).toBe(side.status12 ? "passed" : "completed passed")
    expect(lms.violations).toEqual([])
  })

  it("are found by id in a later session, and not lowered there", async () => {
    const lms = side.lms()
    const done = objective("O1", { completed: true, success: "passed", scaled: 0.75 })
    await (await connect(side, lms.launch())).write({ ...fresh, objectives: [done] }, [], 0)
    const connection = await connect(side, lms.launch())
    const others = [
      objective("O0", { completed: true }),
      objective("O1", { completed: true, success: "failed", scaled: 0 }),
    ]
    await connection.write({ ...fresh, objectives: others }, [], 0)
    const rows = rowsOf(lms, "cmi.objectives")
    expect(rows.map(({ id }) => id)).toEqual(["O1", "O0"])
    expect(rows[0]).toMatchObject({ "score.raw": "75" })
    expect(statusOf(rows[0])).toMatch(/passed$/)
    expect(lms.violations).toEqual([])
  })

  it("disable themselves quietly where the LMS has none", async () => {
    const lms = side.lms()
    for (const element of ["cmi.objectives._count", "cmi.objectives.n.id"]) lms.lacks.add(element)
    const connection = await connect(side, lms.launch())
    const record = {
      ...fresh,
      objectives: [objective("O1", { completed: true }), objective("O2", { completed: true })],
    }
    expect(await connection.write(record, [], 0)).toEqual({ ok: true })
    expect(sets(lms).filter(({ values }) => /objectives/.test(values[0] ?? ""))).toHaveLength(1)
    expect(lms.violations).toEqual([])
  })
})

describe("SCORM 2004: objectives of the manifest", () => {
  it("keep their rows, in the LMS's order", async () => {
    const lms = strictScorm2004({ objectives: ["PRIMARY", "O2", "O1"] })
    const connection = await connect(scorm2004, lms.launch())
    const objectives = ["O1", "O2", "O3"].map(
      (id): ObjectiveRecord => ({ id, description: "Line\nbreak", completed: true, success: "passed", scaled: 1 }),
    )
    await connection.write({ ...fresh, objectives }, [], 0)
    const rows = rowsOf(lms, "cmi.objectives")
    expect(rows.map(({ id }) => id)).toEqual(["PRIMARY", "O2", "O1", "O3"])
    expect(rows.slice(1).every((row) => row.success_status === "passed" && row.description === "Line break")).toBe(true)
    expect(lms.violations).toEqual([])
  })
})

describe.each([scorm12, scorm2004])("$name: interactions", (side) => {
  const second: Interaction = { ...choice, id: "engage_q2", position: 1 }

  it("are told in full", async () => {
    const lms = side.lms()
    await (await connect(side, lms.launch())).write(fresh, [choice], 0)
    expect(rowsOf(lms, "cmi.interactions")).toEqual([
      side.status12
        ? {
            id: "engage_q1",
            type: "choice",
            "objectives.0.id": "O1",
            time: "14:05:09",
            "correct_responses.0.pattern": "{a,b}",
            weighting: "1",
            student_response: "a,c",
            result: "wrong",
            latency: "0000:01:05.25",
          }
        : {
            id: "engage_q1",
            type: "choice",
            "objectives.0.id": "O1",
            timestamp: "2026-11-23T14:05:09",
            "correct_responses.0.pattern": "a[,]b",
            weighting: "1",
            learner_response: "a[,]c",
            result: "incorrect",
            latency: "PT1M5.25S",
            description: "Which of these?",
          },
    ])
    expect(lms.violations).toEqual([])
  })

  it("keep one row an activity: an answer replaces the one before it", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    await connection.write(fresh, [choice, second], 0)
    await connection.write(fresh, [{ ...choice, response: "a[,]b", result: "correct" }], 1000)
    const rows = rowsOf(lms, "cmi.interactions")
    expect(rows.map(({ id, result }) => [id, result])).toEqual([
      ["engage_q1", "correct"],
      ["engage_q2", side.status12 ? "wrong" : "incorrect"],
    ])
    expect(lms.violations).toEqual([])
    expect(lms.redundant).toEqual([])
  })

  it("are replaced in a later session when the LMS counts as many as the saved work", async () => {
    const lms = side.lms()
    await (await connect(side, lms.launch())).write(fresh, [choice, second], 0)
    const connection = await connect(side, lms.launch())
    connection.resumeInteractions(2)
    const third: Interaction = { ...choice, id: "engage_q3", position: 2 }
    await connection.write(fresh, [{ ...second, response: "b", result: "correct" }, third], 0)
    const rows = rowsOf(lms, "cmi.interactions")
    expect(rows.map(({ id }) => id)).toEqual(["engage_q1", "engage_q2", "engage_q3"])
    expect(rows[1]?.result).toBe("correct")
    expect(lms.violations).toEqual([])
  })

  it("disable themselves quietly where the LMS has none, in whole or in part", async () => {
    const lms = side.lms()
    lms.lacks.add("cmi.interactions.n.latency")
    const connection = await connect(side, lms.launch())
    expect(await connection.write(fresh, [choice, second], 0)).toEqual({ ok: true })
    expect(sets(lms).filter(({ values }) => /latency/.test(values[0] ?? ""))).toHaveLength(1)
    expect(rowsOf(lms, "cmi.interactions")).toHaveLength(2)
    const bare = side.lms()
    for (const element of ["cmi.interactions._count", "cmi.interactions.n.id"]) bare.lacks.add(element)
    expect(await (await connect(side, bare.launch())).write(fresh, [choice, second], 0)).toEqual({ ok: true })
    expect(bare.stored.get("cmi.suspend_data")).toBe("A")
    expect([...lms.violations, ...bare.violations]).toEqual([])
  })
})

describe("SCORM 1.2: interactions, whose ids nobody can read", () => {
  it("are appended when the LMS counts otherwise than the saved work, once for each activity of the session", async () => {
    const lms = strictScorm12()
    await (await connect(scorm12, lms.launch())).write(fresh, [choice], 0)
    const connection = await connect(scorm12, lms.launch())
    connection.resumeInteractions(7)
    await connection.write(fresh, [{ ...choice, position: 0 }], 0)
    await connection.write(fresh, [{ ...choice, position: 0, response: "a[,]b", result: "correct" }], 1000)
    const rows = rowsOf(lms, "cmi.interactions")
    expect(rows.map(({ id }) => id)).toEqual(["engage_q1", "engage_q1"])
    expect(rows[1]?.result).toBe("correct")
    expect(rows[0]?.result).not.toBe("correct")
    expect(lms.violations).toEqual([])
  })
})

describe("SCORM 2004: interactions", () => {
  it("are replaced in a later session even when the LMS counts otherwise, for their ids tell them apart", async () => {
    const lms = strictScorm2004()
    await (await connect(scorm2004, lms.launch())).write(fresh, [choice], 0)
    const connection = await connect(scorm2004, lms.launch())
    await connection.write(fresh, [{ ...choice, response: "a[,]b", result: "correct" }], 0)
    expect(rowsOf(lms, "cmi.interactions").map(({ id, result }) => [id, result])).toEqual([["engage_q1", "correct"]])
    expect(lms.violations).toEqual([])
  })

  it("never take another activity's row, though the counts agree", async () => {
    const lms = strictScorm2004()
    await (await connect(scorm2004, lms.launch())).write(fresh, [choice], 0)
    const connection = await connect(scorm2004, lms.launch())
    connection.resumeInteractions(1)
    await connection.write(fresh, [{ ...choice, id: "other", position: 0 }], 0)
    expect(rowsOf(lms, "cmi.interactions").map(({ id }) => id)).toEqual(["engage_q1", "other"])
    expect(lms.violations).toEqual([])
  })

  it("end at the 250 that every LMS keeps, and the work is saved all the same", async () => {
    const lms = strictScorm2004()
    const connection = await connect(scorm2004, lms.launch())
    const many = Array.from({ length: 260 }, (_, position) => ({ ...choice, id: `q${position}`, position }))
    expect(await connection.write(fresh, many, 0)).toEqual({ ok: true })
    expect(rowsOf(lms, "cmi.interactions")).toHaveLength(250)
    expect(lms.stored.get("cmi.suspend_data")).toBe("A")
    expect(lms.violations).toEqual([])
  })
})

describe.each([scorm12, scorm2004])("$name: saved work", (side) => {
  it.each([
    ["longer than the edition promises to keep", "x".repeat(side.limit + 1)],
    ["with anything but ASCII", "Aé"],
    ["over several lines", "A\nB"],
  ])("%s is refused whole, not cut", async (_, savedWork) => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    lms.calls = []
    expect(await connection.write({ ...fresh, savedWork }, [], 0)).toEqual({
      ok: false,
      reason: "saved-work",
      lost: false,
    })
    expect(lms.calls).toEqual([])
  })

  it("of the full length is taken", async () => {
    const lms = side.lms()
    const savedWork = "x".repeat(side.limit)
    expect(await (await connect(side, lms.launch())).write({ ...fresh, savedWork }, [], 0)).toEqual({ ok: true })
    expect(lms.stored.get("cmi.suspend_data")).toBe(savedWork)
  })
})

describe.each([scorm12, scorm2004])("$name: an LMS that fails", (side) => {
  it("is quoted when it refuses a commit, and has everything after the next", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    lms.breakdown = ({ method }) => (/Commit$/.test(method) ? "refuses" : undefined)
    const code = side.status12 ? "101" : "391"
    expect(await connection.write(passed, [choice], 0)).toEqual({
      ok: false,
      reason: `commit: ${code} Error ${code}`,
      lost: false,
    })
    lms.breakdown = () => undefined
    lms.data.delete("cmi.suspend_data") // An LMS that fails may forget what it took.
    expect(await connection.write(passed, [choice], 1000)).toEqual({ ok: true })
    expect(lms.stored.get("cmi.suspend_data")).toBe("Ap")
    expect(rowsOf(lms, "cmi.interactions")).toHaveLength(1)
    const ids = sets(lms).filter(({ values }) => /\.id$/.test(values[0] ?? ""))
    expect(new Set(ids.map(({ values }) => values[0])).size).toBe(ids.length)
    expect(lms.violations).toEqual([])
  })

  it("mixes up no rows when it breaks off while one is appended", async () => {
    for (const fault of ["throws", "throws late"] as const) {
      const lms = side.lms()
      const connection = await connect(side, lms.launch())
      lms.breakdown = ({ values }) => (values[0] === "cmi.interactions.0.id" ? fault : undefined)
      expect(await connection.write(fresh, [choice], 0)).toMatchObject({ ok: false, lost: true })
      lms.breakdown = () => undefined
      expect(await connection.write(fresh, [{ ...choice, id: "other", position: 1 }, choice], 0)).toEqual({ ok: true })
      expect(new Set(rowsOf(lms, "cmi.interactions").map(({ id }) => id))).toEqual(new Set(["other", "engage_q1"]))
      expect(rowsOf(lms, "cmi.interactions")).toHaveLength(2)
      expect(lms.violations).toEqual([])
    }
  })

  it("is lost when it is gone, and that fault stops no page", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    lms.breakdown = () => "throws"
    expect(await connection.write(passed, [], 0)).toEqual({
      ok: false,
      reason: "gone: Error: The LMS is gone",
      lost: true,
    })
    expect(await connection.finish(0)).toEqual({ ok: false, reason: "gone: Error: The LMS is gone", lost: true })
  })

  it("is lost when it has ended the session by itself", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    lms.state = "over"
    expect(await connection.write(passed, [], 0)).toMatchObject({ ok: false, lost: true })
  })

  it("writes before anything is awaited, so that a page being left is saved", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    void connection.write(passed, [], 0)
    void connection.finish(0)
    expect(lms.stored.get("cmi.suspend_data")).toBe("Ap")
    expect(lms.finishes).toBe(1)
  })
})

describe.each([scorm12, scorm2004])("$name: the end", (side) => {
  it("comes once, after the session time was committed, and nothing follows", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    await connection.write(fresh, [], 1000)
    expect(await connection.finish(3_723_500)).toEqual({ ok: true })
    expect(await connection.finish(3_800_000)).toEqual({ ok: true })
    expect(await connection.write(passed, [], 4_000_000)).toEqual({ ok: false, reason: "finished", lost: true })
    expect(lms.finishes).toBe(1)
    expect(lms.stored.get(`${side.core}session_time`)).toBe(side.status12 ? "0001:02:03.50" : "PT1H2M3.5S")
    expect(lms.violations).toEqual([])
  })

  it("may be asked for again when the LMS refused it", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    lms.breakdown = ({ method }) => (/Finish|Terminate/.test(method) ? "refuses" : undefined)
    expect(await connection.finish(0)).toMatchObject({ ok: false, lost: false })
    lms.breakdown = () => undefined
    expect(await connection.finish(0)).toEqual({ ok: true })
    expect(lms.finishes).toBe(1)
  })
})

describe.each([scorm12, scorm2004])("$name: the end, where something on the way to it fails", (side) => {
  const faults = ["refuses", "throws"] as const
  const isEnd = /Finish|Terminate/

  it.each(faults)("waits for a commit that the LMS %s, and may be asked for again", async (fault) => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    await connection.write(passed, [], 1000)
    lms.breakdown = ({ method }) => (/Commit$/.test(method) ? fault : undefined)
    expect(await connection.finish(2000)).toMatchObject({ ok: false })
    expect(lms.calls.filter(({ method }) => isEnd.test(method))).toEqual([])
    lms.breakdown = () => undefined
    expect(await connection.finish(2500)).toEqual({ ok: true })
    expect(lms.finishes).toBe(1)
    expect(lms.stored.get(`${side.core}session_time`)).toBe(side.status12 ? "0000:00:02.50" : "PT2.5S")
    expect(lms.violations).toEqual([])
  })

  it.each(faults.flatMap((fault) => [["Commit", fault] as const, ["SetValue", fault] as const]))(
    "comes all the same as the last word, though the LMS's %s %s",
    async (method, fault) => {
      const lms = side.lms()
      const connection = await connect(side, lms.launch())
      lms.breakdown = (call) => (call.method.endsWith(method) ? fault : undefined)
      await connection.write(passed, [], 1000)
      expect(await connection.finish(2000, true)).toEqual({ ok: true })
      expect(lms.finishes).toBe(1)
      // What was set before the commit failed is kept by an LMS that commits at the end.
      if (method === "Commit") expect(lms.stored.get("cmi.suspend_data")).toBe("Ap")
      expect(await connection.finish(3000, true)).toEqual({ ok: true })
      expect(lms.calls.filter(({ method }) => isEnd.test(method))).toHaveLength(1)
      expect(lms.violations).toEqual([])
    },
  )

  it("is told as it is, where the LMS does not take that either", async () => {
    const lms = side.lms()
    const connection = await connect(side, lms.launch())
    lms.breakdown = () => "throws"
    expect(await connection.finish(0, true)).toEqual({ ok: false, reason: "gone: Error: The LMS is gone", lost: true })
  })
})

describe("SCORM 2004: leaving", () => {
  it.each([fresh, passed])(
    "suspends the whole course where it is the only SCO, however far the learner is",
    async (record) => {
      const lms = strictScorm2004()
      const connection = await connect(scorm2004, lms.launch())
      await connection.write(record, [], 0)
      await connection.finish(0)
      expect(lms.stored.get("adl.nav.request")).toBe("suspendAll")
      expect((await connect(scorm2004, lms.launch())).launch.savedWork).toBe(record.savedWork)
    },
  )

  it("asks for nothing where it is one SCO of several, so that the learner may go on to the next", async () => {
    const lms = strictScorm2004({ several: true })
    const window = fakeWindow({ API_1484_11: lms.launch() })
    const connection = await connectScorm2004(window, { report: "passed/failed", limit: 64_000, alone: false })
    if (!connection || "refused" in connection) throw new Error("No connection")
    await connection.finish(0)
    expect(lms.finishes).toBe(1)
    expect(lms.violations).toEqual([])
  })
})

// What activities may hand over, and more: an adapter must not depend on their manners.
const shortId = fc.stringMatching(/^[a-z0-9]$/)
const word = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.constantFrom("{lang=xx", "a[.]b", "\n", "1e-7"),
)
const response = fc.oneof(
  fc.array(fc.oneof(shortId, word), { maxLength: 45 }).map((ids) => ids.join("[,]")),
  fc
    .array(fc.tuple(shortId, fc.oneof(shortId, word)), { maxLength: 45 })
    .map((all) => all.map((it) => it.join("[.]")).join("[,]")),
  fc.tuple(fc.double(), fc.double()).map((sides) => sides.join("[:]")),
  fc.double().map(String),
  fc.constantFrom("true", "false", ""),
  fc.string({ unit: "binary", maxLength: 5000 }),
)
/** What stays the same of an activity, whatever is answered. */
const activity = fc.record({
  type: fc.constantFrom(
    ...(["choice", "fill-in", "long-fill-in", "matching", "performance"] as const),
    ...(["sequencing", "likert", "numeric", "true-false"] as const),
  ),
  description: fc.string({ unit: "binary", maxLength: 300 }),
  objectives: fc.uniqueArray(fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `O${index + 1}`))),
  patterns: fc.array(
    fc.oneof(
      response,
      response.map((text) => `{case_matters=false}{order_matters=true}${text}`),
    ),
    { maxLength: 12 },
  ),
  weighting: fc.double({ min: -1000, max: 1000, noNaN: true }),
})
const course = fc.array(activity, { minLength: 6, maxLength: 6 })
type Course = typeof course extends fc.Arbitrary<infer Value> ? Value : never
const answer = fc.record({
  activity: fc.nat({ max: 5 }),
  response,
  result: fc.constantFrom("correct" as const, "incorrect" as const, "neutral" as const),
  time: fc.integer({ min: 0, max: Date.UTC(2038, 0, 1) }),
  latency: fc.integer({ min: -1000, max: 10 ** 12 }),
})
const share = fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 10_000)
/** O1 and O2 have scored activities and so end in a verdict; O3 has none. */
const objectiveRecord = fc
  .record({
    id: fc.constantFrom("O1", "O2", "O3"),
    description: fc.string({ unit: "binary", maxLength: 400 }),
    completed: fc.boolean(),
    success: fc.constantFrom("unknown" as const, "failed" as const, "passed" as const),
    scaled: share,
  })
  .map(({ id, description, completed, success, scaled }): ObjectiveRecord => {
    const isScored = id !== "O3"
    return { id, description, completed, ...(isScored ? { success, scaled } : { success: "unknown" }) }
  })
const step = fc.record({
  completed: fc.boolean(),
  success: fc.constantFrom("unknown" as const, "failed" as const, "passed" as const),
  scaled: share,
  progress: share,
  objectives: fc.uniqueArray(objectiveRecord, { selector: ({ id }) => id }),
  location: fc.string({ unit: "binary", maxLength: 2000 }),
  savedWork: fc.string({ unit: "grapheme-ascii", maxLength: 4096 }),
  answered: fc.array(answer, { maxLength: 4 }),
  relaunch: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function recordOf({ completed, success, scaled, progress, objectives, location, savedWork }: Step): LearnerRecord {
  const record = { graded: true, completed, success, progress, objectives, location, savedWork }
  return success === "unknown" ? record : { ...record, scaled }
}

/** A learner who answers a course's activities, each with the rank of its first answer. */
function learnerOf(activities: Course) {
  const positions = new Map<string, number>()
  return {
    positions,
    answer(answered: Step["answered"]): Interaction[] {
      const last = new Map(answered.map((one) => [one.activity, one]))
      return [...last.values()].flatMap(({ activity, ...rest }) => {
        const id = `q${activity}`
        const position = positions.get(id) ?? positions.size
        positions.set(id, position)
        const fixed = activities[activity]
        return fixed ? [{ id, ...fixed, ...rest, position }] : []
      })
    },
  }
}

describe.each([scorm12, scorm2004])("$name: whatever a course hands over", (side) => {
  it("is in the form that the strictest LMS takes", async () => {
    await fc.assert(
      fc.asyncProperty(course, fc.array(step, { minLength: 1, maxLength: 8 }), async (course, steps) => {
        const lms = side.lms()
        const learner = learnerOf(course)
        let connection = await connect(side, lms.launch())
        for (const step of steps) {
          if (step.relaunch) {
            await connection.finish(1000)
            const handedIn = learner.positions.size
            connection = await connect(side, lms.launch())
            connection.resumeInteractions(handedIn)
          }
          expect(await connection.write(recordOf(step), learner.answer(step.answered), 1000)).toEqual({ ok: true })
        }
        expect(lms.violations).toEqual([])
        expect(lms.stored.get("cmi.suspend_data") ?? "").toBe(steps[steps.length - 1]?.savedWork)
        expect(rowsOf(lms, "cmi.interactions").map(({ id }) => id)).toEqual([...learner.positions.keys()])
      }),
      { numRuns: 150 },
    )
  })

  it("is all there once the LMS works again, however it failed before", async () => {
    const fault = fc.constantFrom<Fault | undefined>(
      ...[undefined, undefined, undefined, undefined, undefined, undefined],
      ...(["refuses", "throws", "throws late"] as const),
    )
    await fc.assert(
      fc.asyncProperty(
        course,
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fault),
        async (course, steps, faults) => {
          const lms = side.lms()
          const learner = learnerOf(course)
          const connection = await connect(side, lms.launch())
          const pending = new Map<string, Interaction>()
          let isBroken = true
          lms.breakdown = () => (isBroken ? (faults.next().value as Fault | undefined) : undefined)
          const write = async (step: Step) => {
            const batch = [...pending.values()]
            const result = await connection.write(recordOf(step), batch, 1000)
            if (result.ok) for (const one of batch) pending.delete(one.id)
            return result
          }
          for (const step of steps) {
            for (const one of learner.answer(step.answered)) pending.set(one.id, one)
            await write(step)
          }
          isBroken = false
          const last = steps[steps.length - 1]
          if (!last) return
          expect(await write(last)).toEqual({ ok: true })
          expect(lms.violations).toEqual([])
          expect(lms.stored.get("cmi.suspend_data") ?? "").toBe(last.savedWork)
          expect(new Set(rowsOf(lms, "cmi.interactions").map(({ id }) => id))).toEqual(
            new Set(learner.positions.keys()),
          )
        },
      ),
      { numRuns: 150 },
    )
  })
})

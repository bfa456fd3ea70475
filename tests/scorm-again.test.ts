import { Scorm12API, Scorm2004API } from "scorm-again"
import { describe, expect, it } from "vitest"
import type { Api } from "../src/tracking/find-api.ts"
import type { Connect, Connection, Interaction, LearnerRecord } from "../src/tracking/record.ts"
import { connectScorm12 } from "../src/tracking/scorm12.ts"
import { connectScorm2004 } from "../src/tracking/scorm2004.ts"
import { fakeWindow } from "./doubles/window.ts"

// scorm-again is somebody else's reading of the standard: what it holds afterwards is what it understood.

const record: LearnerRecord = {
  graded: true,
  completed: true,
  success: "passed",
  scaled: 0.8333,
  progress: 1,
  objectives: [
    { id: "O1", description: "Analyze", completed: true, success: "passed", scaled: 1 },
    { id: "O2", description: "Evaluate", completed: true, success: "failed", scaled: 0.5 },
  ],
  location: "evaluate_3",
  savedWork: "A0123",
}

const base = { description: "Which?", objectives: ["O1"], weighting: 1, time: 0, latency: 5000 }
const answers: readonly Interaction[] = [
  { ...base, id: "q1", type: "choice", response: "a[,]c", patterns: ["a[,]c"], result: "correct", position: 0 },
  {
    ...base,
    id: "q2",
    type: "matching",
    response: "1[.]b[,]2[.]a",
    patterns: ["1[.]a[,]2[.]b"],
    result: "incorrect",
    position: 1,
  },
  { ...base, id: "q3", type: "sequencing", response: "b[,]a", patterns: ["a[,]b"], result: "incorrect", position: 2 },
  { ...base, id: "q4", type: "numeric", response: "4.5", patterns: ["4[:]5"], result: "correct", position: 3 },
  {
    ...base,
    id: "q5",
    type: "fill-in",
    response: "drift",
    patterns: ["{case_matters=false}drift"],
    result: "correct",
    position: 4,
  },
  { ...base, id: "q6", type: "long-fill-in", response: "One\nTwo", patterns: [], result: "neutral", position: 5 },
  { ...base, id: "q7", type: "likert", response: "c", patterns: [], result: "neutral", position: 6 },
  { ...base, id: "q8", type: "true-false", response: "true", patterns: ["true"], result: "correct", position: 7 },
  { ...base, id: "q9", type: "performance", response: "s1[.]done", patterns: [], result: "neutral", position: 8 },
]

const settings = { autocommit: false, logLevel: 5, mastery_override: false }
const sides = [
  {
    name: "SCORM 1.2",
    open: () => new Scorm12API(settings),
    methods: [
      "LMSInitialize",
      "LMSFinish",
      "LMSGetValue",
      "LMSSetValue",
      "LMSCommit",
      "LMSGetLastError",
      "LMSGetErrorString",
    ],
    get: "LMSGetValue",
    error: "LMSGetLastError",
    connect: (api: Api) => connectScorm12(fakeWindow({ API: api }), { report: "passed/failed", limit: 4096 }),
    result: {
      "cmi.core.lesson_status": "passed",
      "cmi.core.score.raw": "83.33",
      "cmi.core.lesson_location": "evaluate_3",
    },
    objectives: {
      "cmi.objectives.0.status": "passed",
      "cmi.objectives.1.status": "failed",
      "cmi.objectives.1.score.raw": "50",
    },
  },
  {
    name: "SCORM 2004",
    open: () => new Scorm2004API(settings),
    methods: ["Initialize", "Terminate", "GetValue", "SetValue", "Commit", "GetLastError", "GetErrorString"],
    get: "GetValue",
    error: "GetLastError",
    connect: (api: Api) =>
      connectScorm2004(fakeWindow({ API_1484_11: api }), { report: "passed/failed", limit: 64_000, alone: true }),
    result: {
      "cmi.completion_status": "completed",
      "cmi.success_status": "passed",
      "cmi.score.scaled": "0.8333",
      "cmi.score.raw": "83.33",
      "cmi.progress_measure": "1",
      "cmi.location": "evaluate_3",
    },
    objectives: {
      "cmi.objectives.0.success_status": "passed",
      "cmi.objectives.1.success_status": "failed",
      "cmi.objectives.1.score.scaled": "0.5",
      "cmi.objectives.1.description": "Evaluate",
    },
  },
] as const

/** The API object as content sees it, with every error noted that content did not expect. */
function watched(lms: object, { methods, error }: (typeof sides)[number]) {
  const errors: string[] = []
  const call = (method: string, values: readonly string[]) => String(Reflect.get(lms, method).apply(lms, values))
  const api: Api = Object.fromEntries(
    methods.map((method) => [
      method,
      (...values: string[]) => {
        const answer = call(method, values)
        if (method !== error && !/ErrorString/.test(method)) {
          const code = call(error, [])
          // 403 in 2004 is how an LMS says that nothing was set yet.
          if (code !== "0" && code !== "403") errors.push(`${method}(${values.join(", ")}): ${code}`)
        }
        return answer
      },
    ]),
  )
  return { api, errors }
}

async function connected(answer: ReturnType<Connect>): Promise<Connection> {
  const connection = await answer
  if (!connection || "refused" in connection) throw new Error("No connection")
  return connection
}

describe.each(sides)("scorm-again's $name", (side) => {
  it("takes a whole session without an error, and understands it as it was meant", async () => {
    const lms = side.open()
    const { api, errors } = watched(lms, side)
    const connection = await connected(side.connect(api))
    expect(
      await connection.write(
        { ...record, completed: false, success: "unknown", objectives: [] },
        answers.slice(0, 1),
        0,
      ),
    ).toEqual({ ok: true })
    expect(await connection.write(record, answers, 60_000)).toEqual({ ok: true })
    const read = (element: string) => String(api[side.get]?.(element))
    for (const [element, value] of Object.entries({ ...side.result, ...side.objectives }))
      expect([element, read(element)]).toEqual([element, value])
    expect(read("cmi.suspend_data")).toBe("A0123")
    expect(read("cmi.interactions._count")).toBe("9")
    expect(await connection.finish(61_000)).toEqual({ ok: true })
    expect(errors).toEqual([])
  })

  it("keeps one row an activity, with the last answer in it", async () => {
    const lms = side.open()
    const { api, errors } = watched(lms, side)
    const connection = await connected(side.connect(api))
    await connection.write(record, answers, 0)
    await connection.write(
      record,
      answers.map((answer) => ({ ...answer, result: "neutral", latency: 9000 })),
      1000,
    )
    const { cmi } = JSON.parse(JSON.stringify(lms.renderCMIToJSONObject()))
    const rows = Object.values<{ id: string; result: string }>(cmi.interactions)
    expect(rows.map(({ id, result }) => [id, result])).toEqual(answers.map(({ id }) => [id, "neutral"]))
    expect(errors).toEqual([])
  })
})

import { describe, expect, it } from "vitest"
import { strictScorm12 } from "../src/lms/scorm12.ts"
import { strictScorm2004 } from "../src/lms/scorm2004.ts"
import type { StrictLms } from "../src/lms/strict-lms.ts"

// The doubles stand for every LMS we have not got, so they must be at least as strict as the strictest of them.

type Sets = readonly (readonly [element: string, value: string])[]

const q = "cmi.interactions.0."
const asked = (type: string): Sets => [
  [`${q}id`, "q1"],
  [`${q}type`, type],
]

/** Runs some sets in a fresh session and returns the answer to the last. */
function answerTo(lms: StrictLms, sets: Sets): string {
  const { initialize, set } = lms.rules.methods
  const api = lms.launch()
  api[initialize]?.("")
  return sets.map(([element, value]) => api[set]?.(element, value) ?? "").pop() ?? ""
}

describe("the SCORM 1.2 double", () => {
  it.each<[string, Sets]>([
    ["4,097 characters of saved work", [["cmi.suspend_data", "x".repeat(4097)]]],
    ["saved work that is not ASCII", [["cmi.suspend_data", "é"]]],
    ["the status not attempted", [["cmi.core.lesson_status", "not attempted"]]],
    ["the exit normal", [["cmi.core.exit", "normal"]]],
    ["a score above 100", [["cmi.core.score.raw", "100.5"]]],
    ["a score without a leading digit", [["cmi.core.score.raw", ".5"]]],
    ["three decimals of a second", [["cmi.core.session_time", "0000:00:00.123"]]],
    ["an ISO duration", [["cmi.core.session_time", "PT1S"]]],
    ["an ISO time", [...asked("choice"), [`${q}time`, "2026-11-23T13:25:18"]]],
    ["the result incorrect", [...asked("choice"), [`${q}result`, "incorrect"]]],
    ["the type long-fill-in", asked("long-fill-in")],
    ["2004's delimiters", [...asked("choice"), [`${q}student_response`, "a[,]b"]]],
    ["options of two letters", [...asked("choice"), [`${q}student_response`, "aa"]]],
    [
      "an answer before its type",
      [
        [`${q}id`, "q1"],
        [`${q}student_response`, "a"],
      ],
    ], // prettier-ignore
    ["a row that leaves a gap", [["cmi.interactions.1.id", "q2"]]],
    ["a row without an id", [["cmi.objectives.0.status", "passed"]]],
    ["an id with a blank", [["cmi.objectives.0.id", "O 1"]]],
    [
      "a status taken back",
      [
        ["cmi.core.lesson_status", "passed"],
        ["cmi.core.lesson_status", "failed"],
      ],
    ],
    [
      "completed on the way to passed",
      [
        ["cmi.core.lesson_status", "completed"],
        ["cmi.core.lesson_status", "passed"],
      ],
    ],
    ["an element it does not know", [["cmi.completion_status", "completed"]]],
    ["an element that is only read", [["cmi.core.student_name", "x"]]],
  ])("refuses %s", (_, sets) => {
    const lms = strictScorm12()
    expect(answerTo(lms, sets)).toBe("false")
    expect(lms.violations).toHaveLength(1)
  })

  it("hands out no answer, says when a score comes late, and is shut before and after its session", () => {
    const lms = strictScorm12()
    const api = lms.launch()
    expect(api.LMSGetValue?.("cmi.core.lesson_status")).toBe("")
    api.LMSInitialize?.("")
    api.LMSSetValue?.("cmi.interactions.0.id", "q1")
    expect(api.LMSGetValue?.("cmi.interactions.0.id")).toBe("")
    expect(api.LMSGetLastError?.()).toBe("404")
    api.LMSSetValue?.("cmi.core.lesson_status", "passed")
    api.LMSSetValue?.("cmi.core.score.raw", "80")
    api.LMSFinish?.("")
    expect(api.LMSCommit?.("")).toBe("false")
    expect(lms.violations).toEqual([
      "get cmi.core.lesson_status without a session (301)",
      "get cmi.interactions.0.id (404)",
      "cmi.core.score.raw was set after the status it belongs to",
      "commit without a session (301)",
    ])
  })

  it("takes a number for the text that it stands for, and holds it against who sent it", () => {
    const lms = strictScorm12({})
    const api = lms.launch()
    api.LMSInitialize?.("")
    expect(api.LMSSetValue?.("cmi.core.score.raw", 85)).toBe("true")
    expect(api.LMSSetValue?.("cmi.core.lesson_location", null)).toBe("true")
    expect(lms.data.get("cmi.core.score.raw")).toBe("85")
    expect(lms.violations).toEqual([
      "LMSSetValue was given the number 85, not a string",
      "LMSSetValue was given the object null, not a string",
    ])
  })

  it("opens blank after any exit but suspend", () => {
    const lms = strictScorm12()
    for (const exit of ["suspend", ""]) {
      const api = lms.launch()
      api.LMSInitialize?.("")
      api.LMSSetValue?.("cmi.suspend_data", "A")
      api.LMSSetValue?.("cmi.core.exit", exit)
      api.LMSFinish?.("")
      const next = lms.launch()
      next.LMSInitialize?.("")
      expect(next.LMSGetValue?.("cmi.suspend_data")).toBe(exit && "A")
    }
  })
})

describe("the SCORM 2004 double", () => {
  it.each<[string, Sets]>([
    ["64,001 characters of saved work", [["cmi.suspend_data", "x".repeat(64_001)]]],
    ["milliseconds in a timestamp", [...asked("choice"), [`${q}timestamp`, "2026-11-23T13:25:18.123Z"]]],
    ["a bare Z in a timestamp", [...asked("choice"), [`${q}timestamp`, "2026-11-23T13:25:18Z"]]],
    ["three decimals of a second", [["cmi.session_time", "PT3.255S"]]],
    ["a duration of nothing", [["cmi.session_time", "P"]]],
    ["days in a duration", [["cmi.session_time", "P1DT"]]],
    ["the result wrong", [...asked("choice"), [`${q}result`, "wrong"]]],
    ["a hyphen in an option", [...asked("choice"), [`${q}learner_response`, "a-b"]]],
    ["an option twice", [...asked("choice"), [`${q}learner_response`, "a[,]a"]]],
    [
      "an answer before its type",
      [
        [`${q}id`, "q1"],
        [`${q}learner_response`, "a"],
      ],
    ], // prettier-ignore
    ["a line break in an answer", [...asked("long-fill-in"), [`${q}learner_response`, "a\nb"]]],
    ["a line break in a description", [...asked("choice"), [`${q}description`, "a\nb"]]],
    ["a mark that is none", [...asked("fill-in"), [`${q}learner_response`, "{lang=!}a"]]],
    ["eleven blanks", [...asked("fill-in"), [`${q}learner_response`, Array(11).fill("a").join("[,]")]]],
    ["an exponent", [["cmi.score.scaled", "1e-7"]]],
    ["a scaled score above 1", [["cmi.score.scaled", "80"]]],
    ["a raw score outside its range", [["cmi.score.raw", "80"]]],
    [
      "a pattern twice",
      [...asked("choice"), ...[0, 1].map((n) => [`${q}correct_responses.${n}.pattern`, "a"] as const)],
    ], // prettier-ignore
    [
      "another id in a row that has one",
      [
        ["cmi.objectives.0.id", "O1"],
        ["cmi.objectives.0.id", "O2"],
      ],
    ],
    [
      "an id that another row has",
      [
        ["cmi.objectives.0.id", "O1"],
        ["cmi.objectives.1.id", "O1"],
      ],
    ],
    [
      "a status taken back",
      [
        ["cmi.success_status", "passed"],
        ["cmi.success_status", "unknown"],
      ],
    ],
    ["2004's own name for leaving that it lacks", [["adl.nav.request", "leave"]]],
  ])("refuses %s", (_, sets) => {
    const lms = strictScorm2004()
    expect(answerTo(lms, sets)).toBe("false")
    expect(lms.violations).toHaveLength(1)
  })

  it("forgets the patterns of an interaction whose type is set again", () => {
    const lms = strictScorm2004()
    const pattern = `${q}correct_responses.0.pattern`
    expect(answerTo(lms, [...asked("choice"), [pattern, "a"], [`${q}type`, "choice"]])).toBe("true")
    expect(lms.data.has(pattern)).toBe(false)
  })
})

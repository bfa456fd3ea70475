import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  exitValue,
  lessonStatus,
  neverDown12,
  neverDown2004,
  type Report,
  type Standing,
  statuses,
} from "../src/tracking/status.ts"
import { statusTable } from "../src/tracking/status-table.ts"

const report = fc.constantFrom<Report>("passed/failed", "passed/incomplete", "completed/incomplete")
const standing: fc.Arbitrary<Standing> = fc
  .record({
    graded: fc.boolean(),
    completed: fc.boolean(),
    success: fc.constantFrom("unknown" as const, "failed" as const, "passed" as const),
    scaled: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  })
  // A verdict, and with it a score, stands only where there is a pass rule.
  .map(({ graded, completed, success, scaled }) =>
    graded && success !== "unknown"
      ? { graded, completed, success, scaled }
      : { graded, completed, success: "unknown" },
  )
const rank12 = ["", "not attempted", "browsed", "incomplete", "failed", "completed", "passed"]
const held12 = fc.constantFrom(...rank12)
const held2004 = fc.record({
  completion: fc.constantFrom("", "unknown", "not attempted", "incomplete", "completed"),
  success: fc.constantFrom("", "unknown", "failed", "passed"),
})

describe("what SCORM 1.2 is told", () => {
  it.each<[Report, boolean, Standing["success"], string]>([
    ["passed/failed", false, "passed", "incomplete"],
    ["passed/failed", true, "unknown", "incomplete"],
    ["passed/failed", true, "failed", "failed"],
    ["passed/failed", true, "passed", "passed"],
    ["passed/incomplete", true, "failed", "incomplete"],
    ["passed/incomplete", true, "passed", "passed"],
    ["completed/incomplete", true, "failed", "incomplete"],
    ["completed/incomplete", true, "passed", "completed"],
  ])(
    "of a course with a pass rule under %s, all done: %s, verdict: %s, is %s",
    (report, completed, success, status) => {
      expect(lessonStatus({ graded: true, completed, success }, report).status).toBe(status)
    },
  )

  it("of a course without a pass rule is completed once all is done, under every report", () => {
    fc.assert(
      fc.property(report, fc.boolean(), (report, completed) => {
        const { status } = lessonStatus({ graded: false, completed, success: "unknown" }, report)
        expect(status).toBe(completed ? "completed" : "incomplete")
      }),
    )
  })

  it("is never completed before the verdict, nor without a pass", () => {
    fc.assert(
      fc.property(standing, report, (standing, report) => {
        fc.pre(standing.graded && standing.success !== "passed")
        expect(lessonStatus(standing, report).status).not.toBe("completed")
      }),
    )
  })

  it("is a score only with a status that agrees with it", () => {
    fc.assert(
      fc.property(standing, report, held12, (standing, report, held) => {
        const { status, score } = lessonStatus(standing, report, held)
        if (!score) return
        expect(standing.scaled).toBeDefined()
        expect(standing.completed).toBe(true)
        if (standing.success === "failed") expect(["failed", "incomplete"]).toContain(status)
        if (standing.success === "passed") expect(["passed", "completed"]).toContain(status)
      }),
    )
  })

  it("is never less than the LMS holds", () => {
    fc.assert(
      fc.property(standing, report, held12, (standing, report, held) => {
        const { status } = lessonStatus(standing, report, held)
        expect(rank12.indexOf(status)).toBeGreaterThanOrEqual(rank12.indexOf(held))
      }),
    )
  })

  it("is what is wanted where the LMS holds nothing higher", () => {
    expect(neverDown12("browsed", "incomplete")).toBe("incomplete")
    expect(neverDown12("failed", "passed")).toBe("passed")
    expect(neverDown12("completed", "failed")).toBe("completed")
  })
})

describe("what SCORM 2004 is told", () => {
  it.each<[Report, boolean, Standing["success"], string, string]>([
    ["passed/failed", false, "unknown", "incomplete", "unknown"],
    ["passed/failed", true, "unknown", "completed", "unknown"],
    ["passed/failed", true, "failed", "completed", "failed"],
    ["passed/failed", true, "passed", "completed", "passed"],
    ["passed/incomplete", true, "unknown", "incomplete", "unknown"],
    ["passed/incomplete", true, "failed", "incomplete", "unknown"],
    ["passed/incomplete", true, "passed", "completed", "passed"],
    ["completed/incomplete", true, "failed", "incomplete", "unknown"],
    ["completed/incomplete", true, "passed", "completed", "unknown"],
  ])(
    "of a course with a pass rule under %s, all done: %s, verdict: %s, is %s and %s",
    (report, completed, success, ...told) => {
      const { completion, success: verdict } = statuses({ graded: true, completed, success }, report)
      expect([completion, verdict]).toEqual(told)
    },
  )

  it("of a course without a pass rule never speaks of success", () => {
    fc.assert(
      fc.property(report, fc.boolean(), (report, completed) => {
        const told = statuses({ graded: false, completed, success: "unknown" }, report)
        expect(told).toMatchObject({ completion: completed ? "completed" : "incomplete", success: "unknown" })
      }),
    )
  })

  it("is never less than the LMS holds, and no score that disagrees with it", () => {
    const completions = ["", "unknown", "not attempted", "incomplete", "completed"]
    const successes = ["", "unknown", "failed", "passed"]
    fc.assert(
      fc.property(standing, report, held2004, (standing, report, held) => {
        const told = statuses(standing, report, held)
        expect(completions.indexOf(told.completion)).toBeGreaterThanOrEqual(completions.indexOf(held.completion))
        expect(successes.indexOf(told.success)).toBeGreaterThanOrEqual(successes.indexOf(held.success))
        if (told.score && told.success === "passed") expect(standing.success).toBe("passed")
      }),
    )
  })

  it("keeps what the LMS holds part by part", () => {
    expect(
      neverDown2004({ completion: "completed", success: "unknown" }, { completion: "incomplete", success: "failed" }),
    ).toEqual({ completion: "completed", success: "failed" })
  })
})

describe("the way out", () => {
  it("is suspend, the one exit after which every LMS hands the work out again", () => {
    expect(exitValue).toBe("suspend")
  })
})

describe("the table in the training officer's guide", () => {
  it("has a row for every case, and says in each what the code does", () => {
    const rows = statusTable().trimEnd().split("\n").slice(2)
    expect(rows).toHaveLength(2 + 6 * 3)
    expect(rows.filter((row) => row.includes("`passed/failed` | `failed` | `completed` `failed` | sent"))).toHaveLength(
      1,
    )
    expect(rows.every((row) => row.includes(`\`${exitValue}\``))).toBe(true)
  })

  it("is the table that was reviewed", () => {
    expect(statusTable()).toMatchInlineSnapshot(`
      "| Pass rule | All done | Verdict | \`report\` | SCORM 1.2 \`lesson_status\` | SCORM 2004 \`completion_status\` \`success_status\` | Score | Exit | Web |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      | no | no | – | any | \`incomplete\` | \`incomplete\` \`unknown\` | none yet | \`suspend\` | not complete |
      | no | yes | – | any | \`completed\` | \`completed\` \`unknown\` | none yet | \`suspend\` | complete |
      | yes | no | no verdict yet | \`passed/failed\` | \`incomplete\` | \`incomplete\` \`unknown\` | none yet | \`suspend\` | not complete, no verdict yet |
      | yes | no | no verdict yet | \`passed/incomplete\` | \`incomplete\` | \`incomplete\` \`unknown\` | none yet | \`suspend\` | not complete, no verdict yet |
      | yes | no | no verdict yet | \`completed/incomplete\` | \`incomplete\` | \`incomplete\` \`unknown\` | none yet | \`suspend\` | not complete, no verdict yet |
      | yes | no | not passed | \`passed/failed\` | \`incomplete\` | \`incomplete\` \`failed\` | sent in 2004 only | \`suspend\` | not complete, not passed |
      | yes | no | not passed | \`passed/incomplete\` | \`incomplete\` | \`incomplete\` \`unknown\` | sent in 2004 only | \`suspend\` | not complete, not passed |
      | yes | no | not passed | \`completed/incomplete\` | \`incomplete\` | \`incomplete\` \`unknown\` | sent in 2004 only | \`suspend\` | not complete, not passed |
      | yes | no | passed | \`passed/failed\` | \`incomplete\` | \`incomplete\` \`passed\` | sent in 2004 only | \`suspend\` | not complete, passed |
      | yes | no | passed | \`passed/incomplete\` | \`incomplete\` | \`incomplete\` \`passed\` | sent in 2004 only | \`suspend\` | not complete, passed |
      | yes | no | passed | \`completed/incomplete\` | \`incomplete\` | \`incomplete\` \`unknown\` | sent in 2004 only | \`suspend\` | not complete, passed |
      | yes | yes | no verdict yet | \`passed/failed\` | \`incomplete\` | \`completed\` \`unknown\` | none yet | \`suspend\` | complete, no verdict yet |
      | yes | yes | no verdict yet | \`passed/incomplete\` | \`incomplete\` | \`incomplete\` \`unknown\` | none yet | \`suspend\` | complete, no verdict yet |
      | yes | yes | no verdict yet | \`completed/incomplete\` | \`incomplete\` | \`incomplete\` \`unknown\` | none yet | \`suspend\` | complete, no verdict yet |
      | yes | yes | not passed | \`passed/failed\` | \`failed\` | \`completed\` \`failed\` | sent | \`suspend\` | complete, not passed |
      | yes | yes | not passed | \`passed/incomplete\` | \`incomplete\` | \`incomplete\` \`unknown\` | sent | \`suspend\` | complete, not passed |
      | yes | yes | not passed | \`completed/incomplete\` | \`incomplete\` | \`incomplete\` \`unknown\` | sent | \`suspend\` | complete, not passed |
      | yes | yes | passed | \`passed/failed\` | \`passed\` | \`completed\` \`passed\` | sent | \`suspend\` | complete, passed |
      | yes | yes | passed | \`passed/incomplete\` | \`passed\` | \`completed\` \`passed\` | sent | \`suspend\` | complete, passed |
      | yes | yes | passed | \`completed/incomplete\` | \`completed\` | \`completed\` \`unknown\` | sent | \`suspend\` | complete, passed |
      "
    `)
  })
})

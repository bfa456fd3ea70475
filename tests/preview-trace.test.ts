import { describe, expect, it } from "vitest"
import type { TracedCall } from "../src/preview/desk/host.ts"
import { withoutNames } from "../src/preview/desk/trace-text.ts"

const call = (more: Partial<TracedCall>): TracedCall => ({
  ...{ number: 1, time: 0, method: "SetValue", element: "cmi.core.exit", value: "suspend", result: "true" },
  ...{ error: "0", rule: "", fault: "" },
  ...more,
})

describe("the trace as text", () => {
  it.each([
    ["e", call({}), 'SetValue cmi.core.exit "suspend" → "true"'],
    ["e", call({ value: "é e e9 -e-" }), 'SetValue cmi.core.exit "é … e9 -…-" → "true"'],
    ["Grace Hopper", call({ value: "I am Grace" }), 'SetValue cmi.core.exit "I am …" → "true"'],
    ["Grace Hopper", call({ value: "Grace_Hopper." }), 'SetValue cmi.core.exit "…." → "true"'],
    ["C++ (2)", call({ value: "C++ (2), C" }), 'SetValue cmi.core.exit "…, C" → "true"'],
    ["Ada", call({ element: "cmi.core.student_name", result: "Ada" }), /student_name "suspend" → …$/],
  ])("leaves out the name %s, and nothing else", (learner, traced, line) => {
    const text = withoutNames([traced], [], learner).trim()
    expect(text.replace(/^0\.00 /, "")).toMatch(line)
  })

  it("keeps a broken character as it came", () => {
    expect(withoutNames([call({ value: "\ud800 lone" })], [], "Ada")).toContain("\\ud800 lone")
  })
})

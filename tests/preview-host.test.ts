// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest"
import { dataAtLaunch, type Stored } from "../src/lms/scorm-launch.ts"
import { type Host, openHost, type TracedCall } from "../src/preview/desk/host.ts"
import type { Strictness } from "../src/preview/desk/strictness.ts"

type Edition = "scorm12" | "scorm2004"
type Api = Record<string, (...values: string[]) => string>

let host: Host | undefined
afterEach(() => host?.close())

/** A session of a course whose manifest lists one objective, with what the LMS kept of the one before. */
function launch(
  edition: Edition,
  { strictness = "portable", stored }: { strictness?: Strictness; stored?: Stored | undefined } = {},
) {
  const calls: TracedCall[] = []
  const kept: Stored[] = []
  const item = { page: "index.html", title: "Boats", objectives: ["O1"], mastery: "" }
  const launched = { page: "index.html", mode: "normal", credit: "credit", learner: "ada" } as const
  host = openHost({
    ...{ edition, cmi: dataAtLaunch(edition, { edition, items: [item] }, stored, launched) },
    ...{ several: false, ...launched, strictness },
    faults: { slow: false, refuses: false, throws: false, expired: false },
    onCall: (call) => calls.push(call),
    onData: () => {},
    onKeep(cmi, flat, isOver) {
      kept.push({ cmi, flat, isOver })
      return true
    },
  })
  const api = Reflect.get(window, edition === "scorm12" ? "API" : "API_1484_11") as Api
  const method = (name: string) => api[edition === "scorm12" ? `LMS${name}` : name] as (...values: string[]) => string
  return {
    call: (name: string, ...values: string[]) => method(name)(...values),
    broken: () => calls.filter(({ rule }) => rule !== "").map(({ method, element, rule }) => [method, element, rule]),
    kept: () => kept.at(-1),
  }
}

describe("the LMS that judges a course's calls", () => {
  it("has the objectives of the manifest also when an attempt begins anew", () => {
    const first = launch("scorm2004")
    first.call("Initialize", "")
    expect(first.call("SetValue", "cmi.objectives.0.success_status", "passed")).toBe("true")
    first.call("SetValue", "cmi.exit", "normal")
    first.call("Terminate", "")
    const second = launch("scorm2004", { stored: first.kept() })
    second.call("Initialize", "")
    expect(second.call("GetValue", "cmi.objectives._count")).toBe("1")
    expect(second.call("SetValue", "cmi.objectives.0.success_status", "passed")).toBe("true")
    expect(second.broken()).toEqual([])
  })

  it.each(["scorm12", "scorm2004"] as const)("knows what an attempt of %s held that was torn away", (edition) => {
    const first = launch(edition)
    first.call("Initialize", "")
    first.call("SetValue", "cmi.interactions.0.id", "first")
    first.call("Commit", "")
    const second = launch(edition, { stored: first.kept() })
    second.call("Initialize", "")
    expect(second.call("SetValue", "cmi.interactions.1.id", "second")).toBe("true")
    expect(second.broken()).toEqual([])
  })

  it("leaves to the LMS what courses of other tools may ask for", () => {
    const { call, broken } = launch("scorm12")
    call("Initialize", "")
    expect(call("GetValue", "cmi.core._children")).toContain("lesson_status")
    expect(broken()).toEqual([])
    expect(call("SetValue", "cmi.core.mood", "good")).toBe("false")
    expect(broken()).toEqual([["SetValue", "cmi.core.mood", expect.stringContaining("does not know")]])
  })

  it.each([
    ["portable", "work12 place12 lines12"],
    ["lenient", "place12"],
    ["moodle", "work12 place12"],
    ["short-work", "work12 place12 work2004"],
    ["no-interactions", "place12 row12"],
    ["short-strings", "place12 place2004"],
  ] as const)("as %s refuses %s", (strictness, refused) => {
    const tries = {
      work12: ["cmi.suspend_data", "x".repeat(5000)],
      place12: ["cmi.core.lesson_location", "x".repeat(300)],
      lines12: ["cmi.core.lesson_location", "two\nlines"],
      row12: ["cmi.interactions.0.id", "first"],
      work2004: ["cmi.suspend_data", "x".repeat(5000)],
      place2004: ["cmi.location", "x".repeat(300)],
    } as const
    const answers = Object.entries(tries).flatMap(([name, values]) => {
      const { call } = launch(name.endsWith("12") ? "scorm12" : "scorm2004", { strictness })
      call("Initialize", "")
      return call("SetValue", ...values) === "false" ? [name] : []
    })
    expect(answers.join(" ")).toBe(refused)
  })
})

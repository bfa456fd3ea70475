// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest"
import { dataAtLaunch, readManifest, type Stored } from "../src/lms/scorm-launch.ts"
import { type Host, openHost, type TracedCall } from "../src/preview/desk/host.ts"
import type { Strictness } from "../src/preview/desk/strictness.ts"

type Edition = "scorm12" | "scorm2004"
type Api = Record<string, (...values: string[]) => string>

/** How a course may be launched. */
interface Launch {
  readonly strictness: Strictness
  readonly stored: Stored | undefined
  readonly learner: string
}

/** Of each edition a manifest that says all it can of how its SCO is to be launched. */
const manifests: Readonly<Record<Edition, string>> = {
  scorm12: `<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
    <item identifierref="R"><title>Boats</title><adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>
    <adlcp:timelimitaction>continue,no message</adlcp:timelimitaction><adlcp:datafromlms>chapter=3</adlcp:datafromlms>
    <adlcp:masteryscore>80</adlcp:masteryscore></item><resource identifier="R" href="index.html"/></manifest>`,
  scorm2004: `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
    xmlns:imsss="http://www.imsglobal.org/xsd/imsss"><item identifierref="R"><title>Boats</title>
    <adlcp:timeLimitAction>continue,no message</adlcp:timeLimitAction><adlcp:dataFromLMS>chapter=3</adlcp:dataFromLMS>
    <adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.5"/>
    <imsss:sequencing><imsss:limitConditions attemptAbsoluteDurationLimit="PT30M"/><imsss:objectives>
    <imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>
    </imsss:primaryObjective><imsss:objective objectiveID="O1"/></imsss:objectives></imsss:sequencing></item>
    <resource identifier="R" href="index.html"/></manifest>`,
}

let host: Host | undefined
afterEach(() => host?.close())

/** A session of a course whose manifest lists one objective, with what the LMS kept of the one before. */
function launch(edition: Edition, { strictness = "portable", stored, learner = "ada" }: Partial<Launch> = {}) {
  const calls: TracedCall[] = []
  const kept: Stored[] = []
  const launched = { page: "index.html", mode: "normal", credit: "credit", learner } as const
  host = openHost({
    ...{ edition, cmi: dataAtLaunch(edition, readManifest(manifests[edition]), stored, launched) },
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

describe("what a course is told when it is launched", () => {
  const told = {
    scorm12: {
      "cmi.core.student_id": "Grace_Hopper",
      "cmi.core.student_name": "Hopper, Grace",
      "cmi.launch_data": "chapter=3",
      "cmi.student_data.mastery_score": "80",
      "cmi.student_data.max_time_allowed": "00:30:00",
      "cmi.student_data.time_limit_action": "continue,no message",
    },
    scorm2004: {
      "cmi.learner_id": "Grace_Hopper",
      "cmi.learner_name": "Hopper, Grace",
      "cmi.launch_data": "chapter=3",
      "cmi.scaled_passing_score": "0.8",
      "cmi.completion_threshold": "0.5",
      "cmi.max_time_allowed": "PT30M",
      "cmi.time_limit_action": "continue,no message",
    },
  }

  it.each(["scorm12", "scorm2004"] as const)("in %s is what its manifest says, and who the learner is", (edition) => {
    const { call } = launch(edition, { learner: "Grace Hopper" })
    call("Initialize", "")
    const heard = Object.keys(told[edition]).map((element) => [element, call("GetValue", element)])
    expect(Object.fromEntries(heard)).toEqual(told[edition])
  })

  it.each([
    ["scorm12", "cmi.core", "suspend", "00:01:30.5", "00:03:01"],
    ["scorm2004", "cmi", "suspend", "PT1M30.5S", "PT3M1S"],
    ["scorm12", "cmi.core", "", "00:01:30.5", "00:00:00"],
    ["scorm2004", "cmi", "normal", "PT1M30.5S", "PT0S"],
  ] as const)(
    "in %s is how long its sessions took, as far as they are of one attempt",
    (edition, core, exit, time, sum) => {
      let stored: Stored | undefined
      for (let session = 0; session < 2; session++) {
        const { call, kept } = launch(edition, { stored })
        call("Initialize", "")
        call("SetValue", `${core}.session_time`, time)
        call("SetValue", `${core}.exit`, exit)
        call(edition === "scorm12" ? "Finish" : "Terminate", "")
        stored = kept()
      }
      const { call } = launch(edition, { stored })
      call("Initialize", "")
      expect(call("GetValue", `${core}.total_time`)).toBe(sum)
    },
  )
})

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

import { Scorm12API, Scorm2004API } from "scorm-again"
import type { Credit, Mode } from "../../lms/scorm-launch.ts"
import { strictScorm12 } from "../../lms/scorm12.ts"
import { strictScorm2004 } from "../../lms/scorm2004.ts"
import { nameOf } from "../../lms/strict-lms.ts"
import { meaningOf } from "./codes.ts"
import { rulesOf, type Strictness, type StrictnessRules } from "./strictness.ts"

/** A call of the course, as the author reads it. */
export interface TracedCall {
  /** Counts from 1 in each launch. */
  readonly number: number
  /** Milliseconds since the launch. */
  readonly time: number
  readonly method: string
  /** The element, or the argument of a call that has none. */
  readonly element: string
  readonly value: string
  readonly result: string
  /** The LMS's error code, `0` when all was well. */
  readonly error: string
  /** The rule that the call broke, in words; empty when it broke none. */
  readonly rule: string
  /** The fault that was switched on and met this call; empty when none did. */
  readonly fault: string
}

/** Faults of the LMS, each by a switch. */
export interface Faults {
  /** Every commit takes two seconds. */
  slow: boolean
  /** Commits, and the end of the session, are answered with false. */
  refuses: boolean
  /** Every call throws, as an API on another origin does. */
  throws: boolean
  /** The session has expired: every call is answered as if it had never been opened. */
  expired: boolean
}

/** What a session of SCORM is opened with. */
export interface HostSettings {
  readonly edition: "scorm12" | "scorm2004"
  readonly cmi: Readonly<Record<string, unknown>>
  readonly several: boolean
  readonly mode: Mode
  readonly credit: Credit
  readonly learner: string
  readonly strictness: Strictness
  readonly faults: Faults
  /** Hears of every call. */
  onCall(call: TracedCall): void
  /** Hears of the data model after every call that may have changed it. */
  onData(flat: Readonly<Record<string, string>>): void
  /** Keeps what was committed; false when it could not be kept. */
  onKeep(cmi: Readonly<Record<string, unknown>>, flat: Readonly<Record<string, string>>, isOver: boolean): boolean
}

/** An LMS's side of a session of SCORM, in the window of the desk. */
export interface Host {
  /** Takes the API object away, as when a portal's frame goes. */
  vanish(): void
  close(): void
}

type Api = Record<string, (...values: unknown[]) => unknown>

const slowness = 2000

/**
 * Puts the API object where a course looks for it: scorm-again, with a recorder before it, a stricter LMS that judges each
 * call, and faults that the author switches.
 */
export function openHost(settings: HostSettings): Host {
  const { edition, faults } = settings
  const isOld = edition === "scorm12"
  const inner = makeApi(settings)
  const judge = makeJudge(settings, flatOf(inner))
  const prefix = isOld ? "LMS" : ""
  const end = isOld ? "Finish" : "Terminate"
  const started = Date.now()
  const outside: Api = {}
  let number = 0
  let error = "0"
  let isGone = false

  function call(name: string, values: readonly unknown[]): string {
    const texts = values.map(String)
    const [element = "", value = ""] = texts
    const trace = (result: string, rule = "", fault = "") => {
      settings.onCall({
        number: ++number,
        time: Date.now() - started,
        method: name,
        element,
        value,
        result,
        error,
        rule,
        fault,
      })
      return result
    }
    if (isGone || faults.throws) {
      error = ""
      trace("thrown", "", isGone ? "The API is gone" : "The API throws")
      throw new Error("Blocked a frame from accessing a cross-origin frame.")
    }
    if (faults.expired && name !== "Initialize") {
      error = isOld ? "301" : name === "Commit" ? "142" : name === "GetValue" ? "122" : "132"
      return trace(name === "GetValue" ? "" : "false", "", "The session has expired")
    }
    const isCommit = name === "Commit" || name === end
    if (isCommit && faults.refuses) {
      error = isOld ? "101" : "391"
      return trace("false", "", "The LMS keeps nothing")
    }
    if (isCommit && faults.slow) waitFor(slowness)
    const verdict = judge(name, values)
    if (verdict?.refused) {
      error = verdict.error
      return trace(verdict.result, verdict.rule)
    }
    let result = String(inner[prefix + name]?.(...texts) ?? "")
    error = String(inner[`${prefix}GetLastError`]?.() ?? "0")
    if (isCommit && result === "true" && !settings.onKeep(cmiOf(inner), flatOf(inner), name === end)) result = "false"
    const isRefused = name === "SetValue" ? result === "false" : name === "GetValue" && error === "401"
    const rule = verdict?.rule ?? (isRefused ? meaningOf(edition, error) : "")
    const answer = trace(result, rule, isCommit && faults.slow ? "The LMS is slow" : "")
    if (name !== "GetValue") settings.onData(flatOf(inner))
    return answer
  }

  for (const name of ["Initialize", end, "GetValue", "SetValue", "Commit"]) {
    outside[prefix + name] = (...values) => call(name, values)
  }
  outside[`${prefix}GetLastError`] = () => error
  outside[`${prefix}GetErrorString`] = (code = "") => inner[`${prefix}GetErrorString`]?.(code) ?? ""
  outside[`${prefix}GetDiagnostic`] = (code = "") => inner[`${prefix}GetDiagnostic`]?.(code) ?? ""
  const name = isOld ? "API" : "API_1484_11"
  Reflect.set(window, name, outside)
  settings.onData(flatOf(inner))

  const close = () => {
    if (Reflect.get(window, name) === outside) Reflect.deleteProperty(window, name)
  }
  return {
    vanish() {
      isGone = true
      close()
    },
    close,
  }
}

function makeApi({ edition, cmi }: HostSettings): Api {
  const options = { autocommit: false, logLevel: 5 } as const
  const api = edition === "scorm12" ? new Scorm12API(options) : new Scorm2004API(options)
  api.loadFromJSON(cmi, "cmi")
  return api as unknown as Api
}

/** What a stricter LMS says of a call; nothing where none listens. */
type Judge = (
  name: string,
  values: readonly unknown[],
) => { readonly refused: boolean; readonly result: string; readonly error: string; readonly rule: string } | undefined

/** @param held the data model at launch, flat */
function makeJudge(settings: HostSettings, held: Readonly<Record<string, string>>): Judge {
  const { edition, several, mode, credit, learner, strictness } = settings
  const isOld = edition === "scorm12"
  const rules = rulesOf(strictness)
  const given = { mode, credit, learner }
  const lms = isOld ? strictScorm12(given) : strictScorm2004({ ...given, several })
  // Whether an attempt goes on was decided before: what is held is where it stands.
  lms.stored = new Map(Object.entries(held).filter(([, value]) => value !== ""))
  lms.stored.set(lms.rules.exit, "suspend")
  const api = lms.launch()
  const prefix = isOld ? "LMS" : ""
  return (name, values) => {
    const [element = "", value = ""] = values.map(String)
    const accesses = name === "SetValue" || name === "GetValue"
    const own = accesses ? ownRefusal(rules, edition, element, name === "SetValue" ? value : "") : undefined
    if (own) return { refused: true, result: name === "SetValue" ? "false" : "", ...own }
    // Of elements that no course of ours uses, scorm-again is the judge.
    if (accesses && !lms.rules.elements.has(nameOf(element))) return undefined
    const before = lms.violations.length
    const result = String(api[prefix + name]?.(...values) ?? "")
    const [broken = ""] = lms.violations.slice(before)
    if (broken === "" && !(rules.isPortable && result === "false" && name !== "Initialize")) return undefined
    const error = String(api[`${prefix}GetLastError`]?.() ?? "0")
    const rule = [broken.replace(/ \(\d+\)$/, ""), meaningOf(edition, error)].filter(Boolean).join(": ")
    return { refused: rules.isPortable && error !== "0", result, error, rule }
  }
}

/** What only the LMS that the author chose refuses. */
function ownRefusal(
  { lacks, savedWork, longest, narrowIn = ["scorm12", "scorm2004"] }: StrictnessRules,
  edition: HostSettings["edition"],
  element: string,
  value: string,
): { readonly error: string; readonly rule: string } | undefined {
  if (!narrowIn.includes(edition)) return undefined
  if (lacks?.test(element)) return { error: "401", rule: `This LMS does not know ${element}.` }
  const isWork = element === "cmi.suspend_data"
  const most = isWork ? savedWork : longest
  if (most === undefined || value.length <= most) return undefined
  const what = isWork ? "Saved work" : "The value"
  const error = edition === "scorm12" ? "405" : "406"
  return { error, rule: `${what} has ${value.length} characters; this LMS keeps ${most}.` }
}

function cmiOf(api: Api): Readonly<Record<string, unknown>> {
  const { cmi }: { cmi: Readonly<Record<string, unknown>> } = JSON.parse(String(api.renderCMIToJSONString?.()))
  return cmi
}

function flatOf(api: Api): Readonly<Record<string, string>> {
  const entries = Object.entries((api.getFlattenedCMI?.() ?? {}) as Record<string, unknown>)
  // What it hands over of SCORM 1.2 lacks one element.
  const { core }: { readonly core?: { readonly total_time?: string } } = Reflect.get<object, string>(api, "cmi")
  const total = core?.total_time !== undefined && { "cmi.core.total_time": core.total_time }
  const texts = entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))
  return { ...Object.fromEntries(texts), ...total }
}

/** Waits as a synchronous request does: the course stands still meanwhile. */
function waitFor(milliseconds: number): void {
  const until = Date.now() + milliseconds
  while (Date.now() < until) {
    // The LMS's answer is on its way.
  }
}

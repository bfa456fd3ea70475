// Runs in the browser, in the page of the LMS around a course. Bundled by harness.ts.
import { Scorm12API, Scorm2004API } from "scorm-again"

/** What the LMS tells its page about a launch. */
export interface HostSettings {
  /** Which API object the page offers; none for a page without an LMS. */
  readonly edition: "scorm12" | "scorm2004" | "none"
  /** Address of the course's page. */
  readonly course: string
  /** Where the course is shown. */
  readonly window: "frame" | "popup" | "sandbox"
  /** Whether another course used the API object up before this one. */
  readonly isUsedUp: boolean
  /** What the data model holds to begin with, as the LMS's own JSON. */
  readonly cmi: Readonly<Record<string, unknown>>
  /** Address that takes what is committed. */
  readonly keep: string
}

/** One call of the course to the LMS. */
export interface Call {
  readonly method: string
  readonly values: readonly unknown[]
  readonly result: unknown
  /** The LMS's error code after it. */
  readonly error: string
  /** Whether the LMS was told to fail, and so never got it. */
  readonly isFault: boolean
}

/** What a commit hands to the LMS's server. */
export interface Delivery {
  /** The data model, as the LMS reads it in again. */
  readonly cmi: Readonly<Record<string, unknown>>
  /** The same flat: a value an element. */
  readonly flat: Readonly<Record<string, unknown>>
  /** Calls since the last delivery. */
  readonly calls: readonly Call[]
  /** How many calls went with the deliveries before: two that are sent while a page is left may arrive the wrong way round. */
  readonly before: number
  readonly isOver: boolean
}

/** How the LMS is to fail from now on. */
export interface Faults {
  /** Nothing is kept: commits, and the end of the session, are answered with `false`. */
  commit?: boolean
  /** Every call throws. */
  throws?: boolean
}

declare global {
  interface Window {
    lms: { readonly calls: Call[]; readonly faults: Faults; vanish(): void }
  }
}

type Api = Record<string, (...values: string[]) => unknown>

const settings: HostSettings = JSON.parse(document.getElementById("settings")?.textContent ?? "null")
const calls: Call[] = []
const faults: Faults = {}
let delivered = 0

function deliver(api: Api, isOver: boolean): boolean {
  const body: Delivery = {
    cmi: JSON.parse(String(api.renderCMIToJSONString?.())).cmi,
    flat: api.getFlattenedCMI?.() as Record<string, unknown>,
    calls: calls.slice(delivered),
    before: delivered,
    isOver,
  }
  delivered = calls.length
  try {
    const request = new XMLHttpRequest()
    request.open("POST", settings.keep, false)
    request.send(JSON.stringify(body))
    return request.status === 200
  } catch {
    // While a page is being left a browser refuses synchronous requests; LMSs then do this, and call it success.
    return navigator.sendBeacon(settings.keep, JSON.stringify(body))
  }
}

/** scorm-again with a recorder around it, a server behind it, and faults that a test can switch on. */
function recorded(api: Api, old: boolean): Api {
  const prefix = old ? "LMS" : ""
  const names = ["Initialize", old ? "Finish" : "Terminate", "GetValue", "SetValue", "Commit"]
  const asides = ["GetLastError", "GetErrorString", "GetDiagnostic"]
  let commitFault = false
  const outside: Api = {}
  for (const name of [...names, ...asides]) {
    const method = prefix + name
    outside[method] = (...values) => {
      if (faults.throws) {
        calls.push({ method: name, values, result: "thrown", error: "", isFault: true })
        throw new Error("the LMS is gone")
      }
      if (name === "GetLastError" && commitFault) return old ? "101" : "391"
      if (asides.includes(name)) return api[method]?.(...values)
      const isEnd = name === "Finish" || name === "Terminate"
      commitFault = (name === "Commit" || isEnd) && faults.commit === true
      let result = commitFault ? "false" : api[method]?.(...values)
      const error = commitFault ? "101" : String(api[`${prefix}GetLastError`]?.())
      calls.push({ method: name, values, result, error, isFault: commitFault })
      if ((name === "Commit" || isEnd) && result === "true" && !deliver(api, isEnd)) result = "false"
      return result
    }
  }
  return outside
}

function start(): void {
  const old = settings.edition === "scorm12"
  const name = old ? "API" : "API_1484_11"
  if (settings.edition !== "none") {
    const options = { autocommit: false, logLevel: 5 } as const
    const api = old ? new Scorm12API(options) : new Scorm2004API(options)
    api.loadFromJSON(settings.cmi, "cmi")
    if (settings.isUsedUp) {
      for (const method of old ? ["LMSInitialize", "LMSFinish"] : ["Initialize", "Terminate"]) {
        ;(api as unknown as Api)[method]?.("")
      }
    }
    const outside = recorded(api as unknown as Api, old)
    Reflect.set(window, name, outside)
    window.lms = {
      calls,
      faults,
      vanish() {
        Reflect.deleteProperty(window, name)
        for (const method of Object.keys(outside)) Reflect.deleteProperty(outside, method)
      },
    }
  } else window.lms = { calls, faults, vanish() {} }

  if (settings.window === "popup") {
    document.querySelector("button")?.addEventListener("click", () => window.open(settings.course, "course"))
    return
  }
  const frame = document.createElement("iframe")
  frame.name = "course"
  frame.title = "Course"
  if (settings.window === "sandbox") frame.setAttribute("sandbox", "allow-scripts")
  frame.src = settings.course
  document.querySelector("main")?.append(frame)
}

start()

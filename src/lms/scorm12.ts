import { type ElementRule, type LmsRules, StrictLms } from "./strict-lms.ts"

/** How a SCORM 1.2 LMS launches: what it tells content before anything was done. */
export interface Scorm12Given {
  readonly mode?: "normal" | "review" | "browse"
  readonly credit?: "credit" | "no-credit"
  readonly learner?: string
}

/** A SCORM 1.2 LMS that takes only what the standard (RTE §3.4) and the narrowest LMS in use both take. */
export function strictScorm12({ mode = "normal", credit = "credit", learner = "s-42" }: Scorm12Given = {}): StrictLms {
  return new StrictLms(rules, {
    "cmi.core.lesson_mode": mode,
    "cmi.core.credit": credit,
    "cmi.core.student_id": learner,
  })
}

const identifier = /^[!-~]{1,255}$/
const decimal = /^-?\d{1,3}(\.\d{1,7})?$/
const timespan = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/
// No control characters, line breaks or halves of pairs: some LMS breaks on each of them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const text255 = /^[^\u0000-\u001f\u007f\ud800-\udfff]{0,255}$/
const statuses = ["passed", "completed", "failed", "incomplete", "browsed"]

const matches = (form: RegExp) => (value: string) => form.test(value)
const score: ElementRule = {
  access: "rw",
  initial: "",
  accepts: (value) => value === "" || (decimal.test(value) && Number(value) >= 0 && Number(value) <= 100),
}
const readOnly = (initial: string): ElementRule => ({ access: "r", initial })

/** What an answer looks like by type; `pattern` allows the braces that say all of it is asked for. */
function isResponse(type: string | undefined, value: string, isPattern: boolean): boolean {
  if (value === "" || value.length > 255) return false
  const bare = isPattern ? value.replace(/^\{(.*)\}$/, "$1") : value
  switch (type) {
    case "true-false":
      return /^[01tf]$/.test(value)
    case "choice":
      return /^[0-9a-z](,[0-9a-z])*$/.test(bare) && new Set(bare.split(",")).size === bare.split(",").length
    case "sequencing":
      return /^[0-9a-z](,[0-9a-z])*$/.test(value)
    case "matching":
      return /^[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*$/.test(bare)
    case "likert":
      return /^[0-9a-z]$/.test(value)
    case "numeric":
      return /^-?\d+(\.\d{1,7})?$/.test(value)
    case "fill-in":
    case "performance":
      return text255.test(value)
    default:
      return false
  }
}

const elements: ReadonlyMap<string, ElementRule> = new Map(
  Object.entries({
    "cmi.core.student_id": readOnly(""),
    "cmi.core.student_name": readOnly("Learner, Test"),
    "cmi.core.lesson_location": { access: "rw", initial: "", accepts: matches(text255) },
    "cmi.core.credit": readOnly("credit"),
    "cmi.core.lesson_status": {
      access: "rw",
      initial: "not attempted",
      accepts: (value: string) => statuses.includes(value),
    },
    "cmi.core.entry": readOnly("ab-initio"),
    "cmi.core.score.raw": score,
    "cmi.core.score.min": score,
    "cmi.core.score.max": score,
    "cmi.core.total_time": readOnly("0000:00:00.00"),
    "cmi.core.lesson_mode": readOnly("normal"),
    "cmi.core.exit": { access: "w", accepts: (value: string) => ["time-out", "suspend", "logout", ""].includes(value) },
    "cmi.core.session_time": { access: "w", accepts: matches(timespan) },
    "cmi.suspend_data": { access: "rw", initial: "", accepts: matches(/^[ -~]{0,4096}$/) },
    "cmi.launch_data": readOnly(""),
    "cmi.objectives.n.id": { access: "rw", accepts: matches(identifier), once: true, unique: true },
    "cmi.objectives.n.score.raw": score,
    "cmi.objectives.n.score.min": score,
    "cmi.objectives.n.score.max": score,
    "cmi.objectives.n.status": {
      access: "rw",
      initial: "not attempted",
      accepts: (value: string) => statuses.includes(value),
    },
    "cmi.interactions.n.id": { access: "w", accepts: matches(identifier), once: true },
    "cmi.interactions.n.objectives.n.id": { access: "w", accepts: matches(identifier), once: true, unique: true },
    "cmi.interactions.n.time": { access: "w", accepts: matches(timeOfDay) },
    "cmi.interactions.n.type": {
      access: "w",
      accepts: matches(/^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/),
    },
    "cmi.interactions.n.correct_responses.n.pattern": { access: "w", unique: true },
    "cmi.interactions.n.weighting": {
      access: "w",
      accepts: (value: string) => decimal.test(value) && Math.abs(Number(value)) <= 100,
    },
    "cmi.interactions.n.student_response": {
      access: "w",
      accepts: (value: string, at: (name: string) => string | undefined) => isResponse(at("type"), value, false),
    },
    "cmi.interactions.n.result": {
      access: "w",
      accepts: (value: string) => /^(correct|wrong|unanticipated|neutral)$/.test(value) || decimal.test(value),
    },
    "cmi.interactions.n.latency": { access: "w", accepts: matches(timespan) },
  } satisfies Record<string, ElementRule>),
)

/** From lowest to highest; nothing may be taken back. */
const order = ["not attempted", "browsed", "incomplete", "failed", "completed", "passed"]

const rules: LmsRules = {
  methods: {
    initialize: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    finish: "LMSFinish",
    lastError: "LMSGetLastError",
    errorString: "LMSGetErrorString",
    diagnostic: "LMSGetDiagnostic",
  },
  elements,
  exit: "cmi.core.exit",
  errors: {
    general: "101",
    argument: "201",
    index: "201",
    set: "405",
    unknown: "401",
    readOnly: "403",
    writeOnly: "404",
    type: "405",
    unset: "0",
    closed: "301",
    over: "101",
    commit: "101",
  },
  judge(element, value, lms) {
    const pattern = /^(cmi\.interactions\.\d+\.)correct_responses\./.exec(element)
    if (pattern && !isResponse(lms.data.get(`${pattern[1]}type`), value, true)) return "not a pattern of its type"
    if (/status$/.test(element)) {
      const held = lms.data.get(element) ?? "not attempted"
      if (order.indexOf(value) < order.indexOf(held)) return `${held} was taken back`
      if (held === "completed" && value === "passed") return "completed was a step on the way to a verdict"
    }
    return undefined
  },
}

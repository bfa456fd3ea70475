import { type ElementRule, type LmsRules, StrictLms } from "./strict-lms.ts"

/** How a SCORM 2004 LMS launches: what it tells content before anything was done. */
export interface Scorm2004Given {
  readonly mode?: "normal" | "review" | "browse"
  readonly credit?: "credit" | "no-credit"
  readonly learner?: string
  /** Whether the course is one SCO of several, which must not suspend the whole course. */
  readonly several?: boolean
  /** Ids of objectives that the manifest declares: the LMS has them before content says anything. */
  readonly objectives?: readonly string[]
}

/** A SCORM 2004 LMS that takes only what the standard (RTE §4.2) and the narrowest LMS in use both take. */
export function strictScorm2004({
  mode = "normal",
  credit = "credit",
  learner = "s-42",
  several = false,
  objectives = [],
}: Scorm2004Given = {}): StrictLms {
  const judge: LmsRules["judge"] = (element, value, lms) =>
    several && element === "adl.nav.request" && value !== "_none_"
      ? "closes the other SCOs"
      : rules.judge?.(element, value, lms)
  const lms = new StrictLms({ ...rules, judge }, { "cmi.mode": mode, "cmi.credit": credit, "cmi.learner_id": learner })
  for (const [index, id] of objectives.entries()) lms.stored.set(`cmi.objectives.${index}.id`, id)
  if (objectives.length > 0) lms.stored.set("cmi.exit", "suspend")
  return lms
}

const shortId = /^[\w.]{1,250}$/
const longId = /^[!-~]{1,4000}$/
const real = /^-?\d+(\.\d{1,7})?$/
const interval = /^PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/
const timestamp =
  /^(19[7-9]\d|20[0-2]\d|203[0-8])-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{2}Z)?$/

/** Text on one line, without what some LMS breaks on, and not beginning like a mark that it is not. */
function isText(value: string, most: number): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const isPlain = /^[^\u0000-\u001f\u007f\ud800-\udfff]*$/.test(value)
  const mark = /^\{(lang|case_matters|order_matters)=/.test(value) && !/^\{lang=[a-z]{2,3}(-[\w-]+)?\}/.test(value)
  return isPlain && !mark && value.length <= most
}

const matches = (form: RegExp) => (value: string) => form.test(value)
const within = (least: number, most: number) => (value: string) =>
  real.test(value) && Number(value) >= least && Number(value) <= most
const text = (most: number) => (value: string) => isText(value, most)
const readOnly = (initial?: string): ElementRule => ({ access: "r", ...(initial !== undefined && { initial }) })
const completion: ElementRule = {
  access: "rw",
  initial: "unknown",
  accepts: matches(/^(completed|incomplete|not attempted|unknown)$/),
}
const success: ElementRule = { access: "rw", initial: "unknown", accepts: matches(/^(passed|failed|unknown)$/) }
const scaled: ElementRule = { access: "rw", accepts: within(-1, 1) }
const measure: ElementRule = { access: "rw", accepts: within(0, 1) }
const number: ElementRule = { access: "rw", accepts: matches(real) }

function areDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}

function areShortIds(values: readonly string[]): boolean {
  return values.length <= 36 && values.every((value) => shortId.test(value))
}

/** The forms of `learner_response` by type (RTE §4.2.9.1). An empty one is refused by some LMS whatever its type. */
function isResponse(type: string | undefined, value: string): boolean {
  const tokens = value.split("[,]")
  const pairs = tokens.map((token) => token.split("[.]"))
  if (value === "") return false
  switch (type) {
    case "true-false":
      return value === "true" || value === "false"
    case "choice":
      return areShortIds(tokens) && areDistinct(tokens)
    case "sequencing":
      return areShortIds(tokens)
    case "likert":
      return shortId.test(value)
    case "numeric":
      return real.test(value)
    case "matching":
      return tokens.length <= 36 && pairs.every((pair) => pair.length === 2 && areShortIds(pair))
    case "performance":
      return (
        tokens.length <= 250 &&
        pairs.every(
          ([step, ...answer]) => shortId.test(step ?? "") && answer.length > 0 && isText(answer.join("[.]"), 250),
        )
      )
    case "fill-in":
      return tokens.length <= 10 && tokens.every((token) => isText(token, 250))
    case "long-fill-in":
      return isText(value, 4000)
    default:
      return false
  }
}

const mostPatterns: Readonly<Record<string, number>> = { choice: 10, "true-false": 1, likert: 1, numeric: 1 }

/** The forms of a pattern (RTE §4.2.9.2): as the response, but for ranges and what says how to compare. */
function isPattern(type: string | undefined, value: string): boolean {
  if (type === "numeric") {
    const [least, most, ...rest] = value.split("[:]")
    const sides = [least ?? "", most ?? ""]
    return most !== undefined && rest.length === 0 && sides.every((side) => side === "" || real.test(side))
  }
  const hasMarks = type === "fill-in" || type === "long-fill-in" || type === "performance"
  return isResponse(type, hasMarks ? value.replace(/^(\{(case|order)_matters=(true|false)\})*/, "") : value)
}

const elements: ReadonlyMap<string, ElementRule> = new Map(
  Object.entries({
    "cmi.mode": readOnly("normal"),
    "cmi.credit": readOnly("credit"),
    "cmi.entry": readOnly("ab-initio"),
    "cmi.learner_id": readOnly(),
    "cmi.learner_name": readOnly("Learner, Test"),
    "cmi.launch_data": readOnly(),
    "cmi.completion_status": completion,
    "cmi.success_status": success,
    "cmi.completion_threshold": readOnly(),
    "cmi.scaled_passing_score": readOnly(),
    "cmi.progress_measure": measure,
    "cmi.score.scaled": scaled,
    "cmi.score.raw": number,
    "cmi.score.min": number,
    "cmi.score.max": number,
    "cmi.location": { access: "rw", accepts: text(1000) },
    "cmi.suspend_data": { access: "rw", accepts: matches(/^[ -~]{0,64000}$/) },
    "cmi.exit": { access: "w", accepts: matches(/^(time-out|suspend|normal|)$/) },
    "cmi.session_time": { access: "w", accepts: matches(interval) },
    "adl.nav.request": {
      access: "rw",
      accepts: matches(/^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_)$/),
    },
    "cmi.objectives.n.id": { access: "rw", accepts: matches(longId), once: true, unique: true },
    "cmi.objectives.n.description": { access: "rw", accepts: text(250) },
    "cmi.objectives.n.success_status": success,
    "cmi.objectives.n.completion_status": completion,
    "cmi.objectives.n.progress_measure": measure,
    "cmi.objectives.n.score.scaled": scaled,
    "cmi.objectives.n.score.raw": number,
    "cmi.objectives.n.score.min": number,
    "cmi.objectives.n.score.max": number,
    "cmi.interactions.n.id": { access: "rw", accepts: matches(longId), once: true },
    "cmi.interactions.n.type": {
      access: "rw",
      accepts: matches(
        /^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/,
      ),
    },
    "cmi.interactions.n.objectives.n.id": { access: "rw", accepts: matches(longId), once: true, unique: true },
    "cmi.interactions.n.timestamp": { access: "rw", accepts: matches(timestamp) },
    "cmi.interactions.n.correct_responses.n.pattern": { access: "rw", unique: true },
    "cmi.interactions.n.weighting": number,
    "cmi.interactions.n.learner_response": {
      access: "rw",
      accepts: (value: string, at: (name: string) => string | undefined) => isResponse(at("type"), value),
    },
    "cmi.interactions.n.result": { access: "rw", accepts: matches(/^(correct|incorrect|unanticipated|neutral)$/) },
    "cmi.interactions.n.latency": { access: "rw", accepts: matches(interval) },
    "cmi.interactions.n.description": { access: "rw", accepts: text(250) },
  } satisfies Record<string, ElementRule>),
)

const orders: Readonly<Record<string, readonly string[]>> = {
  completion_status: ["unknown", "not attempted", "incomplete", "completed"],
  success_status: ["unknown", "failed", "passed"],
}

const rules: LmsRules = {
  methods: {
    initialize: "Initialize",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    finish: "Terminate",
    lastError: "GetLastError",
    errorString: "GetErrorString",
    diagnostic: "GetDiagnostic",
  },
  elements,
  exit: "cmi.exit",
  errors: {
    general: "101",
    argument: "201",
    index: "351",
    set: "351",
    unknown: "401",
    readOnly: "404",
    writeOnly: "405",
    type: "406",
    unset: "403",
    closed: "133",
    over: "104",
    commit: "391",
  },
  judge(element, value, lms) {
    const interaction = /^cmi\.interactions\.(\d+)\./.exec(element)
    if (interaction && Number(interaction[1]) >= 250) return "more interactions than every LMS keeps"
    if (/^cmi\.objectives\.\d{3,}\./.test(element)) return "more objectives than every LMS keeps"
    const pattern = /^(cmi\.interactions\.\d+\.)correct_responses\.(\d+)\./.exec(element)
    if (pattern) {
      const type = lms.data.get(`${pattern[1]}type`)
      if (!isPattern(type, value)) return "not a pattern of its type"
      if (Number(pattern[2]) >= (mostPatterns[type ?? ""] ?? 5)) return "more patterns than its type has"
    }
    if (/^cmi\.interactions\.\d+\.objectives\.\d\d/.test(element)) return "more than ten objectives"
    const order = orders[element.slice(element.lastIndexOf(".") + 1)]
    const held = lms.data.get(element) ?? "unknown"
    if (order && order.indexOf(value) < order.indexOf(held)) return `${held} was taken back`
    const scored = /^(cmi\.(objectives\.\d+\.)?)score\.raw$/.exec(element)
    if (scored) {
      const [least, most] = ["min", "max"].map((name) => Number(lms.data.get(`${scored[1]}score.${name}`)))
      if (!(Number(value) >= Number(least) && Number(value) <= Number(most))) return "not between min and max"
    }
    return undefined
  },
  follow(element, _value, lms) {
    // Some LMS forgets the patterns of an interaction whose type is set again.
    const typed = /^(cmi\.interactions\.\d+\.)type$/.exec(element)
    if (typed)
      for (const key of [...lms.data.keys()]) if (key.startsWith(`${typed[1]}correct_responses.`)) lms.data.delete(key)
  },
}

/** What an LMS knows of one element of its data model. `n` stands for every index. */
export interface ElementRule {
  /** Whether content may read it, write it, or both. */
  readonly access: "r" | "w" | "rw"
  /** Its value before anybody set it. */
  readonly initial?: string
  /** Whether a value has the form the standard, or a narrower LMS, demands. `at` reads what stands beside it. */
  readonly accepts?: (value: string, at: (name: string) => string | undefined) => boolean
  /** Whether a value once set may not be changed. */
  readonly once?: boolean
  /** Whether no two rows of one list may have the same value. */
  readonly unique?: boolean
}

/**
 * What becomes of a call when the LMS is out of order: it throws, it throws though it did what was asked, or it refuses.
 */
export type Fault = "throws" | "throws late" | "refuses"

/** A call of content. */
export interface Call {
  readonly method: string
  readonly values: readonly string[]
}

/** What sets an edition's double apart. */
export interface LmsRules {
  readonly methods: {
    readonly initialize: string
    readonly get: string
    readonly set: string
    readonly commit: string
    readonly finish: string
    readonly lastError: string
    readonly errorString: string
    readonly diagnostic: string
  }
  readonly elements: ReadonlyMap<string, ElementRule>
  /** What the session's exit is called, and the first element of a row of a list. */
  readonly exit: string
  readonly errors: {
    readonly general: string
    readonly argument: string
    readonly index: string
    readonly set: string
    readonly unknown: string
    readonly readOnly: string
    readonly writeOnly: string
    readonly type: string
    readonly unset: string
    readonly closed: string
    readonly over: string
    readonly commit: string
  }
  /** Further rules about a set, before it is taken: what is wrong with it. */
  readonly judge?: (element: string, value: string, lms: StrictLms) => string | undefined
  /** What follows from a set that was taken. */
  readonly follow?: (element: string, value: string, lms: StrictLms) => void
}

/**
 * An LMS stricter than any: it takes nothing but what the narrowest known LMS and the standard both take, and notes every
 * transgression. It keeps what is committed from one session to the next, and breaks down on request.
 */
export class StrictLms {
  /** Everything content did that an LMS may refuse or hold against it. */
  readonly violations: string[] = []
  /** Every call of the session, in order. */
  calls: Call[] = []
  /** What the LMS holds for good. */
  stored = new Map<string, string>()
  /** The session's data, not all of it committed. */
  data = new Map<string, string>()
  /** Sets of a value that the session's data already had. */
  readonly redundant: string[] = []
  /** Elements set since the last commit. */
  uncommitted: string[] = []
  sessions = 0
  finishes = 0
  state: "closed" | "open" | "over" = "closed"
  /** Elements this LMS does not implement, with `n` for indices. */
  lacks = new Set<string>()
  /** Called with each call: what goes wrong, if anything. */
  breakdown: (call: Call) => Fault | undefined = () => undefined
  #error = "0"
  #answered = "x"
  #brokeDown = false

  constructor(
    readonly rules: LmsRules,
    readonly given: Readonly<Record<string, string>>,
  ) {}

  /** Opens a launch and returns the API object that content finds. A session before it that never ended is cut off. */
  launch(): Record<string, (...values: unknown[]) => string> {
    const session = ++this.sessions
    this.state = "closed"
    this.calls = []
    this.uncommitted = []
    this.data = new Map()
    const { methods } = this.rules
    const guard =
      (method: string, act: (...values: string[]) => string) =>
      (...values: unknown[]): string => {
        if (session !== this.sessions) throw new Error("This window is closed")
        return this.#call(method, values, act)
      }
    return {
      [methods.initialize]: guard(methods.initialize, (argument) => this.#initialize(argument)),
      [methods.finish]: guard(methods.finish, (argument) => this.#finish(argument)),
      [methods.commit]: guard(methods.commit, (argument) => this.#commit(argument)),
      [methods.get]: guard(methods.get, (element) => this.#get(element ?? "")),
      [methods.set]: guard(methods.set, (element, value) => this.#set(element ?? "", value ?? "")),
      [methods.lastError]: () => {
        // Who asks for an error after every success doubles the calls.
        if (this.#error === "0" && this.#answered !== "") this.violations.push("asked for an error after a success")
        this.calls.push({ method: methods.lastError, values: [] })
        return this.#error
      },
      [methods.errorString]: (code) => `Error ${code}`,
      [methods.diagnostic]: () => "",
    }
  }

  /** How many rows a list (`cmi.objectives`) has. */
  rows(list: string, data: ReadonlyMap<string, string> = this.data): number {
    let count = 0
    while (data.has(`${list}.${count}.id`) || data.has(`${list}.${count}.pattern`)) count++
    return count
  }

  /** How often a method was called in this session, with an element that matches. */
  count(method: string, element = /(?:)/): number {
    return this.calls.filter((call) => call.method === method && element.test(call.values[0] ?? "")).length
  }

  #call(method: string, given: readonly unknown[], act: (...values: string[]) => string): string {
    // As LMSs do, it takes for a string what is none.
    const values = given.map(String)
    this.calls.push({ method, values })
    for (const [index, value] of given.entries()) {
      if (typeof value !== "string") {
        this.violations.push(`${method} was given the ${typeof value} ${values[index]}, not a string`)
      }
    }
    const fault = this.breakdown({ method, values })
    if (fault) this.#brokeDown = true
    if (fault === "throws") throw new Error("The LMS is gone")
    if (fault === "refuses") {
      this.#error = method === this.rules.methods.commit ? this.rules.errors.commit : this.rules.errors.general
      this.#answered = ""
      return method === this.rules.methods.get ? "" : "false"
    }
    this.#error = "0"
    this.#answered = "x"
    const answer = act(...values)
    this.#answered = answer === "false" ? "" : answer
    if (fault === "throws late") throw new Error("The LMS is gone")
    return answer
  }

  #refuse(code: string, violation?: string): string {
    this.#error = code
    if (violation) this.violations.push(`${violation} (${code})`)
    return "false"
  }

  #initialize(argument: string | undefined): string {
    if (argument !== "") return this.#refuse(this.rules.errors.argument, `initialize(${argument})`)
    if (this.state !== "closed") return this.#refuse(this.rules.errors[this.state === "over" ? "over" : "general"])
    this.state = "open"
    // Only what was suspended comes back; after any other exit an attempt begins blank.
    this.data = new Map(this.stored.get(this.rules.exit) === "suspend" ? this.stored : [])
    this.data.delete(this.rules.exit)
    return "true"
  }

  #finish(argument: string | undefined): string {
    if (argument !== "") return this.#refuse(this.rules.errors.argument, `finish(${argument})`)
    if (this.state !== "open") return this.#refuse(this.rules.errors.closed, "finish without a session")
    this.#store()
    this.finishes++
    this.state = "over"
    return "true"
  }

  #commit(argument: string | undefined): string {
    if (argument !== "") return this.#refuse(this.rules.errors.argument, `commit(${argument})`)
    if (this.state !== "open") return this.#refuse(this.rules.errors.closed, "commit without a session")
    if (!this.#records) return this.#refuse(this.rules.errors.general, "commit where nothing is recorded")
    this.#store()
    return "true"
  }

  #store(): void {
    if (!this.#records) return
    for (const [index, element] of this.uncommitted.entries()) {
      const prefix = /^(.*\.)score\./.exec(element)?.[1]
      const isStatus = (other: string) =>
        prefix && /^\w*status$/.test(other.startsWith(prefix) ? other.slice(prefix.length) : "")
      const follows = this.uncommitted.slice(0, index).some(isStatus) && !this.uncommitted.slice(index).some(isStatus)
      // An LMS that did not take what it was told is to blame for the order itself.
      if (follows && !this.#brokeDown) this.violations.push(`${element} was set after the status it belongs to`)
    }
    this.#brokeDown = false
    this.stored = new Map(this.data)
    this.uncommitted = []
  }

  get #records(): boolean {
    const values = Object.entries(this.given)
    return !values.some(
      ([name, value]) => (/mode$/.test(name) && value !== "normal") || (/credit$/.test(name) && value === "no-credit"),
    )
  }

  #get(element: string): string {
    if (this.state !== "open") return this.#miss(this.rules.errors.closed, `get ${element} without a session`)
    const list = /^(.+)\._count$/.exec(element)?.[1]
    const name = nameOf(list ?? element)
    if (this.lacks.has(nameOf(element))) return this.#miss(this.rules.errors.unknown)
    if (list !== undefined) {
      const isList = [...this.rules.elements.keys()].some((key) => key.startsWith(`${name}.n.`))
      return isList ? String(this.rows(list)) : this.#miss(this.rules.errors.unknown, `get ${element}`)
    }
    const rule = this.rules.elements.get(name)
    if (!rule) return this.#miss(this.rules.errors.unknown, `get ${element}`)
    if (rule.access === "w") return this.#miss(this.rules.errors.writeOnly, `get ${element}`)
    for (const { list, index } of indicesOf(element)) {
      if (index >= this.rows(list)) return this.#miss(this.rules.errors.index, `get ${element}`)
    }
    const value = this.data.get(element) ?? this.given[element] ?? rule.initial
    return value === undefined ? this.#miss(this.rules.errors.unset) : value
  }

  #miss(code: string, violation?: string): string {
    this.#refuse(code, violation)
    return ""
  }

  #set(element: string, value: string): string {
    const { errors, elements } = this.rules
    // Half a character at the cut is none.
    const what = `set ${element} = ${value.slice(0, 300).replace(/[\ud800-\udbff]$/, "")}`
    if (this.state !== "open") return this.#refuse(errors.closed, `${what} without a session`)
    if (!this.#records) return this.#refuse(errors.readOnly, `${what} where nothing is recorded`)
    const name = nameOf(element)
    if (this.lacks.has(name)) return this.#refuse(errors.unknown)
    const rule = elements.get(name)
    if (!rule) return this.#refuse(errors.unknown, what)
    if (rule.access === "r") return this.#refuse(errors.readOnly, what)
    const places = indicesOf(element)
    for (const [depth, { list, index, rest }] of places.entries()) {
      const count = this.rows(list)
      const isFirst = depth === places.length - 1 && (rest === "id" || rest === "pattern")
      if (index > count || (index === count && !isFirst)) return this.#refuse(errors.index, `${what}: ${count} rows`)
    }
    const parent = element.slice(0, element.lastIndexOf(".") + 1)
    if (rule.accepts && !rule.accepts(value, (sibling) => this.data.get(parent + sibling))) {
      return this.#refuse(errors.type, what)
    }
    const before = this.data.get(element)
    if (rule.once && before !== undefined && before !== value) return this.#refuse(errors.set, `${what}: was ${before}`)
    if (rule.unique) {
      const last = places[places.length - 1]
      const rows = last ? Array.from({ length: this.rows(last.list) }, (_, index) => index) : []
      const twin = rows.find(
        (index) => index !== last?.index && this.data.get(`${last?.list}.${index}.${last?.rest}`) === value,
      )
      if (twin !== undefined) return this.#refuse(errors.set, `${what}: also in row ${twin}`)
    }
    const wrong = this.rules.judge?.(element, value, this)
    if (wrong) return this.#refuse(errors.set, `${what}: ${wrong}`)
    if (before === value) this.redundant.push(element)
    this.data.set(element, value)
    this.uncommitted.push(element)
    this.rules.follow?.(element, value, this)
    return "true"
  }
}

/** An element's name with `n` for every index. */
export function nameOf(element: string): string {
  return element.replace(/\.\d+(?=\.)/g, ".n")
}

function indicesOf(element: string): { list: string; index: number; rest: string }[] {
  return [...element.matchAll(/\.(\d+)\./g)].map((match) => ({
    list: element.slice(0, match.index),
    index: Number(match[1]),
    rest: element.slice(match.index + match[0].length),
  }))
}

import type { Api } from "./find-api.ts"
import type { Refusal, WriteResult } from "./record.ts"

/** What the methods of one edition's API object are called. */
export interface Methods {
  readonly initialize: string
  readonly get: string
  readonly set: string
  readonly commit: string
  readonly terminate: string
  readonly lastError: string
  readonly errorString: string
}

/** A session with an LMS in SCORM's manner: what both editions have in common. */
export interface ScormSession {
  /** An element's value; an empty string where the LMS has none. That it could not be read fails the write. */
  get(element: string): string
  /**
   * Sets an element, unless the LMS is known to have this very value, and says whether it has it now. What the LMS will
   * not take however often it is tried (an element it lacks, a value it thinks wrong) is left alone and fails nothing,
   * but for the course's status and the saved work: without them nothing is saved.
   */
  set(element: string, value: string): boolean
  /** Whether something failed in the write that is under way. */
  isFaulty(): boolean
  /** Runs some sets and commits them. The first fault on the way is the result, but the saved work is tried even so. */
  write(sets: () => void): WriteResult
  /**
   * Runs some last sets, commits them and ends the session, once. What is not committed leaves the session open, unless
   * this is the last word: then the LMS is told that it has ended, whatever it made of the rest.
   */
  finish(sets: () => void, isLastWord: boolean): WriteResult
}

/** The elements that must be taken. */
const essential = /^cmi\.(suspend_data|(core\.lesson|completion|success)_status)$/

/**
 * Opens a session, or says why the LMS refuses. One that is open already (after a reload, say) is gone on with: it answers
 * when it is asked for `probe`, an element that always has a value.
 */
export function openSession(api: Api, methods: Methods, probe: string): ScormSession | Refusal {
  /** What the LMS is known to have, and so need not be told. */
  const taken = new Map<string, string>()
  /** What of it was not committed yet. */
  let fresh: string[] = []
  /** Elements the LMS lacks, whatever their index, and values it thinks wrong. */
  const lacking = new Set<string>()
  const wrong = new Map<string, string>()
  let fault: WriteResult | undefined
  let end: WriteResult | undefined

  function call(method: string, ...values: string[]): string {
    const run = api[method]
    // An LMS page that was torn down may leave an object without its methods: nobody is there any more.
    if (typeof run !== "function") {
      if (method === methods.errorString) return ""
      throw new Error(`${method} is gone`)
    }
    const value: unknown = run.apply(api, values)
    return value === undefined || value === null || value === "null" || value === "undefined" ? "" : String(value)
  }

  const lastError = () => call(methods.lastError)

  /** Notes a refusal. When its code says that there is no session any more, nothing further is tried. */
  function fail(asked: string, code = lastError()): void {
    const lost = /^(104|1[1-4][23]|301)$/.test(code)
    fault ??= { ok: false, reason: `${asked}: ${code} ${call(methods.errorString, code)}`, lost }
    if (lost) throw fault
  }

  function set(element: string, value: string): boolean {
    const family = element.replace(/\d+/g, "n")
    // Elements build on one another: after a fault only what must be saved is tried.
    if (fault && !essential.test(element)) return false
    if (lacking.has(family) || wrong.get(element) === value) return false
    if (taken.get(element) === value) return true
    if (call(methods.set, element, value) === "true") {
      taken.set(element, value)
      fresh.push(element)
      return true
    }
    const code = lastError()
    if (essential.test(element) || !/^(201|351|40\d)$/.test(code)) fail(element, code)
    else if (code === "401" || code === "402") lacking.add(family)
    else wrong.set(element, value)
    return false
  }

  /** Runs some calls. Anything thrown means that the LMS cannot be reached, unless the LMS said why. */
  function attempt(calls: () => void): WriteResult {
    fault = undefined
    try {
      calls()
    } catch (error) {
      fault ??= { ok: false, reason: `gone: ${error}`, lost: true }
    }
    // What may not be committed is set again the next time; but ids only once, since an LMS may refuse a second time.
    for (const element of fresh) if (!element.endsWith(".id")) taken.delete(element)
    fresh = []
    return fault ?? { ok: true }
  }

  /** Says whether nothing is left to commit. */
  function commit(sets: () => void): boolean {
    sets()
    if (fresh.length === 0) return true
    const isCommitted = call(methods.commit, "") === "true"
    if (isCommitted) fresh = []
    else fail("commit")
    return isCommitted
  }

  const opened = attempt(() => {
    if (call(methods.initialize, "") !== "true") fail("initialize")
  })
  if (!opened.ok) {
    let answers = false
    attempt(() => {
      answers = call(methods.get, probe) !== "" && lastError() === "0"
    })
    if (!answers) return { refused: opened.reason }
  }

  return {
    get(element) {
      const value = call(methods.get, element)
      if (value) {
        taken.set(element, value)
        return value
      }
      const code = lastError()
      if (/^([13]01|1[23][23])$/.test(code)) fail(element, code)
      return ""
    },
    set,
    isFaulty: () => fault !== undefined,
    write: (sets) => (end ? { ok: false, reason: "finished", lost: true } : attempt(() => commit(sets))),
    finish(sets, isLastWord) {
      if (end) return end
      let isCommitted = false
      let isOver = false
      const committed = attempt(() => {
        isCommitted = commit(sets)
      })
      if (!isCommitted && !isLastWord) return committed
      const ended = attempt(() => {
        isOver = call(methods.terminate, "") === "true"
        if (!isOver) fail("terminate")
      })
      // An LMS that ends the session has kept what it was given, whatever it said to the commit before.
      if (isOver) end = { ok: true }
      return end ?? (committed.ok ? ended : committed)
    },
  }
}

import type { Agent, Context } from "@xapi/xapi"
import { hash32 } from "../learner/hash.ts"
import { irisOf } from "../learner/iris.ts"
import type { StatementContext } from "../learner/statements.ts"
import { cmi5 } from "../learner/vocabulary.ts"
import { browserClock } from "./clock.ts"
import { toIsoDuration } from "./duration.ts"
import { isRecord } from "./journal.ts"
import { readAgent } from "./launch-query.ts"
import { learnerKey } from "./learner-key.ts"
import { openLrs } from "./lrs.ts"
import type { Connection, Launch, Prescribed, Refusal } from "./record.ts"
import { browserStore, firstOf, memoryStore, type Store } from "./storage.ts"
import { uuidOf } from "./uuid.ts"
import { agentKey, connectSession, type XapiOptions } from "./xapi-connection.ts"

/** What a cmi5 launch needs besides. */
export interface Cmi5Options extends XapiOptions {
  /** Words for the learner; they come in, since tracking has none of its own. */
  readonly words: {
    /** The page must not be loaded again: its session would end. */
    readonly noReload: string
  }
}

/**
 * Connects to whoever launched the course as an AU (cmi5 §7–§11): fetches the token, reads the launch data and the
 * learner's preferences, says `initialized` once a session, and ends it with `terminated`. A page that is loaded again goes
 * on with the session, since its token can be fetched only once (§8.2); where the browser keeps no token for that, the
 * learner is warned at once, and asked by the browser before the page goes.
 */
export async function connectCmi5(window: Window, options: Cmi5Options): Promise<Connection | Refusal | undefined> {
  const launched = readLaunch(window.location.search)
  if (!launched) return undefined
  const { endpoint, fetch, actor, registration, activityId } = launched
  const learner = learnerKey(`${agentKey(actor)} ${registration}`)
  const uuid = uuidOf(window)
  const session = openSession(window, {
    id: `${learner}:${hash32(fetch).toString(36)}`,
    unit: `${learner}:${hash32(activityId).toString(36)}`,
    page: uuid(),
    now: (options.clock ?? browserClock(window)).now(),
  })
  if (session.values().isOver) return { refused: "gone: the session has ended" }
  const token = session.values().token ?? (await fetchToken(window, fetch))
  if (typeof token !== "string") return token
  session.set({ token })
  session.open()

  const lrs = openLrs({ window, endpoint, auth: `Basic ${token}`, agent: actor, registration })
  await lrs.greet()
  const [data, preferences] = await Promise.all([
    lrs.state(activityId, "LMS.LaunchData"),
    // To be read at every start, whatever comes of it (§11).
    lrs.agentProfile("cmi5LearnerPreferences"),
  ])
  const launchData = data.status === 200 ? readLaunchData(data.data) : undefined
  if (!launchData) return { refused: data.reason || "LMS.LaunchData" }
  const { mode, template, masteryScore, returnUrl, prescribed } = launchData
  const { isKept } = session
  if (!isKept) {
    window.addEventListener("beforeunload", (event) => {
      // Once the session has ended by the learner's wish there is nothing to lose.
      if (!session.values().isOver) event.preventDefault()
    })
  }
  const iris = irisOf(options.base, options.outline.id)
  const context: StatementContext = {
    outline: options.outline,
    iris,
    actor,
    registration,
    activity: { id: activityId, type: options.phase ? "phase" : "course" },
    cmi5: { template, ...(masteryScore !== undefined && { masteryScore }) },
    withText: options.withText,
    uuid,
    duration: toIsoDuration,
  }
  return connectSession({
    ...{ window, options, iris, lrs, context, mode, learner },
    launch: {
      ...(masteryScore !== undefined && { masteryScore }),
      prescribed,
      preferences: preferencesOf(preferences.data),
      ...(!isKept && { notice: options.words.noReload }),
    },
    startedAt: session.values().startedAt,
    begin() {
      const isBegun = session.values().isBegun
      session.set({ isBegun: true })
      return isBegun ? undefined : "initialized"
    },
    end: () => "terminated",
    isKept,
    verdict: {
      get: () => session.values().verdict,
      set: (verdict) => session.set({ verdict }),
    },
    isElsewhere: session.isElsewhere,
    isOver: () => session.values().isOver,
    adopt(statement) {
      const id = cmi5.sessionId
      const theirs = statement.context?.extensions?.[id]
      if (theirs === template.extensions?.[id]) return statement
      // Of an earlier session: what cmi5 defines was for that session alone, the rest may be said in this one.
      const isDefined = statement.context?.contextActivities?.category?.some((it) => it.id === cmi5.category)
      if (isDefined) return undefined
      return {
        ...statement,
        context: { ...statement.context, extensions: { ...statement.context?.extensions, ...template.extensions } },
      }
    },
    ended() {
      session.set({ isOver: true, token: undefined })
      // §10.2.6; without an address the player says that the window may be closed.
      if (returnUrl !== undefined) window.location.assign(returnUrl)
    },
  })
}

/** The parameters of a launch (§8.1). */
interface LaunchParameters {
  readonly endpoint: string
  readonly fetch: string
  readonly actor: Agent
  readonly registration: string
  readonly activityId: string
}

/** Reads the launch parameters, in any order; nothing when this is no launch. */
function readLaunch(search: string): LaunchParameters | undefined {
  const query = new URLSearchParams(search)
  const actor = readAgent(query.get("actor"))
  const [endpoint, fetch, registration, activityId] = ["endpoint", "fetch", "registration", "activityId"].map((name) =>
    query.get(name),
  )
  if (!endpoint || !fetch || !registration || !activityId || !actor) return undefined
  return { endpoint, fetch, actor, registration, activityId }
}

/** Fetches the token (§8.2): one POST, and an answer with the status 200 even when it is an error. */
async function fetchToken(window: Window, address: string): Promise<string | Refusal> {
  try {
    const response = await window.fetch(address, { method: "POST", cache: "no-store" })
    const answer: unknown = JSON.parse(await response.text())
    if (!isRecord(answer)) return { refused: `fetch: HTTP ${response.status}` }
    const token = answer["auth-token"]
    if (typeof token === "string" && token !== "") return token
    // 1: used or expired, 2: security, 3: anything else (§8.2.3).
    const said = [answer["error-code"], answer["error-text"]].filter((it) => it !== undefined).join(" ")
    return { refused: `fetch: ${said || `HTTP ${response.status}`}` }
  } catch (error) {
    return { refused: `fetch: ${String(error)}` }
  }
}

/** What the LMS prescribes for this launch (§10.2). */
interface LaunchData {
  readonly mode: Launch["mode"]
  readonly template: Context
  readonly masteryScore?: number
  readonly returnUrl?: string
  readonly prescribed: Prescribed
}

function readLaunchData(data: unknown): LaunchData | undefined {
  if (!isRecord(data)) return undefined
  const { launchMode, masteryScore, returnURL, contextTemplate } = data
  return {
    mode: launchMode === "Browse" ? "browse" : launchMode === "Review" ? "review" : "normal",
    template: isRecord(contextTemplate) ? contextTemplate : {},
    prescribed: prescribedOf(data),
    ...(typeof masteryScore === "number" && masteryScore >= 0 && masteryScore <= 1 && { masteryScore }),
    // Whatever an address may be, it never is a script.
    ...(typeof returnURL === "string" && /^(https?:|\/|\.)/i.test(returnURL) && { returnUrl: returnURL }),
  }
}

const moveOns = ["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"] as const

/** What is in launch data besides; of a wrong type it is as good as absent. */
function prescribedOf({ moveOn, launchParameters, entitlementKey }: Record<string, unknown>): Prescribed {
  const known = moveOns.find((it) => it === moveOn)
  const { courseStructure, alternate } = isRecord(entitlementKey) ? entitlementKey : {}
  return {
    ...(known && { moveOn: known }),
    ...(typeof launchParameters === "string" && { launchParameters }),
    ...(isRecord(entitlementKey) && {
      entitlementKey: {
        ...(typeof courseStructure === "string" && { courseStructure }),
        ...(typeof alternate === "string" && { alternate }),
      },
    }),
  }
}

/** The learner's preferences (§11): languages in order, and whether sound is wanted. */
function preferencesOf(data: unknown): NonNullable<Launch["preferences"]> {
  const { languagePreference, audioPreference } = isRecord(data) ? data : {}
  return {
    languages:
      typeof languagePreference === "string" ? languagePreference.split(",").map((language) => language.trim()) : [],
    audio: audioPreference !== "off",
  }
}

/** What a session must remember when its page is loaded again. */
interface SessionValues {
  readonly token?: string | undefined
  readonly startedAt: number
  /** Whether `initialized` was said. */
  readonly isBegun: boolean
  readonly isOver: boolean
  readonly verdict?: string
}

/** What tells a session, its unit and this page from others: opaque keys. */
interface SessionNames {
  readonly id: string
  readonly unit: string
  readonly page: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Opens what this tab remembers of a session. Where the browser keeps nothing, it lasts as long as the page. A duplicated
 * tab has a copy of all that; whether the session has ended or had its verdict, and which page opened it last, all tabs
 * know of the unit's latest session.
 */
function openSession(window: Window, { id, unit, page, now }: SessionNames) {
  const key = `lessonpack:cmi5:${id}`
  const browser = browserStore(window, "sessionStorage")
  const store: Store = firstOf([browser, pageStore])
  const common = browserStore(window, "localStorage")
  const commonKey = `lessonpack:session:${unit}`
  let values: SessionValues = { startedAt: now, isBegun: false, isOver: false }
  const kept = parse(store.get(key))
  if (typeof kept?.startedAt === "number") {
    values = {
      startedAt: kept.startedAt,
      isBegun: kept.isBegun === true,
      isOver: kept.isOver === true,
      ...(typeof kept.token === "string" && { token: kept.token }),
      ...(typeof kept.verdict === "string" && { verdict: kept.verdict }),
    }
  }
  /** What all tabs know, unless it is of another session. */
  const known = () => {
    const latest = parse(common.get(commonKey))
    return latest?.id === id ? latest : undefined
  }
  function share(isOpening: boolean): void {
    const { isOver, verdict } = session.values()
    const before = known()
    if (isOpening || before) {
      common.set(commonKey, JSON.stringify({ id, page: isOpening ? page : before?.page, isOver, verdict }))
    }
  }
  const session = {
    values(): SessionValues {
      const { isOver, verdict = values.verdict } = known() ?? {}
      return {
        ...values,
        isOver: values.isOver || isOver === true,
        ...(typeof verdict === "string" && { verdict }),
      }
    },
    set(next: Partial<SessionValues>) {
      values = { ...values, ...next }
      store.set(key, JSON.stringify(values))
      share(false)
    },
    /** This page has the session now. */
    open: () => share(true),
    /** Whether a page that came later has it, too. */
    isElsewhere() {
      const latest = known()
      return latest !== undefined && latest.page !== page
    },
    /** Whether the session outlives the page. */
    get isKept() {
      return browser.get(key) !== undefined
    },
  }
  return session
}

/** Reads what is kept; what cannot be read is as good as nothing: then the LMS says what it thinks. */
function parse(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "null")
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Keeps the token while the page lasts, so that a launch that fails halfway may be tried again. */
const pageStore = memoryStore()

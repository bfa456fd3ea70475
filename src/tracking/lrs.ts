import type { Agent, Statement } from "@xapi/xapi"
import XAPI from "@xapi/xapi"
import type { Delivery } from "./queue.ts"

// `@xapi/xapi` 3.0.3 makes the requests: addresses, parameters, bodies, headers. What it lacks was measured, and is made up
// for in the function that it sends by: its own knows no keepalive, forgets the status of a failure, sends a header
// `undefined` where there is no ETag, glues its path behind the query of an endpoint, and knows no version 2.0. It makes no
// statement ids either, and its durations are wrong (`P1DT`): those are ours altogether. It adds 18 kB (gzip).

/** How a learning record store is reached. */
export interface LrsOptions {
  readonly window: Window
  /** Base of the xAPI resources; may have a query of its own. */
  readonly endpoint: string
  /** Value of the Authorization header; none for an endpoint that asks for none. */
  readonly auth?: string | undefined
  readonly agent: Agent
  readonly registration?: string | undefined
}

/** What an LRS answered. */
export interface Reply extends Delivery {
  readonly data: unknown
  readonly etag?: string
}

/** How a document is replaced: only as it is known, only where there is none, or whatever is there. */
export type Match = { readonly ifMatch: string } | "none" | "any"

/** A learning record store, as far as a course speaks to it. Nothing in it throws: no answer is the status 0. */
export interface Lrs {
  /** Asks which versions it speaks, and speaks one of them from then on: to be called first. */
  greet(): Promise<void>
  post(statements: readonly Statement[], isLeaving: boolean): Promise<Reply>
  statement(id: string): Promise<Reply>
  state(activity: string, name: string): Promise<Reply>
  putState(
    activity: string,
    name: string,
    document: Readonly<Record<string, unknown>>,
    match: Match,
    isLeaving: boolean,
  ): Promise<Reply>
  /** Joins a document with the one that is there, key by key. */
  mergeState(
    activity: string,
    name: string,
    document: Readonly<Record<string, unknown>>,
    isLeaving: boolean,
  ): Promise<Reply>
  agentProfile(name: string): Promise<Reply>
}

/** How long an answer may take, in milliseconds. */
const patience = 30_000

/** Opens the way to an LRS; nothing is sent yet. */
export function openLrs({ window, endpoint, auth, agent, registration }: LrsOptions): Lrs {
  const [base = "", query] = endpoint.split("?", 2)
  let version = "1.0.3"
  let isLeaving = false
  const xapi = new XAPI.default({
    endpoint: base,
    ...(auth && { auth }),
    adapter: async <Data>(request: Request) => {
      const reply = await send(request)
      // What an LRS answers is looked at where it is used: nothing trusts this type.
      return { ...reply, data: reply.data as Data, headers: {} }
    },
  })

  /** Up to its first `await` a request is on its way. */
  async function send({ url, method, headers, data }: Request): Promise<Reply> {
    const address = query ? `${url}${url.includes("?") ? "&" : "?"}${query}` : url
    const isAbout = method === "GET" && /\/about(\?|$)/.test(url)
    const keepalive = isLeaving
    const abort = new AbortController()
    const timer = keepalive ? undefined : window.setTimeout(() => abort.abort(), patience)
    try {
      const response = await window.fetch(address, {
        method,
        headers: isAbout ? {} : headersOf({ ...headers, "X-Experience-API-Version": version }),
        ...(data !== undefined && { body: JSON.stringify(data) }),
        cache: "no-store",
        keepalive,
        signal: abort.signal,
      })
      const text = await response.text()
      const etag = response.headers.get("ETag")
      const wait = waitOf(response.headers.get("Retry-After"))
      return {
        status: response.status,
        reason: response.ok ? "" : `HTTP ${response.status} ${text.slice(0, 200)}`.trim(),
        data: parse(text),
        ...(etag && { etag }),
        ...(wait !== undefined && { wait }),
      }
    } catch (error) {
      return { status: 0, reason: String(error), data: undefined }
    } finally {
      window.clearTimeout(timer)
    }
  }

  /** Headers that have a value; without a right to show none is made up. */
  function headersOf(headers: Readonly<Record<string, unknown>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        typeof value !== "string" || (name === "Authorization" && !auth) ? [] : [[name, value]],
      ),
    )
  }

  /** Has the library make a request, which goes out before this returns. */
  function ask(leaving: boolean, make: () => Promise<unknown>): Promise<Reply> {
    isLeaving = leaving
    const reply = make()
    isLeaving = false
    return reply.then(
      (value) => value as Reply,
      (error): Reply => ({ status: 0, reason: String(error), data: undefined }),
    )
  }

  const own = { agent, ...(registration && { registration }) }

  return {
    async greet() {
      const { data } = await ask(false, () => xapi.getAbout())
      const versions = isAbout(data) ? data.version : []
      const speaks = (form: RegExp) => versions.some((it) => form.test(String(it)))
      if (!speaks(/^1\.0(\.|$)/) && speaks(/^2\.0(\.|$)/)) version = "2.0.0"
    },
    post: (statements, leaving) => ask(leaving, () => xapi.sendStatements({ statements: [...statements] })),
    statement: (statementId) => ask(false, () => xapi.getStatement({ statementId })),
    state: (activityId, stateId) => ask(false, () => xapi.getState({ ...own, activityId, stateId })),
    putState: (activityId, stateId, state, match, leaving) =>
      ask(leaving, () =>
        xapi.setState({
          ...{ ...own, activityId, stateId, state },
          ...(match === "none" && ({ etag: "*", matchHeader: "If-None-Match" } as const)),
          ...(typeof match === "object" && ({ etag: match.ifMatch, matchHeader: "If-Match" } as const)),
        }),
      ),
    mergeState: (activityId, stateId, state, leaving) =>
      ask(leaving, () => xapi.createState({ ...own, activityId, stateId, state })),
    agentProfile: (profileId) => ask(false, () => xapi.getAgentProfile({ agent, profileId })),
  }
}

/** A request as the library hands it over. */
interface Request {
  readonly url: string
  readonly method: string
  readonly headers?: Readonly<Record<string, unknown>>
  readonly data?: unknown
}

function isAbout(value: unknown): value is { version: readonly unknown[] } {
  return typeof value === "object" && value !== null && "version" in value && Array.isArray(value.version)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `Retry-After` in milliseconds: it holds seconds or a date. */
function waitOf(value: string | null): number | undefined {
  if (value === null) return undefined
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return seconds > 0 ? Math.min(seconds, 600) * 1000 : undefined
}

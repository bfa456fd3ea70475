import { randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { isDeepStrictEqual } from "node:util"
import {
  answerForDocuments,
  type DocumentAnswer,
  type DocumentRequest,
  type Documents,
  documentKey,
  identity,
  isDocumentResource,
} from "./lrs-documents.ts"
import { activityFor, personFor, statementsFor, strangeParameter } from "./lrs-query.ts"
import { type Json, parseJson, statementFaults } from "./statement-rules.ts"

/** A launch of an AU, as the LMS remembers it. */
export interface LmsSession {
  readonly id: string
  readonly token: string
  readonly registration: string
  readonly activityId: string
  readonly actor: Json
  readonly launchMode: "Normal" | "Browse" | "Review"
  readonly masteryScore: number | undefined
  readonly template: Json
  state: "launched" | "initialized" | "terminated" | "abandoned"
  fetches: number
  /** Verbs of the statements that cmi5 defines, in order. */
  readonly verbs: string[]
}

/** How a launch may differ. */
export interface LaunchSettings {
  readonly registration?: string
  readonly activityId?: string
  readonly actor?: Json
  readonly launchMode?: LmsSession["launchMode"]
  readonly masteryScore?: number
  readonly returnURL?: string
  /** What the context template has beside the session's id; a cohort when absent. */
  readonly contextExtensions?: Json
  /** More that stands in the launch data, or other values of what does. */
  readonly launchData?: Json
  /** The learner's `cmi5LearnerPreferences`; most LMSs have none. */
  readonly preferences?: Json
  /** The AU's id in the course structure. */
  readonly publisherId?: string
}

/** What may go wrong between the course and the store. */
export interface LrsFaults {
  /** Nobody answers: the connection breaks. */
  isDown?: boolean
  /** Requests are heard and never answered. */
  stalls?: boolean
  /** Status that every request for statements or documents is answered with. */
  status?: number
  /** What {@link status} is kept to; both when absent. */
  statusOn?: "statements" | "documents"
  /** Status that requests for statements are answered with, one after the other. */
  answers?: number[]
  /** Seconds in `Retry-After` of those answers. */
  retryAfter?: number
  /** Largest body of statements, in bytes. */
  largest?: number
  /** Whether statements are stored and then the connection breaks. */
  losesAnswers?: boolean
  /** Whether ETags cannot be seen by scripts. */
  hidesEtags?: boolean
  /** Whether an answer to PUT names the new ETag. */
  namesNewEtags?: boolean
  /** Whether an AU may use State documents of other activities. */
  guardsOtherActivities?: boolean
}

/** A request as it came. */
export interface Heard {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage["headers"]
  readonly bytes: number
  readonly body: string
  /** Milliseconds since 1970. */
  readonly time: number
  status: number
  /** Why it was refused; empty when it was not. */
  refusal: string
}

/** A learning record store on this machine, strict in everything that xAPI 1.0.3 and cmi5 command. */
export interface StrictLrs {
  readonly origin: string
  readonly endpoint: string
  /** Every statement stored, in order. */
  readonly statements: Json[]
  readonly documents: Documents
  readonly requests: Heard[]
  /** What was refused, and why: of a flawless course only what a test provoked. */
  readonly refusals: string[]
  readonly faults: LrsFaults
  versions: string[]
  readonly sessions: LmsSession[]
  /** Lets whoever shows this Authorization in, outside cmi5. */
  readonly guests: Set<string>
  /** Prepares a launch of an AU and gives its query. Earlier sessions of the same AU are abandoned, as an LMS must. */
  launch(settings?: LaunchSettings): { readonly session: LmsSession; readonly query: string }
  /** The State document of an activity. */
  document(activityId: string, stateId: string): Json | undefined
  close(): Promise<void>
}

const verbOf = (statement: Json) => String(statement.verb?.id).split("/").pop() ?? ""
const category = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
const moveOn = "https://w3id.org/xapi/cmi5/context/categories/moveon"
const sessionKey = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
const masteryKey = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"

/** The learner of a launch that names none. */
export const learner: Json = {
  objectType: "Agent",
  name: "Ada Byron",
  account: { homePage: "https://lms.agency.gov", name: "7f3a" },
}

/** Starts a store. */
export async function startLrs(): Promise<StrictLrs> {
  const statements: Json[] = []
  const documents: StrictLrs["documents"] = new Map()
  const requests: Heard[] = []
  const refusals: string[] = []
  const sessions: LmsSession[] = []
  const guests = new Set<string>()
  const faults: LrsFaults = {}
  const reasons = new WeakMap<ServerResponse, string>()
  const lrs = { versions: ["1.0.0", "1.0.1", "1.0.2", "1.0.3"] }
  let changes = 0

  const speaks2 = () => !lrs.versions.some((it) => it.startsWith("1.0"))
  const newEtag = () => `"${++changes}"`

  function refuse(response: ServerResponse, status: number, reason: string): void {
    refusals.push(`${status} ${reason}`)
    reasons.set(response, reason)
    response.writeHead(status, { "Content-Type": "text/plain" }).end(reason)
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const url = new URL(request.url ?? "/", "http://localhost")
    const bytes = await read(request)
    const body = bytes.toString()
    // HEAD is answered as GET is; the body is left out by Node.
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET")
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*")
    const exposed = "Retry-After, X-Experience-API-Version, X-Experience-API-Consistent-Through"
    response.setHeader("Access-Control-Expose-Headers", faults.hidesEtags ? exposed : `ETag, ${exposed}`)
    if (method === "OPTIONS") {
      response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE")
      response.setHeader(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match",
      )
      return response.writeHead(204).end()
    }
    const { searchParams: query, pathname: path } = url
    const { headers } = request
    const heard: Heard = {
      ...{ method, path, query, headers, body, bytes: bytes.length },
      ...{ time: Date.now(), status: 0, refusal: "" },
    }
    requests.push(heard)
    response.on("finish", () => {
      heard.status = response.statusCode
      heard.refusal = reasons.get(response) ?? ""
    })
    if (faults.isDown) return request.socket.destroy()
    if (faults.stalls) return undefined
    if (path.startsWith("/fetch/")) return fetchToken(method, path, response)
    if (!path.startsWith("/xapi/")) return response.writeHead(404).end()
    const resource = path.slice("/xapi/".length)
    response.setHeader("X-Experience-API-Version", lrs.versions.at(-1) ?? "")
    if (resource === "about") return json(response, 200, { version: lrs.versions })

    const version = request.headers["x-experience-api-version"] ?? ""
    if (!(speaks2() ? /^2\.0(\.\d+)?$/ : /^1\.0(\.\d+)?$/).test(String(version))) {
      return refuse(response, 400, `version header "${version}"`)
    }
    const auth = request.headers.authorization ?? ""
    const session = sessions.find(({ token }) => auth === `Basic ${token}`)
    if (!session && !guests.has(auth)) return refuse(response, 401, `authorization "${auth}"`)
    const isMeant = faults.statusOn !== (resource === "statements" ? "documents" : "statements")
    if (faults.status !== undefined && isMeant) {
      if (faults.retryAfter !== undefined) response.setHeader("Retry-After", String(faults.retryAfter))
      return response.writeHead(faults.status).end("as was wished")
    }
    if (resource === "statements") return statementResource(method, query, body, session, request, response)
    if (resource === "activities/state")
      return stateResource({ method, query, headers, body: bytes }, session, response)
    if (isDocumentResource(resource)) {
      const asked = { method, query, headers, body: bytes }
      return send(response, answerForDocuments(resource, asked, documents, newEtag, speaks2()))
    }
    if (resource === "activities" && method === "GET") {
      const id = query.get("activityId")
      return id
        ? json(response, 200, activityFor(id, statements))
        : refuse(response, 400, "activities without activityId")
    }
    if (resource === "agents" && method === "GET") {
      const agent = parseJson(query.get("agent") ?? "")
      return agent ? json(response, 200, personFor(agent)) : refuse(response, 400, "agents without agent")
    }
    refuse(response, 404, `${method} ${resource}`)
  }

  function fetchToken(method: string, path: string, response: ServerResponse): unknown {
    const session = sessions.find(({ id }) => path === `/fetch/${id}`)
    if (method !== "POST") return refuse(response, 405, `${method} of the fetch URL (8.2.1.0-2)`)
    if (!session) return json(response, 200, { "error-code": "3", "error-text": "No such session." })
    session.fetches++
    if (session.fetches > 1) return json(response, 200, { "error-code": "1", "error-text": "Already in use." })
    json(response, 200, { "auth-token": session.token })
  }

  function statementResource(
    method: string,
    query: URLSearchParams,
    body: string,
    session: LmsSession | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): unknown {
    if (method === "GET") {
      const strange = strangeParameter(query)
      if (strange !== undefined) return refuse(response, 400, `statements with the parameter ${strange} (part 3 §1.3)`)
      response.setHeader("X-Experience-API-Consistent-Through", new Date().toISOString())
      const id = query.get("statementId") ?? query.get("voidedStatementId")
      if (id === null) return json(response, 200, { statements: statementsFor(query, statements), more: "" })
      const found = query.has("statementId") && statements.find((statement) => statement.id === id)
      return found ? json(response, 200, found) : void response.writeHead(404).end()
    }
    if (method !== "POST" && method !== "PUT") return refuse(response, 405, `${method} statements`)
    const type = request.headers["content-type"] ?? ""
    if (!/^(application\/json|multipart\/mixed)\b/i.test(type)) {
      return refuse(response, 400, `statements as "${type}" and not application/json (part 3 §1.5)`)
    }
    const answer = faults.answers?.shift()
    if (answer !== undefined) {
      if (faults.retryAfter !== undefined) response.setHeader("Retry-After", String(faults.retryAfter))
      return response.writeHead(answer).end("as was wished")
    }
    if (faults.largest !== undefined && Buffer.byteLength(body) > faults.largest) return response.writeHead(413).end()
    const parsed = parseJson(/^multipart/i.test(type) ? firstPart(body) : body)
    const named = query.get("statementId")
    if (method === "PUT") {
      if (!named) return refuse(response, 400, "PUT statements without statementId (part 3 §2.1.1)")
      if (Array.isArray(parsed)) return refuse(response, 400, "PUT of several statements (part 3 §2.1.1)")
      if (parsed?.id !== undefined && parsed.id !== named) {
        return refuse(response, 400, `PUT of ${parsed.id} as ${named} (part 3 §2.1.1)`)
      }
    }
    const batch: (Json | undefined)[] = Array.isArray(parsed) ? parsed : [parsed]
    const ids = new Set<unknown>()
    const fresh: Json[] = []
    for (const sent of batch) {
      // Outside cmi5 (9.1, 9.7) an LRS adds what a statement may lack.
      const statement = session || !sent ? { ...(named && { id: named }), ...sent } : completed(sent, named)
      const [fault] = statementFaults(statement)
      if (fault) return refuse(response, 400, fault)
      if (ids.has(statement.id)) return refuse(response, 400, `id twice in a batch: ${statement.id}`)
      ids.add(statement.id)
      const known = statements.find(({ id }) => id === statement.id)
      if (known && !isDeepStrictEqual(strip(known), strip(statement))) {
        return refuse(response, 409, `another statement has the id ${statement.id}`)
      }
      if (!known) fresh.push(statement)
    }
    if (session) {
      // One that is against the rules keeps the whole batch out.
      const before = { state: session.state, verbs: session.verbs.length, all: statements.length }
      for (const statement of fresh) {
        const fault = cmi5Fault(session, statement)
        if (fault) {
          session.state = before.state
          session.verbs.length = before.verbs
          statements.length = before.all
          return refuse(response, fault.startsWith("400") ? 400 : 403, fault)
        }
        statements.push({ ...statement, stored: new Date().toISOString() })
      }
    } else statements.push(...fresh.map((statement) => ({ ...statement, stored: new Date().toISOString() })))
    if (faults.losesAnswers) return request.socket.destroy()
    if (method === "PUT") return response.writeHead(204).end()
    json(response, 200, [...ids])
  }

  /** A statement with the id and the time that an LRS gives it where it has none. */
  function completed(sent: Json, named: string | null): Json {
    const id = sent.id ?? named ?? randomUUID()
    const known = statements.find((statement) => statement.id === id)
    return { timestamp: known?.timestamp ?? new Date().toISOString(), ...sent, id }
  }

  /** What cmi5 holds against a statement; else notes it. Numbers are those of @cmi5/requirements. */
  function cmi5Fault(session: LmsSession, statement: Json): string | undefined {
    const { context = {}, result = {} } = statement
    const verb = verbOf(statement)
    const categories = (context.contextActivities?.category ?? []).map(({ id }: Json) => id)
    const isDefined = categories.includes(category)
    if (!isDeepStrictEqual(identity(statement.actor), identity(session.actor)))
      return "actor is not the launched one (8.1.3.0-3)"
    if (context.registration !== session.registration) return "registration (8.1.4.0-3)"
    if (context.extensions?.[sessionKey] !== session.id) return `session id of ${verb} (9.6.3.1-4)`
    if (!holds(context, session.template)) return `contextTemplate is not whole in ${verb} (10.2.1.0-7)`
    if (session.state === "terminated") return `${verb} after terminated (9.3.8.0-2)`
    if (session.state === "abandoned") return `${verb} of an abandoned session (9.3.6)`
    if (verb === "initialized" && session.verbs.includes(verb)) return "400 a second initialized"
    if (!isDefined) {
      if (session.state !== "initialized") return `${verb} before initialized (7.1.3.0-1)`
      if (categories.includes(moveOn)) return "moveOn without cmi5's category (9.6.2.2-2)"
      if (["waived", "abandoned", "satisfied", "launched"].includes(verb)) return `${verb} is the LMS's (9.3)`
      return undefined
    }
    if (!["initialized", "completed", "passed", "failed", "terminated"].includes(verb))
      return `${verb} is not defined (7.1.3)`
    if (statement.object?.id !== session.activityId) return `object of ${verb} (8.1.5.0-6)`
    if (session.verbs.includes(verb)) return `${verb} twice in a session (9.3.0.0-2)`
    if (verb === "initialized" ? session.state !== "launched" : session.state !== "initialized")
      return `${verb} out of order (9.3.0.0-4)`
    if (session.launchMode !== "Normal" && verb !== "initialized" && verb !== "terminated")
      return `${verb} in ${session.launchMode} (10.2.2.0-9)`
    const earlier = sessions
      .filter((it) => it.registration === session.registration && it.activityId === session.activityId)
      .flatMap(({ verbs }) => verbs)
    if ((verb === "completed" || verb === "passed") && earlier.includes(verb))
      return `${verb} twice in a registration (9.3.0.0-6)`
    if (verb === "failed" && earlier.includes("passed")) return "failed after passed (9.3.0.0-8)"
    if ((verb === "passed" || verb === "failed") && session.verbs.some((it) => it === "passed" || it === "failed"))
      return "two verdicts in a session (9.3.0.0-3)"
    const needsMove = result.completion !== undefined || result.success !== undefined
    if (needsMove !== categories.includes(moveOn)) return `moveOn category of ${verb} (9.6.2.2-1)`
    if (verb !== "initialized" && result.duration === undefined) return `duration of ${verb} (9.5.4.1)`
    if ((result.completion === true) !== (verb === "completed")) return `completion of ${verb} (9.5.3.0-2)`
    if (result.success !== (verb === "passed" ? true : verb === "failed" ? false : undefined))
      return `success of ${verb} (9.5.2)`
    if (result.score && verb !== "passed" && verb !== "failed") return `score of ${verb} (9.5.1.0-2)`
    if (result.score?.raw !== undefined && (result.score.min === undefined || result.score.max === undefined))
      return "raw without min and max (9.5.1.0-3)"
    if (session.masteryScore !== undefined && (verb === "passed" || verb === "failed")) {
      const scaled = result.score?.scaled
      if (scaled !== undefined && scaled >= session.masteryScore !== (verb === "passed"))
        return `${verb} with ${scaled} (9.3.4.0-2, 9.3.5.0-2)`
      if (context.extensions?.[masteryKey] !== session.masteryScore) return `masteryscore of ${verb} (9.6.3.2-2)`
    }
    session.verbs.push(verb)
    if (verb === "initialized") session.state = "initialized"
    if (verb === "terminated") session.state = "terminated"
    return undefined
  }

  function stateResource(asked: DocumentRequest, session: LmsSession | undefined, response: ServerResponse): unknown {
    const { method, query } = asked
    const activityId = query.get("activityId")
    const agent = parseJson(query.get("agent") ?? "")
    if (session && agent && !isDeepStrictEqual(identity(agent), identity(session.actor)))
      return refuse(response, 403, "agent of a state")
    if (session && faults.guardsOtherActivities && activityId !== session.activityId) {
      return response.writeHead(403).end("not this activity")
    }
    if (session && (session.state === "terminated" || session.state === "abandoned"))
      return refuse(response, 403, `state after ${session.state}`)
    const touchesLaunch = query.get("stateId") === "LMS.LaunchData" || (session && !query.get("stateId"))
    if (method !== "GET" && touchesLaunch) return refuse(response, 403, "LMS.LaunchData is the LMS's (10.2.1.0-5)")
    send(response, answerForDocuments("activities/state", asked, documents, newEtag, speaks2()))
  }

  function send(response: ServerResponse, { status, refusal, body, type, etag }: DocumentAnswer): unknown {
    if (refusal !== undefined) return refuse(response, status, refusal)
    if (type !== undefined) response.setHeader("Content-Type", type)
    // What was kept under a new ETag is not always told it.
    if (etag !== undefined && (status === 200 || faults.namesNewEtags)) response.setHeader("ETag", etag)
    response.writeHead(status).end(body)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => refuse(response, 500, String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const endpoint = `${origin}/xapi/`

  return {
    ...{ origin, endpoint, statements, documents, requests, refusals, faults, sessions, guests },
    get versions() {
      return lrs.versions
    },
    set versions(versions) {
      lrs.versions = versions
    },
    launch(settings = {}) {
      const {
        registration = randomUUID(),
        activityId = "https://lms.agency.gov/activities/41",
        actor = learner,
        launchMode = "Normal",
        masteryScore,
        returnURL,
        contextExtensions = { "https://lms.agency.gov/extensions/cohort": "autumn" },
        launchData,
        preferences,
        publisherId = "https://training.agency.gov/xapi/courses/graded/unit",
      } = settings
      for (const it of sessions) {
        const isOpen = it.state === "launched" || it.state === "initialized"
        if (it.registration === registration && it.activityId === activityId && isOpen) it.state = "abandoned"
      }
      const id = randomUUID()
      const template: Json = {
        contextActivities: { grouping: [{ id: publisherId }] },
        extensions: { [sessionKey]: id, ...contextExtensions },
      }
      const session: LmsSession = {
        ...{ id, registration, activityId, actor, launchMode, masteryScore, template },
        token: Buffer.from(`au:${randomUUID()}`).toString("base64"),
        state: "launched",
        fetches: 0,
        verbs: [],
      }
      sessions.push(session)
      const data = {
        contextTemplate: template,
        launchMode,
        moveOn: "CompletedOrPassed",
        ...(masteryScore !== undefined && { masteryScore }),
        ...(returnURL !== undefined && { returnURL }),
        ...launchData,
      }
      const wishes = documentKey("", actor, "cmi5LearnerPreferences")
      if (preferences) documents.set(wishes, { text: JSON.stringify(preferences), etag: newEtag() })
      else documents.delete(wishes)
      documents.set(documentKey(activityId, actor, "LMS.LaunchData", registration), {
        text: JSON.stringify(data),
        etag: newEtag(),
      })
      const query = new URLSearchParams({
        ...{ registration, activityId, endpoint },
        actor: JSON.stringify(actor),
        fetch: `${origin}/fetch/${id}`,
      })
      return { session, query: `?${query}` }
    },
    document(activityId, stateId) {
      for (const [key, { text }] of documents) {
        const [activity, , state] = JSON.parse(key)
        if (activity === activityId && state === stateId) return JSON.parse(text)
      }
      return undefined
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Whether everything in a template is in a context as well: lists may have more. */
function holds(context: Json, template: Json): boolean {
  return Object.entries(template).every(([name, wanted]) => {
    const found = context?.[name]
    if (Array.isArray(wanted)) {
      return Array.isArray(found) && wanted.every((it) => found.some((other) => isDeepStrictEqual(it, other)))
    }
    return typeof wanted === "object" && wanted !== null ? holds(found, wanted as Json) : found === wanted
  })
}

/** A statement without what an LRS adds. */
function strip({ stored: _, ...statement }: Json): Json {
  return statement
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value))
}

/** The first part of a message in several: the statements, before their attachments (part 3 §1.5.2). */
function firstPart(body: string): string {
  const [boundary = ""] = body.split(/\r?\n/, 1)
  const part = body.split(boundary)[1] ?? ""
  return part.slice(part.search(/\r?\n\r?\n/)).trim()
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

import { type Json, parseJson } from "./statement-rules.ts"

/** A document that an LRS keeps for a course. */
export interface StoredDocument {
  /** What it holds; in base64 where it is no text. */
  readonly text: string
  readonly isBase64?: boolean
  readonly etag: string
  /** Its media type; JSON when absent. */
  readonly type?: string
  /** When it was last changed, in milliseconds since 1970. */
  readonly time?: number
}

/** The documents by their keys: see {@link documentKey}. */
export type Documents = Map<string, StoredDocument>

/** A request for documents. */
export interface DocumentRequest {
  readonly method: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** How it is answered. */
export interface DocumentAnswer {
  readonly status: number
  /** Why, where the request was against the standard. */
  readonly refusal?: string
  readonly body?: string | Buffer
  readonly type?: string
  readonly etag?: string
}

/** What identifies documents in each resource (xAPI 1.0.3, part 3 §2.3, §2.6, §2.7). */
const resources = {
  "activities/state": { needs: ["activityId", "agent"], id: "stateId", may: ["registration"] },
  "activities/profile": { needs: ["activityId"], id: "profileId", may: [] },
  "agents/profile": { needs: ["agent"], id: "profileId", may: [] },
} as const

/** A resource that keeps documents. */
export type DocumentResource = keyof typeof resources

/** Whether a resource is one that keeps documents. */
export function isDocumentResource(name: string): name is DocumentResource {
  return Object.hasOwn(resources, name)
}

/** What a document lies under. An agent's profile has no activity, an activity's no agent. */
export function documentKey(activity: string, agent: Json | undefined, id: string, registration = ""): string {
  return JSON.stringify([activity, agent ? identity(agent) : null, id, registration])
}

/** What identifies an agent. */
export function identity(agent: Json | undefined): unknown {
  const { account, mbox, mbox_sha1sum, openid } = agent ?? {}
  return [account?.homePage, account?.name, mbox, mbox_sha1sum, openid].map((it) => it ?? null)
}

/**
 * Keeps, gives and forgets documents, of any media type.
 *
 * @param guardsState whether documents of the State resource, too, are only replaced under a condition (xAPI 2.0)
 */
export function answerForDocuments(
  resource: DocumentResource,
  { method, query, headers, body }: DocumentRequest,
  documents: Documents,
  newEtag: () => string,
  guardsState: boolean,
): DocumentAnswer {
  const { needs, id: idName, may } = resources[resource]
  const known: readonly string[] = [...needs, ...may, idName, ...(method === "GET" ? ["since"] : [])]
  const strange = [...query.keys()].find((name) => !known.includes(name))
  if (strange !== undefined) return refused(400, `${resource} with the parameter ${strange} (part 3 §1.3)`)
  const agent = parseJson(query.get("agent") ?? "")
  const missing = needs.find((name) => (name === "agent" ? !isObject(agent) : !query.get(name)))
  if (missing) return refused(400, `${resource} without ${missing} (part 3 §2.3)`)
  const id = query.get(idName)
  const activity = query.get("activityId") ?? ""
  const person = needs.some((name) => name === "agent") ? agent : undefined
  if (!id) return answerForMany(method, activity, person, query, documents, resource)

  const key = documentKey(activity, person, id, query.get("registration") ?? "")
  const there = documents.get(key)
  if (method === "GET") return there ? given(there) : { status: 404 }
  const match = headers["if-match"]
  const noneMatch = headers["if-none-match"]
  if (match === "undefined" || noneMatch === "undefined") return refused(400, "a header that is undefined")
  if (method !== "POST") {
    if (match !== undefined && match !== "*" && match !== there?.etag) return { status: 412 }
    if (noneMatch === "*" && there) return { status: 412 }
  }
  if (method === "DELETE") {
    documents.delete(key)
    return { status: 204 }
  }
  if (method !== "PUT" && method !== "POST") return refused(405, `${method} ${resource}`)
  const isUnguarded = method === "PUT" && match === undefined && noneMatch === undefined && there !== undefined
  if (isUnguarded && resource !== "activities/state") {
    return refused(409, `PUT ${resource} over a document without If-Match (part 3 §3.1)`)
  }
  if (isUnguarded && guardsState) return { status: 409 }
  const type = String(headers["content-type"] ?? "application/octet-stream")
  const fresh = { etag: newEtag(), type, time: Date.now() }
  if (!isJson(type)) {
    if (method === "POST" && there) return refused(400, `POST of ${type} to a document: only JSON is merged (§2.2)`)
    documents.set(key, { ...encoded(body), ...fresh })
    return { status: 204, etag: fresh.etag }
  }
  const value = parseJson(body.toString())
  if (value === undefined) return refused(400, `the document "${id}" is said to be JSON, and is not`)
  let text = body.toString()
  if (method === "POST" && there) {
    const before = isJson(there.type) ? parseJson(there.text) : undefined
    if (!isObject(before) || !isObject(value)) return refused(400, "POST merges JSON objects only (part 3 §2.2)")
    text = JSON.stringify({ ...before, ...value })
  }
  documents.set(key, { text, ...fresh })
  return { status: 204, etag: fresh.etag }
}

/** Without an id: which documents there are, or, of states, none of them any longer. */
function answerForMany(
  method: string,
  activity: string,
  agent: Json | undefined,
  query: URLSearchParams,
  documents: Documents,
  resource: DocumentResource,
): DocumentAnswer {
  const owner = JSON.stringify([activity, agent ? identity(agent) : null])
  const registration = query.get("registration")
  const found = [...documents].flatMap(([key, { time = 0 }]) => {
    const [ofActivity, ofAgent, id, ofRegistration] = JSON.parse(key) as [string, unknown, string, string]
    const isOurs = JSON.stringify([ofActivity, ofAgent]) === owner
    return isOurs && (registration === null || registration === ofRegistration) ? [{ key, id, time }] : []
  })
  if (method === "GET") {
    const since = Date.parse(query.get("since") ?? "") || Number.NEGATIVE_INFINITY
    const ids = found.filter(({ time }) => time > since).map(({ id }) => id)
    return { status: 200, type: "application/json", body: JSON.stringify([...new Set(ids)]) }
  }
  if (method !== "DELETE" || resource !== "activities/state") {
    return refused(400, `${method} ${resource} without ${resources[resource].id} (part 3 §2.3)`)
  }
  for (const { key } of found) documents.delete(key)
  return { status: 204 }
}

function given({ text, isBase64, type = "application/json", etag }: StoredDocument): DocumentAnswer {
  return { status: 200, body: isBase64 ? Buffer.from(text, "base64") : text, type, etag }
}

/** Bytes as they can be kept among texts. */
function encoded(body: Buffer): Pick<StoredDocument, "text" | "isBase64"> {
  const text = body.toString()
  return Buffer.from(text).equals(body) ? { text } : { text: body.toString("base64"), isBase64: true }
}

function refused(status: number, refusal: string): DocumentAnswer {
  return { status, refusal }
}

function isJson(type = "application/json"): boolean {
  return /^application\/json\b/i.test(type)
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

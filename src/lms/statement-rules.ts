/** JSON as it comes over the line. */
// biome-ignore lint/suspicious/noExplicitAny: the double looks into whatever a course sends, right or wrong
export type Json = Record<string, any>

/** A text as JSON; nothing where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const iri = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
const duration = /^P(\d+W|(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const language = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/

/** What xAPI 1.0.3, part 2 §2 holds against a statement, clause by clause; empty when it is sound. */
export function statementFaults(statement: Json | undefined): string[] {
  const faults: string[] = []
  const say = (fault: string) => void faults.push(fault)
  if (!isObject(statement)) return ["no statement"]
  walk(statement, "", say)
  // What an LRS sets itself may be sent as well (§2.4.8, §2.4.9).
  const set = ["stored", "authority", "version", "attachments"]
  only(statement, ["id", ...common, "timestamp", ...set], "statement", say)
  if (!uuid.test(statement.id)) say(`id ${statement.id} (§2.4.1)`)
  saying(statement, say)
  if (!timestamp.test(statement.timestamp) || Number.isNaN(Date.parse(statement.timestamp))) say("timestamp (§2.4.7)")
  else if (Date.parse(statement.timestamp) > Date.now() + 60_000) say("timestamp in the future (§2.4.7)")
  attachments(statement.attachments ?? [], say)
  return faults
}

/** What a statement says, and a statement within a statement. */
const common = ["actor", "verb", "object", "result", "context"]

function saying(statement: Json, say: (fault: string) => unknown): void {
  actor(statement.actor, say)
  only(statement.verb, ["id", "display"], "verb", say)
  if (!iri.test(statement.verb?.id)) say("verb (§2.4.3)")
  if (statement.verb?.display !== undefined) languageMap(statement.verb.display, "verb.display", say)
  object(statement.object, say)
  if (statement.result !== undefined) resultFaults(statement.result, say)
  if (statement.context !== undefined) contextFaults(statement.context, say)
}

/** What a statement is about: an activity, a person, a group, another statement, or one that it tells (§2.4.4). */
function object(value: unknown, say: (fault: string) => unknown): unknown {
  if (!isObject(value)) return say("object (§2.4.4)")
  switch (value.objectType) {
    case "Agent":
    case "Group":
      return actor(value, say)
    case "StatementRef":
      only(value, ["objectType", "id"], "object", say)
      return uuid.test(value.id) || say(`object.id ${value.id} (§2.4.4.3)`)
    case "SubStatement":
      only(value, ["objectType", ...common, "timestamp", "attachments"], "object", say)
      if (value.object?.objectType === "SubStatement") return say("a SubStatement in a SubStatement (§2.4.4.3)")
      return saying(value, say)
    default:
      return activity(value, "object", say)
  }
}

function attachments(list: unknown, say: (fault: string) => unknown): unknown {
  if (!Array.isArray(list)) return say("attachments is no list (§2.4.11)")
  for (const it of list) {
    only(it, ["usageType", "display", "description", "contentType", "length", "sha2", "fileUrl"], "attachment", say)
    if (!iri.test(it.usageType)) say("usageType of an attachment (§2.4.11)")
    languageMap(it.display, "display of an attachment", say)
    if (typeof it.contentType !== "string" || !Number.isInteger(it.length)) say("an attachment (§2.4.11)")
    if (typeof it.sha2 !== "string") say("sha2 of an attachment (§2.4.11)")
  }
}

/** Who did it: somebody, or a group, which need have no name of its own when its members are told (§2.4.2.2). */
function actor(value: unknown, say: (fault: string) => unknown): unknown {
  if (!isObject(value) || value.objectType !== "Group") {
    const type = isObject(value) ? (value.objectType ?? "Agent") : "Agent"
    return type === "Agent" ? agent(value, say) : say(`actor.objectType ${type} (§2.4.2)`)
  }
  const { member, ...own } = value
  if (!Array.isArray(member ?? [])) return say("member is no list (§2.4.2.2)")
  for (const it of member ?? []) agent(it, say)
  const isNamed = ["mbox", "mbox_sha1sum", "openid", "account"].some((way) => own[way] !== undefined)
  if (isNamed) return agent(own, say)
  if (member === undefined) say("a group without identifier and members (§2.4.2.2)")
}

function walk(value: unknown, path: string, say: (fault: string) => unknown): void {
  if (value === null && !path.includes(".extensions")) say(`null at ${path} (§2.2)`)
  if (Array.isArray(value)) for (const it of value) walk(it, path, say)
  else if (isObject(value)) {
    for (const [name, it] of Object.entries(value)) walk(it, `${path}.${name}`, say)
    if (path.endsWith(".extensions")) {
      for (const name of Object.keys(value)) if (!iri.test(name)) say(`extension ${name} (§4.1)`)
    }
  }
}

function agent(value: unknown, say: (fault: string) => unknown): unknown {
  if (!isObject(value)) return say("actor (§2.4.2)")
  only(value, ["objectType", "name", "mbox", "mbox_sha1sum", "openid", "account"], "actor", say)
  const ways = ["mbox", "mbox_sha1sum", "openid", "account"].filter((way) => value[way] !== undefined)
  if (ways.length !== 1) say(`actor has ${ways.length} identifiers (§2.4.2.1)`)
  if (value.mbox !== undefined && !/^mailto:[^@\s]+@[^@\s]+$/.test(value.mbox)) say("mbox (§2.4.2.3)")
  if (value.account !== undefined) {
    only(value.account, ["homePage", "name"], "account", say)
    if (!iri.test(value.account.homePage) || typeof value.account.name !== "string") say("account (§2.4.2.4)")
  }
}

const lists: Readonly<Record<string, readonly string[]>> = {
  choice: ["choices"],
  sequencing: ["choices"],
  likert: ["scale"],
  matching: ["source", "target"],
  performance: ["steps"],
  "true-false": [],
  "fill-in": [],
  "long-fill-in": [],
  numeric: [],
  other: [],
}

function activity(value: unknown, where: string, say: (fault: string) => unknown): unknown {
  if (!isObject(value)) return say(`${where} (§2.4.4)`)
  only(value, ["objectType", "id", "definition"], where, say)
  if (value.objectType !== undefined && value.objectType !== "Activity") say(`${where}.objectType`)
  if (!iri.test(value.id)) say(`${where}.id ${value.id} (§2.4.4.1)`)
  const { definition } = value
  if (definition === undefined) return
  const components = ["choices", "scale", "source", "target", "steps"]
  const common = ["name", "description", "type", "moreInfo", "extensions", "interactionType", "correctResponsesPattern"]
  only(definition, [...common, ...components], `${where}.definition`, say)
  if (definition.type !== undefined && !iri.test(definition.type)) say(`${where} type`)
  for (const name of ["name", "description"]) {
    if (definition[name] !== undefined) languageMap(definition[name], `${where}.${name}`, say)
  }
  const allowed = lists[definition.interactionType] ?? []
  if (definition.interactionType !== undefined && lists[definition.interactionType] === undefined)
    say("interactionType")
  for (const name of components) {
    if (definition[name] === undefined) continue
    if (!allowed.includes(name)) say(`${name} of ${definition.interactionType} (§2.4.4.1)`)
    const ids = definition[name].map((it: Json) => it.id)
    if (new Set(ids).size !== ids.length) say(`${name} has an id twice`)
    for (const it of definition[name]) {
      only(it, ["id", "description"], name, say)
      if (typeof it.id !== "string" || /\s/.test(it.id) || it.id === "") say(`${name} id "${it.id}"`)
      if (it.description !== undefined) languageMap(it.description, name, say)
    }
  }
}

function resultFaults(result: Json, say: (fault: string) => unknown): unknown {
  only(result, ["score", "success", "completion", "response", "duration", "extensions"], "result", say)
  for (const name of ["success", "completion"]) {
    if (result[name] !== undefined && typeof result[name] !== "boolean") say(`result.${name}`)
  }
  if (result.response !== undefined && typeof result.response !== "string") say("result.response")
  if (result.duration !== undefined && !duration.test(result.duration)) say(`duration ${result.duration} (§4.6)`)
  if (result.score === undefined) return
  const { scaled, raw, min, max } = result.score
  only(result.score, ["scaled", "raw", "min", "max"], "score", say)
  for (const it of [scaled, raw, min, max]) if (it !== undefined && typeof it !== "number") say("score is no number")
  if (scaled < -1 || scaled > 1) say(`scaled ${scaled} (§2.4.5.1)`)
  if (raw < min || raw > max || min >= max) say(`raw ${raw} outside ${min}–${max} (§2.4.5.1)`)
}

function contextFaults(context: Json, say: (fault: string) => unknown): void {
  only(
    context,
    [
      "registration",
      "instructor",
      "team",
      "contextActivities",
      "revision",
      "platform",
      "language",
      "statement",
      "extensions",
    ],
    "context",
    say,
  )
  if (context.registration !== undefined && !uuid.test(context.registration)) say("registration (§2.4.6)")
  if (context.language !== undefined && !language.test(context.language)) say("context.language")
  only(context.contextActivities ?? {}, ["parent", "grouping", "category", "other"], "contextActivities", say)
  for (const [name, list] of Object.entries(context.contextActivities ?? {})) {
    // One alone need be no list, for the sake of xAPI 1.0.0 (§2.4.6.2).
    for (const it of Array.isArray(list) ? list : [list]) activity(it, `contextActivities.${name}`, say)
  }
}

function languageMap(value: unknown, where: string, say: (fault: string) => unknown): unknown {
  if (!isObject(value)) return say(`${where} is no language map (§4.2)`)
  for (const [tag, text] of Object.entries(value)) {
    if (!language.test(tag) || typeof text !== "string") say(`${where}: ${tag}`)
  }
}

function only(value: unknown, names: readonly string[], where: string, say: (fault: string) => unknown): void {
  for (const name of Object.keys(isObject(value) ? value : {}))
    if (!names.includes(name)) say(`${where}.${name} is unknown (§2.2)`)
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

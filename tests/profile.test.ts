import jsonld from "jsonld"
import { describe, expect, it } from "vitest"
import { isAbsoluteIri } from "../packaging/checks/iri.ts"
import { packageCourse } from "../packaging/package.ts"
import { profileName, xapiProfile } from "../packaging/profile.ts"
import { sampleBundle } from "./fixtures/bundle.ts"
import { sampleCourse } from "./fixtures/course.ts"
import { profileContext } from "./fixtures/profile-context.ts"
import { sampleSession, sampleStatements } from "./fixtures/session.ts"
import { followsPattern, readProfile, statementFaults, templateFor, valuesAt } from "./profile-matcher.ts"

const isGroup = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value)
/** A value and all that is in it. */
const walk = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? [value, ...Object.values(value).flatMap(walk)] : [value]

const base = "https://learning.gauges.test/xapi"
const course = sampleCourse()
const document: unknown = JSON.parse(new TextDecoder().decode(xapiProfile(course)))
const profile = readProfile(xapiProfile(course))
const version = `${base}/profile/v1`

const session = sampleSession(base)

describe("the profile that ships with a course", () => {
  it("is in packages that speak xAPI, and in no others", async () => {
    const names = async (format: "cmi5" | "xapi" | "scorm12" | "web") =>
      (await packageCourse(course, sampleBundle(), format, "course")).map(({ name }) => name)
    expect(await names("cmi5")).toContain(profileName)
    expect(await names("xapi")).toContain(profileName)
    expect(await names("scorm12")).not.toContain(profileName)
    expect(await names("web")).not.toContain(profileName)
  })

  it("is the same for every course under a base", () => {
    expect(xapiProfile(sampleCourse({ id: "other", title: "Another", version: "9" }))).toEqual(xapiProfile(course))
    expect(xapiProfile(sampleCourse({ baseIri: "https://other.gauges.test/x" }))).not.toEqual(xapiProfile(course))
  })

  it("is JSON-LD: every property becomes an IRI, and what comes back is what was written", async () => {
    const documentLoader = async (url: string) => {
      if (url !== profileContext.url) throw new Error(`${url} is asked for`)
      return { documentUrl: url, document: JSON.parse(JSON.stringify(profileContext.document)) }
    }
    // Safe: what the processor would drop in silence, it refuses.
    const options = { documentLoader, ...{ safe: true } }
    const expanded: unknown = await jsonld.expand(JSON.parse(JSON.stringify(document)), options)
    const names = new Set(walk(expanded).flatMap((value) => (isGroup(value) ? Object.keys(value) : [])))
    expect(names.size).toBeGreaterThan(20)
    expect([...names].filter((name) => !name.startsWith("@") && !isAbsoluteIri(name))).toEqual([])
    const compacted = await jsonld.compact(
      JSON.parse(JSON.stringify(expanded)),
      { "@context": profileContext.url },
      options,
    )
    expect(compacted).toEqual(document)
  })

  it("has IRIs of its own for everything, each once, in its own version", () => {
    const parts = [...profile.concepts, ...profile.templates, ...profile.patterns]
    expect(parts.filter(({ id }) => !isAbsoluteIri(id))).toEqual([])
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length)
    expect(parts.map((part) => valuesAt(part, "$.inScheme")[0]).every((scheme) => scheme === version)).toBe(true)
    expect(profile.versions.map(({ id }) => id)).toEqual([version])
  })

  it("owns only what is under the base or in ADL's vocabularies", () => {
    const all = JSON.stringify([profile.concepts, profile.templates, profile.patterns]).match(/https?:\/\/[^"'\\]+/g)
    const strange = all?.filter((iri) => !iri.startsWith(`${base}/profile/`) && !iri.startsWith("http://adlnet.gov/"))
    expect(new Set(strange)).toEqual(new Set(["https://w3id.org/xapi/cmi5/result/extensions/progress"]))
  })

  it("explains every verb, type and extension that its templates speak of", () => {
    const known = new Set(profile.concepts.map(({ id }) => id))
    for (const { verb } of profile.templates) expect(known).toContain(verb)
    const said = session.flatMap((statement) => [
      ...[...valuesAt(statement, "$.verb.id"), ...valuesAt(statement, "$.object.definition.type")],
      ...[...valuesAt(statement, "$.context.contextActivities.*[*].definition.type")],
      ...valuesAt(statement, "$.object.definition.extensions").flatMap((found) => Object.keys(found as object)),
      ...valuesAt(statement, "$.result.extensions").flatMap((found) => Object.keys(found as object)),
    ])
    expect(said.length).toBeGreaterThan(20)
    expect(said.filter((iri) => !known.has(String(iri)) && !String(iri).startsWith("https://w3id.org/"))).toEqual([])
  })

  it("holds neither empty values nor dangling references", () => {
    const isEmpty = (value: unknown) =>
      value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0)
    expect(walk(document).filter(isEmpty)).toEqual([])
    const ids = new Set([...profile.templates, ...profile.patterns].map(({ id }) => id))
    const references = profile.patterns.flatMap(({ sequence = [], alternates = [], ...one }) => [
      ...[...sequence, ...alternates],
      ...[one.optional, one.oneOrMore, one.zeroOrMore].filter((id) => id !== undefined),
    ])
    expect(references.filter((id) => !ids.has(id))).toEqual([])
    const reached = new Set(references)
    expect([...ids].filter((id) => !reached.has(id))).toEqual([`${version}/patterns/registration`])
  })

  it("has schemas for its extensions that say what values are", () => {
    const schemas = profile.concepts.flatMap(({ inlineSchema }) => (inlineSchema ? [JSON.parse(inlineSchema)] : []))
    expect(schemas).toHaveLength(2)
    expect(schemas[0]).toEqual({ type: "integer", minimum: 1 })
  })
})

describe("the statements of a session, held against the profile", () => {
  it.each(session.map((statement) => ({ statement, verb: statement.verb.id.split("/").at(-1) })))(
    "$verb follows its template",
    ({ statement }) => {
      expect(statementFaults(profile, statement)).toEqual([])
    },
  )

  it("and of other sessions follow the template of their verb, and there is none that nobody says", () => {
    const all = [...sampleStatements(base).values()]
    for (const statement of all) expect(statementFaults(profile, statement)).toEqual([])
    const said = all.map((statement) => templateFor(profile, statement)?.id)
    expect(said.toSorted()).toEqual(profile.templates.map(({ id }) => id).toSorted())
  })

  it("come in the order of its pattern, in one session or several, closed or broken off", () => {
    const open = session.slice(0, -1)
    expect(followsPattern(profile, session)).toBe(true)
    expect(followsPattern(profile, open)).toBe(true)
    expect(followsPattern(profile, [...session, ...open, ...session])).toBe(true)
  })

  it("in another order do not follow it", () => {
    expect(followsPattern(profile, session.slice(1))).toBe(false)
    expect(followsPattern(profile, session.toReversed())).toBe(false)
    expect(followsPattern(profile, [...session, ...session.slice(1)])).toBe(false)
    expect(followsPattern(profile, [])).toBe(false)
  })

  it.each<[verb: string, part: RegExp, instead: string, fault: string]>([
    ["answered", /"success":true,/, "", "$.result.success is missing"],
    ["answered", /"parent":/, '"other":', "parent[*].id is missing"],
    ["answered", /"extensions":\{"[^"]*attempt":1\}/, '"extensions":{}', "attempt'] is missing"],
    ["completed", /"completion":true/, '"completion":true,"score":{"scaled":1}', "$.result.score is there"],
    ["passed", /"success":true/, '"success":false', "is [false], not [true]"],
    ["progressed", /result\/extensions\/progress/, "result/extensions/other", "progress'] is missing"],
    ["experienced", /"category":/, '"other":', "category[*].id is missing"],
    ["experienced", /"revision":"[^"]*",/, "", "revision is missing"],
    ["mastered", /activities\/objective/, "activities/course", "definition.type"],
    ["initialized", /verbs\/initialized/, "verbs/launched", "no template"],
  ])("that are spoilt are told: %s with %s as %j", (verb, part, instead, fault) => {
    const sound = JSON.stringify(session.find((statement) => statement.verb.id.endsWith(`/${verb}`)))
    const spoilt = sound.replace(part, instead)
    expect(spoilt).not.toBe(sound)
    expect(statementFaults(profile, JSON.parse(spoilt)).join("\n")).toContain(fault)
  })
})

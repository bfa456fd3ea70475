import { irisOf } from "../src/learner/iris.ts"
import {
  type ActivityTypeName,
  activityTypeMeanings,
  activityTypes,
  extensionIri,
  extensions,
  profileVersionIri,
  progressExtension,
  type Template,
  templates,
  type VerbName,
  verbMeanings,
  verbs,
} from "../src/learner/vocabulary.ts"
import type { Course } from "../src/lesson/model.ts"

/** Name of the profile in a package. */
export const profileName = "profile.jsonld"

/** When this version of the profile was written: it changes with `profileVersion`, never with the day of a build. */
const written = "2026-11-23T00:00:00Z"

/** What JSON can hold. */
export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json }

/**
 * The xAPI Profile of our statements (xAPI Profiles 1.0, JSON-LD): verbs, activity types and extensions, a template for
 * each sort of statement, and the order in which they come. It is the same for every course under a base, whose owner
 * is its author. IRIs are those of ADL's vocabularies, or under the base.
 */
export function xapiProfile({ baseIri = "", id }: Pick<Course, "baseIri" | "id">): Uint8Array {
  const iris = irisOf(baseIri, id)
  const version = profileVersionIri(iris)
  const { host, origin } = new URL(baseIri)
  const profile = {
    "@context": "https://w3id.org/xapi/profiles/context",
    id: iris.profile,
    type: "Profile",
    conformsTo: "https://w3id.org/xapi/profiles#1.0",
    prefLabel: { en: "5E courses" },
    definition: {
      en: "What learners do in courses of five phases: engage, explore, explain, elaborate, evaluate. Statements speak of pages, of answers with how they were judged, of learning objectives reached, and of the course as a whole.",
    },
    author: { type: "Organization", name: host, url: origin },
    versions: [{ id: version, generatedAtTime: written }],
    concepts: conceptsOf(iris, version),
    templates: templates.map((template) => templateOf(template, iris, version)),
    patterns: patternsOf(version),
  } satisfies Json
  return new TextEncoder().encode(`${JSON.stringify(profile, null, 2)}\n`)
}

type ProfileIris = Parameters<typeof extensionIri>[0]

function conceptsOf(iris: ProfileIris, version: string): Json[] {
  const concept = (id: string, type: string, label: string, meaning: string) => ({
    ...{ id, type, inScheme: version },
    prefLabel: { en: label },
    definition: { en: meaning },
  })
  return [
    ...named(verbs).map(([name, iri]) => concept(iri, "Verb", name, verbMeanings[name])),
    ...named(activityTypes).map(([name, iri]) => concept(iri, "ActivityType", name, activityTypeMeanings[name])),
    ...named(extensions).map(([name, { type, meaning, schema }]) => ({
      ...concept(extensionIri(iris, name), type, name, meaning),
      inlineSchema: JSON.stringify(schema),
    })),
  ]
}

/** Verbs of statements about what was launched: the course, or a phase that is launched on its own. */
const launchable: readonly ActivityTypeName[] = ["course", "phase"]

/** What a result says with each verb that says one thing only. */
const results: Readonly<Partial<Record<VerbName, Readonly<Record<string, boolean>>>>> = {
  completed: { "$.result.completion": true },
  passed: { "$.result.success": true },
  failed: { "$.result.success": false },
  mastered: { "$.result.success": true },
}

/** The extension that a result has by necessity. */
function extensionOf({ verb, object }: Template, iris: ProfileIris): string | undefined {
  if (verb === "progressed") return progressExtension
  return object === "interaction" ? extensionIri(iris, "attempt") : undefined
}

/** A template, determined by its verb alone, so that no statement falls under two. */
function templateOf(template: Template, iris: ProfileIris, version: string): Json {
  const { verb, object, meaning, rules } = template
  const types = object === "course" ? launchable : [object]
  const extension = extensionOf(template, iris)
  const values = results[verb] ?? {}
  return {
    id: templateIri(version, verb),
    type: "StatementTemplate",
    inScheme: version,
    prefLabel: { en: verb },
    definition: { en: `${verbMeanings[verb]} ${meaning}` },
    verb: verbs[verb],
    rules: [
      { location: "$.object.definition.type", presence: "included", all: types.map((type) => activityTypes[type]) },
      { location: "$.context.contextActivities.category[*].id", presence: "included", any: [version] },
      { location: "$.context.revision", presence: "included" },
      ...rules.map(({ location, presence }) => {
        const value = values[location]
        return { location, presence, ...(value !== undefined && { all: [value] }) }
      }),
      ...(extension ? [{ location: `$.result.extensions['${extension}']`, presence: "included" }] : []),
    ],
  }
}

/**
 * The order of statements: a registration is one session or more. A session is opened, then anything may be done, and it
 * is closed, unless the learner's browser was.
 */
function patternsOf(version: string): Json[] {
  const pattern = (name: string, meaning: string, parts: Readonly<Record<string, Json>>) => ({
    id: `${version}/patterns/${name}`,
    type: "Pattern",
    inScheme: version,
    prefLabel: { en: name },
    definition: { en: meaning },
    ...parts,
  })
  const to = (name: string) => `${version}/patterns/${name}`
  const begins: readonly VerbName[] = ["initialized", "resumed"]
  const ends: readonly VerbName[] = ["suspended", "terminated"]
  const others = templates.map(({ verb }) => verb).filter((verb) => !begins.includes(verb) && !ends.includes(verb))
  const iris = (names: readonly VerbName[]) => names.map((verb) => templateIri(version, verb))
  return [
    pattern("registration", "All that a learner does under one registration.", {
      primary: true,
      oneOrMore: to("session"),
    }),
    pattern("session", "From opening the course to leaving it.", {
      sequence: [to("beginning"), to("work"), to("possible-end")],
    }),
    pattern("beginning", "The course is opened.", { alternates: iris(begins) }),
    pattern("work", "What the learner does, in any order.", { zeroOrMore: to("deed") }),
    pattern("deed", "One thing that the learner does, or that follows from it.", { alternates: iris(others) }),
    pattern("possible-end", "The end of a session, which is missing where a browser was shut or a line broke.", {
      optional: to("end"),
    }),
    pattern("end", "The course is left.", { alternates: iris(ends) }),
  ]
}

function templateIri(version: string, verb: VerbName): string {
  return `${version}/templates/${verb}`
}

/** The entries of a table. `Object.entries` forgets which names a table has, so they are given back here. */
function named<Name extends string, Value>(table: Readonly<Record<Name, Value>>): [Name, Value][] {
  return Object.entries(table) as [Name, Value][]
}

import { cmi5Namespace } from "../cmi5.ts"
import type { Report } from "../report.ts"
import { attributeOf, childOf, childrenOf, withDescendants, type XmlElement } from "../xml.ts"
import type { Archive } from "./archive.ts"
import { findHref } from "./href.ts"
import { checkIris } from "./iri.ts"
import { readDocument, type XmlDocument } from "./manifest-file.ts"
import { maybe, nameOf, one, type Shape, some, structureFaults } from "./structure.ts"

/** What a course structure of cmi5 amounts to. */
export interface Cmi5Summary {
  readonly title?: string
  readonly blocks: number
  readonly aus: number
  readonly objectives: number
}

const text: Shape = { parts: [some("langstring")] }
const reference: Shape = { parts: [], optional: ["idref"] }

/** The course structure (cmi5 §13.1, §14.1), element by element. */
const shapes: Readonly<Record<string, Shape>> = {
  courseStructure: {
    parts: [one("course"), maybe("objectives"), some("au", "block")],
    shapes: { objectives: "definitions" },
  },
  course: { parts: [one("title"), one("description")], required: ["id"] },
  definitions: { parts: [some("objective")] },
  objective: { parts: [one("title"), one("description")], isUnordered: true, required: ["id"] },
  objectives: { parts: [some("objective")], shapes: { objective: "reference" } },
  reference,
  block: {
    parts: [one("title"), one("description"), maybe("objectives"), some("au", "block")],
    required: ["id"],
  },
  au: {
    parts: [
      ...[one("title"), one("description"), maybe("objectives"), one("url")],
      ...[maybe("launchParameters"), maybe("entitlementKey")],
    ],
    required: ["id"],
    optional: ["moveOn", "masteryScore", "launchMethod", "activityType"],
  },
  title: text,
  description: text,
  langstring: { parts: [], optional: ["lang"] },
  url: { parts: [] },
}

/** The words that attributes of an AU may be (§13.1.4). */
const words: Readonly<Record<string, readonly string[]>> = {
  moveOn: ["NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"],
  launchMethod: ["AnyWindow", "OwnWindow"],
}

/** The parameters that an LMS adds to an AU's address (§8.1). */
const reserved = ["endpoint", "fetch", "actor", "registration", "activityId"]

/** Checks `cmi5.xml` by the rules of cmi5; gives what it amounts to, or nothing when it cannot be read. */
export function checkCmi5(archive: Archive, report: Report): Cmi5Summary | undefined {
  const document = readDocument(archive, "cmi5.xml", report)
  if (!document) return undefined
  const { root, at } = document
  if (root.local !== "courseStructure" || root.namespace !== cmi5Namespace) {
    const message = `The root element is <${root.name}> in the namespace "${root.namespace}".`
    report.add("cmi5-namespace", message, at(root))
    return undefined
  }
  for (const { element, message } of structureFaults(root, shapes)) report.add("cmi5-structure", message, at(element))
  const elements = withDescendants(root).filter(({ namespace }) => namespace === cmi5Namespace)
  const definitions = childrenOf(childOf(root, "objectives"), "objective")
  const aus = elements.filter(({ local }) => local === "au")
  const blocks = elements.filter(({ local }) => local === "block")
  const courses = childrenOf(root, "course")
  const named = [...courses, ...definitions, ...blocks, ...aus]
  checkIris(
    named.flatMap((element) => {
      const iri = attributeOf(element, "id")
      return iri === undefined ? [] : [{ element, iri: iri.trim() }]
    }),
    document,
    report,
  )
  checkTexts(elements, document, report)
  checkReferences([...blocks, ...aus], definitions, document, report)
  for (const au of aus) {
    checkConditions(au, document, report)
    checkUrl(au, document, archive, report)
  }
  const title = childOf(childOf(courses[0], "title"), "langstring")?.text.trim()
  return { ...(title && { title }), blocks: blocks.length, aus: aus.length, objectives: definitions.length }
}

function checkTexts(elements: readonly XmlElement[], { at }: XmlDocument, report: Report): void {
  for (const element of elements) {
    if (element.local !== "langstring") continue
    const language = attributeOf(element, "lang")
    if (element.text.trim() === "") report.add("cmi5-text", "A title or description is empty.", at(element))
    if (language === undefined) report.add("cmi5-language", `"${element.text.trim()}" has no lang.`, at(element))
    else if (!/^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i.test(language.trim())) {
      report.add("cmi5-value", `"${language}" is no tag of a language.`, at(element))
    }
  }
}

function checkReferences(
  users: readonly XmlElement[],
  definitions: readonly XmlElement[],
  { at }: XmlDocument,
  report: Report,
): void {
  const defined = new Set(definitions.map((element) => attributeOf(element, "id")?.trim()))
  for (const user of users) {
    for (const objective of childrenOf(childOf(user, "objectives"), "objective")) {
      const idref = attributeOf(objective, "idref")?.trim()
      if (idref !== undefined && defined.has(idref)) continue
      report.add("cmi5-objective", `${nameOf(user)} names the objective "${idref ?? ""}".`, at(objective))
    }
  }
}

/** Checks what satisfies an AU. */
function checkConditions(au: XmlElement, { at }: XmlDocument, report: Report): void {
  const where = at(au)
  for (const [name, allowed] of Object.entries(words)) {
    const value = attributeOf(au, name)
    if (value === undefined || allowed.includes(value)) continue
    report.add("cmi5-value", `${nameOf(au)} has ${name}="${value}". It may be ${allowed.join(", ")}.`, where)
  }
  const moveOn = attributeOf(au, "moveOn")
  if (moveOn === undefined) report.add("cmi5-move-on", `${nameOf(au)} has no moveOn.`, where)
  const mastery = attributeOf(au, "masteryScore")?.trim()
  if (mastery === undefined) return
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(mastery) || Number(mastery) < 0 || Number(mastery) > 1) {
    report.add("cmi5-value", `${nameOf(au)} has masteryScore="${mastery}". It is a number from 0 to 1.`, where)
  } else if (/\.\d{5}/.test(mastery)) {
    report.add("cmi5-value", `${nameOf(au)} has masteryScore="${mastery}", with more than four decimals.`, where)
  } else if (moveOn === "Completed" || moveOn === "NotApplicable") {
    report.add("cmi5-mastery", `${nameOf(au)} has a masteryScore and moveOn="${moveOn}".`, where)
  }
}

function checkUrl(au: XmlElement, { at }: XmlDocument, archive: Archive, report: Report): void {
  const element = childOf(au, "url")
  if (!element) return
  const url = element.text.trim()
  const taken = reserved.filter((name) => new RegExp(`[?&]${name}=`).test(url))
  for (const name of taken) {
    report.add("cmi5-url", `${nameOf(au)} has a url with the parameter ${name}, which the LMS sets.`, at(element))
  }
  // A query of its own is allowed here, other than in the `href` of a SCORM package.
  const { rule, message } = findHref(url.replace(/[?#].*$/s, ""), "", archive)
  if (rule) report.add(rule, `${nameOf(au)} has a url that ${message}.`, at(element))
}

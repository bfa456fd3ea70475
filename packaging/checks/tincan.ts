import type { Report } from "../report.ts"
import { tincanNamespace } from "../tincan.ts"
import { attributeOf, childOf, childrenOf, withDescendants, type XmlElement } from "../xml.ts"
import type { Archive } from "./archive.ts"
import { findHref } from "./href.ts"
import { checkIris, isAbsoluteIri } from "./iri.ts"
import { readDocument, type XmlDocument } from "./manifest-file.ts"

/** What a `tincan.xml` amounts to. */
export interface TincanSummary {
  readonly title?: string
  readonly activities: number
}

/** Checks `tincan.xml` by Rustici's launch notes; gives what it amounts to, or nothing when it cannot be read. */
export function checkTincan(archive: Archive, report: Report): TincanSummary | undefined {
  const document = readDocument(archive, "tincan.xml", report)
  if (!document) return undefined
  const { root, at } = document
  if (root.local !== "tincan" || root.namespace !== tincanNamespace) {
    const message = `The root element is <${root.name}> in the namespace "${root.namespace}".`
    report.add("tincan-namespace", message, at(root))
    return undefined
  }
  const activities = childrenOf(childOf(root, "activities"), "activity")
  checkIris(
    activities.map((element) => ({ element, iri: attributeOf(element, "id")?.trim() ?? "" })),
    document,
    report,
  )
  for (const activity of activities) checkActivity(activity, document, report)
  const launches = withDescendants(root).filter(({ local }) => local === "launch")
  if (launches.length !== 1) {
    const found = launches.length === 0 ? "No activity has" : `${launches.length} activities have`
    report.add("tincan-launch", `${found} a <launch>.`, at(launches[1] ?? childOf(root, "activities") ?? root))
  }
  for (const launch of launches) {
    const { rule, message } = findHref(launch.text.trim().replace(/[?#].*$/s, ""), "", archive)
    if (rule) report.add(rule, `<launch> has an address that ${message}.`, at(launch))
  }
  const launched = activities.find((activity) => childOf(activity, "launch")) ?? activities[0]
  const title = childOf(launched, "name")?.text.trim()
  return { ...(title && { title }), activities: activities.length }
}

function checkActivity(activity: XmlElement, { at }: XmlDocument, report: Report): void {
  const id = attributeOf(activity, "id") ?? ""
  const type = attributeOf(activity, "type")?.trim() ?? ""
  if (!isAbsoluteIri(type)) report.add("tincan-activity", `The activity ${id} has the type "${type}".`, at(activity))
  const names = childrenOf(activity, "name")
  if (names.every(({ text }) => text.trim() === "")) {
    report.add("tincan-activity", `The activity ${id} has no name.`, at(activity))
  }
  for (const text of [...names, ...childrenOf(activity, "description")]) {
    if (attributeOf(text, "lang") ?? attributeOf(text, "xml:lang")) continue
    report.add("tincan-language", `The <${text.local}> "${text.text.trim()}" has no lang.`, at(text))
  }
}

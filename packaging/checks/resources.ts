import type { Report } from "../report.ts"
import { isSchemaName } from "../schemas/sets.ts"
import { attributeOf, childOf, childrenOf, withDescendants, type XmlElement } from "../xml.ts"
import type { Archive } from "./archive.ts"
import { findHref } from "./href.ts"
import { type Manifest, manifestName } from "./manifest-file.ts"

/** A resource of a manifest. */
export interface Resource {
  readonly identifier: string
  readonly isSco: boolean
  /** Whether it has an `href` to launch. */
  readonly hasPage: boolean
  /** Identifiers of the resources it needs. */
  readonly dependencies: readonly string[]
  readonly element: XmlElement
}

/** Checks the resources of a manifest and the files they list against those that are there. */
export function checkResources(manifest: Manifest, archive: Archive, report: Report): ReadonlyMap<string, Resource> {
  const { root, at } = manifest
  for (const element of withDescendants(root)) {
    const base = element.attributes.find(({ name }) => name === "xml:base")
    if (base) report.add("xml-base", `<${element.name}> has xml:base="${base.value}".`, at(base))
  }
  const parent = childOf(root, "resources")
  const elements = childrenOf(parent, "resource")
  const declared = new Set<string>()
  const bases = [root, ...(parent ? [parent] : [])].map(baseOf).join("")
  const resources = elements.map((element) => {
    checkFiles(element, bases + baseOf(element), declared, { manifest, archive, report })
    return readResource(element, manifest, report)
  })
  for (const location of withDescendants(root).filter(({ local }) => local === "location")) {
    const name = findHref(location.text, "", archive)
    if (name.found !== undefined) declared.add(name.found)
  }
  for (const name of archive.names) {
    if (!declared.has(name) && !isControlFile(name)) {
      report.add("file-undeclared", "The manifest does not list this file.", { entry: name })
    }
  }
  return new Map(resources.map((resource) => [resource.identifier, resource]))
}

/** Checks that every resource is used, and that what resources depend on is there. */
export function checkUse(
  { at }: Manifest,
  resources: ReadonlyMap<string, Resource>,
  launched: ReadonlySet<string>,
  report: Report,
): void {
  const used = new Set<string>()
  const wanted = [...launched]
  for (let identifier = wanted.pop(); identifier !== undefined; identifier = wanted.pop()) {
    const resource = resources.get(identifier)
    if (!resource || used.has(identifier)) continue
    used.add(identifier)
    wanted.push(...resource.dependencies)
  }
  for (const { identifier, dependencies, element } of resources.values()) {
    for (const dependency of dependencies) {
      if (resources.has(dependency)) continue
      const message = `The resource "${identifier}" depends on "${dependency}", which is no resource.`
      report.add("resource-dependency", message, at(element))
    }
    if (!used.has(identifier)) report.add("resource-unused", `Nothing uses the resource "${identifier}".`, at(element))
  }
}

function readResource(element: XmlElement, { edition, at }: Manifest, report: Report): Resource {
  const identifier = attributeOf(element, "identifier")?.trim() ?? ""
  const name = `The resource "${identifier}"`
  const attribute = edition.is2004 ? "adlcp:scormType" : "adlcp:scormtype"
  const written = element.attributes.find(({ local }) => local.toLowerCase() === "scormtype")
  const type = written?.value
  if (written?.local !== attribute.slice(6)) {
    const message = written ? `has ${written.name} in place of ${attribute}` : `has no ${attribute}`
    report.add("scorm-type", `${name} ${message}.`, at(written ?? element))
  } else if (type !== "sco" && type !== "asset") {
    report.add("scorm-type", `${name} has ${attribute}="${type}".`, at(written))
  }
  const kind = attributeOf(element, "type") ?? ""
  if (kind !== "webcontent") report.add("resource-type", `${name} has type="${kind}".`, at(element))
  const page = attributeOf(element, "href")?.trim() ?? ""
  return {
    identifier,
    isSco: type === "sco",
    hasPage: page !== "",
    dependencies: childrenOf(element, "dependency").map((one) => attributeOf(one, "identifierref")?.trim() ?? ""),
    element,
  }
}

interface Context {
  readonly manifest: Manifest
  readonly archive: Archive
  readonly report: Report
}

/** Holds the files of a resource against those of the zip, and its page against its files. */
function checkFiles(
  resource: XmlElement,
  base: string,
  declared: Set<string>,
  { manifest: { at }, archive, report }: Context,
): void {
  const name = `The resource "${attributeOf(resource, "identifier")?.trim() ?? ""}"`
  const own = new Set<string>()
  for (const file of childrenOf(resource, "file")) {
    const { found, rule, message } = findHref(attributeOf(file, "href") ?? "", base, archive)
    if (rule) report.add(rule, `${name} lists a file whose href ${message}.`, at(file))
    if (found === undefined) continue
    if (own.has(found)) report.add("file-twice", `${name} lists ${found} twice.`, at(file))
    own.add(found)
    declared.add(found)
  }
  const href = attributeOf(resource, "href")
  if (href === undefined) return
  const { found, rule, message } = findHref(href, base, archive)
  // What is also among its files was told there already.
  const isListed = childrenOf(resource, "file").some((file) => attributeOf(file, "href") === href)
  if (rule && !isListed) report.add(rule, `${name} launches an href that ${message}.`, at(resource))
  if (found === undefined || own.has(found)) return
  report.add("resource-page", `${name} launches ${found}, which is not among its files.`, at(resource))
  // One finding is enough for it.
  declared.add(found)
}

function baseOf(element: XmlElement): string {
  return attributeOf(element, "xml:base") ?? ""
}

/** Files that the standards put in a package without listing them. */
function isControlFile(name: string): boolean {
  return name === manifestName || isSchemaName(name) || /\.(xsd|dtd)$/i.test(name)
}

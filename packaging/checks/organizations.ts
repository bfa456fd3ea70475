import type { Report } from "../report.ts"
import { attributeOf, childOf, childrenOf, withDescendants, type XmlElement } from "../xml.ts"
import type { Manifest } from "./manifest-file.ts"
import type { Resource } from "./resources.ts"

/** What a manifest's organizations amount to. */
export interface Organizations {
  /** Title of the organization that an LMS uses. */
  readonly title?: string
  readonly organizations: number
  readonly items: number
  /** Items that launch a SCO. */
  readonly scos: number
  /** Identifiers of the resources that items launch. */
  readonly launched: ReadonlySet<string>
}

/** Titles longer than this do not fit into IMS CP 1.1.2, nor into what later LMSs promise. */
const longestTitle = 200

/** Checks what an LMS shows and launches: organizations, items, and how SCOs are sequenced. */
export function checkOrganizations(
  manifest: Manifest,
  resources: ReadonlyMap<string, Resource>,
  report: Report,
): Organizations {
  const { root, edition, at } = manifest
  const parent = childOf(root, "organizations")
  const all = childrenOf(parent, "organization")
  const wanted = parent && attributeOf(parent, "default")?.trim()
  const used = all.find((one) => attributeOf(one, "identifier")?.trim() === wanted) ?? all[0]
  if (!all.some((one) => childOf(one, "item"))) {
    report.add("organization-missing", "No organization has an item.", at(parent ?? root))
  }
  if (parent && all.length > 0 && attributeOf(used ?? parent, "identifier")?.trim() !== wanted) {
    const message = wanted ? `The default organization "${wanted}" is not there.` : "No organization is the default."
    report.add("organization-default", message, at(parent))
  }
  if (all.length > 1) report.add("organization-several", `There are ${all.length} organizations.`, at(parent ?? root))
  const items = all.flatMap((one) => withDescendants(one).filter(({ local }) => local === "item"))
  for (const one of [...all, ...items]) checkTitle(one, manifest, report)
  const launches = items.map((item) => ({ item, resource: checkItem(item, manifest, resources, report) }))
  const scos = launches.filter(({ resource }) => resource?.isSco)
  if (items.length > 0 && scos.length === 0) {
    report.add("sco-missing", "No item launches a SCO.", at(parent ?? root))
  }
  if (edition.is2004) for (const { item } of scos) checkDelivery(item, manifest, report)
  for (const map of withDescendants(root).filter(({ name }) => name === "imsss:mapInfo")) {
    report.add("map-info", "There is an imsss:mapInfo.", at(map))
  }
  const title = childOf(used, "title")?.text.trim()
  return {
    ...(title && { title }),
    organizations: all.length,
    items: items.length,
    scos: scos.length,
    launched: new Set(launches.flatMap(({ resource }) => (resource ? [resource.identifier] : []))),
  }
}

function checkTitle(element: XmlElement, { at }: Manifest, report: Report): void {
  const title = childOf(element, "title")?.text.trim() ?? ""
  const name = `The ${element.local} "${attributeOf(element, "identifier") ?? ""}"`
  if (title === "") report.add("title-missing", `${name} has no title.`, at(element))
  else if (title.length > longestTitle) {
    report.add("title-length", `${name} has a title of ${title.length} characters.`, at(element))
  }
}

/** Reports on an item; gives the resource it launches. */
function checkItem(
  item: XmlElement,
  { edition, at }: Manifest,
  resources: ReadonlyMap<string, Resource>,
  report: Report,
): Resource | undefined {
  const name = `The item "${attributeOf(item, "identifier") ?? ""}"`
  const visible = attributeOf(item, "isvisible")
  if (visible !== undefined && visible !== "true" && visible !== "false") {
    report.add("item-visible", `${name} has isvisible="${visible}".`, at(item))
  }
  const mastery = childOf(item, "masteryscore")
  if (mastery && !edition.is2004 && !isScore(mastery.text.trim())) {
    report.add("mastery-score", `${name} has the masteryscore "${mastery.text}".`, at(mastery))
  }
  const threshold = edition.is2004 ? childOf(item, "completionThreshold") : undefined
  if (threshold) report.add("completion-threshold", `${name} has a completion threshold.`, at(threshold))
  const reference = attributeOf(item, "identifierref")?.trim() ?? ""
  const hasItems = childOf(item, "item") !== undefined
  if (reference === "") {
    if (!hasItems) report.add("item-reference", `${name} launches nothing and has no items.`, at(item))
    return undefined
  }
  const resource = resources.get(reference)
  if (!resource) report.add("item-reference", `${name} launches "${reference}", which is no resource.`, at(item))
  else if (hasItems && edition.is2004) {
    report.add("item-reference", `${name} launches a resource and has items of its own.`, at(item))
  } else if (!resource.hasPage) {
    report.add("item-reference", `${name} launches "${reference}", which has no href.`, at(item))
  }
  return resource
}

function checkDelivery(item: XmlElement, { at }: Manifest, report: Report): void {
  const controls = childOf(childOf(item, "sequencing"), "deliveryControls")
  const isTrue = (name: string) => controls && /^(true|1)$/.test(attributeOf(controls, name) ?? "")
  if (isTrue("completionSetByContent") && isTrue("objectiveSetByContent")) return
  const name = `The item "${attributeOf(item, "identifier") ?? ""}"`
  report.add("delivery-controls", `${name} does not say that its content reports completion and success.`, at(item))
}

function isScore(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) <= 100
}

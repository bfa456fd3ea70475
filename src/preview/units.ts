import { attributeOf, readXml, withDescendants, type XmlElement } from "../../packaging/xml.ts"
import { readManifest } from "../lms/scorm-launch.ts"
import type { Offer, Unit } from "./protocol.ts"
import type { Files } from "./source.ts"

/** A unit with what an LMS knows of it. */
export interface LaunchUnit extends Unit {
  /** Its id in a course structure (cmi5), or the activity's (xAPI). */
  readonly id: string
  /** Mastery score, 0–1, that the package states. */
  readonly mastery?: number
  /** What a course structure has the LMS hand to an AU (cmi5 §10.2). */
  readonly launchData?: Readonly<Record<string, unknown>>
}

/** What an LMS launches in a package, in order. */
export function unitsOf(files: Files, { tracking }: Offer): readonly LaunchUnit[] {
  switch (tracking) {
    case "scorm12":
    case "scorm2004":
      return readManifest(textOf(files, "imsmanifest.xml")).items.flatMap(({ page, title, mastery }) =>
        page === "" ? [] : [{ page, title, id: page, ...(mastery !== "" && { mastery: Number(mastery) / 100 }) }],
      )
    case "cmi5":
      return elements(files, "cmi5.xml", "au").map((au) => {
        const mastery = Number(attributeOf(au, "masteryScore"))
        return {
          page: childText(au, "url"),
          title: childText(au, "title"),
          id: attributeOf(au, "id") ?? "",
          ...(mastery > 0 && { mastery }),
          launchData: launchDataOf(au),
        }
      })
    case "xapi":
      return elements(files, "tincan.xml", "activity").flatMap((activity) => {
        const page = childText(activity, "launch")
        return page === "" ? [] : [{ page, title: childText(activity, "name"), id: attributeOf(activity, "id") ?? "" }]
      })
    case "none":
      return [{ page: "index.html", title: "index.html", id: "index.html" }]
  }
}

/** What an AU is told of itself; what satisfies it has a default (§13.1.4). */
function launchDataOf(au: XmlElement): Readonly<Record<string, unknown>> {
  const [launchParameters, entitlement] = [childText(au, "launchParameters"), childText(au, "entitlementKey")]
  return {
    moveOn: attributeOf(au, "moveOn") ?? "NotApplicable",
    ...(launchParameters !== "" && { launchParameters }),
    ...(entitlement !== "" && { entitlementKey: { courseStructure: entitlement } }),
  }
}

function textOf(files: Files, name: string): string {
  return new TextDecoder().decode(files.get(name))
}

function elements(files: Files, name: string, local: string): readonly XmlElement[] {
  return withDescendants(readXml(textOf(files, name))).filter((element) => element.local === local)
}

/** The text of a child, or of the first of its texts in several languages. */
function childText({ children }: XmlElement, local: string): string {
  const child = children.find((element) => element.local === local)
  return (child?.children[0]?.text ?? child?.text ?? "").trim()
}

import { attributeOf, readXml, withDescendants } from "../../packaging/xml.ts"

/** Whether a launch records (SCORM 1.2 RTE §3.4.4 `lesson_mode`, 2004 RTE §4.2.14 `mode`). */
export type Mode = "normal" | "review" | "browse"

/** Whether a launch counts for the learner. */
export type Credit = "credit" | "no-credit"

/** What an LMS takes from a manifest. */
export interface Manifest {
  /** Which API object content looks for; none for a page without an LMS. */
  readonly edition: "scorm12" | "scorm2004" | "none"
  readonly items: readonly {
    /** The page that is launched. */
    readonly page: string
    readonly title: string
    /** Ids of the learning objectives that the LMS creates before content says anything (SCORM 2004). */
    readonly objectives: readonly string[]
    /** `adlcp:masteryscore` (SCORM 1.2). */
    readonly mastery: string
  }[]
}

/** What an LMS keeps of an attempt at a SCO. */
export interface Stored {
  /** The data model, as scorm-again reads it in again. */
  readonly cmi: Readonly<Record<string, unknown>>
  /** The same flat: a value an element. */
  readonly flat: Readonly<Record<string, string>>
  /** Whether its last session was ended properly. */
  readonly isOver: boolean
}

/** A launch of a SCO. */
export interface Launched {
  readonly page: string
  readonly mode: Mode
  readonly credit: Credit
  readonly learner: string
}

/**
 * What the data model holds when a course is launched. As LMSs do, it goes on with an attempt that was left with
 * `suspend`, or that never ended properly, and begins a blank one otherwise.
 */
export function dataAtLaunch(
  edition: Manifest["edition"],
  manifest: Manifest,
  stored: Stored | undefined,
  { page, mode, credit, learner }: Launched,
): Record<string, unknown> {
  const isOld = edition === "scorm12"
  const item = manifest.items.find((item) => item.page === page)
  const exit = stored?.flat[isOld ? "cmi.core.exit" : "cmi.exit"]
  const goesOn = stored !== undefined && (exit === "suspend" || !stored.isOver)
  const entry = goesOn ? (exit === "suspend" ? "resume" : "") : "ab-initio"
  const objectives = Object.fromEntries((item?.objectives ?? []).map((id, index) => [index, { id }]))
  const cmi = goesOn ? stored.cmi : isOld ? {} : { objectives }
  if (!isOld) {
    const own = { learner_id: learner, learner_name: "Lovelace, Ada", mode, credit, entry }
    return { ...cmi, ...own, exit: "", session_time: "PT0S" }
  }
  const core = typeof cmi.core === "object" ? cmi.core : {}
  const own = { student_id: learner, student_name: "Lovelace, Ada", lesson_mode: mode, credit, entry }
  const data = { mastery_score: item?.mastery ?? "" }
  return { ...cmi, core: { ...core, ...own, exit: "", session_time: "00:00:00" }, student_data: data }
}

/**
 * Reads as much of a manifest as LMSs do, and as loosely.
 *
 * @throws XmlError when it is no XML
 */
export function readManifest(xml: string): Manifest {
  if (xml === "") return { edition: "none", items: [] }
  const all = withDescendants(readXml(xml))
  const resources = all.filter(({ local }) => local === "resource")
  return {
    edition: xml.includes("adlcp_rootv1p2") ? "scorm12" : "scorm2004",
    items: all
      .filter(({ local }) => local === "item")
      .map((item) => {
        const own = item.children.filter(({ local }) => local !== "item")
        const wanted = attributeOf(item, "identifierref")
        const resource = resources.find((resource) => attributeOf(resource, "identifier") === wanted)
        const textOf = (name: string) => own.find(({ local }) => local === name)?.text.trim() ?? ""
        return {
          page: addressOf(resource && wanted && attributeOf(resource, "href"), attributeOf(item, "parameters")),
          title: textOf("title"),
          objectives: own.flatMap(withDescendants).flatMap((element) => attributeOf(element, "objectiveID") ?? []),
          mastery: textOf("masteryscore"),
        }
      }),
  }
}

/** The address that is launched: the resource's, with the parameters of the item. */
function addressOf(href: string | undefined, parameters = ""): string {
  if (!href) return ""
  const bare = parameters.replace(/^[?&]+/, "")
  if (bare === "" || bare.startsWith("#")) return href + bare
  return `${href}${href.includes("?") ? "&" : "?"}${bare}`
}

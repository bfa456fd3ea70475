import { isElsewhere } from "../../packaging/checks/href.ts"
import { attributeOf, readXml, withDescendants, type XmlElement } from "../../packaging/xml.ts"

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
    /** `adlcp:masteryscore` (SCORM 1.2), 0–100. */
    readonly mastery: string
    /** `imsss:minNormalizedMeasure` of what is satisfied by measure (SCORM 2004), −1 to 1. */
    readonly passing: string
    /** How much progress completes it (`adlcp:completionThreshold`, SCORM 2004), 0–1. */
    readonly completing: string
    /** What the LMS hands to the course (`adlcp:datafromlms`, in SCORM 2004 `adlcp:dataFromLMS`). */
    readonly launchData: string
    /** How long an attempt may take, and what happens then, in the words of the edition. */
    readonly timeAllowed: string
    readonly timeLimitAction: string
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
  /** Name of the learner, as people write it. */
  readonly learner: string
  /** Mastery score of the LMS, 0–100; the manifest's where absent. */
  readonly mastery?: number
}

/**
 * What the data model holds when a course is launched. As LMSs do, it goes on with an attempt that was left with
 * `suspend`, or that never ended properly, and begins a blank one otherwise.
 */
export function dataAtLaunch(
  edition: Manifest["edition"],
  manifest: Manifest,
  stored: Stored | undefined,
  { page, mode, credit, learner, mastery }: Launched,
): Record<string, unknown> {
  const isOld = edition === "scorm12"
  const item = manifest.items.find((item) => item.page === page)
  const exit = stored?.flat[isOld ? "cmi.core.exit" : "cmi.exit"]
  const goesOn = stored !== undefined && (exit === "suspend" || !stored.isOver)
  const entry = goesOn ? (exit === "suspend" ? "resume" : "") : "ab-initio"
  const objectives = Object.fromEntries((item?.objectives ?? []).map((id, index) => [index, { id }]))
  const cmi = goesOn ? stored.cmi : isOld ? {} : { objectives }
  const seconds = goesOn ? secondsSpent(stored, isOld ? "cmi.core" : "cmi") : 0
  // An identifier has no blanks.
  const [id, name] = [learner.replace(/\s+/g, "_"), lastNameFirst(learner)]
  const limits = { max_time_allowed: item?.timeAllowed ?? "", time_limit_action: item?.timeLimitAction ?? "" }
  const launch_data = item?.launchData ?? ""
  if (!isOld) {
    const own = { learner_id: id, learner_name: name, mode, credit, entry, exit: "", session_time: "PT0S" }
    const scaled_passing_score = mastery === undefined ? (item?.passing ?? "") : String(mastery / 100)
    const measures = { scaled_passing_score, completion_threshold: item?.completing ?? "" }
    return { ...cmi, ...own, ...limits, ...measures, launch_data, total_time: timeinterval(seconds) }
  }
  const core = typeof cmi.core === "object" ? cmi.core : {}
  const own = { student_id: id, student_name: name, lesson_mode: mode, credit, entry, exit: "" }
  const times = { session_time: "00:00:00", total_time: timespan(seconds) }
  const mastery_score = mastery === undefined ? (item?.mastery ?? "") : String(mastery)
  return { ...cmi, core: { ...core, ...own, ...times }, launch_data, student_data: { ...limits, mastery_score } }
}

/** A name as LMSs write it: "Hopper, Grace". */
function lastNameFirst(name: string): string {
  const words = name.trim().split(/\s+/)
  if (words.length < 2 || name.includes(",")) return name.trim()
  return `${words.at(-1)}, ${words.slice(0, -1).join(" ")}`
}

/** How long the sessions of an attempt took, in seconds: an LMS adds a session's time when it is ended. */
function secondsSpent({ flat, isOver }: Stored, core: string): number {
  const before = secondsOf(flat[`${core}.total_time`])
  return isOver ? before + secondsOf(flat[`${core}.session_time`]) : before
}

/** A time of either edition in seconds: `0001:30:00.5` or `P1DT1H30M0.5S` (years and months are of no use in a session). */
function secondsOf(time = ""): number {
  const [, hours = 0, minutes = 0, seconds = 0] = /^(\d+):(\d+):([\d.]+)$/.exec(time) ?? []
  const [, days = 0, h = 0, m = 0, s = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(time) ?? []
  return Number(days) * 86_400 + (Number(hours) + Number(h)) * 3600 + (Number(minutes) + Number(m)) * 60 + +seconds + +s
}

/** Hours, minutes and seconds, the last with two decimals at most. */
function partsOf(seconds: number): readonly [number, number, number] {
  const hundredths = Math.round(seconds * 100)
  return [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60, (hundredths % 6000) / 100]
}

function timespan(seconds: number): string {
  const [h, m, s] = partsOf(seconds)
  return [h, m, s].map((part) => (part < 10 ? `0${part}` : part)).join(":")
}

function timeinterval(seconds: number): string {
  const [h, m, s] = partsOf(seconds)
  const parts = [h > 0 && `${h}H`, m > 0 && `${m}M`, (s > 0 || seconds === 0) && `${s}S`]
  return `PT${parts.filter(Boolean).join("")}`
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
  const outer = all.filter(({ local }) => local === "manifest" || local === "resources").slice(0, 2)
  const hrefOf = (resource: XmlElement) => {
    const href = attributeOf(resource, "href")
    const bases = [...outer, resource].map((element) => attributeOf(element, "xml:base") ?? "")
    return href && !isElsewhere(href) ? bases.join("") + href : href
  }
  return {
    edition: xml.includes("adlcp_rootv1p2") ? "scorm12" : "scorm2004",
    items: all
      .filter(({ local }) => local === "item")
      .map((item) => {
        const own = item.children.filter(({ local }) => local !== "item")
        const wanted = attributeOf(item, "identifierref")
        const resource = resources.find((resource) => attributeOf(resource, "identifier") === wanted)
        const textOf = (name: string) => own.find(({ local }) => local === name)?.text.trim() ?? ""
        const below = own.flatMap(withDescendants)
        const limits = below.find(({ local }) => local === "limitConditions")
        return {
          page: addressOf(resource && wanted && hrefOf(resource), attributeOf(item, "parameters")),
          title: textOf("title"),
          objectives: below.flatMap((element) => attributeOf(element, "objectiveID") ?? []),
          mastery: textOf("masteryscore"),
          passing: passingOf(below),
          completing: completingOf(below),
          launchData: textOf("datafromlms") || textOf("dataFromLMS"),
          timeAllowed:
            textOf("maxtimeallowed") || ((limits && attributeOf(limits, "attemptAbsoluteDurationLimit")) ?? ""),
          timeLimitAction: textOf("timelimitaction") || textOf("timeLimitAction"),
        }
      }),
  }
}

/** The score that satisfies the primary objective, where it is satisfied by measure: 1 where none is named (SN §3.10). */
function passingOf(elements: readonly XmlElement[]): string {
  const primary = elements.find(({ local }) => local === "primaryObjective")
  if (!primary || !isTrue(attributeOf(primary, "satisfiedByMeasure"))) return ""
  return primary.children.find(({ local }) => local === "minNormalizedMeasure")?.text.trim() || "1.0"
}

/** 4th Edition: an attribute that counts where another says so, 1 where it is missing. 3rd Edition: the element's text. */
function completingOf(elements: readonly XmlElement[]): string {
  const threshold = elements.find(({ local }) => local === "completionThreshold")
  if (!threshold) return ""
  if (isTrue(attributeOf(threshold, "completedByMeasure"))) return attributeOf(threshold, "minProgressMeasure") ?? "1.0"
  return threshold.text.trim()
}

function isTrue(value: string | undefined): boolean {
  return value === "true" || value === "1"
}

/** The address that is launched: the resource's, with the parameters of the item. */
function addressOf(href: string | undefined, parameters = ""): string {
  if (!href) return ""
  const bare = parameters.replace(/^[?&]+/, "")
  if (bare === "" || bare.startsWith("#")) return href + bare
  return `${href}${href.includes("?") ? "&" : "?"}${bare}`
}

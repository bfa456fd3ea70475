import { createHash } from "node:crypto"
import type { Course, Phase } from "../src/lesson/model.ts"
import type { FormatName, Layout } from "./formats.ts"

/** One SCO of a package: what an LMS launches and keeps a record of. */
export interface Sco {
  /** Identifier of its item. An LMS keeps attempts by it, so it never changes. */
  readonly item: string
  /** Identifier of its resource. */
  readonly resource: string
  /** What an LMS's table of contents calls it. */
  readonly title: string
  /** The page an LMS launches. */
  readonly page: string
  /** The phases it holds, in teaching order. */
  readonly phases: readonly Phase[]
  /** Files that no other SCO of the package uses, its page first. */
  readonly files: readonly string[]
}

/** Identifiers of what there is one of in a manifest. */
export interface Identifiers {
  readonly manifest: string
  readonly organization: string
  /** The resource that lists every file which SCOs share. */
  readonly shared: string
}

/** Cuts a course into its SCOs. */
export function scosOf(course: Course, layout: Layout): readonly Sco[] {
  const title = manifestText(course.title, course.id)
  if (layout === "course") {
    const page = "index.html"
    return [{ item: "I_COURSE", resource: "R_COURSE", title, page, phases: course.phases, files: [page] }]
  }
  return course.phases.map((phase) => {
    const name = phase.id.toUpperCase()
    const page = `${phase.id}.html`
    return {
      item: `I_${name}`,
      resource: `R_${name}`,
      title: manifestText(phase.title, phase.id),
      page,
      phases: [phase],
      files: [page, `${phase.id}.js`],
    }
  })
}

/**
 * Makes the identifiers of a package, the same at every build and different for every course, format and layout.
 *
 * Nine characters, letter first: SuccessFactors tells courses apart by the first 15 characters of the manifest's
 * identifier, and another LMS refuses an organization's of ten or more.
 */
export function identifiersOf({ id }: Pick<Course, "id">, format: FormatName, layout: Layout): Identifiers {
  const digest = createHash("sha256").update(`${id}/${format}/${layout}`).digest("hex")
  const name = BigInt(`0x${digest}`).toString(36).slice(0, 8).toUpperCase()
  return { manifest: `L${name}`, organization: `O${name}`, shared: "R_SHARED" }
}

/** The most characters of a title (IMS CP 1.1.2 allows no more; later versions promise no more). */
const longestTitle = 200

/**
 * Makes text fit to stand in a manifest: one line, without control characters and halves of surrogate pairs (XML 1.0
 * forbids them), at most 200 characters unless said otherwise, cut at a word. `otherwise` stands where nothing is left.
 */
export function manifestText(text: string, otherwise: string, longest = longestTitle): string {
  const line = text
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "")
    .trim()
  return shorten(line, longest) || otherwise
}

/** The `version` of a manifest: at most 20 characters (IMS CP 1.1.2). */
export function manifestVersion({ version }: Pick<Course, "version">): string {
  return manifestText(version, "1").slice(0, 20)
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text
  const room = text.slice(0, length - 1)
  const word = room.lastIndexOf(" ")
  // Half a surrogate pair is no character.
  return `${room.slice(0, word > length / 2 ? word : undefined).replace(/[\ud800-\udbff]$/, "")}…`
}

import type { Course } from "../src/lesson/model.ts"

/** The formats Lessonpack builds, in the order in which it builds and lists them. */
export const formatNames = ["scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "web"] as const

/** Name of a format, as the command and `course.yaml` write it. */
export type FormatName = (typeof formatNames)[number]

/** How a course is cut into what an LMS launches (SCOs, AUs): one for the whole course, or one a phase. */
export const layouts = ["course", "phases"] as const

/** Name of a layout, as the command writes it. */
export type Layout = (typeof layouts)[number]

/** A set of official schema files, named after the format that carries it. */
export type SchemaSet = "scorm12" | "scorm2004-3" | "scorm2004-4"

/** What distinguishes a format. */
export interface Format {
  /** What people call it. */
  readonly label: string
  /** Adapter of the player that talks to whoever launched the course. */
  readonly tracking: "scorm12" | "scorm2004" | "cmi5" | "xapi" | "standalone"
  /** How it is cut when nobody says; its packages' names leave this layout out. */
  readonly layout: Layout
  /** For each layout it has, the most ASCII characters of saved work that may be counted on, for one SCO or AU. */
  readonly savedWork: Readonly<Partial<Record<Layout, number>>>
  /** Whether it names things by IRIs, and so needs the author's base. */
  readonly needsBase: boolean
  /** Its manifest's schema files and the exact word that LMSs know the edition by; absent where there is no manifest. */
  readonly manifest?: {
    readonly schemas: SchemaSet
    readonly schemaVersion: "1.2" | "2004 3rd Edition" | "2004 4th Edition"
  }
}

/**
 * Every format. SCORM 1.2 keeps 4,096 characters of `cmi.suspend_data` (RTE §3.4), SCORM 2004 from its 3rd Edition on
 * 64,000 (RTE §4.2.23). A phase keeps to 4,096 in every SCORM format, so that one lesson fits them all.
 *
 * An LRS keeps documents of any size, but a page that is being left may send 64 KiB and no more, statements and saved work
 * together (Fetch, keepalive): so saved work may take half of that.
 */
export const formats: Readonly<Record<FormatName, Format>> = {
  scorm12: {
    label: "SCORM 1.2",
    tracking: "scorm12",
    layout: "course",
    needsBase: false,
    savedWork: { course: 4_096, phases: 4_096 },
    manifest: { schemas: "scorm12", schemaVersion: "1.2" },
  },
  "scorm2004-3": {
    label: "SCORM 2004 3rd Edition",
    tracking: "scorm2004",
    layout: "course",
    needsBase: false,
    savedWork: { course: 64_000, phases: 4_096 },
    manifest: { schemas: "scorm2004-3", schemaVersion: "2004 3rd Edition" },
  },
  "scorm2004-4": {
    label: "SCORM 2004 4th Edition",
    tracking: "scorm2004",
    layout: "course",
    needsBase: false,
    savedWork: { course: 64_000, phases: 4_096 },
    manifest: { schemas: "scorm2004-4", schemaVersion: "2004 4th Edition" },
  },
  cmi5: {
    label: "cmi5",
    tracking: "cmi5",
    layout: "phases",
    needsBase: true,
    savedWork: { course: 32_000, phases: 32_000 },
  },
  xapi: {
    label: "xAPI",
    tracking: "xapi",
    layout: "course",
    needsBase: true,
    savedWork: { course: 32_000 },
  },
  web: {
    label: "Web",
    tracking: "standalone",
    layout: "course",
    needsBase: false,
    savedWork: { course: 64_000 },
  },
}

/** Whether a word names a format. */
export function isFormatName(word: string): word is FormatName {
  return formatNames.some((name) => name === word)
}

/** Whether a word names a layout. */
export function isLayout(word: string): word is Layout {
  return layouts.some((name) => name === word)
}

/** Whether a format can be cut that way. */
export function hasLayout(format: FormatName, layout: Layout): boolean {
  return formats[format].savedWork[layout] !== undefined
}

/** The most characters of saved work that one SCO of a package may need. */
export function savedWorkLimit(format: FormatName, layout: Layout): number {
  const limit = formats[format].savedWork[layout]
  if (limit === undefined) throw new Error(`The format ${format} has no layout ${layout}`)
  return limit
}

/**
 * Names the file of a package. The layout is part of the name only where it is not the format's own.
 *
 * @example packageName(course, "scorm12", "phases") // "mlops-landscape-scorm12-phases.zip"
 * @example packageName(course, "cmi5", "phases") // "mlops-landscape-cmi5.zip"
 */
export function packageName({ id }: Pick<Course, "id">, format: FormatName, layout: Layout): string {
  return `${id}-${format}${layout === formats[format].layout ? "" : `-${layout}`}.zip`
}

import { readFile } from "node:fs/promises"
import { isDeepStrictEqual } from "node:util"
import { openArchive } from "../../packaging/checks/archive.ts"
import { descriptionName, readDescription } from "../../packaging/description.ts"
import {
  type FormatName,
  formatNames,
  formats,
  hasLayout,
  type Layout,
  layouts,
  savedWorkLimit,
} from "../../packaging/formats.ts"
import { inspectPackage } from "../../packaging/inspect.ts"
import { packageCourse } from "../../packaging/package.ts"
import { createReport } from "../../packaging/report.ts"
import { isZip } from "../../packaging/unzip.ts"
import { bundleCourse } from "../bundle.ts"
import { CourseError, formatDiagnostic, sortDiagnostics, unreadPackage } from "../diagnostic.ts"
import { locateLesson } from "../lesson/files.ts"
import type { Course } from "../lesson/model.ts"
import { loadLesson } from "../load-lesson.ts"
import { followFolder } from "./follow.ts"
import type { Offer } from "./protocol.ts"

/** The files of a package by their names. */
export type Files = ReadonlyMap<string, Uint8Array>

/** What is previewed: a lesson that may change, or a package. */
export interface Source {
  readonly title: () => string
  readonly offers: () => readonly Offer[]
  /** Whether changes are followed. */
  readonly isLive: boolean
  readonly revision: () => number
  readonly problems: () => readonly string[]
  /** The files of a package, made when they are first asked for after a change. */
  files(offer: Offer): Promise<Files>
  /** Calls back after every change. */
  subscribe(changed: () => void): void
  close(): void
}

/**
 * Opens a lesson or a package.
 *
 * @throws CourseError when a lesson has errors, or a zip is no package
 */
export async function openSource(path: string): Promise<Source> {
  const data = await readFile(path).catch((fault: Error) => fault)
  const isRead = !(data instanceof Error)
  if (!isZip(path, isRead ? data : undefined)) return openLesson(path)
  if (!isRead) throw new CourseError([unreadPackage(path, data)])
  return openZip(path, data)
}

async function openZip(path: string, data: Uint8Array): Promise<Source> {
  const { kind, title = path, diagnostics } = await inspectPackage(data, path)
  const archive = openArchive(data, createReport(path))
  const tracking = trackingOf(kind)
  if (!archive || !tracking) throw new CourseError(diagnostics)
  const files = new Map(archive.names.map((name) => [name, archive.read(name)]))
  const description = readDescription(new TextDecoder().decode(files.get(descriptionName)))
  const offer: Offer = {
    format: description?.format ?? kind,
    layout: description?.layout ?? "course",
    label: description ? labelOf(description.format, description.layout) : kind,
    tracking,
  }
  return {
    title: () => title,
    offers: () => [offer],
    isLive: false,
    revision: () => 0,
    problems: () => diagnostics.filter(({ severity }) => severity === "error").map(formatDiagnostic),
    files: async () => files,
    subscribe() {},
    close() {},
  }
}

function trackingOf(kind: string): Offer["tracking"] | undefined {
  if (kind.startsWith("SCORM")) return kind === "SCORM 1.2" ? "scorm12" : "scorm2004"
  if (kind === "cmi5") return "cmi5"
  if (kind === "xAPI") return "xapi"
  return kind === "web" ? "none" : undefined
}

/** How long files must be at rest before a lesson is read again, in milliseconds: editors write in several steps. */
const settling = 120

async function openLesson(path: string): Promise<Source> {
  let course = await load(path)
  let revision = 0
  let problems: readonly string[] = []
  const made = new Map<string, Promise<Files>>()
  const listeners = new Set<() => void>()

  async function reload(): Promise<void> {
    const before = { revision, told: problems.join() }
    try {
      const next = await load(path)
      problems = []
      // Not every file in the folder is the lesson's, and not every saved one says something else.
      if (!isDeepStrictEqual(next, course)) {
        course = next
        made.clear()
        revision++
      }
    } catch (error) {
      // The last good version stays: a half-typed line should not take the course away.
      problems = error instanceof CourseError ? error.diagnostics.map(formatDiagnostic) : [String(error)]
    }
    if (revision === before.revision && problems.join() === before.told) return
    for (const listener of listeners) listener()
  }

  let timer: NodeJS.Timeout | undefined
  let reading = Promise.resolve()
  const { folder, bare } = locateLesson(path)
  const leave = followFolder(folder, { isDeep: !bare }, () => {
    clearTimeout(timer)
    // One after the other: of two readings at once the older could come last.
    timer = setTimeout(() => (reading = reading.then(reload)), settling)
  })

  return {
    title: () => course.title,
    offers: () => offersOf(course),
    isLive: true,
    revision: () => revision,
    problems: () => problems,
    files({ format, layout }) {
      const key = `${format} ${layout}`
      const files = made.get(key) ?? make(course, format as FormatName, layout as Layout)
      made.set(key, files)
      return files
    },
    subscribe(changed) {
      listeners.add(changed)
    },
    close() {
      clearTimeout(timer)
      leave()
    },
  }
}

async function load(path: string): Promise<Course> {
  const { course, diagnostics } = await loadLesson(path)
  if (!course) throw new CourseError(sortDiagnostics(diagnostics))
  return course
}

async function make(course: Course, format: FormatName, layout: Layout): Promise<Files> {
  const target = { adapter: formats[format].tracking, capacity: savedWorkLimit(format, layout), layout }
  const [bundle] = await bundleCourse(course, [target])
  if (!bundle) throw new Error(`${format} was not bundled`)
  const files = await packageCourse(course, bundle, format, layout)
  return new Map(files.map(({ name, data }) => [name, data]))
}

/** Every format in every layout that a course can be launched in here; those that need a base only where there is one. */
function offersOf({ baseIri }: Course): readonly Offer[] {
  return formatNames.flatMap((format) =>
    layouts
      .filter((layout) => hasLayout(format, layout) && (baseIri !== undefined || !formats[format].needsBase))
      .map((layout): Offer => {
        const { tracking } = formats[format]
        return {
          format,
          layout,
          label: labelOf(format, layout),
          tracking: tracking === "standalone" ? "none" : tracking,
        }
      }),
  )
}

function labelOf(format: FormatName, layout: Layout): string {
  return `${formats[format].label}${layout === "phases" ? ", a unit a phase" : ""}`
}

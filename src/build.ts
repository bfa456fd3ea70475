import { mkdir, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { type FormatName, formats, type Layout, packageName, savedWorkLimit } from "../packaging/formats.ts"
import { inspectPackage } from "../packaging/inspect.ts"
import { packageCourse } from "../packaging/package.ts"
import { zipFiles } from "../packaging/zip.ts"
import { type BundleTarget, bundleCourse } from "./bundle.ts"
import { choosePackages, type LeftOut, type PackageTarget } from "./choose-packages.ts"
import { CourseError, type Diagnostic, sortDiagnostics } from "./diagnostic.ts"
import { activitiesOf } from "./learner/outline.ts"
import type { Course } from "./lesson/model.ts"
import { loadLesson } from "./load-lesson.ts"
import { checkSavedWork, measureSavedWork, outlinesOf, type SavedWorkNeed } from "./saved-work-check.ts"

/** What to build. */
export interface BuildOptions {
  /** A lesson folder, or a bare lesson plan (`.md`). */
  readonly lesson: string
  /** Formats to build; those of `course.yaml` when absent. */
  readonly formats?: readonly FormatName[]
  /** How to cut the course into SCOs or AUs; when absent, each format's own way. */
  readonly layout?: Layout
  /** Folder for the packages; made if it is not there. `dist` by default. */
  readonly out?: string
}

/** The world outside, as far as a build touches it. */
export interface BuildEffects {
  /** Told what is being done, for people who wait. */
  readonly progress?: (step: string) => void
  /** Called once the lesson is read and checked, before bundling. */
  readonly loaded?: () => void
  /** Milliseconds from any fixed moment; for the times in the report only. */
  readonly clock?: () => number
  /** Today, as a day in ISO form, for what is told about old sources only: packages never depend on it. */
  readonly today?: string
}

/** A package that was built. */
export interface BuiltPackage {
  /** Path of the zip. */
  readonly file: string
  readonly format: FormatName
  readonly layout: Layout
  /** Size of the zip in bytes. */
  readonly size: number
  readonly pages: number
  /** How many activities an LMS receives as interactions. */
  readonly interactions: number
  readonly savedWork: SavedWorkNeed
  /** Milliseconds spent on this package alone. */
  readonly milliseconds: number
}

/** What a build made. */
export interface BuildReport {
  readonly course: Pick<Course, "id" | "title" | "version">
  readonly packages: readonly BuiltPackage[]
  /** Formats of the lesson that were not built, and why: for want of a base in `course.yaml`, or of the layout asked for. */
  readonly leftOut: readonly LeftOut[]
  /** Warnings and information; a build with errors throws instead. */
  readonly diagnostics: readonly Diagnostic[]
  /** Milliseconds of the whole build. */
  readonly milliseconds: number
}

/**
 * Builds a lesson's packages: load, bundle, package, zip, write.
 *
 * All packages are made before the first is written, and each replaces its predecessor in one step: a build that fails or
 * is stopped leaves the old ones as they were.
 *
 * @throws CourseError with every diagnostic when the lesson has errors
 * @throws OutputError when the packages cannot be written
 */
export async function buildCourse(options: BuildOptions, effects: BuildEffects = {}): Promise<BuildReport> {
  const { progress = () => {}, loaded = () => {}, clock = () => performance.now(), today } = effects
  const { lesson, out = "dist" } = options
  const start = clock()

  progress(`Reading ${lesson}`)
  const { course, diagnostics: found } = await loadLesson(lesson, today === undefined ? {} : { today })
  if (!course) throw new CourseError(sortDiagnostics(found))
  const { targets, leftOut, diagnostics: unbuilt } = choosePackages(course, options)
  const diagnostics = sortDiagnostics([...found, ...unbuilt, ...checkSavedWork(course, targets)])
  if (diagnostics.some(({ severity }) => severity === "error")) throw new CourseError(diagnostics)

  loaded()
  progress("Bundling the phases")
  const bundles = await bundleAll(course, targets)

  const faults: Diagnostic[] = []
  const packages: (BuiltPackage & { data: Uint8Array })[] = []
  for (const [index, { format, layout }] of targets.entries()) {
    progress(`Packaging ${formats[format].label}`)
    const began = clock()
    const bundle = bundles[index]
    if (!bundle) throw new Error(`${format} was not bundled`)
    const data = await zipFiles(await packageCourse(course, bundle, format, layout))
    faults.push(...(await faultsOf(data, format, layout, packageName(course, format, layout))))
    packages.push({
      file: join(out, packageName(course, format, layout)),
      ...{ format, layout, data },
      size: data.length,
      ...countsOf(course),
      savedWork: measureSavedWork(course, format, layout),
      milliseconds: Math.round(clock() - began),
    })
  }

  if (faults.length > 0) throw new CourseError(faults)
  progress(`Writing to ${out}`)
  await writeAll(out, packages)
  return {
    course: { id: course.id, title: course.title, version: course.version },
    packages: packages.map(({ data: _, ...built }) => built),
    leftOut,
    diagnostics,
    milliseconds: Math.round(clock() - start),
  }
}

/** What an LMS would refuse in a package: nothing leaves the house that `check` finds an error in. */
async function faultsOf(data: Uint8Array, format: FormatName, layout: Layout, name: string): Promise<Diagnostic[]> {
  const { kind, diagnostics } = await inspectPackage(data, name)
  const errors = diagnostics.filter(({ severity }) => severity === "error")
  if (errors.length > 0 || kind !== "unknown") return errors
  throw new Error(`${name}, in the layout ${layout}, is not known again as ${format}`)
}

/** A bundle for each format, in order; formats that need the same player share its bundle. */
async function bundleAll(course: Course, packages: readonly PackageTarget[]) {
  const targets = packages.map(
    ({ format, layout }): BundleTarget => ({
      adapter: formats[format].tracking,
      capacity: savedWorkLimit(format, layout),
      layout,
    }),
  )
  const keys = targets.map((target) => JSON.stringify(target))
  const distinct = [...new Set(keys)]
  const bundles = await bundleCourse(
    course,
    distinct.map((key) => targets[keys.indexOf(key)]).filter((target) => target !== undefined),
  )
  return keys.map((key) => bundles[distinct.indexOf(key)])
}

function countsOf(course: Course): Pick<BuiltPackage, "pages" | "interactions"> {
  const [outline] = outlinesOf(course, "course", 0)
  return {
    pages: course.phases.reduce((sum, { pages }) => sum + pages.length, 0),
    interactions: outline ? activitiesOf(outline).filter(({ reported }) => reported).length : 0,
  }
}

/** Writes every file beside its place first, then moves them all there. */
async function writeAll(out: string, packages: readonly { file: string; data: Uint8Array }[]): Promise<void> {
  const part = (file: string) => `${file}.part`
  try {
    await mkdir(out, { recursive: true })
    for (const { file, data } of packages) await writeFile(part(file), data)
    for (const { file } of packages) await rename(part(file), file)
  } catch (error) {
    throw error instanceof Error && "code" in error ? new OutputError(out, `${error.code}`) : error
  } finally {
    // Where nothing can be written, nothing can be left behind either.
    for (const { file } of packages) await rm(part(file), { force: true }).catch(() => undefined)
  }
}

/** Thrown by {@link buildCourse} when the packages cannot be written where they should be. */
export class OutputError extends Error {
  override readonly name = "OutputError"
  constructor(
    readonly out: string,
    /** What the system said, such as `EACCES`. */
    readonly code: string,
  ) {
    super(`Nothing can be written to ${out}: ${faults[code] ?? `the system says ${code}`}.`)
  }
}

const faults: Readonly<Record<string, string>> = {
  EEXIST: "it is a file, not a folder",
  ENOTDIR: "a part of its path is a file, not a folder",
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "it lies on a disk that is read only",
  ENOSPC: "the disk is full",
  EISDIR: "a folder stands where a package should be",
}

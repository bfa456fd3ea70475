#!/usr/bin/env node
import { spawn } from "node:child_process"
import { readFileSync, realpathSync } from "node:fs"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { setFlagsFromString } from "node:v8"
import { Command, CommanderError, InvalidArgumentError } from "commander"
import {
  type FormatName,
  formatNames,
  hasLayout,
  isFormatName,
  isLayout,
  type Layout,
  layouts,
} from "../packaging/formats.ts"
import type { Inspection } from "../packaging/inspect.ts"
import { isZip } from "../packaging/unzip.ts"
import { type BuildReport, buildCourse, OutputError } from "./build.ts"
import type { Comparison, Verdict } from "./compare.ts"
import { CourseError, type Diagnostic, formatDiagnostic, sortDiagnostics, unreadPackage } from "./diagnostic.ts"
import type { Played, PlayedUnit } from "./preview/play.ts"
import { toSarif } from "./sarif.ts"
import { table } from "./table.ts"

/** Where a run's words go, and whether someone watches. */
export interface CliEffects {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  /** Whether standard error is a terminal, so that progress may overwrite its line. */
  readonly isInteractive: boolean
  /** Today, as a day in ISO form; old sources are told of only where it is known. */
  readonly today?: string
  /** Called before the part of a build that would take most memory. */
  readonly saveMemory?: () => void
  /** Opens an address in the author's browser. */
  readonly open?: (address: string) => void
  /** Resolves when what runs on and on is to stop; at Ctrl+C when absent. */
  readonly stopped?: () => Promise<void>
}

/** Runs the command with these arguments. Gives the exit code: 0 done, 1 the author's mistake, 2 wrong usage. */
export async function run(args: readonly string[], effects: CliEffects): Promise<0 | 1 | 2> {
  let code: 0 | 1 | 2 = 0
  const program = new Command("lessonpack")
    .description("Turns a 5E lesson plan written in Markdown into packages that any learning management system takes.")
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ writeOut: effects.out, writeErr: effects.error })
  program
    .command("build")
    .description("Build a lesson's packages.")
    .argument("<lesson>", "a lesson folder, or a bare lesson plan (.md)")
    .option("--format <list>", `formats, separated by commas: ${formatNames.join(", ")}`, parseFormats)
    .option(
      "--layout <layout>",
      "course: launched as one; phases: each phase on its own (default: phases for cmi5, course for all others)",
      parseLayout,
    )
    .option("--out <folder>", "folder for the packages", parseFolder, "dist")
    .option("--json", "print the report as one JSON object")
    .action(async (lesson: string, options: BuildFlags) => {
      code = await build(lesson, options, effects)
    })
  program
    .command("check")
    .description(
      "Report every mistake in a lesson, or everything an LMS could trip over in a package, without building.",
    )
    .argument("<lesson or zip>", "a lesson folder, a lesson plan (.md) or a package (.zip), ours or another tool's")
    .option("--json", "print the report as one JSON object")
    .option("--sarif", "print the report as SARIF, for CI and editors")
    .option("--play", "launch the package in a browser here, turn every page, and say what an LMS would hold")
    .action(async (path: string, options: CheckFlags) => {
      code = await check(path, options, effects)
    })
  program
    .command("preview")
    .description("Show a lesson or a package in an LMS on this machine, with all that passes between the two.")
    .argument("<lesson or zip>", "a lesson folder, a lesson plan (.md) or a package (.zip), ours or another tool's")
    .option("--store <file>", "where attempts are kept between runs (default: in your home folder)")
    .option("--no-open", "do not open a browser")
    .action(async (path: string, options: PreviewFlags) => {
      code = await preview(path, options, effects)
    })
  program
    .command("lock")
    .description("Note the identifiers of a lesson that is released, so that later changes orphan nobody's work.")
    .argument("<lesson>", "a lesson folder")
    .action(async (lesson: string) => {
      code = await lock(lesson, effects)
    })
  program
    .command("compare")
    .description("Say whether a new package may take the place of the one that learners use.")
    .argument("<old zip>", "the package in use")
    .argument("<new zip>", "the one that is to replace it")
    .option("--json", "print the report as one JSON object")
    .action(async (older: string, newer: string, options: { json?: boolean }) => {
      code = await compare(older, newer, options, effects)
    })
  try {
    await program.parseAsync(args, { from: "user" })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}

interface BuildFlags {
  readonly format?: readonly FormatName[]
  readonly layout?: Layout
  readonly out: string
  readonly json?: boolean
}

async function build(lesson: string, flags: BuildFlags, effects: CliEffects): Promise<0 | 1 | 2> {
  const { format, layout, out, json } = flags
  const unfit = layout && format?.find((name) => !hasLayout(name, layout))
  if (unfit) {
    effects.error(
      `error: the format ${unfit} has no layout ${layout}. Leave out --layout, or ${unfit} from --format.\n`,
    )
    return 2
  }
  const progress = progressLine(effects)
  try {
    const report = await buildCourse(
      { lesson, out, ...(layout && { layout }), ...(format && { formats: format }) },
      {
        progress: progress.say,
        ...(effects.saveMemory && { loaded: effects.saveMemory }),
        ...(effects.today && { today: effects.today }),
      },
    )
    progress.clear()
    if (json) effects.out(`${JSON.stringify({ ok: true, ...report }, null, 2)}\n`)
    else {
      printDiagnostics(report.diagnostics, effects)
      effects.out(reportTable(report))
    }
    return 0
  } catch (error) {
    progress.clear()
    if (error instanceof OutputError) {
      if (json) effects.out(`${JSON.stringify({ ok: false, error: error.message, diagnostics: [] }, null, 2)}\n`)
      else effects.error(`error: ${error.message} Name another folder with --out.\n`)
      return 2
    }
    if (!(error instanceof CourseError)) throw error
    if (json) effects.out(`${JSON.stringify({ ok: false, diagnostics: error.diagnostics }, null, 2)}\n`)
    else {
      printDiagnostics(error.diagnostics, effects)
      effects.error(`Nothing was built; packages in ${out} are as they were.\n`)
    }
    return 1
  }
}

interface CheckFlags {
  readonly json?: boolean
  readonly sarif?: boolean
  readonly play?: boolean
}

async function check(path: string, { json, sarif, play }: CheckFlags, effects: CliEffects): Promise<0 | 1 | 2> {
  const inspection = await inspectIfZip(path)
  const found = inspection ? inspection.diagnostics : await checkLesson(path, effects)
  if (play && !inspection) {
    effects.error("error: --play plays packages. Build the lesson, then name a zip.\n")
    return 2
  }
  const played = play && inspection && inspection.kind !== "unknown" ? await playZip(path, effects) : undefined
  if (played === "impossible") return 2
  const diagnostics = [...found, ...(played?.diagnostics ?? [])]
  const isOk = diagnostics.every(({ severity }) => severity !== "error")
  if (sarif) effects.out(`${JSON.stringify(toSarif(diagnostics, packageVersion()), null, 2)}\n`)
  else if (json)
    effects.out(
      `${JSON.stringify({ ok: isOk, ...inspection, ...(played && { played: played.units }), diagnostics }, null, 2)}\n`,
    )
  else {
    if (inspection) effects.out(`${describe(inspection)}\n`)
    for (const unit of played?.units ?? []) effects.out(heldText(unit))
    printDiagnostics(diagnostics, effects)
    if (diagnostics.length === 0) effects.out(`${path}: nothing to mend\n`)
  }
  return isOk ? 0 : 1
}

interface PreviewFlags {
  readonly store?: string
  readonly open: boolean
}

/** Runs the preview until it is stopped (Ctrl+C). */
async function preview(path: string, { store, open }: PreviewFlags, effects: CliEffects): Promise<0 | 1 | 2> {
  const [{ startPreview }, { StoreError }] = await Promise.all([
    import("./preview/preview.ts"),
    import("./preview/store.ts"),
  ])
  try {
    const { url, close } = await startPreview({ path, ...(store !== undefined && { store }) })
    effects.out(`${url}\nPress Ctrl+C to stop.\n`)
    if (open) (effects.open ?? (() => {}))(url)
    await (effects.stopped ?? untilInterrupted)()
    await close()
    return 0
  } catch (error) {
    if (error instanceof StoreError) {
      effects.error(`error: ${error.message} Name another file with --store.\n`)
      return 2
    }
    if (!(error instanceof CourseError)) throw error
    printDiagnostics(error.diagnostics, effects)
    return 1
  }
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve())
    process.once("SIGTERM", () => resolve())
  })
}

/** Writes the lock file of a lesson without errors beside its plan. */
async function lock(lesson: string, effects: CliEffects): Promise<0 | 1 | 2> {
  if (/\.(?:md|markdown)$/i.test(lesson)) {
    effects.error("error: Name the lesson's folder: a plan alone is known by its headings.\n")
    return 2
  }
  const [{ loadLesson }, { lockName, toLock, writeLock }] = await Promise.all([
    import("./load-lesson.ts"),
    import("./lesson/lock.ts"),
  ])
  const { course, diagnostics } = await loadLesson(lesson)
  // What the lock itself told is settled by writing it anew.
  printDiagnostics(
    diagnostics.filter(({ rule }) => !rule.startsWith("lock-") || rule === "lock-unreadable"),
    effects,
  )
  if (!course) return 1
  const file = join(lesson, lockName)
  await writeFile(file, writeLock(toLock(course)))
  const pages = course.phases.reduce((sum, { pages }) => sum + pages.length, 0)
  effects.out(`${file}: ${pages} pages and their activities are noted as released.\n`)
  return 0
}

/** Prints the verdict; 1 when the new package must become a course of its own, 2 when one of the two is no package. */
async function compare(
  older: string,
  newer: string,
  { json }: { json?: boolean },
  { out, error }: CliEffects,
): Promise<0 | 1 | 2> {
  const { CompareError, comparePackages } = await import("./compare.ts")
  const packages = await Promise.all(
    [older, newer].map(async (name) => ({ name, data: await readFile(name).catch((fault: Error) => fault) })),
  )
  const unread = packages.find(({ data }) => data instanceof Error)
  const [before, after] = packages
  if (unread || !before || !after || before.data instanceof Error || after.data instanceof Error) {
    if (unread) error(`error: ${unreadPackage(unread.name, unread.data).message}\n`)
    return 2
  }
  try {
    const comparison = await comparePackages({ ...before, data: before.data }, { ...after, data: after.data })
    if (json) out(`${JSON.stringify(comparison, null, 2)}\n`)
    else out(comparisonText(comparison))
    return comparison.verdict === "new-course" ? 1 : 0
  } catch (fault) {
    if (!(fault instanceof CompareError)) throw fault
    error(`error: ${fault.message}\n`)
    return 2
  }
}

const verdicts: Readonly<Record<Verdict, string>> = {
  safe: "Safe to replace",
  "with-care": "Replace with care",
  "new-course": "Publish as a new course",
}

function comparisonText({ verdict, differences, sentence }: Comparison): string {
  const lines = differences.map(({ verdict, what, consequence }) => {
    return `${verdicts[verdict].toLowerCase()}: ${what}\n  ${consequence}`
  })
  return `${[verdicts[verdict], ...lines, `For the training officer: ${sentence}`].join("\n\n")}\n`
}

async function playZip(path: string, { error }: CliEffects): Promise<Played | "impossible"> {
  const { NoBrowserError, playPackage } = await import("./preview/play.ts")
  try {
    return await playPackage(path)
  } catch (fault) {
    if (!(fault instanceof NoBrowserError)) throw fault
    error(`error: ${fault.message}\n`)
    return "impossible"
  }
}

/** What an LMS held of a unit: its status and score, and how much there is of the rest. */
function heldText({ title, pages, calls, commits, statements, held }: PlayedUnit): string {
  const counts = statements > 0 ? `${statements} statements` : `${calls} calls, ${commits} commits`
  const status = Object.entries(held).filter(
    ([name, value]) =>
      value !== "" &&
      /^cmi\.(core\.)?(lesson_status|completion_status|success_status|score\.\w+|exit|progress_measure)$/.test(name),
  )
  const work = held["cmi.suspend_data"]?.length
  const lines = status.map(([name, value]) => `  ${name} = ${value}`)
  return [
    `Played "${title}": ${pages} ${pages === 1 ? "page" : "pages"}, ${counts}`,
    ...lines,
    ...(work ? [`  cmi.suspend_data: ${work} characters`] : []),
    "",
  ].join("\n")
}

async function checkLesson(path: string, { today }: CliEffects): Promise<readonly Diagnostic[]> {
  const [{ loadLesson }, { checkSavedWork }, { choosePackages }] = await Promise.all([
    import("./load-lesson.ts"),
    import("./saved-work-check.ts"),
    import("./choose-packages.ts"),
  ])
  const { course, diagnostics } = await loadLesson(path, today ? { today } : {})
  if (!course) return diagnostics
  const { targets, diagnostics: unbuilt } = choosePackages(course)
  return sortDiagnostics([...diagnostics, ...unbuilt, ...checkSavedWork(course, targets)])
}

/** What a package holds, when the path names one. */
async function inspectIfZip(path: string): Promise<Inspection | undefined> {
  const data = await readFile(path).catch((fault: Error) => fault)
  const isRead = !(data instanceof Error)
  if (!isZip(path, isRead ? data : undefined)) return undefined
  if (!isRead) return { kind: "unknown", counts: { files: 0 }, diagnostics: [unreadPackage(path, data)] }
  const { inspectPackage } = await import("../packaging/inspect.ts")
  return inspectPackage(data, path)
}

function describe(inspection: Inspection): string {
  const { kind, title, counts } = inspection
  const parts = Object.entries(counts).flatMap(([name, count]) => {
    const word = name === "aus" ? "AUs" : name
    return count > 0 ? [`${count} ${count === 1 ? word.slice(0, -1).replace("activitie", "activity") : word}`] : []
  })
  return [kind, ...(title ? [`"${title}"`] : []), parts.join(", ")].join(" · ")
}

function printDiagnostics(diagnostics: readonly Diagnostic[], { error }: CliEffects): void {
  if (diagnostics.length === 0) return
  error(`${diagnostics.map(formatDiagnostic).join("\n\n")}\n\n`)
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
    const word = severity === "info" ? "remark" : severity
    return count > 0 ? [`${count} ${word}${count > 1 ? "s" : ""}`] : []
  })
  error(`${counts.join(", ")}\n`)
}

function reportTable({ packages, leftOut, milliseconds, course }: BuildReport): string {
  const rows = packages.map(({ file, size, pages, interactions, savedWork, milliseconds }) => [
    file,
    `${(size / 1000).toFixed(0)} kB`,
    `${pages}`,
    `${interactions}`,
    `${savedWork.worst} of ${savedWork.limit}`,
    `${milliseconds} ms`,
  ])
  const head = ["Package", "Size", "Pages", "Interactions", "Saved work", "Time"]
  return [
    `${course.title}, version ${course.version}`,
    "",
    table(head, rows),
    "",
    "Saved work: the most characters that every answer, score, place and promised text can need, of those an LMS keeps.",
    ...notBuilt(leftOut),
    `Built in ${(milliseconds / 1000).toFixed(1)} s`,
    "",
  ].join("\n")
}

/** A line for each reason why formats were left out. */
function notBuilt(leftOut: BuildReport["leftOut"]): string[] {
  const reasons = {
    base: (one: boolean) => `need${one ? "s" : ""} a base in course.yaml, an address to name the course by`,
    layout: (one: boolean) => `${one ? "does" : "do"} not have this layout; a package built earlier stays as it was`,
  }
  return (["base", "layout"] as const).flatMap((reason) => {
    const names = leftOut.filter((left) => left.reason === reason).map(({ format }) => format)
    return names.length > 0 ? [`Not built: ${names.join(", ")}, which ${reasons[reason](names.length === 1)}.`] : []
  })
}

/** One line that says what is being done: rewritten on a terminal, one after the other elsewhere. */
function progressLine({ error, isInteractive }: CliEffects) {
  return {
    say: (step: string) => error(isInteractive ? `\r\u001b[K${step} …` : `${step} …\n`),
    clear: () => isInteractive && error("\r\u001b[K"),
  }
}

function parseFormats(list: string): readonly FormatName[] {
  const names = list.split(",").map((name) => name.trim())
  const known = names.filter(isFormatName)
  const unknown = names.find((name) => !isFormatName(name))
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is no format. Write one or more of: ${formatNames.join(", ")}.`)
  return [...new Set(known)]
}

function parseFolder(folder: string): string {
  if (folder.trim() === "") throw new InvalidArgumentError("Name a folder, for example dist.")
  return folder
}

function parseLayout(word: string): Layout {
  if (!isLayout(word)) throw new InvalidArgumentError(`"${word}" is no layout. Write one of: ${layouts.join(", ")}.`)
  return word
}

function packageVersion(): string {
  const path = import.meta.url.endsWith(".ts") ? "../package.json" : "../../package.json"
  const { version } = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as { version: string }
  return version
}

/** Opens an address in the system's browser. Where there is none, the address stands in the terminal. */
function openBrowser(address: string): void {
  const [program, ...args] =
    process.platform === "darwin"
      ? ["open", address]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", address]
        : ["xdg-open", address]
  spawn(program ?? "", args, { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref()
}

/** Whether this file was started as the command, also through the link that npm makes. */
function isMain(): boolean {
  const [, started] = process.argv
  return started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)
}

/**
 * Makes a build take a third less memory in the same time: what Vite's native half frees is given back at once, one thread
 * of it is enough beside ours, and young objects get no more room than they begin with.
 */
function takeLittleMemory(): void {
  // Read when Vite is loaded.
  process.env.MIMALLOC_PURGE_DELAY ??= "0"
  process.env.TOKIO_WORKER_THREADS ??= "1"
  setFlagsFromString("--semi-space-growth-factor=1")
}

if (isMain()) {
  takeLittleMemory()
  // Whoever read along has gone, as `| head` does: the work is done all the same, and nothing more is said.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error
    })
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    isInteractive: process.stderr.isTTY === true,
    today: new Date().toISOString().slice(0, 10),
    open: openBrowser,
    // Vite holds little for long: a tight heap saves some more.
    saveMemory: () => setFlagsFromString("--optimize-for-size"),
  })
}

import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { extname, join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { formatNames, formats, savedWorkLimit } from "../../packaging/formats.ts"
import { inspectPackage } from "../../packaging/inspect.ts"
import { packageRules } from "../../packaging/rules.ts"
import { zipFiles } from "../../packaging/zip.ts"
import { registry } from "../../src/activities/registry.ts"
import { run } from "../../src/cli.ts"
import { type Diagnostic, formatDiagnostic, type Place } from "../../src/diagnostic.ts"
import { bitsPerCharacter } from "../../src/learner/bits.ts"
import { irisOf } from "../../src/learner/iris.ts"
import { activitiesIn } from "../../src/learner/outline.ts"
import {
  activityTypeMeanings,
  activityTypes,
  extensionIri,
  extensions,
  progressExtension,
  templates,
  verbMeanings,
  verbs,
} from "../../src/learner/vocabulary.ts"
import { bitsPerProse, recordWidth } from "../../src/learner/worst-case.ts"
import { formatDuration, parseDuration } from "../../src/lesson/duration.ts"
import { loadCourse } from "../../src/lesson/load.ts"
import type { Activity, Answer } from "../../src/lesson/model.ts"
import { fieldNames, sectionNames } from "../../src/lesson/vocabulary.ts"
import { fields12, fields2004 } from "../../src/tracking/interaction.ts"
import { statusTable } from "../../src/tracking/status-table.ts"
import { sampleStatements } from "../fixtures/session.ts"

/** The base that the page for analysts shows: a place to be filled in. */
const analystsBase = "https://training.your-agency.gov/xapi"

/** Every guide, by its path. */
export const guides = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "docs/authors-guide.md",
  "docs/training-officers-guide.md",
  "docs/adding-an-activity.md",
  "docs/package-rules.md",
  "docs/for-analysts.md",
] as const

/**
 * Fills in the parts of a guide that the product itself says: what stands between `<!-- generated: NAME … -->` and
 * `<!-- end -->` is made anew. So no guide shows an output, a table or an example that the code does not know.
 */
export async function fillIn(guide: string): Promise<string> {
  const parts = guide.split(/(<!-- generated: .+? -->\n[\s\S]*?<!-- end -->)/)
  const filled = await Promise.all(
    parts.map(async (part) => {
      const [, command = ""] = /^<!-- generated: (.+?) -->/.exec(part) ?? []
      if (command === "") return part
      const [name = "", ...values] = command.split(" ")
      const block = blocks[name]
      if (!block) throw new Error(`no block is called ${name}`)
      return `<!-- generated: ${command} -->\n\n${(await block(...values)).trimEnd()}\n\n<!-- end -->`
    }),
  )
  return filled.join("")
}

/** The same with all that changes from one run or machine to the next left out. */
export function comparable(guide: string): string {
  return guide
    .replace(/\b\d+ k?B\b/g, "– kB")
    .replace(/\b[\d.]+ m?s\b/g, "– s")
    .replace(/ +/g, " ")
}

const example = "docs/example"

/** The day on which everything is run, so that the sources of a lesson are always as old as they were. */
const today = "2026-11-23"

/** The blocks by their name, each made of the words that follow it. */
const blocks: Readonly<Record<string, (...values: string[]) => string | Promise<string>>> = {
  /** Some lines of a file, `…` where some are left out: `lines modules/x/lesson.md 1-4 … 7` */
  async lines(path = "", ...ranges) {
    const lines = (await readFile(path, "utf8")).split("\n")
    const shown = ranges.flatMap((range) => {
      const [first, last = first] = range.split("-").map(Number)
      return range === "…" ? ["…"] : lines.slice((first ?? 1) - 1, last)
    })
    return fence(shown.join("\n"), languageOf(path))
  },
  /** An activity of the example lesson, as its author wrote it: `activity explore.md which-breach` */
  async activity(file = "", id = "") {
    const lines = (await readFile(join(example, file), "utf8")).split("\n")
    const first = lines.findIndex((line) => /^:{2,}[a-z-]+\{#/.test(line) && new RegExp(`#${id}[ }]`).test(line))
    const [colons = ""] = /^:+/.exec(lines[first] ?? "") ?? []
    // Directives within it have fewer colons, so that the next line with as many ends it.
    const last = colons === "::" ? first : lines.indexOf(colons, first)
    const text = lines.slice(first, last + 1).join("\n")
    if (first < 0 || text === "") throw new Error(`${file} has no activity #${id}`)
    return fence(text, "markdown")
  },
  /** A file as it is; imports of Lessonpack's own as they are written in src/activities/<kind>. */
  async file(path = "") {
    const text = await readFile(path, "utf8")
    return fence(
      text.replaceAll("../../../src/activities/", "../").replaceAll("../../../src/", "../../"),
      languageOf(path),
    )
  },
  /** What the author of a fixture reads: `report choice-options` */
  async report(rule = "") {
    const folder = await folderOfMistake(rule)
    const said: string[] = []
    const effects = { out: (text: string) => said.push(text), error: () => {}, isInteractive: false }
    await run(["check", folder, "--json"], { ...effects, today })
    const { diagnostics }: { diagnostics: readonly Diagnostic[] } = JSON.parse(said.join(""))
    const told = diagnostics.filter((diagnostic) => diagnostic.rule === rule)
    const [first] = told
    if (!first) throw new Error(`${folder} does not break ${rule}`)
    const written = await excerpt(first.place, folder)
    const report = fence(told.map(formatDiagnostic).join("\n\n").replaceAll(`${folder}/`, ""), "txt")
    return written === "" ? report : `${written}\n\n${report}`
  },
  /** What the command prints: `run build modules/x`; of several (`run build modules/x ; check dist/x.zip`) the last. */
  async run(...args) {
    const commands = args.join(" ").split(" ; ")
    const last = commands[commands.length - 1]
    return fence(`$ npx lessonpack ${last}\n${await runCommands(commands)}`, "console")
  },
  /** What the command says of a package that somebody packed anew, and wrongly. */
  async faulty() {
    const { course } = await loadCourse(example)
    const manifest =
      '<?xml version="1.0"?>\n<manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"/>\n'
    const files = {
      "course/imsmanifest.xml": manifest,
      "course/index.html": course?.title ?? "",
      "__MACOSX/._course": "",
    }
    const encoder = new TextEncoder()
    const zip = await zipFiles(Object.entries(files).map(([name, text]) => ({ name, data: encoder.encode(text) })))
    const { diagnostics } = await inspectPackage(zip, "course.zip")
    return fence(`$ npx lessonpack check course.zip\n${diagnostics.map(formatDiagnostic).join("\n\n")}`, "console")
  },
  /**
   * What an LMS receives for an answer to an activity of the example lesson: `interaction which_breach 0`. Texts stand behind
   * the marks, each after a bar: `interaction my_ways 1 2 | first | second`.
   */
  async interaction(id = "", ...values) {
    const activity = await exampleActivity(id)
    const { shape } = activity
    const parts = values.join(" ").split(/ ?\| ?/)
    const given = shape.marks.length > 0 ? (parts.shift() ?? "").split(" ").map(Number) : []
    // Marks of one value tell kinds of answers apart, and stand behind all others.
    const told = shape.marks.filter((values) => values > 1).length
    if (given.length !== told) throw new Error(`${id} has ${told} marks`)
    const marks = shape.marks.map((_, index) => given[index] ?? 0)
    const texts = shape.texts.map((_, index) => (parts[index] ?? "").replaceAll("\\n", "\n"))
    const answer: Answer = { marks, texts }
    return interactionTable(activity, answer)
  },
  /** How many characters of saved work the activities of the example lesson may need. */
  async room() {
    const { course } = await loadCourse(example)
    const activities = (course?.phases ?? []).flatMap(({ pages }) =>
      pages.flatMap(({ blocks }) => activitiesIn(blocks).map(({ activity }) => activity)),
    )
    const rows = activities.map((activity) => {
      const promised = activity.shape.texts.reduce((sum, characters) => sum + characters * bitsPerProse, 0)
      const characters = Math.ceil((recordWidth(activity) + promised) / bitsPerCharacter)
      return [`\`${activity.kind}\``, inWords(activity), `${characters}`]
    })
    return tableOf(["Kind", "What is to be remembered", "Characters at most"], rows)
  },
  statuses: () => statusTable(),
  /** A statement of the sample course, whole, or only what it says and of what: `statement passed result`. */
  statement(verb = "", ...parts) {
    const statement = [...sampleStatements(analystsBase)].find(([name]) => name === verb)?.[1]
    if (!statement) throw new Error(`there is no statement that says ${verb}`)
    const { verb: said, object, ...rest } = statement
    const some = Object.entries(rest).filter(([name]) => parts.includes(name))
    const shown = parts.length === 0 ? statement : { verb: said, object, ...Object.fromEntries(some) }
    return fence(JSON.stringify(shown, null, 2), "json")
  },
  /** What the profile asks of statements with each verb. */
  templates() {
    const list = (template: (typeof templates)[number], presence: string) =>
      template.rules
        .filter((rule) => rule.presence === presence && rule.location.startsWith("$.result"))
        .map(({ location }) => `\`${location.slice("$.result.".length) || "result"}\``)
        .join(", ")
    const rows = templates.map((template) => {
      return [`\`${template.verb}\``, list(template, "included") || "–", list(template, "excluded") || "–"]
    })
    return tableOf(["Verb", "The result has", "and never"], rows)
  },
  /** The words of our statements that are IRIs: `iris verbs`, `iris types`, `iris extensions`. */
  iris(which) {
    if (which === "verbs") {
      const rows = templates.map(({ verb }) => [`\`${verb}\``, `\`${verbs[verb]}\``, verbMeanings[verb]])
      return tableOf(["Verb", "IRI", "It says"], rows)
    }
    if (which === "types") {
      const meanings: Readonly<Record<string, string>> = activityTypeMeanings
      const rows = Object.entries(activityTypes).map(([name, iri]) => [name, `\`${iri}\``, meanings[name] ?? ""])
      return tableOf(["Type", "IRI", "It stands for"], rows)
    }
    const profile = irisOf(analystsBase, "river-gauges")
    const rows = (["attempt", "bloom-level"] as const).map((name) => {
      const { type, meaning } = extensions[name]
      const place = type === "ResultExtension" ? "`result`" : "the activity's `definition`"
      return [`\`${extensionIri(profile, name)}\``, place, meaning]
    })
    const progress = [`\`${progressExtension}\``, "`result`", "The share of the course done, 0–100. cmi5's own."]
    return tableOf(["Extension", "Stands in", "What it says"], [...rows, progress])
  },
  formats() {
    const rows = formatNames.map((name) => {
      const limits = (["course", "phases"] as const).map((layout) =>
        formats[name].savedWork[layout] === undefined ? "–" : savedWorkLimit(name, layout).toLocaleString("en"),
      )
      return [`\`${name}\``, formats[name].label, ...limits]
    })
    return tableOf(["Name", "What it is", "Saved work, one SCO", "Saved work, a SCO a phase"], rows)
  },
  /** The headings of a lesson plan, or the labels of a phase, that are understood. */
  vocabulary(which) {
    const names: Readonly<Record<string, string>> = which === "fields" ? fieldNames : sectionNames
    const rows = Object.values(names).map((names) => {
      const [first = "", ...others] = names.split("|").map((name) => name.charAt(0).toUpperCase() + name.slice(1))
      return [`**${first}**`, others.join(", ")]
    })
    return tableOf(["Heading", "Also understood"], rows)
  },
  durations() {
    const written = ["45 minutes", "90 min", "1.5 hours", "1 hour 15 minutes", "1 h 30", "1½ hours", "half an hour"]
    const more = ["three quarters of an hour", "PT45M", "1 Std. 30 Min.", "٤٥ دقيقة", "15 to 20 minutes", "20"]
    const rows = [...written, ...more].map((text) => {
      const minutes = parseDuration(text)
      return [text, minutes === undefined ? "not understood" : formatDuration(minutes)]
    })
    return tableOf(["Written", "Understood as"], rows)
  },
  "package-rules"() {
    const rows = Object.entries(packageRules).map(([name, { severity, about, remedy }]) => [
      `\`${name}\``,
      severity === "info" ? "remark" : severity,
      about,
      remedy,
    ])
    return tableOf(["Rule", "", "What a package should be like, and why", "What to do"], rows)
  },
}

/** The folder of a lesson that breaks a rule. */
export async function folderOfMistake(rule: string): Promise<string> {
  const folder = `tests/fixtures/mistakes/${rule}`
  return (await readFile(`${folder}/report.txt`).catch(() => undefined)) ? folder : `tests/fixtures/limits/${rule}`
}

/** What the author of a fixture wrote, as far as it is needed to see the mistake. */
async function excerpt({ file, line, column }: Place, folder: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "")
  // Where a file is not text, or far too much of it, there is nothing to be seen in it.
  if (/(?![\t\n])[\p{Cc}\p{Cf}\ufffd]/u.test(text) || text.length > 20_000) return ""
  const lines = text.trimEnd().split("\n")
  const isWhole = file !== `${folder}/lesson.md` && lines.length <= 16
  if (!isWhole && (line === 1 || column === 0)) return ""
  return fence(isWhole ? lines.join("\n") : (lines[line - 1] ?? ""), languageOf(file))
}

async function exampleActivity(id: string): Promise<Activity> {
  const { course } = await loadCourse(example)
  const activities = (course?.phases ?? []).flatMap(({ pages }) => pages.flatMap(({ blocks }) => activitiesIn(blocks)))
  const found = activities.find(({ activity }) => activity.id === id)
  if (!found) throw new Error(`${example} has no activity ${id}`)
  return found.activity
}

function interactionTable(activity: Activity, answer: Answer): string {
  const kind = registry.kind(activity.kind)
  if (!kind) throw new Error(`no kind is called ${activity.kind}`)
  const data = activity.data as Parameters<typeof kind.score>[0]
  const level = kind.score(data, answer)
  const interaction = {
    ...{ id: activity.id, ...kind.interaction(data, answer), description: activity.description },
    ...{ objectives: activity.objectives, weighting: activity.points, time: 0, latency: 0, position: 0 },
    result: activity.levels === 0 ? "neutral" : level === activity.levels ? "correct" : "incorrect",
  } as const
  const [old, recent] = [fields12(interaction), fields2004(interaction)].map((fields) => new Map(fields))
  const names = [
    ["type", "type"],
    ["student_response", "learner_response"],
    ["correct_responses.0.pattern", "correct_responses.0.pattern"],
    ["result", "result"],
    ["weighting", "weighting"],
    ["objectives.0.id", "objectives.0.id"],
  ] as const
  const rows = names.map(([name12, name2004]) => {
    const values = [old?.get(name12), recent?.get(name2004)].map((value) =>
      value === undefined ? "–" : `\`${value}\``,
    )
    return [name12 === name2004 ? `\`${name12}\`` : `\`${name12}\`, \`${name2004}\``, ...values]
  })
  return tableOf(
    ["Element", "SCORM 1.2", "SCORM 2004"],
    [["`id`", `\`${activity.id}\``, `\`${activity.id}\``], ...rows],
  )
}

function inWords({ kind, shape, levels }: Activity): string {
  const { texts } = shape
  const marks = shape.marks.filter((values) => values > 1)
  const parts = [
    ...(marks.length > 0 ? [`${marks.length} ${marks.length === 1 ? "mark" : "marks"}`] : []),
    ...(texts.length > 0
      ? [`${texts.length} ${texts.length === 1 ? "text" : "texts"}${texts[0] ? ` of ${texts[0]} characters` : ""}`]
      : []),
    ...(levels > 0 ? ["tries and score"] : []),
  ]
  return parts.join(", ") || kind
}

/** Runs commands in a folder where they write nothing of ours, as someone would who has the lessons there. */
async function runCommands(commands: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lessonpack-docs-"))
  try {
    for (const name of ["modules", "docs", "tests"]) await symlink(resolve(name), join(folder, name))
    let output = ""
    for (const command of commands) output = await runOnce(resolve("lib/src/cli.js"), command.split(" "), folder)
    return output
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function runOnce(cli: string, args: readonly string[], cwd: string): Promise<string> {
  // As the command starts itself, but for the day.
  const start = `import { run } from ${JSON.stringify(pathToFileURL(cli).href)}
    const [out, error] = [process.stdout, process.stderr].map((stream) => (text) => stream.write(text))
    process.exitCode = await run(process.argv.slice(2), { out, error, isInteractive: false, today: "${today}" })`
  const node = ["--input-type=module", "--eval", start, cwd]
  const started = promisify(execFile)(process.execPath, [...node, ...args], { cwd })
  const { stdout, stderr } = await started.catch((error: { stdout: string; stderr: string }) => error)
  // On a terminal progress overwrites its own line; what stays is this.
  return stderr.replace(/^.* …\n/gm, "") + stdout
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")))]
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")
}

function fence(text: string, language: string): string {
  const longest = Math.max(3, ...[...text.matchAll(/^`{3,}/gm)].map(([ticks]) => ticks.length + 1))
  return `${"`".repeat(longest)}${language}\n${text.trimEnd()}\n${"`".repeat(longest)}`
}

function languageOf(path: string): string {
  const extension = extname(path).slice(1)
  return (
    { md: "markdown", yaml: "yaml", ts: "ts", tsx: "tsx", scss: "scss", css: "css", json: "json" }[extension] ?? "txt"
  )
}

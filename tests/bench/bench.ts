// Measures what a learner waits for and what an LMS is asked for, beside the least that could show the same text.
// npm run bench [runs]
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import JSZip from "jszip"
import { loadCourse } from "../../src/lesson/load.ts"
import { table } from "../../src/table.ts"
import { findBrowser, launchBrowser } from "../browser/browser.ts"
import { writeManyQuestions } from "../fixtures/many-questions.ts"
import { runCommand } from "./command.ts"
import { buildFloor, type FloorPage, type Site } from "./floor.ts"
import { type Launch, measureLaunch } from "./launch.ts"

const runs = Number(process.argv[2] ?? 5)

/** What is measured of a course. Times in ms, sizes in bytes, memory in MiB; medians where there are several runs. */
interface Measures extends Launch {
  readonly zip: number
  readonly savedWork: number
  readonly build: number
  readonly memory: number
}

/** A line of the table: what it is called, how it is written, and what is to be reached. */
interface Row {
  readonly name: string
  readonly of: (measures: Measures) => number
  readonly write: (value: number) => string
  /** The most it may be, in words and as a check; `scale` is 2 for the lesson of 500 questions. */
  readonly target: (floor: Measures, scale: number) => number
  /** Whether the figure of the floor says anything. */
  readonly isRelative: boolean
}

const kilobytes = (value: number) => `${(value / 1000).toFixed(1)} kB`
const milliseconds = (value: number) => `${value.toFixed(0)} ms`
const whole = (value: number) => `${Math.round(value)}`
const mebibytes = (value: number) => `${value.toFixed(0)} MiB`

const rows: readonly Row[] = [
  row("zip, schema files and all", ({ zip }) => zip, kilobytes, 150_000, true),
  row("requests at launch", ({ requests }) => requests, whole, 6, true),
  row("sent at launch", ({ bytes }) => bytes, kilobytes, 90_000, true),
  {
    ...row("first heading readable", ({ heading }) => heading, milliseconds, 0, true),
    target: (floor, scale) => floor.heading * scale,
  },
  {
    ...row("interactive", ({ interactive }) => interactive, milliseconds, 0, true),
    target: (floor, scale) => 1.6 * floor.interactive * scale,
  },
  row("longest task", ({ longestTask }) => longestTask, milliseconds, 200, true),
  row("SCORM calls at launch", ({ calls }) => calls, whole, 15, false),
  row("commits at launch", ({ commits }) => commits, whole, 1, false),
  row("values set by a page turn", ({ turnSets }) => turnSets, whole, 4, false),
  row("commits of a page turn", ({ turnCommits }) => turnCommits, whole, 1, false),
  row("build of all formats", ({ build }) => build, milliseconds, 2_000, true),
  row("memory of that build", ({ memory }) => memory, mebibytes, 250, false),
]

function row(name: string, of: Row["of"], write: Row["write"], target: number, isRelative: boolean): Row {
  // Commits cannot be halves: what may be one may be one for a larger lesson too.
  return { name, of, write, isRelative, target: (_, scale) => target * (/commits/.test(name) ? 1 : scale) }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

const folder = await mkdtemp(join(tmpdir(), "lessonpack-bench-"))
const browser = await launchBrowser(findBrowser())

/** Launches a site several times: once untouched, and at that pressed at the first moment, for each run. */
async function measureSite(site: Site): Promise<Launch> {
  const launches: Launch[] = []
  const presses: Launch[] = []
  for (let run = 0; run < runs; run++) {
    launches.push(await measureLaunch(browser, site, false))
    presses.push(await measureLaunch(browser, site, true))
  }
  const of = (name: keyof Launch, from = launches) => median(from.map((launch) => launch[name]))
  return {
    requests: of("requests"),
    bytes: of("bytes"),
    heading: of("heading"),
    interactive: of("interactive", presses),
    longestTask: Math.max(of("longestTask"), of("longestTask", presses)),
    ...{ calls: of("calls"), commits: of("commits"), turnSets: of("turnSets"), turnCommits: of("turnCommits") },
  }
}

async function measureLesson(name: string, lesson: string): Promise<Measures> {
  say(`${name}: building`)
  const out = join(folder, `${name}-dist`)
  const builds = []
  // The first run warms the disk.
  for (let run = 0; run <= runs; run++) builds.push(await runCommand(["build", lesson, "--out", out]))
  const { course } = await loadCourse(lesson)
  const zip = await readFile(join(out, `${course?.id}-scorm12.zip`))
  say(`${name}: launching`)
  const launch = await measureSite(await unzip(zip))
  return {
    ...launch,
    zip: zip.length,
    savedWork: 0,
    build: median(builds.slice(1).map(({ milliseconds }) => milliseconds)),
    memory: median(builds.slice(1).map(({ memory }) => memory)),
  }
}

async function unzip(data: Uint8Array): Promise<Site> {
  const { files } = await JSZip.loadAsync(data)
  const entries = Object.values(files).map(async (file) => [file.name, await file.async("uint8array")] as const)
  return new Map(await Promise.all(entries))
}

async function measureFloor(lesson: string): Promise<Measures> {
  say("floor: building and launching")
  const { site, ms } = await buildFloor(join(folder, "floor"), await firstPageOf(lesson))
  const zip = new JSZip()
  for (const [name, data] of site) zip.file(name, data)
  const packed = await zip.generateAsync({
    type: "uint8array",
    compression: "DEFLATE",
    compressionOptions: { level: 9 },
  })
  return { ...(await measureSite(site)), zip: packed.length, savedWork: 0, build: ms, memory: Number.NaN }
}

async function firstPageOf(lesson: string): Promise<FloorPage> {
  const { course } = await loadCourse(lesson)
  const page = course?.phases[0]?.pages[0]
  if (!page) throw new Error(`${lesson} has no page`)
  return { title: page.title, html: page.blocks.map((block) => (block.type === "html" ? block.html : "")).join("\n") }
}

function report(title: string, ours: Measures, floor: Measures, scale: number): string {
  const cells = rows.map(({ name, of, write, target, isRelative }) => {
    const [value, least, most] = [of(ours), of(floor), target(floor, scale)]
    return [
      name,
      write(value),
      isRelative ? write(least) : "–",
      isRelative && least > 0 ? (value / least).toFixed(2) : "–",
      `≤ ${write(most)}`,
      value <= most ? "ok" : "not reached",
    ]
  })
  return `${title}\n\n${table(["Measure", "Ours", "Floor", "Ratio", "Target", ""], cells)}\n`
}

try {
  const mlops = "modules/mlops-landscape"
  const floor = await measureFloor(mlops)
  const ours = await measureLesson("mlops-landscape", mlops)
  const many = await measureLesson("questions", await writeManyQuestions(join(folder, "questions"), 500))
  const how = `SCORM 1.2, processor slowed ${4}×, 1.6 Mbit/s, 150 ms; medians of ${runs} runs on ${process.platform}, Node ${process.version}`
  process.stdout.write(
    [
      "",
      how,
      "",
      report("The MLOps lesson", ours, floor, 1),
      report("A lesson of 500 questions (within twice the figures)", many, floor, 2),
    ].join("\n"),
  )
} finally {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
}

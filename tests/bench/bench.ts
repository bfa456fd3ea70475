// Measures what a learner waits for and what an LMS is asked for, beside the least that could show the same text.
// npm run bench [runs]
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import JSZip from "jszip"
import type { BuildReport } from "../../src/build.ts"
import { findBrowser, launchBrowser, thisMachine } from "../../src/lms/browser.ts"
import { loadLesson } from "../../src/load-lesson.ts"
import { table } from "../../src/table.ts"
import { writeManyQuestions } from "../fixtures/many-questions.ts"
import { runCommand } from "./command.ts"
import { buildFloor, type FloorPage, type Site } from "./floor.ts"
import { type Launch, line, measureLaunch, slowdown } from "./launch.ts"
import { countRequests } from "./requests.ts"

const runs = Number(process.argv[2] ?? 5)

/** What is measured of a course. Times in ms, sizes in bytes, memory in MiB; medians where there are several runs. */
interface Measures extends Launch {
  readonly zip: number
  /** Characters of saved work at its worst. */
  readonly savedWork: number
  readonly build: number
  readonly memory: number
}

/** A line of the table. */
interface Row {
  readonly name: string
  readonly of: (measures: Measures) => number
  readonly write: (value: number) => string
  /** The most that it may be; a lesson of 500 questions may launch at twice that. */
  readonly target: (floor: Measures) => number
  /** Whether the figure is one of a launch, and whether the floor has it too. */
  readonly isLaunch: boolean
  readonly hasFloor: boolean
}

const kilobytes = (value: number) => `${(value / 1000).toFixed(1)} kB`
const milliseconds = (value: number) => `${value.toFixed(0)} ms`
const whole = (value: number) => `${Math.round(value)}`
const mebibytes = (value: number) => `${value.toFixed(0)} MiB`
const launched = { isLaunch: true, hasFloor: true }
const tracked = { isLaunch: true, hasFloor: false, write: whole }

const rows: readonly Row[] = [
  row("zip, schema files and all", ({ zip }) => zip, 150_000, { write: kilobytes, isLaunch: false, hasFloor: true }),
  row("requests at launch", ({ requests }) => requests, 6, { ...launched, write: whole }),
  row("sent at launch", ({ bytes }) => bytes, 90_000, { ...launched, write: kilobytes }),
  row(
    "first heading readable",
    ({ heading }) => heading,
    ({ heading }) => heading,
    { ...launched, write: milliseconds },
  ),
  row(
    "interactive",
    ({ interactive }) => interactive,
    ({ interactive }) => 1.6 * interactive,
    {
      ...{ ...launched, write: milliseconds },
    },
  ),
  row("longest task", ({ longestTask }) => longestTask, 200, { ...launched, write: milliseconds }),
  row("SCORM calls at launch", ({ calls }) => calls, 15, tracked),
  row("commits at launch", ({ commits }) => commits, 1, { ...tracked, isLaunch: false }),
  row("values set by a page turn", ({ turnSets }) => turnSets, 4, { ...tracked, isLaunch: false }),
  row("commits of a page turn", ({ turnCommits }) => turnCommits, 1, { ...tracked, isLaunch: false }),
  row("saved work at its worst", ({ savedWork }) => savedWork, 4096, { ...tracked, isLaunch: false }),
  row("build of all formats", ({ build }) => build, 2_000, { write: milliseconds, isLaunch: false, hasFloor: true }),
  row("memory of that build", ({ memory }) => memory, 250, { write: mebibytes, isLaunch: false, hasFloor: false }),
]

function row(
  name: string,
  of: Row["of"],
  target: number | Row["target"],
  rest: Pick<Row, "write" | "isLaunch" | "hasFloor">,
): Row {
  return { name, of, target: typeof target === "number" ? () => target : target, ...rest }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

const folder = await mkdtemp(join(tmpdir(), "lessonpack-bench-"))
const browser = await launchBrowser(findBrowser(thisMachine((line) => process.stderr.write(`${line}\n`))))

/** What is built before it is launched. */
interface Built extends Pick<Measures, "zip" | "savedWork" | "build" | "memory"> {
  readonly site: Site
}

/**
 * Launches sites several times by turns, so that whatever else this machine does meets them alike: each time once
 * untouched, and once pressed from the first moment.
 */
async function launchAll(sites: readonly Built[]): Promise<readonly Measures[]> {
  const launches = sites.map(() => ({ untouched: [] as Launch[], pressed: [] as Launch[] }))
  for (let run = 0; run < runs; run++) {
    say(`launching, run ${run + 1} of ${runs}`)
    for (const [index, { site }] of sites.entries()) {
      launches[index]?.untouched.push(await measureLaunch(browser, site, false))
      launches[index]?.pressed.push(await measureLaunch(browser, site, true))
    }
  }
  return sites.map(({ site: _, ...built }, index) => {
    const { untouched = [], pressed = [] } = launches[index] ?? {}
    const of = (name: keyof Launch, from = untouched) => median(from.map((launch) => launch[name]))
    return {
      ...built,
      ...{ requests: of("requests"), bytes: of("bytes"), heading: of("heading", [...untouched, ...pressed]) },
      interactive: of("interactive", pressed),
      longestTask: Math.max(of("longestTask"), of("longestTask", pressed)),
      ...{ calls: of("calls"), commits: of("commits"), turnSets: of("turnSets"), turnCommits: of("turnCommits") },
    }
  })
}

async function buildLesson(name: string, lesson: string): Promise<Built> {
  say(`${name}: building`)
  const out = join(folder, name)
  const builds = []
  // The first run warms the disk.
  for (let run = 0; run <= runs; run++) builds.push(await runCommand(["build", lesson, "--json", "--out", out]))
  const report: BuildReport = JSON.parse(builds[0]?.output ?? "")
  const built = report.packages.find(({ format }) => format === "scorm12")
  if (!built) throw new Error(`${name} has no package of SCORM 1.2`)
  const zip = await readFile(built.file)
  return {
    site: await unzip(zip),
    zip: zip.length,
    savedWork: built.savedWork.worst,
    build: median(builds.slice(1).map(({ milliseconds }) => milliseconds)),
    memory: median(builds.slice(1).map(({ memory }) => memory)),
  }
}

async function unzip(data: Uint8Array): Promise<Site> {
  const { files } = await JSZip.loadAsync(data)
  const entries = Object.values(files).map(async (file) => [file.name, await file.async("uint8array")] as const)
  return new Map(await Promise.all(entries))
}

async function buildTheFloor(lesson: string): Promise<Built> {
  say("floor: building")
  const { site, ms } = await buildFloor(join(folder, "floor"), await firstPageOf(lesson))
  const zip = new JSZip()
  for (const [name, data] of site) zip.file(name, data)
  const packed = await zip.generateAsync({
    type: "uint8array",
    compression: "DEFLATE",
    compressionOptions: { level: 9 },
  })
  return { site, zip: packed.length, savedWork: Number.NaN, build: ms, memory: Number.NaN }
}

async function firstPageOf(lesson: string): Promise<FloorPage> {
  const { course } = await loadLesson(lesson)
  const page = course?.phases[0]?.pages[0]
  if (!page) throw new Error(`${lesson} has no page`)
  return { title: page.title, html: page.blocks.map((block) => (block.type === "html" ? block.html : "")).join("\n") }
}

/** How often the graded lesson as cmi5 asks its LRS for something: the AU of the phase with the most pages. */
async function reportRequests(): Promise<string> {
  say("cmi5: counting requests")
  const out = join(folder, "cmi5")
  const lesson = "tests/fixtures/lessons/graded"
  const { output } = await runCommand(["build", lesson, "--format", "cmi5", "--json", "--out", out])
  const { packages }: BuildReport = JSON.parse(output)
  const site = await unzip(await readFile(packages[0]?.file ?? ""))
  const { launch, turn, bytes } = await countRequests(browser, site, "evaluate.html")
  const row = (name: string, value: number, most: number) => [
    ...[name, whole(value), `at most ${most}`, value <= most ? "ok" : "not reached"],
  ]
  const cells = [
    row("requests to LMS and LRS at launch", launch, 10),
    row("requests of a page turn", turn, 3),
    row("bytes that a page turn sends", bytes, 8000),
  ]
  return `A lesson as cmi5, an AU a phase\n\n${table(["Measure", "Ours", "Target", ""], cells)}\n`
}

function report(title: string, ours: Measures, floor: Measures, isMany: boolean): string {
  const cells = rows.map(({ name, of, write, target, isLaunch, hasFloor }) => {
    const [value, least] = [of(ours), of(floor)]
    const most = target(floor) * (isMany && isLaunch ? 2 : 1)
    const isAsked = !isMany || isLaunch || /saved work|commit|page turn/.test(name)
    return [
      name,
      write(value),
      ...(hasFloor ? [write(least), (value / least).toFixed(2)] : ["", ""]),
      ...(isAsked ? [`at most ${write(most)}`, value <= most ? "ok" : "not reached"] : ["", ""]),
    ]
  })
  return `${title}\n\n${table(["Measure", "Ours", "Floor", "Ratio", "Target", ""], cells)}\n`
}

try {
  const mlops = "modules/mlops-landscape"
  const [floor, ours, many] = await launchAll([
    await buildTheFloor(mlops),
    await buildLesson("mlops-landscape", mlops),
    await buildLesson("questions", await writeManyQuestions(join(folder, "lesson"), 500)),
  ])
  if (!floor || !ours || !many) throw new Error("nothing was measured")
  const requests = await reportRequests()
  process.stdout.write(
    [
      "",
      `SCORM 1.2; processor slowed ${slowdown}×, ${(line.downloadThroughput * 8) / 1e6} Mbit/s, ${line.latency} ms, nothing compressed on the way.`,
      `Medians of ${runs} runs, by turns with the floor: a bare Preact page of the same text. ${process.platform}, Node ${process.version}.`,
      "",
      report("The MLOps lesson", ours, floor, false),
      report("A lesson of 500 questions: launched within twice the figures", many, floor, true),
      requests,
    ].join("\n"),
  )
} finally {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
}

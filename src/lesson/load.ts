import { join } from "node:path"
import type { Registry } from "../activities/kind.ts"
import { registry as allKinds } from "../activities/registry.ts"
import { type Diagnostic, sortDiagnostics } from "../diagnostic.ts"
import { activitiesIn } from "../learner/outline.ts"
import { generated as strings } from "../player/generated-strings.ts"
import { completeActivities } from "./activity.ts"
import { checkWhole } from "./check.ts"
import { assembleCourse, defaultPaths, rulesOf } from "./course.ts"
import { createDataFiles, type DataFiles, dataPathsIn, largestData } from "./data-files.ts"
import { diskFiles, type FileContent, type LessonFiles, type LessonLocation, locateLesson, shownPath } from "./files.ts"
import { addWelcome, generateGlossary, generatePages, welcomeId } from "./generate.ts"
import { createSerializer, type Mentioned, type Serializer } from "./html.ts"
import { judge } from "./links.ts"
import { checkLock, largestLock, lockName, type ReadLock, readLock } from "./lock.ts"
import type { Markdown } from "./markdown.ts"
import { readMarkdownFile } from "./markdown-file.ts"
import { createMedia, type FoundFile, hasMediaType, largestMedia, type Media, pathsIn } from "./media.ts"
import { type Course, type Page, type Phase, type PhaseId, phaseIds } from "./model.ts"
import { createNames } from "./names.ts"
import { nearest } from "./nearest.ts"
import { readPhase } from "./phase.ts"
import { readPlan } from "./plan.ts"
import { reportFile } from "./references.ts"
import { createReporter, type Reporter } from "./reporter.ts"
import { readSettings, type Settings } from "./settings.ts"
import { largestSettings } from "./settings-schema.ts"
import { readSources } from "./sources.ts"
import { findTerms, joinGlossary, listTerms } from "./terms.ts"
import { largestMarkdown, readText } from "./text-file.ts"

/** What loading a lesson came to. */
export interface LoadedCourse {
  /** The course; absent if and only if one of the diagnostics is an error. */
  readonly course?: Course
  /** Everything the author should know, by file and place. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The world outside, for tests and for lessons that are not on a disk. */
export interface LoadEffects {
  readonly files?: LessonFiles
  /** Kinds of activity that phase files may use. */
  readonly registry?: Registry
  /** Today, as a day in ISO form: sources that were read long before are reported. Nothing is judged without it. */
  readonly today?: string
}

/**
 * Loads a lesson: a folder with `lesson.md`, `course.yaml`, phase files (`engage.md` …) and the files they show, or a
 * lesson plan alone. Every mistake is found in one run.
 */
export async function loadCourse(lesson: string, effects: LoadEffects = {}): Promise<LoadedCourse> {
  const location = locateLesson(lesson)
  const files = effects.files ?? diskFiles(location.folder)
  const reporter = createReporter()
  const sources = await readFiles(location, files, reporter)
  const course = sources && readCourse(sources, { registry: allKinds, ...effects }, reporter)
  const hasErrors = reporter.diagnostics.some(({ severity }) => severity === "error")
  return { ...(course && !hasErrors && { course }), diagnostics: sortDiagnostics(reporter.diagnostics) }
}

/** What a lesson is judged by. */
type Judged = Pick<LoadEffects, "today"> & Required<Pick<LoadEffects, "registry">>

/** Everything of a lesson that is read from a disk, before anything is made of it. */
interface Sources {
  readonly name: string
  readonly plan: Markdown
  readonly phases: ReadonlyMap<PhaseId, Markdown>
  /** Phases that have a file, be it a good one or not. */
  readonly authored: ReadonlySet<PhaseId>
  readonly settings: Settings
  readonly media: Media
  readonly mediaPaths: readonly string[]
  readonly data: DataFiles
  /** What was released of the lesson; absent where nothing was. */
  readonly lock: ReadLock | undefined
}

async function readFiles(
  location: LessonLocation,
  files: LessonFiles,
  reporter: Reporter,
): Promise<Sources | undefined> {
  const listed = await files.list()
  const shown = (name: string) => shownPath(join(location.folder, name))
  // On a desk where capitals do not count, an author may well have written Engage.md.
  const find = (name: string) => (listed?.includes(name) ? name : listed?.find((file) => file.toLowerCase() === name))
  if (location.bare && find("lesson.md") && phaseIds.some((id) => location.plan.toLowerCase() === `${id}.md`)) {
    const message = `${location.plan} is the file of one phase, and no lesson plan.`
    const remedy = `To read the whole lesson, name its folder: ${shownPath(location.folder)}`
    reporter.report("phase-missing", { file: shown(location.plan), line: 1, column: 1 }, message, remedy)
    return undefined
  }
  const planName = location.bare ? location.plan : (find(location.plan) ?? location.plan)
  const planContent = await files.read(planName, largestMarkdown)
  const plan = readMarkdownFile(planContent, shown(planName), reporter, { directives: false })

  const authored = new Map<PhaseId, string>()
  for (const id of location.bare ? [] : phaseIds) {
    const name = find(`${id}.md`)
    if (name) authored.set(id, name)
  }
  const phases = new Map<PhaseId, Markdown>()
  for (const [id, name] of authored) {
    const markdown = readMarkdownFile(await files.read(name, largestMarkdown), shown(name), reporter)
    if (markdown) phases.set(id, markdown)
  }
  const settings = await readSettingsOf(location, find, files, reporter)
  reportUnused(location, listed ?? [], shown, reporter)
  if (!plan) return undefined

  const paths = [...new Set([plan, ...phases.values()].flatMap(({ tree }) => pathsIn(tree)))]
  const logo = settings.logo && judge(settings.logo.path)
  if (logo?.to === "file") paths.push(logo.path)
  const contents = new Map<string, FileContent>()
  for (const path of paths.filter(hasMediaType)) contents.set(path, await files.read(path, largestMedia))
  const media = createMedia(contents)
  const dataContents = new Map<string, FileContent>()
  for (const path of new Set([...phases.values()].flatMap(dataPathsIn))) {
    dataContents.set(path, await files.read(path, largestData))
  }
  const data = createDataFiles(dataContents, shown)
  const lock = await readLockOf(location, listed ?? [], files, reporter)
  const { name } = location
  return { name, plan, phases, authored: new Set(authored.keys()), settings, media, mediaPaths: paths, data, lock }
}

async function readLockOf(
  { folder, bare }: LessonLocation,
  listed: readonly string[],
  files: LessonFiles,
  reporter: Reporter,
): Promise<ReadLock | undefined> {
  if (bare || !listed.includes(lockName)) return undefined
  const file = shownPath(join(folder, lockName))
  const source = readText(await files.read(lockName, largestLock), file, largestLock, reporter)
  return source === undefined ? undefined : readLock(source, file, reporter)
}

async function readSettingsOf(
  { folder, bare }: LessonLocation,
  find: (name: string) => string | undefined,
  files: LessonFiles,
  reporter: Reporter,
): Promise<Settings> {
  const name = bare ? undefined : (find("course.yaml") ?? find("course.yml"))
  const file = shownPath(join(folder, name ?? "course.yaml"))
  const source = name ? readText(await files.read(name, largestSettings), file, largestSettings, reporter) : ""
  return readSettings(source ?? "", file, reporter)
}

/** Tells of files that look like part of the lesson but are not read: one misspelt, or those beside a plan named alone. */
function reportUnused(
  { bare, plan, folder }: LessonLocation,
  listed: readonly string[],
  shown: (name: string) => string,
  reporter: Reporter,
) {
  const parts = [...phaseIds.map((id) => `${id}.md`), "course.yaml", "lesson.md"]
  for (const file of listed) {
    const name = file.toLowerCase()
    if (bare ? plan !== "lesson.md" || name === "lesson.md" : parts.includes(name) || name === "course.yml") continue
    const meant = nearest(name, parts)
    const place = { file: shown(file), line: 1, column: 1 }
    if (bare && parts.includes(name)) {
      const remedy = `To build the whole lesson, name its folder: ${shownPath(folder)}`
      reporter.report("file-unused", place, `${file} is not read, since only the lesson plan was named.`, remedy)
    } else if (!bare && meant && /\.(?:md|ya?ml)$/.test(name)) {
      reporter.report("file-unused", place, `${file} is not read.`, `If it belongs to the lesson, call it ${meant}.`)
    }
  }
}

function readCourse(sources: Sources, { registry, today }: Judged, reporter: Reporter): Course {
  const { settings, media, authored } = sources
  const serializers: Serializer[] = []
  const serializerOf = (markdown: Markdown, mentioned?: Mentioned) => {
    const serializer = createSerializer(markdown, media, reporter, mentioned)
    serializers.push(serializer)
    return serializer
  }
  const plan = readPlan(sources.plan, serializerOf(sources.plan), reporter)
  const paths = settings.paths ?? defaultPaths
  const errors = reporter.diagnostics.filter(({ severity }) => severity === "error")
  const isPlanWhole = !errors.some(({ place }) => place.file === sources.plan.file)
  const generation = { authored, paths }
  const generated = isPlanWhole ? generatePages(plan, generation) : new Map<PhaseId, readonly Page[]>()

  const names = createNames([...sources.phases.values()])
  if (isPlanWhole && !authored.has("engage")) names.pages.add(welcomeId)
  const made = phaseIds.filter((id) => !authored.has(id)).flatMap((id) => generated.get(id) ?? [])
  for (const { id, blocks } of made) {
    names.pages.add(id)
    for (const { activity } of activitiesIn(blocks)) names.places.set(activity.id.toLowerCase(), activity.place)
  }
  const { data, lock } = sources
  const files = [...sources.phases.values()]
  const written = findTerms(files, reporter)
  const cited = readSources(files, data, today, reporter)
  const mentioned = { terms: listTerms(plan, written), sources: cited }
  const phaseSerializers = new Map(files.map((markdown) => [markdown, serializerOf(markdown, mentioned)]))
  const released = lock && { released: lock.pages }
  const context = {
    registry,
    names,
    paths,
    objectiveCount: plan.objectives.length,
    reporter,
    data,
    sources: cited,
    ...released,
  }
  const read = new Map(
    [...sources.phases].flatMap(([id, markdown]) => {
      const serializer = phaseSerializers.get(markdown)
      return serializer ? [[id, readPhase(markdown, id, serializer, context)] as const] : []
    }),
  )
  const mayLack =
    (!isPlanWhole && authored.size < phaseIds.length) ||
    files.length < authored.size ||
    reporter.has("directive-misplaced", "directive-syntax", "directive-unclosed", "directive-unknown")
  const complete = completeActivities(
    [...read.values()].flatMap(({ pages }) => pages),
    made,
    { ...context, mayLack },
  )

  const rest = phaseIds.map((id): Phase => {
    const title = read.get(id)?.title ?? strings.phases[id].name
    const pages = read.get(id)?.pages.map((page) => complete.get(page.id) ?? page) ?? generated.get(id) ?? []
    return { id, title, minutes: plan.phases.find((phase) => phase.id === id)?.minutes ?? 0, pages }
  })
  const rules = rulesOf(settings, rest)
  const phases = isPlanWhole ? addWelcome(plan, rest, rules, generation) : rest
  const logo = findLogo(settings, media, reporter)
  // A page that could not be read has no id that a link could lead to.
  const pageLinks = errors.length === 0 ? serializers.flatMap((serializer) => serializer.pageLinks) : []
  checkWhole({ plan, authored, phases, paths, pass: settings.pass, memo: settings.memo, pageLinks, mayLack }, reporter)
  const language = settings.language?.split("-")[0] ?? "en"
  if (made.length > 0 && language !== "en") {
    const message = `The pages that Lessonpack makes of a plan speak English, and this lesson is in "${settings.language}".`
    const remedy = `Write the phases in its language: ${phaseIds
      .filter((id) => !authored.has(id))
      .map((id) => `${id}.md`)
      .join(", ")}.`
    reporter.report("language-generated", plan.title.place, message, remedy)
  }
  const own = generateGlossary(plan, generation)
  const glossary = joinGlossary(plan, written, own, ({ markdown, explanation }) =>
    (phaseSerializers.get(markdown)?.inline(explanation) ?? "").trim(),
  )
  const found = sources.mediaPaths.map((path) => media.find(path)).filter((file) => "name" in file)
  const course = assembleCourse({
    ...{ name: sources.name, plan, settings, rules, paths, phases, glossary, logo, files: found },
    sources: cited.page(),
  })
  // What was not read for a mistake is not gone.
  const isRead = !reporter.diagnostics.some(({ severity }) => severity === "error")
  if (lock && isRead)
    checkLock(
      lock,
      { id: course.id, pages: phases.flatMap(({ pages }) => pages), objectives: plan.objectives },
      reporter,
    )
  return course
}

function findLogo({ logo }: Settings, media: Media, reporter: Reporter): FoundFile | undefined {
  if (!logo) return undefined
  const target = judge(logo.path)
  const found = target.to === "file" ? media.find(target.path) : { problem: "outside" as const }
  if ("name" in found) return found
  reportFile(found.problem, logo.path, logo.place, reporter)
  return undefined
}

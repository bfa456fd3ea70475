import type { Activity, ActivityDefinition, Actor, Context, Result, Statement } from "@xapi/xapi"
import type { Objective, PhaseId } from "../lesson/model.ts"
import { bloomLevels } from "../lesson/model.ts"
import type { Components, Interaction, LearnerRecord } from "../tracking/record.ts"
import { type Iris, interactionUnder } from "./iris.ts"
import type { Outline } from "./outline.ts"
import { findActivity } from "./state.ts"
import {
  type ActivityTypeName,
  activityTypes,
  cmi5,
  extensionIri,
  profileVersionIri,
  progressExtension,
  type VerbName,
  verbs,
} from "./vocabulary.ts"

/** What every statement of a session has in common. */
export interface StatementContext {
  readonly outline: Outline
  readonly iris: Iris
  /** The actor exactly as launched. */
  readonly actor: Actor
  readonly registration?: string | undefined
  /** What was launched: the object of every statement about the whole. Under cmi5 the id that the LMS made (§9.4). */
  readonly activity: { readonly id: string; readonly type: ActivityTypeName }
  /** Present under cmi5. */
  readonly cmi5?: {
    /** The `contextTemplate` of the launch data: in every statement, unchanged (§10.2.1). */
    readonly template: Context
    readonly masteryScore?: number
  }
  /** Whether what learners write freely may be sent along; else only that something was written. */
  readonly withText?: boolean
  /** Makes a statement's id: a new UUID at each call. */
  uuid(): string
  /** Writes milliseconds as an ISO 8601 duration. */
  duration(milliseconds: number): string
}

/** What an LRS was told, as far as it decides what it must be told next. */
export interface Told {
  /** Share done, 0–100. */
  readonly progress: number
  /** Id of the page opened last. */
  readonly location: string
  /** Ids of the objectives mastered. */
  readonly mastered: readonly string[]
  /** Ids of the statements that may be made once a registration (cmi5 §9.3). */
  readonly completed?: string
  readonly passed?: string
  /** The last round whose verdict was `failed`, 0 before any; and the id of the statement that said so. */
  readonly failedRound: number
  readonly failed?: string
}

/** What a learner was told of who has done nothing yet. */
export const nothingTold: Told = { progress: 0, location: "", mastered: [], failedRound: 0 }

/** What the LRS may see of a record. */
export type Seen = Pick<LearnerRecord, "progress" | "location" | "objectives" | "failedRound" | "scaled"> & {
  readonly completed: boolean
  readonly success: "unknown" | "failed" | "passed"
}

/** When something is told. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number
  /** How long the session has lasted, in milliseconds. */
  readonly sessionTime: number
}

/** Statements in the order in which they happened, and what the LRS knows once it has them. */
export interface Telling {
  readonly statements: readonly Statement[]
  readonly told: Told
}

/**
 * The statements by which an LRS that knows `before` comes to know a record and the interactions answered since: nothing it
 * knows is said again, `completed` and `passed` at most once. That a try has failed is kept for {@link verdictStatement}.
 */
export function statementsFor(
  before: Told,
  record: Seen,
  interactions: readonly Interaction[],
  context: StatementContext,
  moment: Moment,
): Telling {
  const statements = interactions.map((interaction) => interactionStatement(interaction, context))
  let told = before
  const page = record.location !== before.location && pageStatement(record.location, context, moment)
  if (page) {
    statements.push(page)
    told = { ...told, location: record.location }
  }
  for (const { id, success, scaled } of record.objectives) {
    if (success !== "passed" || told.mastered.includes(id)) continue
    statements.push(masteredStatement(id, scaled, context, moment))
    told = { ...told, mastered: [...told.mastered, id] }
  }
  const progress = Math.round(record.progress * 100)
  if (progress > told.progress) {
    const result = { extensions: { [progressExtension]: progress } }
    statements.push(aboutWhole("progressed", context, moment.now, { result }))
    told = { ...told, progress }
  }
  if (record.completed && told.completed === undefined) {
    const result = { completion: true, duration: context.duration(moment.sessionTime) }
    const statement = aboutWhole("completed", context, moment.now, { result })
    statements.push(statement)
    told = { ...told, completed: statement.id ?? "" }
  }
  if (record.success === "passed" && told.passed === undefined) {
    const statement = verdictStatement("passed", record.scaled, context, moment)
    statements.push(statement)
    told = { ...told, passed: statement.id ?? "" }
  }
  return { statements, told }
}

/** Whether a record holds a `failed` that the LRS was not told: of a round of its own, and never after `passed`. */
export function isFailureUntold(told: Told, { success, failedRound = 0 }: Seen): boolean {
  return success === "failed" && told.passed === undefined && told.failedRound < failedRound
}

/** That the learner passed or failed; the score only where it agrees with the mark (cmi5 §9.3.4, §9.3.5). */
export function verdictStatement(
  verb: "passed" | "failed",
  scaled: number | undefined,
  context: StatementContext,
  { now, sessionTime }: Moment,
): Statement {
  const mark = context.cmi5?.masteryScore
  const agrees = mark === undefined || (verb === "passed") === (scaled ?? 0) >= mark
  const result: Result = {
    ...(scaled !== undefined && agrees && { score: { scaled } }),
    success: verb === "passed",
    duration: context.duration(sessionTime),
  }
  const extensions = mark !== undefined ? { [cmi5.masteryScore]: mark } : undefined
  return aboutWhole(verb, context, now, { result, extensions })
}

/** The beginning or end of a session. */
export function sessionStatement(
  verb: "initialized" | "resumed" | "suspended" | "terminated",
  context: StatementContext,
  { now, sessionTime }: Moment,
): Statement {
  const isEnd = verb === "suspended" || verb === "terminated"
  return aboutWhole(verb, context, now, isEnd ? { result: { duration: context.duration(sessionTime) } } : {})
}

/** The verbs that cmi5 defines (§9.3): statements with them carry its category, all others must not (§7.1.3). */
const definedVerbs: readonly VerbName[] = ["initialized", "completed", "passed", "failed", "terminated"]

function aboutWhole(
  verb: VerbName,
  context: StatementContext,
  now: number,
  { result, extensions }: { readonly result?: Result; readonly extensions?: Context["extensions"] },
): Statement {
  const { activity, outline } = context
  const { language, title } = outline
  const isDefined = context.cmi5 !== undefined && definedVerbs.includes(verb)
  const category = isDefined
    ? [cmi5.category, ...(result?.completion !== undefined || result?.success !== undefined ? [cmi5.moveOn] : [])]
    : []
  const object: Activity = {
    objectType: "Activity",
    id: activity.id,
    definition: { type: activityTypes[activity.type], name: { [language]: title } },
  }
  return statement(verb, object, context, now, { result, extensions, category, parent: [] })
}

function pageStatement(location: string, context: StatementContext, { now }: Moment): Statement | undefined {
  const { iris, outline } = context
  for (const phase of outline.phases) {
    const page = phase.pages.find(({ id }) => id === location)
    if (!page) continue
    const object: Activity = {
      objectType: "Activity",
      id: iris.page(phase.id, page.id),
      definition: { type: activityTypes.page, name: { [outline.language]: page.title } },
    }
    return statement("experienced", object, context, now, { parent: [phaseActivity(phase.id, context)] })
  }
  return undefined
}

function masteredStatement(
  id: string,
  scaled: number | undefined,
  context: StatementContext,
  { now }: Moment,
): Statement {
  const result: Result = { success: true, ...(scaled !== undefined && { score: { scaled } }) }
  // A phase that is launched on its own speaks of what it has of an objective.
  const { activity, outline } = context
  const parent = activity.type === "phase" ? outline.phases.map((phase) => phaseActivity(phase.id, context)) : []
  return statement("mastered", objectiveActivity(id, context), context, now, { result, parent })
}

/** An interaction's definition: which lists it has follows from its type (Data §2.4.4.1). */
interface InteractionDefinition extends ActivityDefinition {
  interactionType: Interaction["type"]
  correctResponsesPattern?: string[]
  choices?: Part[]
  scale?: Part[]
  source?: Part[]
  target?: Part[]
  steps?: Part[]
}

type Part = { id: string; description: Record<string, string> }

function interactionStatement(interaction: Interaction, context: StatementContext): Statement {
  const { outline, iris } = context
  const { id, type, description, objectives, response, patterns, result, weighting, scaled, latency } = interaction
  const { language } = outline
  const phase = phaseOfActivity(outline, id)
  const level = highestLevel(outline, objectives)
  const published = phase && iris.interaction(phase, id)
  const definition: InteractionDefinition = {
    type: activityTypes.interaction,
    ...(description && { name: { [language]: description }, description: { [language]: description } }),
    interactionType: type,
    ...(patterns.length > 0 && { correctResponsesPattern: [...patterns] }),
    ...partsOf(interaction.components ?? {}, language),
    ...(level && { extensions: { [extensionIri(iris, "bloom-level")]: level } }),
  }
  const object: Activity = {
    objectType: "Activity",
    id: context.cmi5 || !published ? interactionUnder(context.activity.id, id) : published,
    definition,
  }
  const isScored = result !== "neutral"
  const score = scaled !== undefined && {
    score: { scaled, ...(weighting > 0 && { raw: round(scaled * weighting), min: 0, max: weighting }) },
  }
  return statement(verbOf(interaction, outline), object, context, interaction.time, {
    result: {
      ...(isScored && score),
      ...(isScored && { success: result === "correct" }),
      ...((context.withText || !isFree(interaction)) && { response }),
      duration: context.duration(latency),
      extensions: { [extensionIri(iris, "attempt")]: interaction.attempt ?? 1 },
    },
    parent: [
      ...(phase ? [phaseActivity(phase, context)] : []),
      ...objectives.map((objective) => objectiveActivity(objective, context)),
    ],
    // Under cmi5 the LMS's own id comes first; by the author's, one question is known across all LMSs.
    other: context.cmi5 && published ? [{ objectType: "Activity", id: published }] : [],
  })
}

/** Whether a response is a learner's own writing: a right answer is the author's words, whoever types them. */
function isFree({ type, result }: Interaction): boolean {
  return type === "long-fill-in" || (type === "fill-in" && result !== "correct")
}

/** Questions with a right answer are answered; those without are responded to; steps are things done. */
function verbOf({ id, result }: Interaction, outline: Outline): VerbName {
  if (result !== "neutral") return "answered"
  return findActivity(outline, id)?.kind === "steps" ? "interacted" : "responded"
}

function partsOf(components: Components, language: string): Partial<Record<keyof Components, Part[]>> {
  const lists: Partial<Record<keyof Components, Part[]>> = {}
  for (const name of ["choices", "scale", "source", "target", "steps"] as const) {
    const parts = components[name]
    if (parts) lists[name] = parts.map(({ id, text }) => ({ id, description: { [language]: text } }))
  }
  return lists
}

function phaseActivity(id: PhaseId, { iris, outline }: StatementContext): Activity {
  const title = outline.phases.find((phase) => phase.id === id)?.title
  return {
    objectType: "Activity",
    id: iris.phase(id),
    definition: { type: activityTypes.phase, ...(title && { name: { [outline.language]: title } }) },
  }
}

function objectiveActivity(id: string, { iris, outline }: StatementContext): Activity {
  const objective = outline.objectives.find((it) => it.id === id)
  return {
    objectType: "Activity",
    id: iris.objective(id),
    definition: {
      type: activityTypes.objective,
      ...(objective && {
        name: { [outline.language]: objective.text },
        extensions: { [extensionIri(iris, "bloom-level")]: objective.level },
      }),
    },
  }
}

/** A statement with the context that all have: registration, grouping, profile, version, and what cmi5 prescribes. */
function statement(
  verb: VerbName,
  object: Activity,
  context: StatementContext,
  time: number,
  own: {
    readonly result?: Result | undefined
    readonly extensions?: Context["extensions"] | undefined
    readonly category?: readonly string[]
    readonly parent: readonly Activity[]
    readonly other?: readonly Activity[]
  },
): Statement {
  const { iris, outline } = context
  const template = context.cmi5?.template ?? {}
  const given = template.contextActivities ?? {}
  const extensions = { ...own.extensions, ...template.extensions }
  const lists = {
    parent: join(given.parent, own.parent),
    grouping: join(given.grouping, [
      { objectType: "Activity", id: iris.course, definition: { type: activityTypes.course } },
    ]),
    category: join(given.category, [
      ...(own.category ?? []).map((id): Activity => ({ objectType: "Activity", id })),
      { objectType: "Activity", id: profileVersionIri(iris), definition: { type: activityTypes.profile } },
    ]),
    other: join(given.other, own.other ?? []),
  }
  const filled = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0))
  return {
    id: context.uuid(),
    actor: context.actor,
    verb: { id: verbs[verb], display: { en: verb } },
    object,
    ...(own.result && { result: own.result }),
    context: {
      ...(context.registration && { registration: context.registration }),
      revision: outline.version,
      language: outline.language,
      ...template,
      contextActivities: filled,
      ...(Object.keys(extensions).length > 0 && { extensions }),
    },
    timestamp: new Date(time).toISOString(),
  }
}

/** Activities of a template followed by our own; none twice. */
function join(given: Activity | readonly Activity[] | undefined, own: readonly Activity[]): Activity[] {
  // A template may hold a single activity where 1.0.3 asks for a list (Data §2.4.6.2).
  const first: readonly Activity[] = given === undefined ? [] : Array.isArray(given) ? given : [given as Activity]
  const known = new Set(first.map(({ id }) => id))
  return [...first, ...own.filter(({ id }) => !known.has(id))]
}

function phaseOfActivity(outline: Outline, id: string): PhaseId | undefined {
  return outline.phases.find(({ pages }) => pages.some(({ activities }) => activities.some((it) => it.id === id)))?.id
}

function highestLevel({ objectives }: Outline, ids: readonly string[]): Objective["level"] | undefined {
  const levels = objectives.filter(({ id }) => ids.includes(id)).map(({ level }) => bloomLevels.indexOf(level))
  return bloomLevels[Math.max(-1, ...levels)]
}

/** To four decimals, so that no `0.30000000000000004` is sent. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

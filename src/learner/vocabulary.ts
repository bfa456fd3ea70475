import type { Iris } from "./iris.ts"

// The words of our xAPI statements. The player says them, and the profile that ships with a course explains them: what
// stands here is the one list. Learners download the IRIs only; the explanations are left out where nobody reads them.

/** The verbs that are said, by the name they are shown under (VOC; cmi5 §9.3 for the defined ones). */
export const verbs = {
  initialized: "http://adlnet.gov/expapi/verbs/initialized",
  resumed: "http://adlnet.gov/expapi/verbs/resumed",
  experienced: "http://adlnet.gov/expapi/verbs/experienced",
  progressed: "http://adlnet.gov/expapi/verbs/progressed",
  answered: "http://adlnet.gov/expapi/verbs/answered",
  responded: "http://adlnet.gov/expapi/verbs/responded",
  interacted: "http://adlnet.gov/expapi/verbs/interacted",
  mastered: "http://adlnet.gov/expapi/verbs/mastered",
  completed: "http://adlnet.gov/expapi/verbs/completed",
  passed: "http://adlnet.gov/expapi/verbs/passed",
  failed: "http://adlnet.gov/expapi/verbs/failed",
  suspended: "http://adlnet.gov/expapi/verbs/suspended",
  terminated: "http://adlnet.gov/expapi/verbs/terminated",
} as const

/** Name of a verb that is said. */
export type VerbName = keyof typeof verbs

/** The types of activity that statements speak of. */
export const activityTypes = {
  course: "http://adlnet.gov/expapi/activities/course",
  phase: "http://adlnet.gov/expapi/activities/module",
  page: "http://adlnet.gov/expapi/activities/lesson",
  interaction: "http://adlnet.gov/expapi/activities/cmi.interaction",
  objective: "http://adlnet.gov/expapi/activities/objective",
  profile: "http://adlnet.gov/expapi/activities/profile",
} as const

/** Name of a type of activity. */
export type ActivityTypeName = keyof typeof activityTypes

/** The share of the course done, 0–100 (cmi5 §9.5.5.1); the one result extension that is not ours. */
export const progressExtension = "https://w3id.org/xapi/cmi5/result/extensions/progress"

/** cmi5's own IRIs (§9.6). */
export const cmi5 = {
  category: "https://w3id.org/xapi/cmi5/context/categories/cmi5",
  moveOn: "https://w3id.org/xapi/cmi5/context/categories/moveon",
  sessionId: "https://w3id.org/xapi/cmi5/context/extensions/sessionid",
  masteryScore: "https://w3id.org/xapi/cmi5/context/extensions/masteryscore",
} as const

/** Version of the profile: it changes when what follows here changes. */
export const profileVersion = "1"

/** The IRI of this version of the profile: the category of every statement that follows it (profile specification §7.1.1). */
export function profileVersionIri({ profile }: Pick<Iris, "profile">): string {
  return `${profile}/v${profileVersion}`
}

/** Names of the extensions that are ours. */
export type ExtensionName = "attempt" | "bloom-level"

/** The IRI of one of our extensions. */
export function extensionIri({ profile }: Pick<Iris, "profile">, name: ExtensionName): string {
  return `${profile}/extensions/${name}`
}

// From here on what only the profile and the page for analysts say.

/** What each verb means in our statements. */
export const verbMeanings: Readonly<Record<VerbName, string>> = {
  initialized: "The course was opened, and is ready for the learner.",
  resumed: "The course was opened again, with earlier work.",
  experienced: "A page of a phase was opened.",
  progressed: "More of the course is done than before.",
  answered: "A question with a right answer was answered.",
  responded: "A question without a right answer was answered.",
  interacted: "Something was done that is neither right nor wrong, such as ticking off steps.",
  mastered: "The learner reached the mark of a learning objective.",
  completed: "All that the course asks for is done.",
  passed: "The learner reached the pass mark.",
  failed: "The learner used every try without reaching the pass mark.",
  suspended: "The learner left before the end.",
  terminated: "The learner left, and the session is over.",
}

/** What each type of activity stands for. */
export const activityTypeMeanings: Readonly<Record<ActivityTypeName, string>> = {
  course: "The course, or under cmi5 what the LMS launched.",
  phase: "One of the five phases: engage, explore, explain, elaborate, evaluate.",
  page: "A page of a phase.",
  interaction: "An activity whose answer is reported.",
  objective: "A learning objective of the lesson plan.",
  profile: "The profile that a statement follows.",
}

/** Our extensions: where each stands, what it means and the JSON schema of its value. */
export const extensions: Readonly<
  Record<
    ExtensionName,
    {
      readonly type: "ResultExtension" | "ActivityExtension" | "ContextExtension"
      readonly meaning: string
      readonly schema: Readonly<Record<string, unknown>>
    }
  >
> = {
  attempt: {
    type: "ResultExtension",
    meaning: "Which try of an activity this answer is, from 1; it begins anew when the scored activities are retaken.",
    schema: { type: "integer", minimum: 1 },
  },
  "bloom-level": {
    type: "ActivityExtension",
    meaning: "The level of Bloom's revised taxonomy of an objective; of an interaction, the highest that it serves.",
    schema: { enum: ["Remembering", "Understanding", "Applying", "Analyzing", "Evaluating", "Creating"] },
  },
}

/** A rule of a statement template: where to look (JSONPath), and what must be there. */
export interface TemplateRule {
  readonly location: string
  readonly presence: "included" | "excluded" | "recommended"
}

/** What statements with one verb look like. */
export interface Template {
  readonly verb: VerbName
  readonly object: ActivityTypeName
  readonly meaning: string
  readonly rules: readonly TemplateRule[]
}

const included = (...locations: readonly string[]): TemplateRule[] =>
  locations.map((location) => ({ location, presence: "included" }))
const excluded = (...locations: readonly string[]): TemplateRule[] =>
  locations.map((location) => ({ location, presence: "excluded" }))

const everywhere: readonly TemplateRule[] = [
  ...included("$.id", "$.timestamp", "$.context.contextActivities.grouping[*].id"),
  // A launch without cmi5 may name none (Rustici's launch notes).
  { location: "$.context.registration", presence: "recommended" },
]
const noVerdict = excluded("$.result.success", "$.result.completion", "$.result.score")
const parent = included("$.context.contextActivities.parent[*].id")
const interaction = [
  ...everywhere,
  ...parent,
  ...included("$.object.definition.interactionType", "$.result.duration", `$.result.extensions`),
  ...excluded("$.result.completion"),
]

/** The statements there are, one template a verb, in the order of a session. */
export const templates: readonly Template[] = [
  {
    verb: "initialized",
    object: "course",
    meaning: "Begins a session.",
    rules: [...everywhere, ...excluded("$.result")],
  },
  {
    verb: "resumed",
    object: "course",
    meaning: "Begins a session with earlier work.",
    rules: [...everywhere, ...excluded("$.result")],
  },
  {
    verb: "experienced",
    object: "page",
    meaning: "A page was opened.",
    rules: [...everywhere, ...parent, ...excluded("$.result")],
  },
  {
    verb: "progressed",
    object: "course",
    meaning: "The share done, 0–100.",
    rules: [...everywhere, ...included("$.result.extensions"), ...noVerdict],
  },
  {
    verb: "answered",
    object: "interaction",
    meaning: "An answer to a question with a right answer.",
    // A wrong answer in the learner's own words is sent only where the author lets writing be sent.
    rules: [
      ...interaction,
      ...included("$.result.success"),
      { location: "$.result.response", presence: "recommended" },
    ],
  },
  {
    verb: "responded",
    object: "interaction",
    meaning: "An answer to a question without a right answer.",
    rules: [...interaction, ...excluded("$.result.success", "$.result.score")],
  },
  {
    verb: "interacted",
    object: "interaction",
    meaning: "Something done.",
    rules: [...interaction, ...excluded("$.result.success", "$.result.score")],
  },
  {
    verb: "mastered",
    object: "objective",
    meaning: "An objective was reached, once a learner and course.",
    rules: [...everywhere, ...included("$.result.success"), ...excluded("$.result.completion")],
  },
  {
    verb: "completed",
    object: "course",
    meaning: "Once a registration.",
    rules: [
      ...everywhere,
      ...included("$.result.completion", "$.result.duration"),
      ...excluded("$.result.success", "$.result.score"),
    ],
  },
  {
    verb: "passed",
    object: "course",
    meaning: "Once a registration.",
    rules: [...everywhere, ...included("$.result.success", "$.result.duration"), ...excluded("$.result.completion")],
  },
  {
    verb: "failed",
    object: "course",
    meaning: "At most once a session, never after passed.",
    rules: [...everywhere, ...included("$.result.success", "$.result.duration"), ...excluded("$.result.completion")],
  },
  {
    verb: "suspended",
    object: "course",
    meaning: "Ends a session before the end.",
    rules: [...everywhere, ...included("$.result.duration"), ...noVerdict],
  },
  {
    verb: "terminated",
    object: "course",
    meaning: "Ends a session.",
    rules: [...everywhere, ...included("$.result.duration"), ...noVerdict],
  },
]

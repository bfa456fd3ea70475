import type { Place } from "../diagnostic.ts"

/** The five phases of the 5E model, in teaching order. */
export const phaseIds = ["engage", "explore", "explain", "elaborate", "evaluate"] as const

/** One of the five phases. */
export type PhaseId = (typeof phaseIds)[number]

/** The levels of Bloom's revised taxonomy (2001), lowest first. */
export const bloomLevels = ["Remembering", "Understanding", "Applying", "Analyzing", "Evaluating", "Creating"] as const

/** One level of Bloom's revised taxonomy. */
export type BloomLevel = (typeof bloomLevels)[number]

/** A piece of an author's text, in the two forms the course needs. */
export interface Prose {
  /** Safe HTML: only elements and attributes that the Markdown serializer itself wrote. */
  readonly html: string
  /** The same as plain text, for manifests, file names and the LMS. */
  readonly text: string
  readonly place: Place
  /** What of it may stand in a label, and what then follows; absent where its HTML is phrasing content as a whole. */
  readonly parts?: ProseParts
}

/** Prose of several blocks, such as an item with a list beneath it, taken apart. */
export interface ProseParts {
  /** Safe HTML of the first paragraph, phrasing content only. */
  readonly html: string
  /** The first paragraph as plain text. */
  readonly text: string
  /** Safe HTML of the blocks that follow; absent where there are none. */
  readonly beneath?: string
}

/** What the training team wrote, section by section. Empty lists and absent fields are sections the plan leaves out. */
export interface LessonPlan {
  readonly title: Prose
  /** Length of the whole lesson in minutes. */
  readonly minutes: number
  /** What stands between the title and the first section. */
  readonly introduction?: Prose
  readonly audience?: Prose
  readonly objectives: readonly PlanObjective[]
  readonly keyConcepts: readonly Prose[]
  readonly priorKnowledge: readonly Prose[]
  readonly materials: readonly Prose[]
  /** The five phases in teaching order, whatever their order in the file. */
  readonly phases: readonly PlanPhase[]
  readonly assessments: readonly PlanAssessment[]
  readonly differentiation: readonly Prose[]
  readonly connections: readonly Prose[]
  readonly applications: readonly Prose[]
  readonly metacognition: readonly Prose[]
  readonly extensions: readonly Prose[]
  readonly safety: readonly Prose[]
  readonly learnerReflections: readonly Prose[]
  readonly facilitatorReflections: readonly Prose[]
  readonly virtualAdaptations: readonly Prose[]
  readonly resources: readonly Prose[]
  /** Sections under headings that Lessonpack does not know, kept as they are. */
  readonly unknown: readonly PlanSection[]
}

/** A learning objective as the plan states it. */
export interface PlanObjective extends Prose {
  readonly level: BloomLevel
}

/** One phase of the plan. */
export interface PlanPhase {
  readonly id: PhaseId
  readonly minutes: number
  readonly facilitatorActions?: Prose
  readonly learnerActivities?: Prose
  /** The learner activities as things to do one by one; empty where there are none. */
  readonly tasks: readonly Prose[]
  readonly resources?: Prose
  readonly differentiation?: Prose
  readonly technology?: Prose
  readonly place: Place
}

/** How the plan assesses, and which objectives that covers. */
export interface PlanAssessment {
  readonly kind: "formative" | "summative" | "other"
  readonly method: Prose
  /** Numbers of the objectives it assesses, from 1. */
  readonly objectives: readonly number[]
}

/** A section of the plan under a heading of its own. */
export interface PlanSection {
  readonly heading: Prose
  readonly body: Prose
}

/** A lesson, checked: everything the later steps need and nothing they must check again. */
export interface Course {
  /** Names the files and identifies the course to an LMS: `[a-z0-9-]`, at most 40 characters, letter first. */
  readonly id: string
  /** Version of the content, shown in Help and written into the manifest. */
  readonly version: string
  readonly title: string
  /** One or two sentences for catalogues and manifests; plain text. */
  readonly description: string
  /** BCP 47 tag of the language the lesson is written in. */
  readonly language: string
  readonly direction: "ltr" | "rtl"
  /** Absolute IRI under which xAPI activity ids are made; absent until an author sets one. */
  readonly baseIri?: string
  readonly minutes: number
  readonly plan: LessonPlan
  readonly objectives: readonly Objective[]
  /** Names of the learning paths, easiest first. At least one. */
  readonly paths: readonly string[]
  readonly rules: CourseRules
  readonly phases: readonly Phase[]
  readonly glossary: readonly Term[]
  /** Id of the page that lists the sources; absent where none does. */
  readonly sources?: string
  readonly theme: Theme
  /** Files that pages show or link to, by their name in the package (`media/…`). */
  readonly media: ReadonlyMap<string, Uint8Array>
  /** Formats to build when the command names none. */
  readonly formats: readonly string[]
  /** Where SCORM packages send xAPI statements beside what they tell the LMS; absent when they send none. */
  readonly lrs?: Lrs
  /** A document of some of the learner's answers, to download as a page of its own; absent where there is none. */
  readonly memo?: Memo
  /** Kinds of activity that only this lesson has; absent where it has none. */
  readonly own?: readonly OwnActivity[]
  readonly xapi: {
    /** Whether statements carry what learners write freely; otherwise they only say that something was written. */
    readonly text: boolean
  }
}

/** A kind of activity that only one lesson has, as learners get it. */
export interface OwnActivity {
  /** Its name in Markdown, and that of its files. */
  readonly name: string
  /** Its classic script. */
  readonly script: string
  /** Its stylesheet; empty where it has none. */
  readonly style: string
  /** What its script takes from others: of each module, the names. */
  readonly takes: Readonly<Record<string, readonly string[]>>
}

/** A document that a course makes of a learner's answers. */
export interface Memo {
  /** Its title, and what its button says. */
  readonly title: string
  /** What whoever reads it must know of it, beneath its title. */
  readonly note?: string
  /** The activities whose answers stand in it, in order, and what each part is called: the activity's own words if not said. */
  readonly parts: readonly { readonly activity: string; readonly heading?: string }[]
}

/** An LRS that takes statements without a secret. */
export interface Lrs {
  /** Absolute `https` address of its xAPI endpoint, without a slash at its end. */
  readonly endpoint: string
  /** Home page of the accounts under which learners stand in statements (xAPI 2.4.2.1, `account.homePage`). */
  readonly home: string
}

/** A learning objective. */
export interface Objective {
  /** `O1`, `O2`, … in the order of the plan: what an LMS and xAPI know it by. */
  readonly id: string
  readonly text: string
  readonly level: BloomLevel
}

/** A term that the glossary lists: a key concept of the plan, or what else a page explains. */
export interface Term {
  readonly id: string
  readonly term: string
  /** Safe HTML of its explanation, phrasing content only; absent where learners alone explain it. */
  readonly html?: string
  /** Where the learner explains it: the id of an activity and which of its texts. */
  readonly answer?: { readonly activity: string; readonly text: number }
}

/** What completes a course, what passes it, and what an LMS may see of that. */
export interface CourseRules {
  /** Smallest share of points, 0–1, that passes; absent when nothing is scored. */
  readonly pass?: number
  /** Smallest share of an objective's points, 0–1, by objective id. */
  readonly objectives: Readonly<Record<string, number>>
  /** Objectives whose points must be earned by trying, but do not count towards the score. */
  readonly formative: readonly string[]
  /**
   * Objectives that first tries decide: reached when these earn their share, or once every question of theirs is right.
   * So guessing until it fits proves nothing, and whoever learns from a mistake still gets there.
   */
  readonly firstTries: readonly string[]
  /** How often the scored activities may be taken as a whole; 0 is without limit. */
  readonly attempts: number
  /** What makes the course complete. */
  readonly completion: "pages" | "activities" | "both"
  /** The pair of statuses an LMS may see. */
  readonly report: "passed/failed" | "passed/incomplete" | "completed/incomplete"
}

/** Colours and logo. Lessonpack checks at build time that text on them has a contrast of at least 4.5:1. */
export interface Theme {
  /** CSS colours (`#rrggbb`) of links and buttons on light and on dark paper. */
  readonly accent?: { readonly light: string; readonly dark: string }
  /** Name of the logo in {@link Course.media}, and what it says. */
  readonly logo?: { readonly file: string; readonly alt: string }
}

/** One phase of the course. */
export interface Phase {
  readonly id: PhaseId
  readonly title: string
  readonly minutes: number
  readonly pages: readonly Page[]
}

/** What a learner sees at once: a `##` section of a phase. */
export interface Page {
  /** Unique in the course: `[a-z][a-z0-9_]*`. Saved work refers to it. */
  readonly id: string
  readonly title: string
  /** Learning paths it is for; absent when it is for all. */
  readonly paths?: readonly string[]
  readonly blocks: readonly Block[]
}

/** A part of a page, in reading order. */
export type Block =
  | { readonly type: "html"; readonly html: string }
  | { readonly type: "activity"; readonly activity: Activity }
  | { readonly type: "path"; readonly paths: readonly string[]; readonly blocks: readonly Block[] }

/** Something to do. `data` is what its kind's parser made of the author's Markdown. */
export interface Activity<Data = unknown> {
  /** Name of its kind, as in Markdown: `choice`, `matching`, … */
  readonly kind: string
  /** Unique in the course: `[A-Za-z][A-Za-z0-9_]{0,63}`, the only form every LMS takes as an identifier. */
  readonly id: string
  readonly data: Data
  /** What an LMS's report calls it: the prompt as plain text, at most 250 characters, cut at a word. */
  readonly description: string
  /** Ids of the objectives it serves. */
  readonly objectives: readonly string[]
  /** What a full score is worth; 0 when it is not scored. */
  readonly points: number
  /** How the points are shared out among its objectives, in their order; absent when all of them count for each. */
  readonly split?: readonly number[]
  /** How many tries count; 0 is without limit. */
  readonly attempts: number
  /** Whether the course is incomplete without it. */
  readonly required: boolean
  /** Whether the LMS receives the answer as an interaction. */
  readonly reported: boolean
  /** Whether an answer may go on being edited after it was handed in: see `Kind.redraft`. */
  readonly redraft?: boolean
  /** Learning paths it is for; absent when it is for all. */
  readonly paths?: readonly string[]
  /** What its answer is made of, and so how much saved work it may need. */
  readonly shape: Shape
  /** Steps between nothing and a full score; 0 when the kind has no right answer. */
  readonly levels: number
  /** Levels of each part of its score, where parts serve different objectives; the level then packs them (level.ts). */
  readonly parts?: readonly number[]
  /** Kinds of the other activities that it quotes: whoever shows it needs these, too. Absent where it quotes none. */
  readonly quotedKinds?: readonly string[]
  readonly place: Place
}

/** What an answer of an activity is made of: its largest size follows. */
export interface Shape {
  /** For each mark, how many values it may take (`4` allows 0–3). */
  readonly marks: readonly number[]
  /** For each text, how many characters of it an LMS must at least be able to keep; 0 leaves it to what is free. */
  readonly texts: readonly number[]
}

/**
 * What a learner answered, in the one form all kinds share, so that saving, resuming and merging need to know no kind.
 * Each kind says what its marks mean (the place of a choice, the target of a pair, …).
 */
export interface Answer {
  readonly marks: readonly number[]
  readonly texts: readonly string[]
}

import type { Credit, Mode } from "../lms/scorm-launch.ts"

/** What the desk asks the server to launch. */
export interface LaunchRequest {
  /** Name of a format that the source offers. */
  readonly format: string
  readonly layout: string
  /** Page of the SCO or AU: see {@link Unit}. */
  readonly page: string
  /** Made-up name of a learner; attempts are kept by it. */
  readonly learner: string
  readonly mode: Mode
  readonly credit: Credit
  /** Mastery score that the LMS states, 0–100; the package's own when absent. */
  readonly mastery?: number
  /** Whether the server forbids everything that does not come with the package (Content-Security-Policy). */
  readonly isStrict?: boolean
  /** Whether the page finds its browser's storage blocked. */
  readonly blocksStorage?: boolean
}

/** What can be launched: a format in a layout, with its units. */
export interface Offer {
  readonly format: string
  readonly layout: string
  /** What people call it. */
  readonly label: string
  /** How it speaks to whoever launched it. */
  readonly tracking: "scorm12" | "scorm2004" | "cmi5" | "xapi" | "none"
}

/** A SCO or AU that an LMS launches. */
export interface Unit {
  readonly page: string
  readonly title: string
}

/** What the server knows of the course, for the desk. */
export interface DeskState {
  readonly title: string
  /** Path of the lesson or zip, as the author named it. */
  readonly source: string
  /** Whether changes of files are followed. */
  readonly isLive: boolean
  readonly offers: readonly Offer[]
  /** Raised with every change of the lesson. */
  readonly revision: number
  /** What an author should mend, as lines; the last good version goes on being shown. */
  readonly problems: readonly string[]
  /** How the LRS fails now: also a desk that was loaded again must know. */
  readonly trouble: LrsTrouble
}

/** A launch that was prepared. */
export interface LaunchAnswer {
  readonly offer: Offer
  readonly units: readonly Unit[]
  /** Address of the unit's page, with its query; on the desk's own origin. */
  readonly url: string
  /** The same page on another origin, from which the desk cannot be reached. */
  readonly foreignUrl: string
  /** For SCORM: the data model as scorm-again reads it. */
  readonly cmi?: Readonly<Record<string, unknown>>
  /** Whether the package has several SCOs. */
  readonly several: boolean
  /** What reads the saved work: the outline of lessonpack.json; absent in packages of other tools. */
  readonly outline?: unknown
  /** For cmi5 and xAPI: under what the course keeps its saved work in the LRS. */
  readonly state?: { readonly activityId: string; readonly registration: string }
  /** How many requests the LRS had heard before. */
  readonly heardBefore: number
}

/** What a SCORM session hands to the server to keep. */
export interface Keep {
  readonly launch: Pick<LaunchRequest, "format" | "layout" | "page" | "learner">
  readonly cmi: Readonly<Record<string, unknown>>
  readonly flat: Readonly<Record<string, string>>
  readonly isOver: boolean
}

/** A request that the LRS heard. */
export interface LrsRequest {
  /** Counts from 0, so that the desk can ask for what is new. */
  readonly number: number
  /** Milliseconds since 1970. */
  readonly time: number
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: string
  readonly status: number
  /** Why it was refused, in words; empty when it was not. */
  readonly refusal: string
}

/** What the LRS holds. */
export interface LrsState {
  readonly requests: readonly LrsRequest[]
  readonly statements: readonly unknown[]
  /** State documents; a key is JSON of activity, agent, name and registration. */
  readonly documents: readonly { readonly key: string; readonly text: string }[]
}

/** How the LRS is to fail from now on; everything absent is in order. */
export interface LrsTrouble {
  /** Nobody answers. */
  readonly isDown?: boolean
  /** Requests are taken and never answered. */
  readonly stalls?: boolean
  /** Status that every request for statements and documents is answered with. */
  readonly status?: number
  /** What the status is kept to. */
  readonly statusOn?: "statements" | "documents"
  /** Largest body of statements that is taken, in bytes; more is answered with 413. */
  readonly largest?: number
}

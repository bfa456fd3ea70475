/** What an LMS is told about an interaction, in SCORM 2004 and xAPI form; SCORM 1.2 derives its narrower form from it. */
export interface Interaction {
  /** Id of the activity. */
  readonly id: string
  /** SCORM 2004 §4.2.9 types; `other` is not used, since SCORM 1.2 has no word for it. */
  readonly type:
    | "choice"
    | "fill-in"
    | "long-fill-in"
    | "matching"
    | "performance"
    | "sequencing"
    | "likert"
    | "numeric"
    | "true-false"
  /** The prompt, at most 250 characters. */
  readonly description: string
  readonly objectives: readonly string[]
  /** The learner's response with the delimiters `[,]`, `[.]`. */
  readonly response: string
  /** Every correct response, in the same form; empty when there is none. */
  readonly patterns: readonly string[]
  readonly result: "correct" | "incorrect" | "neutral"
  /** Points that a full score is worth. */
  readonly weighting: number
  /** When it was answered, in milliseconds since 1970. */
  readonly time: number
  /** How long the learner took, in milliseconds. */
  readonly latency: number
  /** Rank of the activity among all that were ever handed in, from 0: the LMS's list of interactions stands in that order. */
  readonly position: number
  /** Which try this is, from 1, in this round. */
  readonly attempt?: number
  /** Share of its points that the answer earns, 0–1; absent where there is no right answer. */
  readonly scaled?: number
  /** What the ids in response and patterns stand for, as xAPI names the lists (Data §2.4.4.1). */
  readonly components?: Components
}

/** The parts of an interaction that a response is made of, in the author's order. */
export type Components = Readonly<
  Partial<
    Record<
      "choices" | "scale" | "source" | "target" | "steps",
      readonly { readonly id: string; readonly text: string }[]
    >
  >
>

/** An objective as an LMS is to hold it. */
export interface ObjectiveRecord {
  readonly id: string
  readonly description: string
  readonly completed: boolean
  readonly success: "unknown" | "failed" | "passed"
  /** Share of the objective's points, 0–1; absent until every scored activity of it was tried. */
  readonly scaled?: number
}

/** Everything an LMS is to hold about a learner: what follows from the learner's state, and nothing an LMS decides itself. */
export interface LearnerRecord {
  /** Whether the course has a pass rule, and so ends in a verdict; without one, `success` stays `unknown`. */
  readonly graded: boolean
  readonly completed: boolean
  readonly success: "unknown" | "failed" | "passed"
  /** Share of the points, 0–1; present only with a verdict, since an LMS may grade any score it is sent. */
  readonly scaled?: number
  /** Share of the course done, 0–1. */
  readonly progress: number
  readonly objectives: readonly ObjectiveRecord[]
  /** Where to resume, as an LMS's report shows it. */
  readonly location: string
  /** The saved work, ASCII, within the format's limit. */
  readonly savedWork: string
  /** The round (from 1) of the scored activities that has just ended without a pass; absent while one is open. */
  readonly failedRound?: number
}

/**
 * What an LMS says of a launch that changes nothing in the course (cmi5 §10.2). It is read, so that a course which wants
 * more of it finds it here: an administrator may have set another value than `cmi5.xml` came with.
 */
export interface Prescribed {
  /** What satisfies the unit. The LMS judges by it; the course says `completed` and `passed` by its own rules, whatever stands here (§10.2.5). */
  readonly moveOn?: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable"
  /** A text for the course alone: ours have none in `cmi5.xml`, so that one is an administrator's own (§10.2.3). */
  readonly launchParameters?: string
  /** Keys for content that asks for a licence, which ours does not: of the course structure, and the LMS's own (§10.2.7). */
  readonly entitlementKey?: { readonly courseStructure?: string; readonly alternate?: string }
}

/** How an LMS launched the course. */
export interface Launch {
  /** `normal` records; `review` and `browse` only show. Launches without credit count as `browse`: whoever has not begun may look around. */
  readonly mode: "normal" | "review" | "browse"
  /** The saved work of earlier sessions, or an empty string. */
  readonly savedWork: string
  /** The result the LMS already holds. */
  readonly held: { readonly completed: boolean; readonly success: "unknown" | "failed" | "passed" }
  /** The pass mark that whoever launched the course sets in place of the course's own, 0–1. */
  readonly masteryScore?: number
  /** Whether the learner ends a session that only shows, too: the LMS waits for it (cmi5 §10.2.2; SCORM 1.2 RTE §3.3, 2004 RTE §3.1.3). */
  readonly endsAlways?: boolean
  /**
   * What the learner asked the LMS for: languages in order of preference, and whether there is to be sound. The interface has
   * one catalogue and the course one language, so that neither changes by it; nothing in a course sounds by itself.
   */
  readonly preferences?: { readonly languages: readonly string[]; readonly audio: boolean }
  /**
   * Whether whoever launched the course is told of each page, and so of the first one at once. An LMS of SCORM is told where
   * the learner is with whatever comes next: a launch is one commit there.
   */
  readonly tellsPages?: boolean
  /** What the LMS says of this launch besides; absent outside cmi5. */
  readonly prescribed?: Prescribed
  /** What the learner is to know of this launch from its first page on, in the interface's words. */
  readonly notice?: string
  /** The learning path chosen in another phase of the course that is launched on its own. */
  readonly path?: string
  /** Saved work of the course's other phases, by phase, where each is launched on its own and they may share it. */
  readonly works?: Readonly<Record<string, string>>
  /** Who is learning, as a key under which a browser may keep work; opaque, never a name. Empty when nobody says. */
  readonly learner: string
}

/**
 * The outcome of asking an LMS to keep something. `reason` is for a report of a fault (an LMS's error code and its text,
 * or one of `gone: …`, `finished`, `saved-work`, `storage-blocked`); `lost` says that only a new launch can help.
 */
export type WriteResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly lost: boolean }

/** An open connection to whoever launched the course. Adapters carry only what changed. */
export interface Connection {
  readonly launch: Launch
  /**
   * Says how many interactions earlier sessions reported, going by the saved work of {@link Launch.savedWork}, before the
   * first write. When the LMS counts as many, or tells their ids, a new answer replaces the earlier one at its position;
   * else it is appended.
   */
  resumeInteractions(handedIn: number): void
  /**
   * Brings the LMS to this record and commits. `interactions` are those answered since the last write that succeeded,
   * oldest first. Must do all it can before its first `await`, so that it also works while a page is being left.
   */
  write(record: LearnerRecord, interactions: readonly Interaction[], sessionTime: number): Promise<WriteResult>
  /** Tells the other phases of the course, where each is launched on its own, which learning path was chosen. */
  choosePath?(path: string): void
  /**
   * Ends the session. Nothing may be written afterwards. Calling it twice is harmless. A session that could not be brought
   * to its end goes on and may be ended again, unless this is the last word, since nobody will be there: then whoever
   * launched the course is told that it has ended even where something on the way fails.
   */
  finish(sessionTime: number, isLastWord?: boolean): Promise<WriteResult>
}

/** An LMS that is there but opens no session (after a move inside its table of contents, say): a new launch may help. */
export interface Refusal {
  /** What the LMS said, for a report of a fault. */
  readonly refused: string
}

/** Finds and opens the connection of one format: a refusal when the LMS will not open it, nothing when there is none. */
export type Connect = (window: Window) => Promise<Connection | Refusal | undefined>

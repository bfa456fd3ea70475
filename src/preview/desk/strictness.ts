/** As which LMS the preview takes a course's calls. */
export type Strictness = keyof typeof strictnesses

/** What an LMS refuses beyond what scorm-again does. */
export interface StrictnessRules {
  /** What people call it. */
  readonly label: string
  /** What it is like, in a sentence. */
  readonly hint: string
  /** Whether everything is refused that the standard or any known LMS refuses. */
  readonly isPortable: boolean
  /** Most characters of saved work; without limit when absent. */
  readonly savedWork?: number
  /** Families of elements that the LMS lacks. */
  readonly lacks?: RegExp
  /** Most characters of any value but saved work. */
  readonly longest?: number
  /** Standards in which it is as narrow as that; both when absent. */
  readonly narrowIn?: readonly ("scorm12" | "scorm2004")[]
}

/** The LMSs an author may try a course against, the strictest first. */
export const strictnesses = {
  portable: {
    label: "Any LMS (strict)",
    hint: "Refuses whatever the standard or any known LMS refuses. A course that pleases it runs anywhere.",
    isPortable: true,
  },
  lenient: {
    label: "Lenient",
    hint: "As scorm-again takes it: what most cloud LMSs do.",
    isPortable: false,
  },
  moodle: {
    label: "Moodle, standards mode",
    hint: "In SCORM 1.2 at most 4,096 characters of saved work and 255 of any other value; SCORM 2004 as scorm-again takes it.",
    isPortable: false,
    savedWork: 4096,
    longest: 255,
    narrowIn: ["scorm12"],
  },
  "short-work": {
    label: "4,096 characters, no more",
    hint: "Refuses saved work longer than SCORM 1.2 promises, and is lenient otherwise.",
    isPortable: false,
    savedWork: 4096,
  },
  "no-interactions": {
    label: "No interactions",
    hint: "Knows no interactions, which SCORM 1.2 leaves to the LMS.",
    isPortable: false,
    lacks: /^cmi\.interactions\./,
  },
  "short-strings": {
    label: "Short strings",
    hint: "Keeps values of 255 characters at most, apart from saved work.",
    isPortable: false,
    longest: 255,
  },
} as const satisfies Record<string, StrictnessRules>

/** The rules of one of them. */
export function rulesOf(name: Strictness): StrictnessRules {
  return strictnesses[name]
}

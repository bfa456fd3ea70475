import { parseDuration } from "./duration.ts"
import { type PhaseId, phaseIds } from "./model.ts"

/** The sections of a lesson plan that Lessonpack knows. */
export type SectionName = keyof typeof sectionNames

/** The fields of a phase that Lessonpack knows. */
export type FieldName = "duration" | keyof typeof fieldNames

/** What the headings of a plan's sections may say, in their comparable form. */
export const sectionNames = {
  duration: "duration|length|total duration|total time|lesson duration|time",
  audience: "target audience|audience|intended audience|participants|who it is for",
  overview: "overview|lesson overview|at a glance|lesson at a glance|lesson details|lesson information",
  objectives:
    "learning objectives|learning objective|objectives|learning outcomes|learning outcome|intended learning outcomes|outcomes|learning goals|lesson objectives",
  keyConcepts: "key concepts|concepts|key terms|key ideas|key vocabulary|vocabulary|glossary",
  priorKnowledge:
    "prior knowledge|prerequisites|prerequisite knowledge|prior learning|required prior knowledge|previous knowledge|assumed knowledge",
  materials:
    "materials needed|materials|materials required|required materials|equipment|materials and equipment|materials and resources",
  structure:
    "lesson structure|lesson plan|lesson phases|phases|lesson outline|lesson procedure|procedure|lesson sequence|5e lesson structure|5e phases|5e model|the 5e model",
  assessments: "assessment methods|assessment method|assessment|assessments|assessment strategies|evaluation methods",
  differentiation: "differentiation strategies|differentiation|differentiated instruction",
  connections:
    "cross disciplinary connections|crossdisciplinary connections|interdisciplinary connections|cross curricular connections|cross curricular links|connections",
  applications:
    "real world applications|realworld applications|real life applications|practical applications|applications",
  metacognition: "metacognition opportunities|metacognitive opportunities|metacognition|metacognitive strategies",
  extensions: "extension activities|extension activity|extensions|extension|extension opportunities|further activities",
  safety: "safety considerations|safety|health and safety|safety notes",
  reflection: "reflection questions|reflection|reflections|reflective questions",
  virtual:
    "adaptations for virtual learning|adaptation for virtual learning|virtual adaptations|virtual learning adaptations|virtual learning|adaptations for online learning|online adaptations",
  resources: "additional resources|resources|further resources|further reading|additional reading|references",
} as const

/** What the fields of a phase may be called, in their comparable form. */
export const fieldNames = {
  facilitatorActions: "facilitator actions|facilitator activities|facilitator action",
  learnerActivities:
    "learner activities|learner activity|learner actions|learners activities|learner tasks|learners|learner|what learners do|student activities|student activity|student actions|student tasks|students|what students do|participant activities|participant activity|participant actions|participants|activities|activity|tasks|task|for learners|for students|for participants",
  resources: "resources used|resources|resources needed|materials|materials used|materials needed",
  differentiation: "differentiation|differentiation strategies",
  technology: "technology integration|technology|use of technology|technology used|digital tools",
} as const

const durationNames = sectionNames.duration.concat("|timing|estimated time|estimated duration").split("|")

/** The comparable form of a heading: words only, in small letters, without a number before them. */
export function comparable(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/['’]s?\b/g, (mark) => mark.slice(1))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(?:(?:section )?\d+ )+/, "")
}

/** The section that a heading begins; for whom it is may stand behind it: "Reflection Questions for Learners". */
export function sectionOf(heading: string): SectionName | undefined {
  const words = comparable(heading)
  const name = find(sectionNames, words)
  if (name) return name
  const [behind = "", whom = ""] = / for (?:the )?(\p{L}+)$/u.exec(words) ?? []
  const bare = find(sectionNames, words.slice(0, words.length - behind.length))
  // Questions for the facilitator are a part of the reflection; other sections for them are none of a learner's.
  return isForLearners(whom) || (bare === "reflection" && isForFacilitator(whom)) ? bare : undefined
}

/** The field of a phase that a label begins. Whatever is for whoever leads the lesson is the facilitator's. */
export function fieldOf(label: string): FieldName | undefined {
  const words = comparable(label)
  if (durationNames.includes(words)) return "duration"
  return find(fieldNames, words) ?? (isForFacilitator(label) ? "facilitatorActions" : undefined)
}

/** Whether a label speaks of whoever leads the lesson, so that what follows is not for learners. */
export function isForFacilitator(label: string): boolean {
  return facilitator.test(comparable(label))
}

/**
 * Whether a text says nothing but that something is for whoever leads the lesson: "Facilitator", "For the teacher",
 * "Trainer notes". Where no bold type marks a label, more words may be about something else: "Ask your instructor".
 */
export function namesFacilitator(text: string): boolean {
  return facilitatorAlone.test(comparable(text))
}

/** Whether a label says that what follows is for learners. */
export function isForLearners(label: string): boolean {
  return /\b(?:learner|student|participant|attendee)s?\b/.test(comparable(label))
}

const facilitator = /\b(?:facilitator|teacher|instructor|trainer|tutor|educator)s?\b/
const facilitatorAlone = new RegExp(
  `^(?:(?:notes?|only|tips?|guidance|materials?|resources?|questions?) )?(?:for )?(?:the )?${facilitator.source}` +
    "(?: (?:actions?|activities|notes?|only|tips?|guidance|instructions?|prompts?|questions?|preparation|materials?|resources?|key))?$",
)

/**
 * The phase that a heading names: "Engage", "1. Engage", "Phase 1: Engage (20 minutes)", "Engage: the letter". Within the
 * lesson's structure, or with a duration, also by its noun: "Exploration".
 */
export function phaseOf(heading: string, inStructure: boolean): PhaseId | undefined {
  const [behind = "", inParentheses = ""] = /\(([^()]*)\)\s*$/.exec(heading) ?? []
  const words = comparable(heading.slice(0, heading.length - behind.length))
  const isTimed = parseDuration(inParentheses) !== undefined
  const [first = "", second] = words.replace(/^(?:(?:phase|stage|step|part|e) ?\d* )+/, "").split(" ")
  const phase = phaseIds.find((id) => id === first) ?? (inStructure || isTimed ? phaseNouns[first] : undefined)
  // More words may follow only behind a mark that sets them off, or the heading is about something else.
  const isWhole = second === undefined || second === "phase" || /^[^:–—]*(?:[:–—]| - )/.test(heading)
  return isWhole ? phase : undefined
}

/** What a phase is called in reports. */
export function phaseName(phase: PhaseId): string {
  return phase.charAt(0).toUpperCase() + phase.slice(1)
}

const phaseNouns: Readonly<Record<string, PhaseId>> = {
  engagement: "engage",
  engaging: "engage",
  exploration: "explore",
  exploring: "explore",
  explanation: "explain",
  explaining: "explain",
  elaboration: "elaborate",
  elaborating: "elaborate",
  extend: "elaborate",
  evaluation: "evaluate",
  evaluating: "evaluate",
}

function find<Name extends string>(names: Readonly<Record<Name, string>>, words: string): Name | undefined {
  for (const name in names) if (names[name].split("|").includes(words)) return name
  return undefined
}

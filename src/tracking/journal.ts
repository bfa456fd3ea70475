import type { Interaction } from "./record.ts"
import { browserStore, firstOf, memoryStore } from "./storage.ts"

/** What an LMS does not have yet. */
export interface Journalled {
  readonly savedWork: string
  readonly interactions: readonly Interaction[]
}

/** What the browser keeps of one learner's work on one course until the LMS has it, and what the LMS has no room for. */
export interface Journal {
  /** What a session that ended badly could not hand over. */
  read(): Journalled | undefined
  write(journalled: Journalled): void
  /** Forgets it: the LMS has it all. */
  clear(): void
  /** Writing in full, by whatever name the caller gives each text. */
  readTexts(): Readonly<Record<string, string>>
  writeTexts(texts: Readonly<Record<string, string>>): void
}

/**
 * Opens the journal of a learner. Its key names the course and an opaque key of the learner. Without one, nothing outlives
 * the page: the next person at this computer might be somebody else.
 */
export function openJournal(window: Window, course: string, learner: string): Journal {
  const key = `lessonpack:${course}:${learner}`
  const store = learner
    ? firstOf([browserStore(window, "localStorage"), browserStore(window, "sessionStorage"), memoryStore()])
    : memoryStore()
  const textsKey = `${key}:texts`
  return {
    read() {
      const value = parse(store.get(key))
      return isJournalled(value) ? value : undefined
    },
    write: (journalled) => void store.set(key, JSON.stringify(journalled)),
    clear: () => store.remove(key),
    readTexts() {
      const value = parse(store.get(textsKey))
      return isTexts(value) ? value : {}
    },
    writeTexts: (texts) => void store.set(textsKey, JSON.stringify(texts)),
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null")
  } catch {
    return undefined
  }
}

/** Whether a value has the form of journalled work. */
export function isJournalled(value: unknown): value is Journalled {
  return (
    isRecord(value) &&
    typeof value.savedWork === "string" &&
    Array.isArray(value.interactions) &&
    value.interactions.every(isInteraction)
  )
}

function isInteraction(value: unknown): value is Interaction {
  return (
    isRecord(value) &&
    ["id", "type", "description", "response", "result"].every((name) => typeof value[name] === "string") &&
    ["weighting", "time", "latency", "position"].every((name) => typeof value[name] === "number") &&
    [value.objectives, value.patterns].every((texts) => Array.isArray(texts) && isTexts(texts))
  )
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string")
}

/** Whether a value has properties that can be read. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}

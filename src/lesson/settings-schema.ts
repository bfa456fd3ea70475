import * as v from "valibot"
import { formatNames } from "../../packaging/formats.ts"
import { toColour } from "./colour.ts"
import { toLanguage } from "./language.ts"
import { parsePercent } from "./percent.ts"

/** Largest `course.yaml`, in bytes: a hundred times one with every setting. */
export const largestSettings = 20_000

/** Names of the settings in each group of `course.yaml`, by the path of the group. */
export const settingNames: Readonly<Record<string, readonly string[]>> = {
  "": [
    "id",
    "version",
    "language",
    "direction",
    "base",
    "description",
    "pass",
    "attempts",
    "completion",
    "report",
    "paths",
    "theme",
    "formats",
    "lrs",
    "xapi",
    "memo",
  ],
  lrs: ["endpoint", "home"],
  xapi: ["text"],
  memo: ["title", "note", "activities"],
  pass: ["score", "objectives", "formative", "first-tries"],
  theme: ["accent", "logo", "logo-alt"],
  "theme.accent": ["light", "dark"],
}

/** Names under `lrs` by which authors would give a secret away: whoever may take a course can read its files. */
export const secretNames = /auth|key|pass|secret|token|user|login|credential/i

/** Whether an address has a name, password or key in it. */
export function hasSecret(address: string): boolean {
  return (
    /^[a-z]+:\/\/[^/?#]*@/i.test(address) || new RegExp(`[?&#][^=]*(?:${secretNames.source})[^=]*=`, "i").test(address)
  )
}

/**
 * A value that a function reads from text. What an author should write instead is the schema's message: it becomes the
 * remedy of the diagnostic.
 */
function text<Value>(read: (written: string) => Value | undefined, remedy: string) {
  return v.pipe(
    v.string(remedy),
    v.rawTransform<string, Value>(({ dataset, addIssue, NEVER }) => {
      const value = read(dataset.value.trim())
      if (value !== undefined) return value
      addIssue({ message: remedy })
      return NEVER
    }),
  )
}

/** One of some words, whatever the case. */
function oneOf<const Words extends readonly string[]>(words: Words) {
  return text<Words[number]>(
    (written) => words.find((word) => word === written.toLowerCase()),
    `Write one of: ${words.join(", ")}.`,
  )
}

/** A list, which may also be written on one line with commas. */
function listOf<Value>(item: v.GenericSchema<string, Value>, remedy: string) {
  const split = v.pipe(
    v.string(remedy),
    v.transform((written) =>
      written
        .split(",")
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  )
  const list = v.union([v.array(v.string(remedy), remedy), split], remedy)
  const isOnce = (values: Value[]) => new Set(values).size === values.length
  return v.pipe(list, v.array(item), v.nonEmpty(remedy), v.check(isOnce, "Name each of them once."))
}

/** `2`, `O2`: the number of an objective. */
function toObjectiveNumber(written: string): number | undefined {
  const number = Number(/^o?(\d{1,3})$/i.exec(written)?.[1])
  return number >= 1 ? number : undefined
}

const objectiveRemedy = "Write the number of an objective, such as O2."

function toBaseIri(written: string): string | undefined {
  if (!/^https?:\/\/[^\s/?#]+[^\s?#]*$/i.test(written)) return undefined
  try {
    return new URL(written).href.replace(/\/+$/, "")
  } catch {
    return undefined
  }
}

function toEndpoint(written: string): string | undefined {
  return /^https:/i.test(written) ? toBaseIri(written) : undefined
}

/** What each setting may say. */
export const schemas = {
  id: text(
    (written) => (/^[a-z][a-z0-9-]{0,39}$/.test(written) ? written : undefined),
    "Write small letters of the English alphabet, digits and hyphens, a letter first, at most 40.",
  ),
  version: text(
    (written) => (/^[0-9A-Za-z][0-9A-Za-z.+_-]{0,19}$/.test(written) ? written : undefined),
    "Write a version such as 1.0.0: letters, digits and dots, at most 20.",
  ),
  language: text(toLanguage, "Write the tag of a language, such as en, en-GB, fr or ar."),
  direction: oneOf(["ltr", "rtl"]),
  base: text(toBaseIri, "Write an address of your own that begins with https:// and has no ? or #."),
  endpoint: text(
    toEndpoint,
    "Write the address that your LRS's help calls its endpoint: it begins with https:// and has no ? or #.",
  ),
  home: text(toBaseIri, "Write an address of your organisation's that begins with https:// and has no ? or #."),
  yesNo: text(
    (written) => (/^(yes|true)$/i.test(written) ? true : /^(no|false)$/i.test(written) ? false : undefined),
    "Write yes or no.",
  ),
  description: text((written) => written.replace(/\s+/g, " ").slice(0, 1000), "Write one or two sentences."),
  percent: text(parsePercent, "Write whole percents from 1% to 100%, such as 70%."),
  objectivePass: v.record(
    text((written) => (toObjectiveNumber(written) ? written : undefined), objectiveRemedy),
    text(parsePercent, "Write whole percents from 1% to 100%, such as 60%."),
    "Write a line for each objective, such as O2: 60%",
  ),
  formative: listOf(text(toObjectiveNumber, objectiveRemedy), "Write a list of objectives, such as [O1, O3]."),
  activityIds: listOf(
    text((written) => written || undefined, "Write the #id of an activity."),
    "Write a list of the ids of activities, such as [first-choice, reasons].",
  ),
  memoParts: v.record(
    v.string(),
    text((written) => written || undefined, "Write what the part is called, such as reasons: Why we chose it"),
    "Write a line for each part, such as reasons: Why we chose it",
  ),
  attempts: text((written) => {
    if (written.toLowerCase() === "unlimited") return 0
    return /^\d{1,2}$/.test(written) && Number(written) >= 1 ? Number(written) : undefined
  }, "Write a whole number from 1 to 99, or unlimited."),
  completion: oneOf(["pages", "activities", "both"]),
  report: oneOf(["passed/failed", "passed/incomplete", "completed/incomplete"]),
  paths: listOf(
    text(
      (written) => (/^[a-z][a-z0-9_-]{0,31}$/.test(written.toLowerCase()) ? written.toLowerCase() : undefined),
      "Write a single word for each path: letters of the English alphabet, digits and hyphens.",
    ),
    "Write a list of names, such as [foundations, core, advanced].",
  ),
  colour: text(
    toColour,
    'Write a colour in quotation marks, as # and six digits or letters from a to f, such as "#005ea2".',
  ),
  path: text((written) => written || undefined, "Write the name of a file in the lesson's folder."),
  words: text((written) => written || undefined, "Write a few words."),
  formats: listOf(
    text(
      (written) => formatNames.find((name) => name === written.toLowerCase()),
      `Write one or more of: ${formatNames.join(", ")}.`,
    ),
    `Write a list of formats, such as [${formatNames.slice(0, 2).join(", ")}].`,
  ),
}

/** The number in the name of an objective that {@link schemas} let pass. */
export function objectiveNumber(written: string): number {
  return toObjectiveNumber(written) ?? 0
}

import * as v from "valibot"
import type { Place } from "../diagnostic.ts"
import { contrast, leastContrast, lightenForDark, papers } from "./colour.ts"
import { directionOf } from "./language.ts"
import type { Course, CourseRules, Theme } from "./model.ts"
import type { Reporter } from "./reporter.ts"
import { readSettingsFile, reportSecret } from "./settings-file.ts"
import { hasSecret, objectiveNumber, schemas } from "./settings-schema.ts"

/** What `course.yaml` settles; undefined is what it leaves open. */
export interface Settings {
  readonly id: string | undefined
  readonly version: string | undefined
  readonly language: string | undefined
  readonly direction: "ltr" | "rtl" | undefined
  /** Absolute IRI, without a slash at its end. */
  readonly baseIri: string | undefined
  readonly description: string | undefined
  readonly pass: PassSettings
  readonly attempts: number | undefined
  readonly completion: CourseRules["completion"] | undefined
  readonly report: CourseRules["report"] | undefined
  readonly paths: readonly string[] | undefined
  readonly accent: Theme["accent"] | undefined
  readonly logo: LogoSettings | undefined
  readonly formats: readonly string[] | undefined
  readonly lrs: Course["lrs"]
  /** Whether statements carry what learners write freely. */
  readonly xapiText: boolean | undefined
  readonly memo: MemoSettings | undefined
}

/** A document of learners' answers: its title, what is to be known of it, and the activities as the author wrote them. */
export interface MemoSettings {
  readonly title: string
  readonly note: string | undefined
  readonly activities: readonly { readonly written: string; readonly heading?: string; readonly place: Place }[]
}

/** The pass rule, with the place of each part. */
export interface PassSettings {
  /** Smallest share of points that passes, 0–1. */
  readonly score: { readonly share: number; readonly place: Place } | undefined
  readonly objectives: readonly { readonly number: number; readonly share: number; readonly place: Place }[]
  /** Objectives that do not count towards the score. */
  readonly formative: readonly { readonly number: number; readonly place: Place }[]
  /** Objectives that first tries decide. */
  readonly firstTries: readonly { readonly number: number; readonly place: Place }[]
}

/** The logo, by its path in the lesson's folder. */
export interface LogoSettings {
  readonly path: string
  readonly alt: string
  readonly place: Place
}

/** Reads `course.yaml`. A setting that is wrong is reported and left open; no source at all leaves all open. */
export function readSettings(source: string, file: string, reporter: Reporter): Settings {
  const root = readSettingsFile(source, file, reporter)
  const { raw } = root

  /** The value of a setting, if it is there and right. */
  function read<Schema extends v.GenericSchema>(schema: Schema, ...path: string[]): v.InferOutput<Schema> | undefined {
    const value = path.reduce<unknown>((group, name) => (isGroup(group) ? group[name] : undefined), raw)
    // A name with nothing behind it leaves the setting open.
    if (value === undefined || value === "") return undefined
    const result = v.safeParse(schema, value)
    if (result.success) return result.output
    const told = new Set<string>()
    for (const issue of result.issues) {
      const inner = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)))
      const isName = issue.path?.at(-1)?.origin === "key"
      const place = isName ? root.placeOfName([...path, ...inner]) : root.placeOf([...path, ...inner])
      const written = isName ? String(inner.at(-1)) : shown(issue.input)
      const message = `The setting ${[...path, ...inner.filter((key) => typeof key === "string")].join(".")} is ${written}.`
      if (!told.has(message)) reporter.report("settings-value", place, message, issue.message)
      told.add(message)
    }
    return undefined
  }

  checkGroup("pass", "Write a share of the points, such as 70%, or beneath it score, objectives and formative.")
  checkGroup("theme", "Write beneath it accent, logo and logo-alt.")
  checkGroup("lrs", "Write beneath it endpoint and home.")
  checkGroup("memo", "Write beneath it title, note and activities.")
  checkGroup("xapi", "Write beneath it text: yes or text: no.")
  const language = read(schemas.language, "language")
  const baseIri = read(schemas.base, "base")
  if (baseIri && /^https?:\/\/(?:[^/]+\.)?example(?:\.[a-z]+)?(?:[:/]|$)/i.test(baseIri)) {
    const message = `The base "${baseIri}" is an address that stands in examples only.`
    reporter.report(
      "base-example",
      root.placeOf(["base"]),
      message,
      "Write an address that belongs to your organisation.",
    )
  }
  // `pass: 70%` is short for `pass: {score: 70%}`.
  const isShort = isGroup(raw) && typeof raw.pass === "string"
  const scorePath = isShort ? ["pass"] : ["pass", "score"]
  const score = read(schemas.percent, ...scorePath)
  const byObjective = isShort ? undefined : read(schemas.objectivePass, "pass", "objectives")
  const objectivesIn = (name: string) =>
    ((isShort ? undefined : read(schemas.formative, "pass", name)) ?? []).map((number, index) => ({
      number,
      place: root.placeOf(["pass", name, index]),
    }))
  return {
    id: read(schemas.id, "id"),
    version: read(schemas.version, "version"),
    language,
    direction: read(schemas.direction, "direction") ?? (language === undefined ? undefined : directionOf(language)),
    baseIri,
    description: read(schemas.description, "description"),
    pass: {
      score: score === undefined ? undefined : { share: score, place: root.placeOf(scorePath) },
      objectives: Object.entries(byObjective ?? {}).map(([name, share]) => ({
        ...{ number: objectiveNumber(name), share },
        place: root.placeOfName(["pass", "objectives", name]),
      })),
      formative: objectivesIn("formative"),
      firstTries: objectivesIn("first-tries"),
    },
    attempts: read(schemas.attempts, "attempts"),
    completion: read(schemas.completion, "completion"),
    report: read(schemas.report, "report"),
    paths: read(schemas.paths, "paths"),
    accent: readAccent(),
    logo: readLogo(),
    formats: readFormats(),
    lrs: readLrs(),
    xapiText: read(schemas.yesNo, "xapi", "text"),
    memo: readMemo(),
  }

  function readMemo(): MemoSettings | undefined {
    const title = read(schemas.words, "memo", "title")
    const note = read(schemas.words, "memo", "note")
    const path = ["memo", "activities"]
    const activities =
      isGroup(raw) && isGroup(raw.memo) && isGroup(raw.memo.activities)
        ? Object.entries(read(schemas.memoParts, ...path) ?? {}).map(([written, heading]) => {
            return { written, heading, place: root.placeOfName([...path, written]) }
          })
        : read(schemas.activityIds, ...path)?.map((written, index) => {
            return { written, place: root.placeOf([...path, index]) }
          })
    return title === undefined || !activities ? undefined : { title, note, activities }
  }

  /** The formats to build; those that name things by IRIs need a base. */
  function readFormats(): readonly string[] | undefined {
    const formats = read(schemas.formats, "formats")
    const lacking = formats?.filter((name) => name === "cmi5" || name === "xapi") ?? []
    if (lacking.length > 0) requireBase(["formats"], `The format ${lacking.join(" and ")}`)
    return formats
  }

  function readLrs(): Course["lrs"] {
    const written = isGroup(raw) && isGroup(raw.lrs) ? raw.lrs : undefined
    if (!written) return undefined
    const secret = (["endpoint", "home"] as const).find((name) => hasSecret(String(written[name] ?? "")))
    if (secret) {
      reportSecret(reporter, root.placeOf(["lrs", secret]), `The address in lrs.${secret}`)
      return undefined
    }
    const endpoint = read(schemas.endpoint, "lrs", "endpoint")
    const home = read(schemas.home, "lrs", "home")
    for (const [name, remedy] of [
      ["endpoint", "Write beneath lrs, for example: endpoint: https://lrs.your-agency.gov/xapi"],
      ["home", "Write beneath lrs an address that learners' ids belong to, for example: home: https://your-agency.gov"],
    ] as const) {
      if (written[name]) continue
      reporter.report("settings-value", root.placeOfName(["lrs"]), `The setting lrs has no ${name}.`, remedy)
    }
    if (!endpoint || !home) return undefined
    requireBase(["lrs"], "The setting lrs")
    return { endpoint, home }
  }

  /** Reports a setting that needs the base, where there is none. One that is there but wrong has been reported. */
  function requireBase(path: readonly string[], what: string) {
    if (isGroup(raw) && raw.base) return
    const message = `${what} needs a base to name the course by.`
    const remedy =
      "Write an address under a domain of your organisation, such as base: https://training.your-agency.gov/xapi"
    reporter.report("base-missing", root.placeOfName(path), message, remedy)
  }

  function checkGroup(name: "pass" | "theme" | "lrs" | "xapi" | "memo", remedy: string) {
    const value = isGroup(raw) ? raw[name] : undefined
    if (value === undefined || value === "" || isGroup(value) || (name === "pass" && typeof value === "string")) return
    reporter.report("settings-value", root.placeOf([name]), `The setting ${name} is ${shown(value)}.`, remedy)
  }

  function readAccent(): Theme["accent"] {
    const isOne = isGroup(raw) && isGroup(raw.theme) && typeof raw.theme.accent === "string"
    const isList = isGroup(raw) && isGroup(raw.theme) && Array.isArray(raw.theme.accent)
    const light = read(schemas.colour, "theme", "accent", ...(isOne || isList ? [] : ["light"]))
    const given = isOne ? undefined : read(schemas.colour, "theme", "accent", "dark")
    if (!light) return undefined
    const dark = given ?? lightenForDark(light)
    const parts = [
      { colour: light, paper: papers.light, word: "white", path: isOne ? [] : ["light"] },
      { colour: dark, paper: papers.dark, word: "dark", path: isOne ? [] : ["dark"] },
    ]
    for (const { colour, paper, word, path } of parts) {
      const ratio = contrast(colour, paper)
      if (ratio >= leastContrast) continue
      const message = `The accent ${colour} has a contrast of ${(Math.floor(ratio * 100) / 100).toFixed(2)}:1 on ${word} paper (${paper}); text needs ${leastContrast}:1.`
      const remedy = `Choose a ${word === "white" ? "darker" : "lighter"} colour.`
      reporter.report("theme-contrast", root.placeOf(["theme", "accent", ...path]), message, remedy)
    }
    return { light, dark }
  }

  function readLogo(): LogoSettings | undefined {
    const path = read(schemas.path, "theme", "logo")
    const alt = read(schemas.words, "theme", "logo-alt")
    if (!path) return undefined
    const place = root.placeOf(["theme", "logo"])
    if (!alt) {
      const message = "The logo has no text for those who cannot see it."
      reporter.report(
        "settings-value",
        place,
        message,
        "Write, beneath it, for example: logo-alt: Name of your organisation",
      )
    }
    return { path, alt: alt ?? "", place }
  }
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list"
  return isGroup(value) ? "a group of settings" : `"${String(value).slice(0, 80)}"`
}

import { readdir } from "node:fs/promises"
import { dirname, join, posix } from "node:path"
import { stripVTControlCharacters } from "node:util"
import type { Plugin } from "vite"
import { isPlainName } from "../packaging/names.ts"
import type { Kind, OwnData, Registry } from "./activities/kind.ts"
import { registry } from "./activities/registry.ts"
import type { Diagnostic, Place } from "./diagnostic.ts"
import { displayNames } from "./lesson/displays/displays.ts"
import { diskFiles, type LessonFiles, shownPath } from "./lesson/files.ts"
import { type OwnActivity, phaseIds } from "./lesson/model.ts"
import { suggest } from "./lesson/nearest.ts"
import { createReporter, type Reporter } from "./lesson/reporter.ts"
import { readText } from "./lesson/text-file.ts"
import { inSentences, withOwnKinds } from "./own-kinds.ts"
import { bundleScript, importsOf, modulePath, publicModule, type Taken, takeFromGlobal } from "./script.ts"

/** What a lesson brings of its own. */
export interface OwnActivities {
  /** All kinds there are, its own among them. */
  readonly registry: Registry
  readonly activities: readonly OwnActivity[]
  /** What is wrong with the code of its activities. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Largest file of an activity's code or style, in bytes. */
const largestCode = 1_000_000

/** Names that a directive, or a file of the package, has already. */
const reserved = ["path", "page", "level", "sample", "player", "activities", "more", "style", "index", ...phaseIds]

/**
 * Reads the kinds of activity that stand in the folder `activities` of a lesson: each in a folder of its name, with
 * `kind.ts`, which is run here and in the browser, and a component and a style, which reach the browser only.
 *
 * Their code is put together in memory: nothing is written to the lesson's folder, and it runs where Node knows no
 * TypeScript. It can import what stands in its own folder, Preact, and `lessonpack/activity`.
 */
export async function readOwnActivities(folder: string): Promise<OwnActivities> {
  const reporter = createReporter()
  const files = diskFiles(folder)
  const found = new Map<string, Kind<OwnData> | undefined>()
  const activities: OwnActivity[] = []
  for (const name of await foldersIn(join(folder, "activities"))) {
    const source: Source = { name, files, reporter, shown: (path) => shownPath(join(folder, path)) }
    if (!isFree(source)) continue
    found.set(name, undefined)
    const kind = await readKind(source)
    const activity = kind && (await readBrowserHalf(source))
    if (!activity) continue
    found.set(name, kind)
    activities.push(activity)
  }
  return { registry: withOwnKinds(found), activities, diagnostics: reporter.diagnostics }
}

/** An own activity while it is read. */
interface Source {
  readonly name: string
  readonly files: LessonFiles
  readonly reporter: Reporter
  /** How a file of the lesson is called in a report. */
  shown(path: string): string
}

async function foldersIn(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries
      .flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith(".") ? [entry.name] : []))
      .toSorted()
  } catch {
    return []
  }
}

const pathOf = ({ name }: Source, file: string) => `activities/${name}/${file}`

function complain(
  { reporter, shown }: Source,
  path: string,
  message: string,
  remedy: string,
  at?: Partial<Place>,
): void {
  reporter.report("own-activity", { line: 1, column: 1, ...at, file: shown(path) }, message, remedy)
}

function isFree(source: Source): boolean {
  const { name } = source
  const isTaken = [...registry.names, ...displayNames, ...reserved].includes(name)
  if (!isTaken && /^[a-z][a-z0-9-]{0,39}$/.test(name) && isPlainName(`${name}.js`)) return true
  const message = isTaken
    ? `Lessonpack itself knows the name "${name}".`
    : `An activity cannot be called "${name}": that is to be a name in Markdown and of files.`
  complain(source, pathOf(source, "kind.ts"), message, "Call the folder otherwise: small letters, digits and hyphens.")
  return false
}

/** The half that is run at build time, too. */
async function readKind(source: Source): Promise<Kind<OwnData> | undefined> {
  const path = pathOf(source, "kind.ts")
  const script = await bundle(source, {
    entry: `export { kind } from ${JSON.stringify(prefix + path)}`,
    format: "es",
    plugins: [takeFromPackage],
  })
  if (!script) return undefined
  try {
    const { kind }: { readonly kind: unknown } = await import(
      /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(script).toString("base64")}`
    )
    if (isKind(kind) && kind.name === source.name) return kind
    const message = isKind(kind)
      ? `This kind is called "${kind.name}", and its folder "${source.name}".`
      : "What kind.ts exports as kind is no kind of activity."
    complain(source, path, message, `Export kind with the name "${source.name}", and ${needed.join(", ")}.`)
  } catch (error) {
    const { message, remedy } = inSentences(
      error,
      "kind.ts is run at build time, too: it can use nothing of a browser.",
    )
    complain(source, path, message, remedy)
  }
  return undefined
}

const needed = ["shape", "levels", "score", "interaction", "print"] as const

function isKind(value: unknown): value is Kind<OwnData> {
  if (typeof value !== "object" || value === null || !("name" in value) || typeof value.name !== "string") return false
  const members = new Map(Object.entries(value))
  return needed.every((name) => typeof members.get(name) === "function")
}

/** The half that learners get: the kind with its component, as a classic script, and the style. */
async function readBrowserHalf(source: Source): Promise<OwnActivity | undefined> {
  const { name } = source
  const takes: Taken = new Map()
  const component = pathOf(source, `${name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}.tsx`)
  const script = await bundle(source, {
    entry: `
      import { kind } from ${JSON.stringify(prefix + pathOf(source, "kind.ts"))}
      import { Component } from ${JSON.stringify(prefix + component)}
      Lessonpack.addKinds({ ${JSON.stringify(name)}: { kind, component: Component } })
    `,
    format: "iife",
    plugins: [takeFromGlobal((id) => id.startsWith("preact") || id === publicModule.name, takes)],
  })
  const style = await readStyle(source)
  if (script === undefined || style === undefined) return undefined
  const names = [...takes].map(([id, names]): [string, string[]] => [id, [...names].sort()])
  return { name, script, style, takes: Object.fromEntries(names.sort(([a], [b]) => (a < b ? -1 : 1))) }
}

/** The style as it was written; empty where there is none. */
async function readStyle(source: Source): Promise<string | undefined> {
  const path = pathOf(source, `${source.name}.css`)
  const content = await source.files.read(path, largestCode)
  if ("problem" in content && content.problem === "missing") return ""
  const text = readText(content, source.shown(path), largestCode, source.reporter)
  const outside = text && /@import\b|url\(\s*["']?(?!data:|["']?#)/i.exec(text)
  if (!text || !outside) return text?.trim()
  const line = text.slice(0, outside.index).split("\n").length
  complain(source, path, `The style asks for another file: ${outside[0]}`, "Draw in SVG or CSS instead.", { line })
  return undefined
}

/** Begins the ids of modules of an own activity: their paths are nobody else's business, and must not change a byte. */
const prefix = "own:"

/** Bundles code of an own activity; nothing after what is wrong with it was reported. */
async function bundle(
  source: Source,
  { entry, format, plugins }: { entry: string; format: "iife" | "es"; plugins: readonly Plugin[] },
): Promise<string | undefined> {
  const told = source.reporter.diagnostics.length
  try {
    return (await bundleScript(entry, { format, plugins: [ownModules(source), ...plugins] })).code
  } catch (error) {
    if (source.reporter.diagnostics.length === told) reportFault(source, error)
    return undefined
  }
}

/** Reads the modules of an own activity, and lets them import each other only. */
function ownModules(source: Source): Plugin {
  const texts = new Map<string, string>()
  const folder = pathOf(source, "")
  async function find(path: string): Promise<string | undefined> {
    for (const name of path.startsWith(folder) ? [path, `${path}.ts`, `${path}.tsx`] : []) {
      const content = /\.(?:[jt]sx?|json)$/.test(name) ? await source.files.read(name, largestCode) : undefined
      if (!content || ("problem" in content && content.problem === "missing")) continue
      const text = readText(content, source.shown(name), largestCode, source.reporter)
      if (text === undefined) throw new Error(`${name} cannot be read`)
      texts.set(name, text)
      return name
    }
    return undefined
  }
  return {
    name: "lessonpack-own-activity",
    enforce: "pre",
    async resolveId(wanted, importer) {
      if (wanted.startsWith(prefix)) {
        const path = wanted.slice(prefix.length)
        if (await find(path)) return wanted
        complain(source, path, `The activity "${source.name}" has no ${posix.basename(path)}.`, remedies.file)
        throw new Error(`no ${path}`)
      }
      if (!importer?.startsWith(prefix) || isOffered(wanted)) return undefined
      const from = importer.slice(prefix.length)
      const found = wanted.startsWith(".") ? await find(posix.join(dirname(from), wanted)) : undefined
      if (found) return prefix + found
      const before = (texts.get(from) ?? "").split(/["']/)
      const at = before.indexOf(wanted)
      const line = at < 0 ? 1 : before.slice(0, at).join("").split("\n").length
      complain(source, from, `"${wanted}" cannot be imported here.`, remedies.imports, { line })
      throw new Error(`no ${wanted}`)
    },
    load: (id) => (id.startsWith(prefix) ? texts.get(id.slice(prefix.length)) : undefined),
    transform: {
      // Behind Vite's own transforms: by then types are gone.
      order: "post",
      async handler(code, id) {
        if (!id.startsWith(prefix)) return
        const path = id.slice(prefix.length)
        for (const { name, from } of importsOf(this.parse(code))) {
          const names = isOffered(from) ? await offeredNames(from) : undefined
          if (!names || (name !== undefined && names.includes(name))) continue
          const text = texts.get(path) ?? ""
          const written = importsOf(this.parse(text, { lang: languageOf(path) }))
          const at = written.find((taken) => taken.from === from && taken.name === name)?.at ?? 0
          const before = text.slice(0, at).split("\n")
          const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
          if (name === undefined) complain(source, path, `"${from}" must be imported by name.`, remedies.names, place)
          else complain(source, path, `"${name}" is not in ${from}.`, suggest(name, names), place)
          throw new Error(`no ${name} in ${from}`)
        }
      },
    },
  }
}

/** The names that a module exports which Lessonpack offers: Node knows it by the same name as its authors. */
async function offeredNames(module: string): Promise<readonly string[]> {
  return Object.keys(await import(/* @vite-ignore */ module))
}

function languageOf(path: string): "js" | "jsx" | "ts" | "tsx" {
  return (["jsx", "tsx", "ts"] as const).find((language) => path.endsWith(`.${language}`)) ?? "js"
}

const remedies = {
  file: "Put kind.ts and the component, named like the folder with a capital letter (Lab.tsx), into its folder.",
  imports: `Import from files of its own folder ("./model.ts"), from "preact", "preact/hooks" or "${publicModule.name}".`,
  names: 'Write the names in braces: import { useState } from "preact/hooks"',
  kind: "Write in it: export const kind: Kind<OwnData> = { … }",
  component: "Write in it: export function Component(props: ActivityProps<OwnData>) { … }",
  code: "Mend the code there; tsc and an editor show it, too.",
} as const

function isOffered(wanted: string): boolean {
  return /^preact(?:\/(?:hooks|jsx-runtime))?$/.test(wanted) || wanted === publicModule.name
}

/** At build time there is no global: what is imported comes from Lessonpack's own modules. */
const takeFromPackage: Plugin = {
  name: "lessonpack-take-from-package",
  enforce: "pre",
  resolveId(wanted, importer) {
    if (!importer?.startsWith(prefix) || !isOffered(wanted)) return undefined
    const own: string = JSON.parse(modulePath(publicModule.id))
    return wanted === publicModule.name ? own : this.resolve(wanted, own)
  },
}

/** Reports what Vite could not make a script of, at the place it names. */
function reportFault(source: Source, error: unknown): void {
  const faults = typeof error === "object" && error !== null && "errors" in error ? error.errors : undefined
  const [fault = error]: readonly unknown[] = Array.isArray(faults) ? faults : []
  const text = stripVTControlCharacters(fault instanceof Error ? fault.message : String(fault))
  const [first = ""] = text.split("\n")
  const message = first.replace(/^\[[^\]]*\]\s*/, "").replaceAll(prefix, "")
  const [, path, line, column] = /own:(\S+?):(\d+):(\d+)/.exec(text) ?? []
  const missing = /^"(\w+)" is not exported by "([^"]+)"/.exec(message)
  if (missing && !path) {
    const [, name, file = ""] = missing
    const remedy = name === "kind" ? remedies.kind : remedies.component
    complain(source, file, `${posix.basename(file)} exports no ${name}.`, remedy)
    return
  }
  const at = { line: Number(line ?? 1), column: Number(column ?? 1) }
  complain(source, path ?? pathOf(source, "kind.ts"), `This code cannot be read: ${message}`, remedies.code, at)
}

import { type PackageFile, textFile } from "../packaging/zip.ts"
import { type KindEntry, kinds, modulesOf } from "./activities/registry.ts"
import { kindsUsed } from "./learner/outline.ts"
import type { Course, OwnActivity } from "./lesson/model.ts"
import {
  bundleScript,
  extension,
  extensionOfComponents,
  modulePath,
  offer,
  publicModule,
  type Script,
  type Taken,
  take,
  takeFromGlobal,
} from "./script.ts"
import { compiledStyle, styleOfKind } from "./stylesheets.ts"

/** The scripts and styles of the activities of a course. */
export interface ActivityFiles {
  readonly files: readonly PackageFile[]
  /** The files of each kind that stands apart. */
  readonly apart: Readonly<Record<string, readonly string[]>>
}

/** Bundles the kinds of activity that a course uses; `taken` takes note of what the player is to offer them. */
export async function bundleActivities(course: Course, taken: Taken): Promise<ActivityFiles> {
  const names = kindsOf(course)
  const own = (course.own ?? []).filter(({ name }) => names.includes(name))
  const builtIn = names.filter((name) => !own.some((activity) => activity.name === name))
  const apart = builtIn.filter((name) => entryOf(name).apart)
  const everyday = builtIn.filter((name) => !apart.includes(name))
  const { common, scripts } = await bundleKinds(everyday, apart, own, taken)
  const files = [
    textFile("activities.js", common.code),
    textFile("activities.css", [compiledStyle("activities/activities.css"), ...everyday.map(styleOf)].join("")),
  ]
  const namesOf: Record<string, readonly string[]> = {}
  for (const name of [...apart, ...own.map(({ name }) => name)].sort()) {
    const activity = own.find((activity) => activity.name === name)
    const style = activity ? activity.style : styleOf(name)
    const made = [
      textFile(`${name}.js`, activity?.script ?? scripts.get(name)?.code ?? ""),
      ...(style === "" ? [] : [textFile(`${name}.css`, style)]),
    ]
    files.push(...made)
    namesOf[name] = made.map((file) => file.name)
  }
  return { files, apart: namesOf }
}

/**
 * Makes `activities.js` and the scripts of the kinds that stand apart. Whatever one of these takes from beyond its own
 * folder stands in `activities.js`.
 */
export async function bundleKinds(
  everyday: readonly string[],
  apart: readonly string[],
  own: readonly OwnActivity[],
  taken: Taken,
): Promise<{ readonly common: Script; readonly scripts: ReadonlyMap<string, Script> }> {
  const scripts = new Map<string, Script>()
  const shared: Taken = new Map()
  for (const name of apart) {
    const plugins = [takeFromGlobal((id) => !id.startsWith(`activities/${name}/`), shared)]
    scripts.set(name, await bundleScript(kindsEntry([name]), { format: "iife", plugins }))
  }
  for (const { takes } of own) for (const [id, names] of Object.entries(takes)) take(shared, id, names)
  for (const [id, names] of shared) if (!isOfActivities(id)) take(taken, id, names)
  const { imports, members } = offer(new Map([...shared].filter(([id]) => isOfActivities(id))))
  const common = await bundleScript(`${imports}\nObject.assign(Lessonpack, { ${members} })\n${kindsEntry(everyday)}`, {
    format: "iife",
    plugins: [takeFromGlobal((id) => !isOfActivities(id), taken)],
  })
  return { common, scripts }
}

/** Whether a module stands in `activities.js` rather than in the player, where several scripts need it. */
function isOfActivities(id: string): boolean {
  return id.startsWith("activities/") || id === publicModule.name || id === publicModule.id
}

/** The source of a script's part that brings some kinds of activity. */
function kindsEntry(names: readonly string[]): string {
  const imports = names.flatMap((name, index) => {
    const { kind, component } = modulesOf(name)
    return [
      `import { ${kind.name} as kind${index} } from ${modulePath(`activities/${kind.path}.${extension}`)}`,
      `import { ${component.name} as Component${index} } from ${modulePath(`activities/${component.path}.${extensionOfComponents}`)}`,
    ]
  })
  const entries = names.map(
    (name, index) => `${JSON.stringify(name)}: { kind: kind${index}, component: Component${index} }`,
  )
  return `${imports.join("\n")}\nLessonpack.addKinds({ ${entries.join(", ")} })`
}

function entryOf(name: string): KindEntry {
  const entry = kinds[name]
  if (!entry) throw new Error(`no kind of activity is called ${name}`)
  return entry
}

/** Names of the kinds of activity that a course uses. */
function kindsOf(course: Course): readonly string[] {
  return [...kindsUsed(course)].sort()
}

/** The look of a kind of activity; empty where it has none of its own. */
function styleOf(name: string): string {
  return compiledStyle(styleOfKind(name).css)
}

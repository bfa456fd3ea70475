import { createHash } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { dirname, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import type { Plugin } from "vite"
import type { Bundle } from "../packaging/package.ts"
import type { PackageFile } from "../packaging/zip.ts"
import { kinds } from "./activities/registry.ts"
import { activitiesIn, toOutline } from "./learner/outline.ts"
import { packOutline } from "./learner/packed-outline.ts"
import type { Activity, Block, Course, Phase } from "./lesson/model.ts"
import type { ContentBlock } from "./player/content.ts"
import { themeOf } from "./player/theme.ts"

/** What one package needs of the player. Packages that ask for the same share a bundle. */
export interface BundleTarget {
  /** Which adapter of src/tracking speaks to whoever launches it. */
  readonly adapter: "scorm12" | "scorm2004" | "cmi5" | "xapi" | "standalone"
  /** Characters of saved work that its LMS keeps. */
  readonly capacity: number
  /** Whether each phase is launched on its own. */
  readonly layout: "course" | "phases"
}

/**
 * Bundles a course for some targets with Vite. All that comes of it are classic scripts with fixed names, since
 * `type=module` fails from `file://` and where a server gives `.js` the wrong type:
 *
 * - `player.js`: Preact, the shell, the learner's state, the adapter of one format; needed at once
 * - `engage.js` … `evaluate.js`: the pages of a phase; needed with the first page of the phase
 * - `activities.js`, `activities.css`: the kinds of activity that this course uses; needed with the first page that has one
 * - `more.js`, `more.css`: menu, glossary, help, results, own work, notices; needed when one of them is opened
 *
 * The later ones take what they share from the player's global, so that no learner downloads a thing twice.
 */
export async function bundleCourse(course: Course, targets: readonly BundleTarget[]): Promise<readonly Bundle[]> {
  const { build } = await import("vite")
  const hash = contentHash(course)
  const taken: Taken = new Map()
  // One after the other: Vite's work is spread over the processors already, and side by side it would only take memory.
  const later: PackageFile[] = []
  for (const phase of course.phases) later.push(await bundleScript(build, phase.id, phaseEntry(phase)))
  later.push(
    await bundleScript(build, "activities", activitiesEntry(kindsOf(course)), takeFromPlayer(["activities/"], taken)),
  )
  later.push(await bundleScript(build, "more", moreEntry(), takeFromPlayer(moreFiles, taken)))
  const players: PackageFile[] = []
  for (const target of targets)
    players.push(await bundleScript(build, "player", playerEntry(course, target, taken, hash)))
  const styles = [
    textFile("style.css", compiledStyle("player/theme.css") + themeOf(course.theme)),
    textFile("more.css", compiledStyle("player/more.css")),
    textFile("activities.css", compiledStyle("activities/activities.css")),
  ]
  const media = [...course.media].map(([name, data]) => ({ name, data }))
  return players.map((player) => ({
    files: [player, ...later, ...styles, ...media],
    firstScreens: firstScreens(course),
  }))
}

/** Runs Vite over one entry, given as source text, and gives the classic script that comes of it. */
async function bundleScript(
  build: typeof import("vite").build,
  name: string,
  entry: string,
  plugin?: Plugin,
): Promise<PackageFile> {
  const result = await build({
    configFile: false,
    envFile: false,
    publicDir: false,
    root: sourceFolder,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    mode: "production",
    oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
    plugins: [virtualEntry(entry), ...(plugin ? [plugin] : [])],
    build: {
      write: false,
      target: "es2019",
      minify: true,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: entryId,
        output: {
          format: "iife",
          entryFileNames: `${name}.js`,
          globals: globalOf,
        },
      },
    },
  })
  const output = Array.isArray(result) ? result[0]?.output[0] : "output" in result ? result.output[0] : undefined
  if (!output) throw new Error(`Vite wrote no ${name}.js`)
  return textFile(`${name}.js`, output.code)
}

function textFile(name: string, text: string): PackageFile {
  return { name, data: new TextEncoder().encode(text) }
}

const sourceFolder = fileURLToPath(new URL(".", import.meta.url))
/** `.ts` where the sources run as they are, `.js` where they were compiled. */
const extension = import.meta.url.endsWith(".ts") ? "ts" : "js"
const extensionOfComponents = extension === "ts" ? "tsx" : "js"
const entryId = "lessonpack:entry"

/** Where a module that phases take from the player stands in the player's global. */
function globalOf(id: string): string {
  return `Lessonpack.${memberOf(id)}`
}

function memberOf(id: string): string {
  return id.replace(/\.[jt]sx?$/, "").replace(/[^A-Za-z0-9]/g, "_")
}

function virtualEntry(entry: string): Plugin {
  return {
    name: "lessonpack-entry",
    enforce: "pre",
    resolveId: (source) => (source === entryId ? `\0${entryId}` : undefined),
    load: (id) => (id === `\0${entryId}` ? entry : undefined),
  }
}

/** What the later scripts take from the player: of each module, the names. */
type Taken = Map<string, Set<string>>

/** Leaves out of a script all modules but its own, by the beginning of their path, and notes what the player must offer. */
function takeFromPlayer(own: readonly string[], taken: Taken): Plugin {
  /** The name by which the player offers a module, unless it is one of the script's own. */
  const takenId = (source: string, importer: string): string | undefined => {
    if (source.startsWith("preact")) return source
    if (!source.startsWith(".")) return undefined
    const id = relative(sourceFolder, resolve(dirname(importer), source)).replaceAll("\\", "/")
    return own.some((start) => id.startsWith(start)) ? undefined : id
  }
  return {
    name: "lessonpack-take-from-player",
    enforce: "pre",
    resolveId(source, importer) {
      const id = importer && takenId(source, importer)
      return id ? { id, external: true } : undefined
    },
    transform: {
      // Behind Vite's own transforms: by then types are gone and JSX has its imports.
      order: "post",
      handler(code, importer) {
        for (const node of this.parse(code).body) {
          if (node.type !== "ImportDeclaration") continue
          const id = takenId(node.source.value, importer)
          if (!id) continue
          const names = taken.get(id) ?? new Set()
          taken.set(id, names)
          for (const specifier of node.specifiers) {
            if (specifier.type !== "ImportSpecifier") throw new Error(`${importer} must import ${id} by name`)
            if (specifier.imported.type === "Identifier") names.add(specifier.imported.name)
          }
        }
      },
    },
  }
}

/** How each adapter is called: what it needs of the outline. */
function connectorOf(
  { adapter, layout }: BundleTarget,
  { baseIri, xapi }: Course,
): { readonly name: string; readonly call: string } {
  const scorm = "report: outline.rules.report, limit: outline.capacity"
  switch (adapter) {
    case "scorm12":
      return { name: "connectScorm12", call: `connect(window, { ${scorm} })` }
    case "scorm2004":
      return { name: "connectScorm2004", call: `connect(window, { ${scorm}, alone: ${layout === "course"} })` }
    case "cmi5":
    case "xapi": {
      if (baseIri === undefined) throw new Error(`a course without a base cannot be bundled for ${adapter}`)
      const phase = layout === "phases" ? ", phase: outline.phases[0].id" : ""
      const options = `outline, base: ${JSON.stringify(baseIri)}, withText: ${xapi.text}${phase}`
      return adapter === "cmi5"
        ? { name: "connectCmi5", call: `connect(window, { ${options}, words: cmi5Strings })` }
        : { name: "connectXapi", call: `connect(window, { ${options} })` }
    }
    case "standalone":
      return { name: "connectStandalone", call: "connect(window, outline.id)" }
  }
}

/** What makes a SCORM package speak to an LRS beside the LMS, where the author names one; it stands in no other. */
function besideOf(
  { adapter, layout }: BundleTarget,
  { baseIri, lrs, xapi }: Course,
): { readonly import: string; readonly call: string } {
  if (!lrs || baseIri === undefined || (adapter !== "scorm12" && adapter !== "scorm2004"))
    return { import: "", call: "" }
  const options = JSON.stringify({ base: baseIri, withText: xapi.text, endpoint: lrs.endpoint, home: lrs.home })
  const phase = layout === "phases" ? ", phase: outline.phases[0].id" : ""
  return {
    import: `import { withLrs } from ${modulePath(`tracking/with-lrs.${extension}`)}`,
    call: `.then((it) => withLrs(window, it, { outline${phase}, ...${options} }))`,
  }
}

function playerEntry(course: Course, target: BundleTarget, taken: Taken, hash: string): string {
  const phases = course.phases.map(({ id }) => id)
  const outline = toOutline(course, hash, phases, target.capacity)
  const connector = connectorOf(target, course)
  const beside = besideOf(target, course)
  const modules = [...taken].map(([id, names]) => ({ id, names: [...names].sort() }))
  modules.sort((a, b) => (a.id < b.id ? -1 : 1))
  const imports = modules.map(({ id, names }) => {
    const from = id.startsWith("preact") ? JSON.stringify(id) : modulePath(id)
    return `import { ${names.map((name) => `${name} as ${memberOf(id)}_${name}`).join(", ")} } from ${from}`
  })
  const members = modules.map(({ id, names }) => {
    return `${memberOf(id)}: { ${names.map((name) => `${name}: ${memberOf(id)}_${name}`).join(", ")} }`
  })
  return `
    ${imports.join("\n")}
    import { addKinds, addPhase } from ${modulePath(`player/content.${extension}`)}
    import { addMore } from ${modulePath(`player/more.${extension}`)}
    import { mount } from ${modulePath(`player/mount.${extensionOfComponents}`)}
    import { ${connector.name} as connect } from ${modulePath(`tracking/${target.adapter}.${extension}`)}
    ${beside.import}
    ${target.adapter === "cmi5" ? `import { cmi5Strings } from ${modulePath(`player/strings.${extension}`)}` : ""}
    window.Lessonpack = { addKinds, addMore, addPhase, ${members.join(", ")} }
    mount({
      outline: ${JSON.stringify(packOutline(outline))},
      layout: ${JSON.stringify(target.layout)},
      isLms: ${target.adapter !== "standalone"},
      logo: ${JSON.stringify(course.theme.logo)},
      connect: (outline) => ${connector.call}${beside.call},
    })
  `
}

function phaseEntry(phase: Phase): string {
  const pages = phase.pages.map(({ id, blocks }) => ({ id, blocks: blocks.map(toContentBlock) }))
  return `Lessonpack.addPhase(${JSON.stringify(phase.id)}, { pages: ${JSON.stringify(pages)} })`
}

/** Views of the player that are fetched after the first page: see src/player/more.ts. */
const moreViews: readonly (readonly [file: string, views: string])[] = [
  ["Menu", "Menu"],
  ["Glossary", "Glossary"],
  ["Help", "Help"],
  ["Results", "Results"],
  ["MyWork", "MyWork"],
  ["Notices", "NoLms, OtherTab"],
]
const moreFiles = [...moreViews.map(([file]) => `player/${file}.`), "player/more-strings."]

function moreEntry(): string {
  const imports = moreViews.map(
    ([file, views]) => `import { ${views} } from ${modulePath(`player/${file}.${extensionOfComponents}`)}`,
  )
  return `${imports.join("\n")}\nLessonpack.addMore({ ${moreViews.map(([, views]) => views).join(", ")} })`
}

function activitiesEntry(names: readonly string[]): string {
  const imports = names.flatMap((name, index) => {
    const { kindModule, componentModule } = entryOf(name)
    return [
      `import { ${kindModule[1]} as kind${index} } from ${modulePath(`activities/${kindModule[0]}.${extension}`)}`,
      `import { ${componentModule[1]} as Component${index} } from ${modulePath(`activities/${componentModule[0]}.${extensionOfComponents}`)}`,
    ]
  })
  const entries = names.map(
    (name, index) => `${JSON.stringify(name)}: { kind: kind${index}, component: Component${index} }`,
  )
  return `${imports.join("\n")}\nLessonpack.addKinds({ ${entries.join(", ")} })`
}

function modulePath(path: string): string {
  return JSON.stringify(`${sourceFolder}${path}`)
}

function entryOf(name: string) {
  const entry = kinds[name]
  if (!entry) throw new Error(`no kind of activity is called ${name}`)
  return entry
}

/** Names of the kinds of activity that a course uses. */
function kindsOf(course: Course): readonly string[] {
  const blocks = course.phases.flatMap(({ pages }) => pages.flatMap((page) => page.blocks))
  return [...new Set(activitiesIn(blocks).map(({ activity }) => activity.kind))].sort()
}

function toContentBlock(block: Block): ContentBlock {
  if (block.type === "html") return block
  if (block.type === "path") return { ...block, blocks: block.blocks.map(toContentBlock) }
  const { id, kind, data, description } = block.activity satisfies Activity
  // The data's type is known to its kind alone; here it is only carried.
  return { type: "activity", activity: { id, kind, data: data as never, description } }
}

/** Eight hexadecimal digits that change with anything a learner could see or an LMS could hold. */
function contentHash(course: Course): string {
  // Where a text stood in its file is nothing a learner sees; with it the same lesson would differ from folder to folder.
  const content = JSON.stringify({ ...course, media: [...course.media.keys()] }, (key, value: unknown) =>
    key === "place" ? undefined : value,
  )
  const hash = createHash("sha256").update(content)
  for (const data of course.media.values()) hash.update(data)
  return hash.digest("hex").slice(0, 8)
}

/** A stylesheet compiled when Lessonpack was built: beside this module, or in `lib` where the sources run as they are. */
function compiledStyle(path: string): string {
  const compiled = [`./${path}`, `../lib/src/${path}`].map((place) => new URL(place, import.meta.url)).find(existsSync)
  if (!compiled) throw new Error(`${path} was not compiled: run \`npm run prepare\``)
  return readFileSync(compiled, "utf8").trimEnd()
}

/** For each phase what its launch page shows before any script runs: its first page up to the first thing to do. */
function firstScreens(course: Course): Bundle["firstScreens"] {
  return course.phases.flatMap(({ id, pages: [page] }) => {
    if (!page) return []
    const until = page.blocks.findIndex(({ type }) => type !== "html")
    const html = page.blocks
      .slice(0, until < 0 ? undefined : until)
      .map((block) => (block.type === "html" ? `<div class="prose">${block.html}</div>` : ""))
      .join("")
    return [{ phase: id, heading: page.title, html }]
  })
}

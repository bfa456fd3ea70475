import { createHash } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Plugin } from "vite"
import type { Bundle, PackageFile } from "../packaging/package.ts"
import { kindModules } from "./activities/registry.ts"
import { activitiesIn, toOutline } from "./learner/outline.ts"
import type { Activity, Block, Course, Phase, PhaseId } from "./lesson/model.ts"
import type { ContentBlock } from "./player/content.ts"
import { themeOf } from "./player/theme.ts"

/** What one package needs of the player. Packages that ask for the same share a bundle. */
export interface BundleTarget {
  /** Which adapter of src/tracking speaks to whoever launches it. */
  readonly adapter: "scorm12" | "scorm2004" | "standalone"
  /** Characters of saved work that its LMS keeps. */
  readonly capacity: number
  /** Whether each phase is launched on its own. */
  readonly layout: "course" | "phases"
}

/**
 * Bundles a course for some targets with Vite: for each target a player, and for all of them one script a phase. All are
 * classic scripts with fixed names (RULES of LMSs: `type=module` fails from `file://` and where `.js` has the wrong type).
 * Phases take Preact, the interface's texts and the kinds of activity they share from the player's global, so that no
 * learner downloads a thing twice.
 */
export async function bundleCourse(course: Course, targets: readonly BundleTarget[]): Promise<readonly Bundle[]> {
  const { build } = await import("vite")
  const shared = sharedKinds(course)
  const hash = contentHash(course)
  const script = async (name: string, entry: string, external: boolean): Promise<PackageFile> => {
    const plugins = [entryPlugin(entry), ...(external ? [playerGlobals()] : [])]
    const result = await build({
      configFile: false,
      envFile: false,
      publicDir: false,
      root: sourceFolder,
      logLevel: "silent",
      define: { "process.env.NODE_ENV": '"production"' },
      oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
      plugins,
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
            name: external ? "LessonpackPhase" : "Lessonpack",
            entryFileNames: `${name}.js`,
            globals: (id) => globals[id] ?? id,
          },
        },
      },
    })
    const output = Array.isArray(result) ? result[0]?.output[0] : "output" in result ? result.output[0] : undefined
    if (!output) throw new Error(`Vite wrote no ${name}.js`)
    return { name: `${name}.js`, data: new TextEncoder().encode(output.code) }
  }
  const [phases, players] = await Promise.all([
    Promise.all(course.phases.map((phase) => script(phase.id, phaseEntry(phase, shared), true))),
    Promise.all(targets.map((target) => script("player", playerEntry(course, target, shared, hash), false))),
  ])
  const style = { name: "style.css", data: new TextEncoder().encode(compiledTheme() + themeOf(course.theme)) }
  const media = [...course.media].map(([name, data]) => ({ name, data }))
  return players.map((player) => ({ files: [player, style, ...phases, ...media], firstScreens: firstScreens(course) }))
}

const sourceFolder = fileURLToPath(new URL(".", import.meta.url))
/** `.ts` where the sources run as they are, `.js` where they were compiled. */
const extension = import.meta.url.endsWith(".ts") ? "ts" : "js"
const entryId = "lessonpack:entry"

/** Modules that phases take from the player, and under which name of its global. */
const globals: Readonly<Record<string, string>> = {
  preact: "Lessonpack.preact",
  "preact/hooks": "Lessonpack.hooks",
  "preact/jsx-runtime": "Lessonpack.jsx",
  "lessonpack:strings": "Lessonpack.texts",
  "lessonpack:parts": "Lessonpack.parts",
}

function entryPlugin(entry: string): Plugin {
  return {
    name: "lessonpack-entry",
    enforce: "pre",
    resolveId: (source) => (source === entryId ? `\0${entryId}` : undefined),
    load: (id) => (id === `\0${entryId}` ? entry : undefined),
  }
}

function playerGlobals(): Plugin {
  const own: readonly (readonly [RegExp, string])[] = [
    [/[\\/]player[\\/]strings\.[jt]s$/, "lessonpack:strings"],
    [/[\\/]activities[\\/]parts\.[jt]sx?$/, "lessonpack:parts"],
  ]
  return {
    name: "lessonpack-player-globals",
    enforce: "pre",
    resolveId(source) {
      if (source in globals) return { id: source, external: true }
      const id = own.find(([pattern]) => pattern.test(source))?.[1]
      return id && { id, external: true }
    },
  }
}

/** How each adapter is called: what it needs of the outline. */
function connectorOf({ adapter, layout }: BundleTarget): { readonly name: string; readonly call: string } {
  const scorm = "report: outline.rules.report, limit: outline.capacity"
  switch (adapter) {
    case "scorm12":
      return { name: "connectScorm12", call: `connect(window, { ${scorm} })` }
    case "scorm2004":
      return { name: "connectScorm2004", call: `connect(window, { ${scorm}, alone: ${layout === "course"} })` }
    case "standalone":
      return { name: "connectStandalone", call: "connect(window, outline.id)" }
  }
}

function playerEntry(course: Course, target: BundleTarget, shared: readonly string[], hash: string): string {
  const phases = course.phases.map(({ id }) => id)
  const outline = toOutline(course, hash, phases, target.capacity)
  const logo = course.theme.logo
  const connector = connectorOf(target)
  const module = (path: string) => JSON.stringify(`${sourceFolder}${path}`)
  return `
    import * as preact from "preact"
    import * as hooks from "preact/hooks"
    import * as jsx from "preact/jsx-runtime"
    import * as texts from ${module(`player/strings.${extension}`)}
    import * as parts from ${module(`activities/parts.${extension}`)}
    import { addKinds, addPhase } from ${module(`player/content.${extension}`)}
    import { mount } from ${module(`player/mount.${extension === "ts" ? "tsx" : "js"}`)}
    import { ${connector.name} as connect } from ${module(`tracking/${target.adapter}.${extension}`)}
    ${kindImports(shared)}
    addKinds({ ${kindEntries(shared)} })
    mount({
      outline: ${JSON.stringify(outline)},
      layout: ${JSON.stringify(target.layout)},
      isLms: ${target.adapter !== "standalone"},
      logo: ${JSON.stringify(logo)},
      connect: (outline) => ${connector.call},
    })
  `
}

function phaseEntry(phase: Phase, shared: readonly string[]): string {
  const own = kindsOf([phase]).filter((name) => !shared.includes(name))
  const pages = phase.pages.map(({ id, blocks }) => ({ id, blocks: blocks.map(toContentBlock) }))
  return `
    ${kindImports(own)}
    Lessonpack.addPhase(${JSON.stringify(phase.id)}, { pages: ${JSON.stringify(pages)}, kinds: { ${kindEntries(own)} } })
  `
}

function kindImports(names: readonly string[]): string {
  return names
    .map((name, index) => {
      const { folder, kind, component } = moduleOf(name)
      const path = (file: string) => JSON.stringify(`${sourceFolder}activities/${folder}/${file}`)
      return [
        `import { ${kind} as kind${index} } from ${path(`${folder}.${extension}`)}`,
        `import { ${component} as Component${index} } from ${path(`${component}.${extension === "ts" ? "tsx" : "js"}`)}`,
      ].join("\n")
    })
    .join("\n")
}

function kindEntries(names: readonly string[]): string {
  return names
    .map((name, index) => `${JSON.stringify(name)}: { kind: kind${index}, component: Component${index} }`)
    .join(", ")
}

function moduleOf(name: string) {
  const module = kindModules[name]
  if (!module) throw new Error(`no kind of activity is called ${name}`)
  return module
}

/** Kinds that more than one phase uses: they stand in the player, once. */
function sharedKinds(course: Course): readonly string[] {
  const uses = course.phases.map((phase) => kindsOf([phase]))
  return kindsOf(course.phases).filter((name) => uses.filter((kinds) => kinds.includes(name)).length > 1)
}

function kindsOf(phases: readonly Phase[]): readonly string[] {
  const names = phases.flatMap(({ pages }) =>
    pages.flatMap(({ blocks }) => activitiesIn(blocks).map(({ activity }) => activity.kind)),
  )
  return [...new Set(names)].sort()
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
  const hash = createHash("sha256").update(JSON.stringify({ ...course, media: [...course.media.keys()] }))
  for (const data of course.media.values()) hash.update(data)
  return hash.digest("hex").slice(0, 8)
}

let theme: string | undefined

/** The stylesheet compiled when Lessonpack was built. */
function compiledTheme(): string {
  const candidates = ["./player/theme.css", "../lib/src/player/theme.css"].map((path) => new URL(path, import.meta.url))
  const compiled = candidates.find((url) => existsSync(url))
  if (!compiled) throw new Error("the stylesheet was not compiled: run `npm run prepare`")
  theme ??= readFileSync(compiled, "utf8").trimEnd()
  return theme
}

/** For each phase what its launch page shows before any script runs: its first page up to the first thing to do. */
function firstScreens(course: Course): Bundle["firstScreens"] {
  return course.phases.flatMap(({ id, pages }) => {
    const [page] = pages
    if (!page) return []
    const until = page.blocks.findIndex(({ type }) => type !== "html")
    const html = page.blocks
      .slice(0, until < 0 ? undefined : until)
      .map((block) => (block.type === "html" ? block.html : ""))
      .join("\n")
    return [{ phase: id satisfies PhaseId, heading: page.title, html }]
  })
}

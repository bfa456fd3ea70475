import { dirname, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import type { Plugin, Rolldown } from "vite"

/** What a run of Vite is made for. */
export interface ScriptOptions {
  /** `iife`: a classic script for a browser. `es`: a module that exports what its entry does, for Node. */
  readonly format: "iife" | "es"
  readonly plugins: readonly Plugin[]
}

/** A script that Vite made. */
export interface Script {
  readonly code: string
  /** Modules of Lessonpack that stand in it: paths within `src`. */
  readonly modules: readonly string[]
}

/** Runs Vite over one entry, given as source text, and gives the one script that comes of it. */
export async function bundleScript(entry: string, { format, plugins }: ScriptOptions): Promise<Script> {
  const { build } = await import("vite")
  const modules: string[] = []
  const result = await build({
    configFile: false,
    envFile: false,
    publicDir: false,
    root: sourceFolder,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    mode: "production",
    oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
    plugins: [virtualEntry(entry), ...plugins, listModules(modules)],
    build: {
      write: false,
      target: "es2019",
      minify: true,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: entryId,
        // What nobody imports is exported all the same where somebody imports the script itself.
        preserveEntrySignatures: format === "es" ? "strict" : false,
        output: { format, entryFileNames: "script.js", globals: globalOf },
      },
    },
  })
  const output = Array.isArray(result) ? result[0]?.output[0] : "output" in result ? result.output[0] : undefined
  if (!output) throw new Error("Vite wrote no script")
  return { code: output.code, modules: modules.sort() }
}

/** The folder of Lessonpack's own modules. */
const sourceFolder = fileURLToPath(new URL(".", import.meta.url))

/** `.ts` where the sources run as they are, `.js` where they were compiled. */
export const extension = import.meta.url.endsWith(".ts") ? "ts" : "js"

/** The same of components. */
export const extensionOfComponents = extension === "ts" ? "tsx" : "js"

/** What authors import from in activities of their own: the name of the module, and where it stands within `src`. */
export const publicModule = { name: "lessonpack/activity", id: `activity.${extension}` } as const

/** A module by its path within `src`, as an entry names it. */
export function modulePath(path: string): string {
  return JSON.stringify(`${sourceFolder}${path}`)
}

const entryId = "lessonpack:entry"

function virtualEntry(entry: string): Plugin {
  return {
    name: "lessonpack-entry",
    enforce: "pre",
    resolveId: (source) => (source === entryId ? `\0${entryId}` : undefined),
    load: (id) => (id === `\0${entryId}` ? entry : undefined),
  }
}

/** Notes the modules of Lessonpack that a script is made of. */
function listModules(modules: string[]): Plugin {
  return {
    name: "lessonpack-modules",
    moduleParsed({ id }) {
      const inside = withinSource(id)
      if (inside) modules.push(inside)
    },
  }
}

/** Path within `src` of a module that stands there. */
function withinSource(path: string): string | undefined {
  const inside = relative(sourceFolder, path).replaceAll("\\", "/")
  return path.startsWith("\0") || inside.startsWith("..") || inside.includes(":") ? undefined : inside
}

/** What scripts take from one that runs before them: of each module, the names. */
export type Taken = Map<string, Set<string>>

/** Notes that some names of a module are taken. */
export function take(taken: Taken, id: string, names: Iterable<string>): void {
  taken.set(id, new Set([...(taken.get(id) ?? []), ...names]))
}

/** What a module takes from another one, or passes on from it. */
export interface Import {
  /** Absent where that is the whole module, or its default. */
  readonly name: string | undefined
  readonly from: string
  /** Where it begins in the source text. */
  readonly at: number
}

/** The imports of a module, name by name. */
export function importsOf({ body }: ReturnType<Rolldown.PluginContext["parse"]>): readonly Import[] {
  return body.flatMap((node): Import[] => {
    if (!("source" in node) || !node.source) return []
    const from = node.source.value
    if (!("specifiers" in node)) return [{ name: undefined, from, at: node.start }]
    return node.specifiers.map((specifier) => {
      const named =
        specifier.type === "ImportSpecifier"
          ? specifier.imported
          : specifier.type === "ExportSpecifier"
            ? specifier.local
            : undefined
      return { name: named?.type === "Identifier" ? named.name : undefined, from, at: specifier.start }
    })
  })
}

/**
 * Leaves modules out of a script that another one offers in the global `Lessonpack`, and notes what of them it takes.
 * `isOffered` judges a module by its id: a path within `src`, or the name of a package.
 */
export function takeFromGlobal(isOffered: (id: string) => boolean, taken: Taken): Plugin {
  const offeredId = (source: string, importer: string): string | undefined => {
    if (source.startsWith("preact") || source === publicModule.name) return isOffered(source) ? source : undefined
    const path = source.startsWith(".") ? resolve(dirname(importer), source) : source
    const id = source.startsWith(".") || source.startsWith(sourceFolder) ? withinSource(path) : undefined
    return id !== undefined && isOffered(id) ? id : undefined
  }
  return {
    name: "lessonpack-take-from-global",
    enforce: "pre",
    resolveId(source, importer) {
      const id = importer && offeredId(source, importer)
      return id ? { id, external: true } : undefined
    },
    transform: {
      // Behind Vite's own transforms: by then types are gone and JSX has its imports.
      order: "post",
      handler(code, importer) {
        for (const { name, from } of importsOf(this.parse(code))) {
          const id = offeredId(from, importer)
          if (!id) continue
          if (name === undefined) throw new Error(`${from} must be imported by name`)
          take(taken, id, [name])
        }
      },
    },
  }
}

/** Where a module that is taken stands in the global. */
function globalOf(id: string): string {
  return `Lessonpack.${memberOf(id)}`
}

function memberOf(id: string): string {
  return id.replace(/\.[jt]sx?$/, "").replace(/[^A-Za-z0-9]/g, "_")
}

/** The source of a script's part that offers others what they take: what it imports, and members for the global. */
export function offer(taken: Taken): { readonly imports: string; readonly members: string } {
  const modules = [...taken].map(([id, names]) => ({ id, names: [...names].sort() }))
  modules.sort((a, b) => (a.id < b.id ? -1 : 1))
  const imports = modules.map(({ id, names }) => {
    const isPackage = id.startsWith("preact")
    const from = isPackage ? JSON.stringify(id) : modulePath(id === publicModule.name ? publicModule.id : id)
    return `import { ${names.map((name) => `${name} as ${memberOf(id)}_${name}`).join(", ")} } from ${from}`
  })
  const members = modules.map(({ id, names }) => {
    return `${memberOf(id)}: { ${names.map((name) => `${name}: ${memberOf(id)}_${name}`).join(", ")} }`
  })
  return { imports: imports.join("\n"), members: members.join(", ") }
}

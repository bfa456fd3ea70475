import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { escapeHtml } from "../escape-html.ts"

/** The desk's own files by name: a script and a stylesheet. */
export type DeskFiles = ReadonlyMap<string, string>

const folder = fileURLToPath(new URL("./desk/", import.meta.url))
/** `.tsx` where the sources run as they are, `.js` where they were compiled. */
const entry = `${folder}main.${import.meta.url.endsWith(".ts") ? "tsx" : "js"}`

/** Bundles the desk with Vite: it runs in the author's browser, with scorm-again as the LMS's side of SCORM. */
export async function bundleDesk(): Promise<DeskFiles> {
  const { build } = await import("vite")
  const result = await build({
    ...{ configFile: false, envFile: false, publicDir: false, root: folder, logLevel: "silent", mode: "production" },
    define: { "process.env.NODE_ENV": '"production"' },
    oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
    build: {
      ...{ write: false, target: "es2022", minify: false, modulePreload: false, reportCompressedSize: false },
      rollupOptions: { input: entry, output: { format: "iife", entryFileNames: "desk.js" } },
    },
  })
  const output = Array.isArray(result) ? result[0]?.output[0] : "output" in result ? result.output[0] : undefined
  if (!output) throw new Error("Vite wrote no desk.js")
  return new Map([
    ["desk.js", output.code],
    ["desk.css", deskStyle()],
  ])
}

/** The stylesheet, compiled when Lessonpack was built: beside this module, or in `lib` where the sources run as they are. */
function deskStyle(): string {
  const places = ["./desk/desk.css", "../../lib/src/preview/desk/desk.css"].map(
    (place) => new URL(place, import.meta.url),
  )
  const compiled = places.find(existsSync)
  if (!compiled) throw new Error("desk.css was not compiled: run `npm run prepare`")
  return readFileSync(compiled, "utf8")
}

/** The page that holds the desk. */
export function deskPage(title: string): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Preview: ${escapeHtml(title)}</title>`,
    '<link rel="stylesheet" href="desk.css">',
    '<div id="desk"></div>',
    '<script src="desk.js"></script>',
  ].join("\n")
}

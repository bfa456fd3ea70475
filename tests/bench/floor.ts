import { mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { join } from "node:path"
import { build } from "vite"

/** What the floor shows: the first page of a course, as text. */
export interface FloorPage {
  readonly title: string
  readonly html: string
}

/** A site to be served: its files by name. */
export type Site = ReadonlyMap<string, Uint8Array>

/**
 * Builds the least that shows the same text: a page, a style and a script in which Preact renders it, by Vite as it comes.
 * Nothing is tracked, saved or answered; Continue turns to an empty page.
 */
export async function buildFloor(folder: string, { title, html }: FloorPage): Promise<{ site: Site; ms: number }> {
  const start = performance.now()
  const out = join(folder, "dist")
  const preact = createRequire(import.meta.url)
    .resolve("preact/package.json")
    .replace("/package.json", "")
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, "index.html"), page)
  await writeFile(join(folder, "main.css"), style)
  await writeFile(join(folder, "main.js"), script(title, html))
  await build({
    configFile: false,
    logLevel: "silent",
    root: folder,
    base: "./",
    resolve: { alias: { preact } },
    build: { outDir: out, modulePreload: false },
  })
  const names = (await readdir(out, { recursive: true })).filter((name) => name.includes("."))
  const files = names.map(async (name) => [name.replaceAll("\\", "/"), await readFile(join(out, name))] as const)
  return { site: new Map(await Promise.all(files)), ms: performance.now() - start }
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Floor</title>
<link rel="stylesheet" href="./main.css">
</head>
<body>
<div id="app"></div>
<script type="module" src="./main.js"></script>
</body>
</html>
`

const style = `body { font: 18px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
button { font: inherit; padding: .6rem 1rem }
`

function script(title: string, html: string): string {
  return `import { h, Fragment, render } from "preact"
const app = document.getElementById("app")
const show = (title, html, next) => render(
  h(Fragment, null,
    h("h1", null, title),
    h("div", { dangerouslySetInnerHTML: { __html: html } }),
    h("button", { onClick: next }, "Continue")),
  app)
show(${JSON.stringify(title)}, ${JSON.stringify(html)}, () => show("The end", "", () => {}))
`
}

import { existsSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { compile } from "sass"
import { stylesheets } from "./stylesheets.ts"

// Run once, when Lessonpack itself is built: compiles each stylesheet beside the compiled code.

for (const { scss, css } of stylesheets) {
  const source = resolve("src", scss)
  // A kind that needs no look beyond what all share has no stylesheet.
  const compiled = existsSync(source)
    ? compile(source, { style: "compressed", loadPaths: ["node_modules/@uswds/uswds/packages"], quietDeps: true }).css
    : ""
  const target = fileURLToPath(new URL(css, import.meta.url))
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, compiled)
}

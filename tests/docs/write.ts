// Makes everything anew that the guides show of the product: outputs, tables, examples and pictures.
// npm run docs                all of it
// npm run docs -- texts       outputs, tables and examples only
// npm run docs -- choice …    these pictures only
import { readFile, writeFile } from "node:fs/promises"
import { fillIn, guides } from "./blocks.ts"
import { takePictures } from "./pictures.ts"
import { shots } from "./shots.ts"

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => name !== "texts" && !(name in shots))
if (unknown !== undefined) throw new Error(`there is no picture ${unknown}; there are ${Object.keys(shots).join(", ")}`)

const say = (line: string) => process.stderr.write(`${line}\n`)

if (wanted.length === 0 || wanted.includes("texts")) {
  for (const path of guides) {
    const before = await readFile(path, "utf8")
    const after = await fillIn(before)
    if (after === before) continue
    await writeFile(path, after)
    say(path)
  }
}
const pictures = wanted.length === 0 ? Object.keys(shots) : wanted.filter((name) => name !== "texts")
if (pictures.length > 0) await takePictures(pictures, say)

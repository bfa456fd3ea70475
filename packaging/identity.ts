import { openArchive } from "./checks/archive.ts"
import { readDocument } from "./checks/manifest-file.ts"
import { descriptionName, type PackageDescription, readDescription } from "./description.ts"
import { inspectPackage, type PackageKind } from "./inspect.ts"
import { createReport } from "./report.ts"
import { attributeOf, withDescendants } from "./xml.ts"

/** What an LMS knows a package by. */
export interface PackageIdentity {
  readonly kind: PackageKind
  readonly title?: string
  readonly version?: string
  /** Identifiers that attempts and records hang on: of the manifest, its items, its units, its activities. */
  readonly identifiers: readonly string[]
  /** What is wrong with it, as `check` would tell: errors only. */
  readonly errors: readonly string[]
  /** What a package of ours says of itself; absent in another tool's. */
  readonly description?: PackageDescription
}

/** The manifests there are, with the elements whose identifiers an LMS keeps records by, and what these are called there. */
const manifests: Readonly<Record<string, { readonly elements: RegExp; readonly attribute: string }>> = {
  "imsmanifest.xml": { elements: /^(manifest|item)$/, attribute: "identifier" },
  "cmi5.xml": { elements: /^(course|block|au|objective)$/, attribute: "id" },
  "tincan.xml": { elements: /^activity$/, attribute: "id" },
}

/** Reads what an LMS knows a package by; nothing when it cannot be read as a package of any standard. */
export async function identify(zip: Uint8Array, name: string): Promise<PackageIdentity | undefined> {
  const { kind, title, version, diagnostics } = await inspectPackage(zip, name)
  const archive = kind === "unknown" ? undefined : openArchive(zip, createReport(name))
  if (!archive) return undefined
  const identifiers = Object.entries(manifests).flatMap(([manifest, { elements, attribute }]) => {
    const document = archive.has(manifest) ? readDocument(archive, manifest, createReport(name)) : undefined
    if (!document) return []
    return withDescendants(document.root)
      .filter(({ local }) => elements.test(local))
      .flatMap((element) => attributeOf(element, attribute) ?? [])
  })
  const description = readDescription(new TextDecoder().decode(archive.read(descriptionName)))
  return {
    ...{ kind, identifiers },
    errors: diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ rule, message }) => `${rule}: ${message}`),
    ...(title && { title }),
    ...(version && { version }),
    ...(description && { description }),
  }
}

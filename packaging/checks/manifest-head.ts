import type { Report } from "../report.ts"
import { attributeOf, childOf, childrenOf, withDescendants, type XmlElement } from "../xml.ts"
import type { Archive } from "./archive.ts"
import { versionWords } from "./edition.ts"
import type { Manifest } from "./manifest-file.ts"

/** The prefixes that LMSs look for, by the namespaces that SCORM adds to IMS content packaging. */
const usualPrefixes: Readonly<Record<string, string>> = {
  "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp",
  "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp",
  "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq",
  "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav",
  "http://www.imsglobal.org/xsd/imsss": "imsss",
}

/** The most characters of an identifier that tell manifests apart everywhere. */
const distinctLength = 15

/** Checks what a manifest says of itself: edition, schemas, prefixes and identifiers. */
export function checkHead(manifest: Manifest, archive: Archive, report: Report): void {
  const { root, edition, at } = manifest
  const metadata = childOf(root, "metadata")
  const schema = childOf(metadata, "schema")
  if (schema?.text !== "ADL SCORM") {
    report.add("schema-name", `<schema> is ${quoted(schema)}.`, at(schema ?? metadata ?? root))
  }
  const version = childOf(metadata, "schemaversion")
  if (!versionWords(edition).includes(version?.text ?? "")) {
    const words = versionWords(edition).join('", "')
    const message = `<schemaversion> is ${quoted(version)}; in this namespace it must be "${words}".`
    report.add("schema-version", message, at(version ?? metadata ?? root))
  }
  checkLocation(manifest, archive, report)
  checkPrefixes(manifest, report)
  for (const inner of childrenOf(root, "manifest")) {
    report.add("sub-manifest", "There is a manifest inside the manifest.", at(inner))
  }
  checkIdentifiers(manifest, report)
}

function checkLocation({ root, at }: Manifest, archive: Archive, report: Report): void {
  const location = root.attributes.find(({ local }) => local === "schemaLocation")
  if (!location) {
    report.add("schema-location", "The manifest has no xsi:schemaLocation.", at(root))
    return
  }
  if (at({ start: location.start }).line !== at({ start: location.end }).line) {
    report.add("schema-location", "xsi:schemaLocation is broken over several lines.", at(location))
  }
  const words = location.value.trim().split(/\s+/)
  for (const file of words.filter((_, index) => index % 2 === 1)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(file)) {
      report.add("schema-location", `xsi:schemaLocation names ${file}, which is not in the package.`, at(location))
    } else if (!archive.has(file)) {
      report.add("schema-location", `xsi:schemaLocation names ${file}, which is not in the zip.`, at(location))
    }
  }
}

function checkPrefixes({ root, at }: Manifest, report: Report): void {
  if (root.prefix !== "") {
    report.add("manifest-prefix", `Elements in "${root.namespace}" have the prefix ${root.prefix}.`, at(root))
  }
  const seen = new Set<string>()
  for (const element of withDescendants(root)) {
    for (const { prefix, namespace, start } of [element, ...element.attributes]) {
      const usual = usualPrefixes[namespace]
      if (usual === undefined || prefix === usual || seen.has(`${prefix} ${namespace}`)) continue
      seen.add(`${prefix} ${namespace}`)
      const message = `The namespace "${namespace}" has ${prefix === "" ? "no prefix" : `the prefix ${prefix}`}, not ${usual}.`
      report.add("extension-prefix", message, at({ start }))
    }
  }
}

function checkIdentifiers({ root, at }: Manifest, report: Report): void {
  const named = new Set(["manifest", "organization", "item", "resource"])
  const seen = new Map<string, string>()
  for (const element of withDescendants(root).filter(({ local }) => named.has(local))) {
    const identifier = attributeOf(element, "identifier")?.trim() ?? ""
    if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(identifier)) {
      report.add(
        "identifier-form",
        `The identifier "${identifier}" of <${element.name}> is not well formed.`,
        at(element),
      )
    } else if (seen.has(identifier)) {
      const message = `The identifier "${identifier}" names a <${seen.get(identifier)}> and a <${element.name}>.`
      report.add("identifier-duplicate", message, at(element))
    }
    seen.set(identifier, element.name)
  }
  const own = attributeOf(root, "identifier")?.trim() ?? ""
  if (own.length > distinctLength) {
    report.add("identifier-length", `The manifest's identifier "${own}" has ${own.length} characters.`, at(root))
  }
}

function quoted(element: XmlElement | undefined): string {
  return element ? `"${element.text}"` : "missing"
}

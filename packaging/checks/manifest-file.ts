import type { Report } from "../report.ts"
import { placesIn, readXml, type XmlElement, XmlError } from "../xml.ts"
import { validateManifest, withoutUnknown } from "../xsd.ts"
import type { Archive } from "./archive.ts"
import { type Edition, editionOf } from "./edition.ts"

/** A manifest that could be read. */
export interface Manifest {
  readonly root: XmlElement
  readonly edition: Edition
  /** Where something of it stands, for a report. */
  at(thing: { readonly start: number }): { readonly entry: string; readonly line: number; readonly column: number }
}

/** The name of SCORM's manifest (CAM, content packaging). */
export const manifestName = "imsmanifest.xml"

/** The most bytes of a manifest that are read; real ones have some hundred thousand at most. */
const longest = 5_000_000

/** Reads the manifest and holds it against the schemas of its edition; nothing when it cannot be read. */
export async function readManifest(archive: Archive, report: Report): Promise<Manifest | undefined> {
  const document = readDocument(archive, manifestName, report)
  if (!document) return undefined
  const { root, source, at } = document
  const edition = editionOf(root)
  if (!edition || root.local !== "manifest") {
    const message = `The root element is <${root.name}> in the namespace "${root.namespace}".`
    report.add("manifest-namespace", message, at(root))
    return undefined
  }
  const isValid = await validate(source, root, edition, report)
  return isValid ? { root, edition, at } : undefined
}

/** An XML document of a package that could be read. */
export interface XmlDocument extends Pick<Manifest, "root" | "at"> {
  /** Its text, without the encoding that it states where that is none of today's. */
  readonly source: string
}

/** Reads an XML document at the top of a package, whatever its standard; nothing when it cannot be read. */
export function readDocument(archive: Archive, name: string, report: Report): XmlDocument | undefined {
  const source = readSource(archive.read(name), name, report)
  if (source === undefined) return undefined
  const places = placesIn(source)
  const at = ({ start }: { readonly start: number }) => ({ entry: name, ...places(start) })
  const doctype = source.indexOf("<!DOCTYPE")
  if (doctype >= 0) {
    report.add("xml-doctype", "The manifest has a DOCTYPE.", at({ start: doctype }))
    if (source.includes("<!ENTITY")) {
      report.add("manifest-unread", "The manifest declares entities, so it was not read.", { entry: name })
      return undefined
    }
  }
  try {
    return { root: readXml(source), source, at }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    report.add("xml-malformed", error.message, at({ start: error.offset }))
    return undefined
  }
}

function readSource(data: Uint8Array, entry: string, report: Report): string | undefined {
  const where = { entry }
  if (data.length > longest) {
    report.add("manifest-unread", `The manifest has ${data.length} bytes, so it was not read.`, where)
    return undefined
  }
  if (data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf) {
    report.add("xml-bom", "The manifest begins with a byte order mark.", where)
  }
  const encoding = encodingOf(data)
  try {
    const source = new TextDecoder(encoding, { fatal: true }).decode(data)
    if (/^utf-?8$/i.test(encoding)) return source
    report.add("xml-charset", `The manifest is in the encoding ${encoding}.`, where)
    // From here on it is text, which the validator gets as UTF-8.
    return source.replace(declaredEncoding, (whole) => whole.replace(/[^\n]/g, " "))
  } catch {
    report.add("xml-encoding", `The manifest is not text in the encoding ${encoding}.`, where)
    return undefined
  }
}

const declaredEncoding = /(?<=^<\?xml[^>]*?)\sencoding\s*=\s*["']([\w.-]+)["']/

/** The encoding of an XML document: by its byte order mark, else as its first line states (XML 1.0, appendix F). */
function encodingOf(data: Uint8Array): string {
  const [first, second] = data
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le"
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be"
  const start = new TextDecoder("latin1").decode(data.subarray(0, 200)).replace(/^\xef\xbb\xbf/, "")
  return declaredEncoding.exec(start)?.[1] ?? "utf-8"
}

/** Reports what the schemas say; false when it is no XML, so that nothing read from it can be trusted. */
async function validate(source: string, root: XmlElement, edition: Edition, report: Report): Promise<boolean> {
  const known = withoutUnknown(source, root, edition.schemas)
  const entry = manifestName
  for (const namespace of known.namespaces) {
    const message = `What the manifest says in the namespace "${namespace}" was not checked: there is no schema for it here.`
    report.add("manifest-unchecked", message, { entry })
  }
  if (edition.kind === "SCORM 2004 2nd Edition") {
    report.add("manifest-unchecked", "Checked by the schemas of the 3rd Edition, in place of the 2nd's.", { entry })
  }
  const faults = await validateManifest(known.source, edition.schemas).catch((error: unknown) => {
    report.add("manifest-unread", `The validator gave up: ${error}`, { entry })
    return []
  })
  for (const { kind, line, message } of faults) {
    // Identifiers have rules of their own, which say more.
    if (/attribute 'identifier': .*'xs:ID'/.test(message)) continue
    report.add(kind === "syntax" ? "xml-malformed" : "manifest-schema", message, { entry, line })
  }
  return faults.every(({ kind }) => kind !== "syntax")
}

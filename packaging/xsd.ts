import type { SchemaSet } from "./formats.ts"
import { schemaFiles } from "./schemas/read.ts"
import type { XmlElement } from "./xml.ts"

/** What the schema says against a line of a manifest. */
export interface SchemaFault {
  /** `syntax` when the document is no XML at all, `schema` when it is not valid. */
  readonly kind: "syntax" | "schema"
  readonly line: number
  readonly message: string
}

/**
 * The namespaces of each set that can be checked. SCORM 1.2's metadata (`imsmd_rootv1p2p1`) cannot: its schema is
 * ambiguous by the rules of XML Schema, so libxml2 refuses it. The metadata of SCORM 2004 (LOM) has no schema in the set.
 */
const imports: Readonly<Record<SchemaSet, Readonly<Record<string, string>>>> = {
  scorm12: {
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
  },
  "scorm2004-3": scorm2004(),
  "scorm2004-4": scorm2004(),
}

const instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance"

function isKnown(namespace: string, set: SchemaSet): boolean {
  return namespace === "" || namespace === "http://www.w3.org/XML/1998/namespace" || namespace in imports[set]
}

/** Validates a manifest by the official schemas of a set, offline. Rejects when the validator cannot cope with it. */
export async function validateManifest(source: string, set: SchemaSet): Promise<readonly SchemaFault[]> {
  const [{ validateXML, memoryPages }, files] = await Promise.all([import("xmllint-wasm"), schemaFiles(set)])
  const lines = Object.entries(imports[set]).map(
    ([name, file]) => `<import namespace="${name}" schemaLocation="${file}"/>`,
  )
  const name = "imsmanifest.xml"
  const { errors } = await validateXML({
    xml: { fileName: name, contents: source },
    schema: {
      fileName: "all.xsd",
      contents: `<schema xmlns="http://www.w3.org/2001/XMLSchema">${lines.join("")}</schema>`,
    },
    preload: files.map(({ name, data }) => ({ fileName: name, contents: data })),
    maxMemoryPages: memoryPages.GiB / 2,
  })
  return errors.flatMap(({ loc, message }): SchemaFault[] => {
    const said = /^(parser|namespace|Schemas validity) error : (.*)$/.exec(message)
    if (loc?.fileName !== name || !said) return []
    const kind = said[1] === "Schemas validity" ? "schema" : "syntax"
    return [{ kind, line: loc.lineNumber, message: readable(said[2] ?? "") }]
  })
}

/** A manifest without the parts that no schema of a set describes, line for line as it was, and what they were. */
export function withoutUnknown(
  source: string,
  root: XmlElement,
  set: SchemaSet,
): { readonly source: string; readonly namespaces: readonly string[] } {
  const namespaces = new Set<string>()
  const spans: { start: number; end: number }[] = []
  const look = (element: XmlElement) => {
    if (!isKnown(element.namespace, set)) {
      namespaces.add(element.namespace)
      spans.push(element)
      return
    }
    for (const attribute of element.attributes) {
      if (attribute.prefix === "xmlns" || isKnown(attribute.namespace, set)) continue
      // Where the package's own schemas are would send the validator looking for them.
      if (attribute.namespace !== instanceNamespace) namespaces.add(attribute.namespace)
      spans.push(attribute)
    }
    element.children.forEach(look)
  }
  look(root)
  const parts: string[] = []
  let at = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    parts.push(source.slice(at, start), source.slice(start, end).replace(/[^\n]/g, " "))
    at = end
  }
  return { source: parts.join("") + source.slice(at), namespaces: [...namespaces].sort() }
}

/** What libxml2 says, without the namespaces in braces before every name. */
function readable(message: string): string {
  return message
    .replace(/\{(https?|urn):[^{}]*\}/g, "")
    .replace(/\s+/g, " ")
    .trim()
}

function scorm2004(): Readonly<Record<string, string>> {
  return {
    "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
    "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
    "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq_v1p3.xsd",
    "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav_v1p3.xsd",
    "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
  }
}

import type { Report } from "../report.ts"
import type { XmlElement } from "../xml.ts"
import type { XmlDocument } from "./manifest-file.ts"

/** Something that a document names by an IRI. */
export interface Named {
  readonly element: XmlElement
  readonly iri: string
}

/** Checks that things are named by IRIs that can be theirs: absolute, one each, and nobody's example. */
export function checkIris(named: readonly Named[], { at }: XmlDocument, report: Report): void {
  const seen = new Map<string, string>()
  for (const { element, iri } of named) {
    const where = at(element)
    if (!isAbsoluteIri(iri)) report.add("iri-form", `<${element.local}> has the id "${iri}".`, where)
    else if (isExample(iri)) report.add("iri-example", `<${element.local}> has the id ${iri}.`, where)
    const earlier = seen.get(iri)
    if (earlier !== undefined) {
      report.add("iri-twice", `The id ${iri} names a <${earlier}> and a <${element.local}>.`, where)
    }
    seen.set(iri, element.local)
  }
}

/** Whether a text is an absolute IRI (RFC 3987): a scheme, something behind it, and no character that IRIs do not have. */
export function isAbsoluteIri(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`\p{Cc}]+$/iu.test(text)) return false
  if (/%(?![0-9a-f]{2})/i.test(text)) return false
  return !/^https?:/i.test(text) || /^https?:\/\/[^/?#]+/i.test(text)
}

/** Whether an address is of a domain that is kept for examples (RFC 2606). */
function isExample(iri: string): boolean {
  return /^https?:\/\/(?:[^/?#]+\.)?example(?:\.(?:com|org|net|edu))?(?:[:/?#]|$)/i.test(iri)
}

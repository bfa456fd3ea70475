import { create } from "xmlbuilder2"

/** The inside of an element: attributes first (`@name`), then child elements in order; a list repeats an element. */
export interface XmlContent {
  readonly [name: string]: string | XmlContent | readonly XmlContent[]
}

/** Writes a document of one root element, indented, in UTF-8 without a byte order mark. */
export function writeXml(root: string, content: XmlContent): Uint8Array {
  const document = create({ version: "1.0", encoding: "UTF-8" }, { [root]: literal(content) })
  return new TextEncoder().encode(`${document.end({ prettyPrint: true })}\n`)
}

/**
 * The same content with every `&` escaped twice. xmlbuilder2 takes text for XML: it resolves references when it reads
 * (numeric ones last), and leaves them alone when it writes. A title `&amp;` would come out as `&`, and `&#0;` as what XML
 * forbids; `&#38;amp;` comes out as `&amp;`, which is `&` to whoever reads the manifest.
 */
function literal(content: XmlContent): XmlContent {
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, literalValue(value)]))
}

function literalValue(value: XmlContent[string]): XmlContent[string] {
  if (typeof value === "string") return value.replaceAll("&", "&#38;amp;")
  return isList(value) ? value.map(literal) : literal(value)
}

function isList(value: XmlContent | readonly XmlContent[]): value is readonly XmlContent[] {
  return Array.isArray(value)
}

/** Writes a number as XML Schema's `decimal` does: never with an exponent, at most four decimals. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(4)))
}

import { create } from "xmlbuilder2"

/** The inside of an element: attributes first (`@name`), then child elements in order; a list repeats an element. */
export interface XmlContent {
  readonly [name: string]: string | XmlContent | readonly XmlContent[]
}

/** Writes a document of one root element, indented, in UTF-8 without a byte order mark. */
export function writeXml(root: string, content: XmlContent): Uint8Array {
  const document = create({ version: "1.0", encoding: "UTF-8" }, { [root]: content })
  return new TextEncoder().encode(`${document.end({ prettyPrint: true })}\n`)
}

/** Writes a number as XML Schema's `decimal` does: never with an exponent, at most four decimals. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(4)))
}

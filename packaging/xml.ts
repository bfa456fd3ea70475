/** An element of an XML document that was read. Offsets count UTF-16 units from the beginning of the text. */
export interface XmlElement {
  /** Its name as written, prefix and all. */
  readonly name: string
  readonly prefix: string
  readonly local: string
  /** The namespace its prefix stands for; empty when it has none. */
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** The text directly inside it, as it is: white space and all. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** An attribute of an element. */
export interface XmlAttribute {
  readonly name: string
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Why a text is no XML document, and where. */
export class XmlError extends Error {
  override readonly name = "XmlError"
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message)
  }
}

/** How deep elements may be nested: more than any manifest needs, less than a stack takes. */
const deepest = 200

const xmlNamespace = "http://www.w3.org/XML/1998/namespace"
const skipped = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/y
const cdata = /<!\[CDATA\[([\s\S]*?)\]\]>/y
const endTag = /<\/([^\s<>]+)\s*>/y
const startTag = /<([^\s<>/!?="']+)/y
const attribute = /\s+([^\s<>/="']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const startTagEnd = /\s*(\/?)>/y

interface Open {
  readonly name: string
  readonly raw: readonly { name: string; value: string; start: number; end: number }[]
  readonly namespaces: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  readonly start: number
  text: string
}

/**
 * Reads an XML document with the place of everything in it. It knows what a manifest needs and no more: entities that a
 * document declares itself stay as they are. Whether a document is well-formed in every detail is for a validator to say.
 */
export function readXml(source: string): XmlElement {
  const open: Open[] = []
  let root: XmlElement | undefined
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found) at = pattern.lastIndex
    return found
  }
  const close = (element: Open, end: number) => {
    const closed = toElement(element, end)
    const parent = open.at(-1)
    if (parent) parent.children.push(closed)
    else root = closed
  }
  while (at < source.length) {
    const parent = open.at(-1)
    const next = source.indexOf("<", at)
    const text = source.slice(at, next < 0 ? undefined : next)
    if (parent) parent.text += unescapeXml(text)
    else if (text.trim() !== "") throw new XmlError("There is text outside the root element.", at)
    if (next < 0) break
    at = next
    if (match(skipped)) continue
    const section = match(cdata)
    if (section) {
      if (parent) parent.text += section[1] ?? ""
      continue
    }
    const ended = match(endTag)
    if (ended) {
      const element = open.pop()
      if (!element) throw new XmlError(`</${ended[1]}> closes nothing.`, next)
      if (element.name !== ended[1]) throw new XmlError(`</${ended[1]}> closes <${element.name}>.`, next)
      close(element, at)
      continue
    }
    const started = match(startTag)
    if (!started) throw new XmlError("There is a `<` that begins nothing.", next)
    if (root) throw new XmlError("There is a second root element.", next)
    if (open.length >= deepest) throw new XmlError(`Elements are nested more than ${deepest} deep.`, next)
    const raw: { name: string; value: string; start: number; end: number }[] = []
    for (let start = at, found = match(attribute); found; start = at, found = match(attribute)) {
      const lead = found[0].length - found[0].trimStart().length
      raw.push({
        name: found[1] ?? "",
        value: unescapeXml(found[2] ?? found[3] ?? "").replace(/[\t\r\n]/g, " "),
        start: start + lead,
        end: at,
      })
    }
    const finished = match(startTagEnd)
    const name = started[1] ?? ""
    if (!finished) throw new XmlError(`The tag <${name}> does not end.`, next)
    const declared = raw.flatMap(({ name, value }): [string, string][] =>
      name === "xmlns" ? [["", value]] : name.startsWith("xmlns:") ? [[name.slice(6), value]] : [],
    )
    const around = parent?.namespaces ?? new Map([["xml", xmlNamespace]])
    const namespaces = declared.length > 0 ? new Map([...around, ...declared]) : around
    const element: Open = { name, raw, namespaces, children: [], start: next, text: "" }
    if (finished[1] === "/") close(element, at)
    else open.push(element)
  }
  const unclosed = open.at(-1)
  if (unclosed) throw new XmlError(`<${unclosed.name}> is never closed.`, unclosed.start)
  if (!root) throw new XmlError("There is no element.", 0)
  return root
}

/** Finds the line and column, from 1, of offsets of a text. */
export function placesIn(source: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0]
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

/** The child elements of some name, whatever their prefix. */
export function childrenOf(element: XmlElement | undefined, local: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.local === local) ?? []
}

/** The first child element of some name. */
export function childOf(element: XmlElement | undefined, local: string): XmlElement | undefined {
  return childrenOf(element, local)[0]
}

/** An element and all that are inside it, outer before inner. */
export function withDescendants(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap(withDescendants)]
}

/** The value of an attribute by its name as written. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name)?.value
}

function toElement({ name, raw, namespaces, children, start, text }: Open, end: number): XmlElement {
  const attributes = raw.map((one) => {
    const { prefix, local } = split(one.name)
    return { ...one, prefix, local, namespace: prefix === "" ? "" : (namespaces.get(prefix) ?? "") }
  })
  const { prefix, local } = split(name)
  return { name, prefix, local, namespace: namespaces.get(prefix) ?? "", attributes, children, text, start, end }
}

function split(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(":")
  return { prefix: name.slice(0, Math.max(0, colon)), local: name.slice(colon + 1) }
}

const predefined: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, number, name) => {
    if (name !== undefined) return predefined[name] ?? whole
    const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

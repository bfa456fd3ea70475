/** A start tag of an HTML page. */
export interface HtmlTag {
  /** Its name in lower case. */
  readonly name: string
  /** Its attributes by their names in lower case; the first counts, as in browsers. */
  readonly attributes: ReadonlyMap<string, string>
  /** What is between it and its end, for elements whose inside is no HTML (`script`, `style`, `title` …). */
  readonly text: string
  /** Where it begins, in UTF-16 units. */
  readonly start: number
}

const comment = /<!--[\s\S]*?(?:-->|$)|<[!?/][^>]*>?/y
const tagName = /<([a-z][^\s/>]*)/iy
const attribute = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y
const tagEnd = /[\s/]*>?/y
const rawText = new Set(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"])

/** Reads the tags of a page as browsers do, as far as finding what it loads and runs needs it. */
export function readTags(source: string): readonly HtmlTag[] {
  const tags: HtmlTag[] = []
  let at = source.indexOf("<")
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found) at = pattern.lastIndex
    return found
  }
  while (at >= 0 && at < source.length) {
    const start = at
    if (match(comment)) {
      at = source.indexOf("<", at)
      continue
    }
    const name = match(tagName)?.[1]?.toLowerCase()
    if (name === undefined) {
      at = source.indexOf("<", at + 1)
      continue
    }
    const attributes = new Map<string, string>()
    for (let found = match(attribute); found; found = match(attribute)) {
      const key = (found[1] ?? "").toLowerCase()
      if (!attributes.has(key)) attributes.set(key, unescapeHtml(found[2] ?? found[3] ?? found[4] ?? ""))
    }
    match(tagEnd)
    let text = ""
    if (rawText.has(name)) {
      const end = new RegExp(`</${name}`, "gi")
      end.lastIndex = at
      text = source.slice(at, end.exec(source)?.index)
      at += text.length
    }
    tags.push({ name, attributes, text, start })
    at = source.indexOf("<", at)
  }
  return tags
}

/** The character references that addresses are written with. */
function unescapeHtml(text: string): string {
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7}));?/gi, (whole, hex, number) => {
      const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    .replace(
      /&(amp|lt|gt|quot);/gi,
      (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name.toLowerCase()] ?? "",
    )
}

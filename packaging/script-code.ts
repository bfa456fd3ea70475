/** What comes before a `/` that begins a regular expression: an operator, an opening bracket, or one of some words. */
const beforeExpression =
  /(?:^|[^\w$)\]."'`]|(?:^|[^\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|do|else|instanceof|yield|await))$/

/**
 * The code of a script without what it says: the insides of strings, templates, regular expressions and comments become
 * blanks, line for line as they were. So a course that speaks of `eval` is not taken for one that calls it.
 */
export function codeOf(source: string): string {
  const parts: string[] = []
  /** The last of the code, to tell a regular expression from a division. */
  let tail = ""
  /** For each `${` that is open, the depth of braces to which its template goes back. */
  const templates: number[] = []
  let depth = 0
  let at = 0
  const keep = (end: number) => {
    const text = source.slice(at, end)
    parts.push(text)
    tail = (tail + text).trimEnd().slice(-12)
    at = end
  }
  const hide = (end: number, isValue: boolean) => {
    parts.push(source.slice(at, end).replace(/[^\n]/g, " "))
    if (isValue) tail = '"'
    at = end
  }
  const template = () => {
    const end = endOfTemplate(source, at + 1)
    const isOpen = source.startsWith("${", end - 2) && source[end - 1] === "{"
    hide(end, true)
    if (!isOpen) return
    templates.push(depth++)
    tail = "{"
  }
  while (at < source.length) {
    const character = source[at]
    if (character === '"' || character === "'") hide(endOfString(source, at), true)
    else if (character === "`") template()
    else if (character === "/" && source[at + 1] === "/") hide(endOf(source, "\n", at), false)
    else if (character === "/" && source[at + 1] === "*") hide(endOf(source, "*/", at + 2), false)
    else if (character === "/" && beforeExpression.test(tail)) hide(endOfExpression(source, at), true)
    else if (character === "{") {
      depth++
      keep(at + 1)
    } else if (character === "}") {
      depth--
      if (templates.at(-1) !== depth) keep(at + 1)
      else {
        templates.pop()
        template()
      }
    } else {
      let end = at + 1
      while (end < source.length && !"\"'`/{}".includes(source.charAt(end))) end++
      keep(end)
    }
  }
  return parts.join("")
}

/** Where a text ends after a mark, or the end of everything. */
function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from)
  return found < 0 ? source.length : found + mark.length
}

function endOfString(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === "\\") at++
    else if (source[at] === source[start] || source[at] === "\n") return at + 1
  }
  return source.length
}

/** Where the text of a template ends: after its backtick, or after the `${` that interrupts it. */
function endOfTemplate(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === "\\") at++
    else if (source[at] === "`") return at + 1
    else if (source[at] === "$" && source[at + 1] === "{") return at + 2
  }
  return source.length
}

function endOfExpression(source: string, start: number): number {
  let isInClass = false
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === "\\") at++
    else if (source[at] === "[") isInClass = true
    else if (source[at] === "]") isInClass = false
    else if ((source[at] === "/" && !isInClass) || source[at] === "\n") return at + 1
  }
  return source.length
}

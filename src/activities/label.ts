/** A piece of text in the forms a component needs. */
export interface Labelled {
  /** Safe HTML, phrasing content only. */
  readonly html: string
  /** The same as plain text; absent where the HTML is plain text itself, so that a course carries no text twice. */
  readonly text?: string
}

/** A list item: what it says, and what stands indented beneath it. */
export interface Item extends Labelled {
  /** Safe HTML of what stands beneath: feedback, a reply, details. */
  readonly beneath?: string
}

/** A label as plain text. */
export function plainText({ html, text }: Labelled): string {
  return text ?? html
}

/** A word as it begins a line. */
export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** A text as one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}

/**
 * The letter or digit by which a standard knows option `index`: `a`–`z`, then `0`–`9`.
 * SCORM 1.2 allows a single character (RTE §3.4, CMIFeedback), so all formats use it.
 */
export function optionId(index: number): string {
  return "abcdefghijklmnopqrstuvwxyz0123456789".charAt(index)
}

/** The digit or letter of the source of a pair: `1`–`9`, then `a`–`z`. */
export function sourceId(index: number): string {
  return "123456789abcdefghijklmnopqrstuvwxyz".charAt(index)
}

/** How many options can be told apart by one character. */
export const mostOptions = 36

/** How many sources of pairs can be told apart by one character. */
export const mostSources = 35

/** What the ids of options stand for, in the author's order. */
export function optionComponents(texts: readonly string[], idOf = optionId) {
  return texts.map((text, index) => ({ id: idOf(index), text }))
}

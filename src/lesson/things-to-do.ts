/** Cuts an activity of the plan into things to do: at sentences, and at commas that separate whole phrases. */
export function thingsToDo(activities: string): readonly string[] {
  return sentencesOf(activities).flatMap((sentence) => {
    const phrases = cut(sentence.replace(/[.;]$/, ""), /,\s+(?:and\s+)?/g)
    const isList = phrases.every((phrase) => phrase.split(/\s+/).length >= 3)
    if (!isList) return [capitalized(sentence.replace(/[.;]$/, ""))]
    // "In small groups, investigate …" is one thing to do: what begins with a preposition belongs to what follows. So is
    // "Ask Ms Smith, the head of IT": what begins with an article belongs to what it stands behind.
    const joined: string[] = []
    for (const phrase of phrases) {
      const last = joined[joined.length - 1]
      if (last !== undefined && (toFollowing.test(last) || toPreceding.test(phrase))) {
        joined[joined.length - 1] = `${last}, ${phrase}`
      } else joined.push(phrase)
    }
    return joined.map(capitalized)
  })
}

const toFollowing = /^(?:in|with|using|for|after|during|on|at|as|by|from)\s/i
const toPreceding = /^(?:the|an?|about|of|to|which|who|whose|that|including|such|because|so|if)\s/i

function sentencesOf(text: string): readonly string[] {
  return cut(text, /(?<=[.!?;])\s+/g, (before, behind) => {
    if (!before.endsWith(".")) return true
    return !/^\p{Ll}/u.test(behind) && !isAbbreviated(before)
  })
}

/** Whether the full stop at the end belongs to the word before it: "Dr.", "e.g.", "U.S.", "J." */
function isAbbreviated(text: string): boolean {
  const [, word = ""] = /([\p{L}.]+)\.$/u.exec(text) ?? []
  return /^(?:\p{L}\.)*\p{L}$/u.test(word) || abbreviations.has(word.toLowerCase())
}

const abbreviations = new Set(
  "dr mr mrs ms prof st jr sr vs etc fig figs no nos vol ch sec art approx ca cf incl est inc ltd co corp dept gov gen col rev ed eds pp al min max".split(
    " ",
  ),
)

/** Cuts a text at marks that do not stand in parentheses, where `isCut` agrees on what stands before and behind. */
function cut(text: string, mark: RegExp, isCut: (before: string, behind: string) => boolean = () => true): string[] {
  const pieces: string[] = []
  let start = 0
  for (const { 0: found, index } of text.matchAll(mark)) {
    const before = text.slice(start, index)
    const behind = text.slice(index + found.length)
    const isOpen = before.lastIndexOf("(") > before.lastIndexOf(")") && behind.includes(")")
    if (isOpen || behind === "" || !isCut(before, behind)) continue
    pieces.push(before)
    start = index + found.length
  }
  return [...pieces, text.slice(start)]
}

function capitalized(sentence: string): string {
  const [first = "", ...rest] = sentence
  return first.toLocaleUpperCase("en") + rest.join("")
}

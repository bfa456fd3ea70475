import { hash32 } from "../learner/hash.ts"

/** The only form of an identifier that every LMS takes: letters, digits and `_`, a letter first, at most 64. */
export const idPattern = /^[A-Za-z][A-Za-z0-9_]{0,63}$/

/** What an identifier may be, in words for authors. */
export const idInWords = "letters of the English alphabet, digits, hyphens and underscores, a letter first, at most 64"

/** The safe form of an identifier as an author wrote it: hyphens become underscores, since SCORM 2004 in Moodle refuses them. */
export function toId(written: string): string | undefined {
  const id = written.trim().replaceAll("-", "_")
  return idPattern.test(id) ? id : undefined
}

/**
 * Words made of `a`–`z` and `0`–`9` only, joined by a separator, cut at a word. Letters with accents lose them; what has
 * no Latin form at all is left out, so that the result may be empty.
 *
 * @example toSlug("Häuser & Gärten", "_", 40) // "hauser_garten"
 */
export function toSlug(text: string, separator: "_" | "-", most: number): string {
  const words = text
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? "")
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = (words[0] ?? "").slice(0, most)
  for (const word of words.slice(1)) {
    if (slug.length + separator.length + word.length > most) break
    slug += separator + word
  }
  return slug
}

const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
}

/**
 * The id of a course made of its folder's or file's name: `[a-z][a-z0-9-]{0,39}`. A name with letters that have no Latin
 * form gets some characters reckoned from all of it, so that two such courses stay two.
 */
export function toCourseId(name: string): string {
  const letters = name.normalize("NFKD").match(/\p{L}/gu) ?? []
  const isWhole = letters.every((letter) => toSlug(letter, "-", 8) !== "")
  const slug = toSlug(name, "-", isWhole ? 40 : 24)
  const first = /^[a-z]/.test(slug) ? slug : `course ${slug}`
  return toSlug(isWhole ? first : `${first} ${hash32(name).toString(36)}`, "-", 40)
}

/** A name like this one that is not taken yet: `name`, `name_2`, `name_3`, … Takes it. */
export function takeName(name: string, taken: Set<string>, separator: "_" | "-" = "_"): string {
  let free = name
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name}${separator}${n}`
  taken.add(free.toLowerCase())
  return free
}

/** Cuts a text to at most so many characters, at a word where there is one. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text
  const head = text.slice(0, most)
  const end = text[most] === " " ? most : head.lastIndexOf(" ")
  // A cut between the two halves of one character would leave half a character.
  return (end > most / 2 ? head.slice(0, end) : head.replace(/[\uD800-\uDBFF]$/, "")).trimEnd()
}

import { type BloomLevel, bloomLevels } from "./model.ts"

/**
 * The forms in which people name the levels, without their endings (British and American), and the nouns of the
 * taxonomy of 1956, which many plans still use.
 */
const forms: Readonly<Record<BloomLevel, RegExp>> = {
  Remembering: /^(?:remember(?:ing)?|knowledge|recall(?:ing)?)$/,
  Understanding: /^(?:understand(?:ing)?|comprehen(?:d|ding|sion))$/,
  Applying: /^(?:apply(?:ing)?|application)$/,
  Analyzing: /^(?:analy[sz](?:e|ing)|analysis)$/,
  Evaluating: /^(?:evaluat(?:e|ing|ion))$/,
  Creating: /^(?:creat(?:e|ing|ion)|synthes(?:is|i[sz]e|i[sz]ing))$/,
}

/** Reads a level of Bloom's taxonomy, whether "Analyzing", "analyse", "Level 4: Analysing" or "Analysis". */
export function toBloomLevel(text: string): BloomLevel | undefined {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word && word !== "level" && word !== "l")
  return words.length === 1 ? bloomLevels.find((level) => forms[level].test(words[0] ?? "")) : undefined
}

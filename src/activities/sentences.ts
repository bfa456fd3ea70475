import { oneLine } from "./label.ts"
import { countWords } from "./reflection/kind.ts"

/** Fewest words of a sentence worth quoting. */
const fewestWords = 3

/** The sentences of a text, in order, none twice; headings and scraps of a word or two are left out. */
export function sentencesOf(text: string): readonly string[] {
  const found = text
    .replace(/([.!?…]["”’)\]]*)(?=\s)/g, "$1\n")
    .split("\n")
    .map(oneLine)
  return [...new Set(found)].filter((sentence) => countWords(sentence) >= fewestWords)
}

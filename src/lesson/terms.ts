import type { Node, Paragraph, PhrasingContent } from "mdast"
import { isDirective } from "./directives.ts"
import { type Markdown, placeOf, textOf, walk } from "./markdown.ts"
import type { LessonPlan, Term } from "./model.ts"
import type { Reporter } from "./reporter.ts"

/** A term that an author explains in a `:::terms` list, as it stands there. */
export interface WrittenTerm {
  /** The term, as plain text. */
  readonly name: string
  /** Its explanation, without the mark between the two; empty where there is none. */
  readonly explanation: readonly PhrasingContent[]
  readonly markdown: Markdown
  readonly node: Node
}

/** The terms that a course explains, known before any of its pages is read, so that each of them may speak of all. */
export interface TermList {
  /** The id in the glossary of a term, in singular or plural, with capitals or without. */
  find(written: string): string | undefined
  /** All terms, as their authors wrote them. */
  readonly names: readonly string[]
}

/** Terms of a course that explains none. */
export const noTerms: TermList = { find: () => undefined, names: [] }

/** A term and its explanation, in the first paragraph of an item: `**Term**: explanation`; nothing if it is not so. */
export function splitTerm(
  [paragraph]: readonly Node[],
  text: (node: Node) => string,
): Pick<WrittenTerm, "name" | "explanation"> | undefined {
  const { type, children = [] } = (paragraph ?? {}) as Partial<Paragraph>
  const [bold, next, ...rest] = children
  if (type !== "paragraph" || bold?.type !== "strong") return undefined
  const name = text(bold).replace(/\s*[:：]$/, "")
  // The mark between the two belongs to neither.
  const first = next?.type === "text" ? { ...next, value: next.value.replace(/^\s*[:：–—-]?\s*/, "") } : next
  return name === "" ? undefined : { name, explanation: first ? [first, ...rest] : [] }
}

/** Finds the terms that some files explain. The first explanation counts; others are reported. */
export function findTerms(files: readonly Markdown[], reporter: Reporter): readonly WrittenTerm[] {
  const found: WrittenTerm[] = []
  for (const markdown of files) {
    for (const node of walk(markdown.tree)) {
      if (!isDirective(node) || node.name !== "terms") continue
      for (const list of node.children) {
        for (const item of list.type === "list" ? list.children : []) {
          const term = splitTerm(item.children, (node) => textOf(markdown, node))
          if (!term) continue
          const first = found.find(({ name }) => namesOf(name)[0] === namesOf(term.name)[0])
          if (first) reportTwice(first, placeOf(markdown.file, item), reporter)
          else found.push({ ...term, markdown, node: item })
        }
      }
    }
  }
  return found
}

function reportTwice({ name, markdown, node }: WrittenTerm, place: ReturnType<typeof placeOf>, reporter: Reporter) {
  const { file, line } = placeOf(markdown.file, node)
  const message = `"${name}" is explained in ${file}:${line} already; the glossary shows that explanation.`
  reporter.report("term-twice", place, message, "Say all of it in one place, and lead there with :term[…].")
}

/** The terms of a course: those of its plan first, then the others that its pages explain. */
export function listTerms({ keyConcepts }: Pick<LessonPlan, "keyConcepts">, written: readonly WrittenTerm[]): TermList {
  const ids = new Map<string, string>()
  for (const [index, name] of entriesOf(keyConcepts, written).entries()) {
    const explained = explanationOf(name, written)
    // A key concept that nobody explains leads nowhere.
    for (const form of explained ? [...namesOf(name), ...namesOf(explained.name)] : []) {
      if (!ids.has(form)) ids.set(form, idAt(index))
    }
  }
  return { find: (term) => ids.get(comparable(term)), names: written.map(({ name }) => name) }
}

/**
 * The glossary of a course: the key concepts of its plan, each with the explanation of that name, and what else its pages
 * explain, by the alphabet. `html` gives an explanation as safe HTML. `own` are the key concepts that learners put into
 * their own words; others that nobody explains are left out.
 */
export function joinGlossary(
  { keyConcepts }: Pick<LessonPlan, "keyConcepts">,
  written: readonly WrittenTerm[],
  own: readonly Term[],
  html: (term: WrittenTerm) => string,
): readonly Term[] {
  if (written.length === 0) return own
  const terms = entriesOf(keyConcepts, written).flatMap((name, index): Term[] => {
    const explained = explanationOf(name, written)
    const answer = own[index]?.answer
    if (!explained && !answer) return []
    return [{ id: idAt(index), term: name, ...(explained && { html: html(explained) }), ...(answer && { answer }) }]
  })
  return terms.toSorted((a, b) => (a.term.toLowerCase() < b.term.toLowerCase() ? -1 : 1))
}

/** Every name that the glossary may have, in the order of which ids are made. */
function entriesOf(keyConcepts: LessonPlan["keyConcepts"], written: readonly WrittenTerm[]): readonly string[] {
  const concepts = keyConcepts.map(({ parts, text }) => parts?.text ?? text)
  const names = written.map(({ name }) => name)
  return [...concepts, ...names.filter((name) => !concepts.some((concept) => isSame(concept, name)))]
}

function idAt(index: number): string {
  return `term_${index + 1}`
}

function explanationOf(name: string, written: readonly WrittenTerm[]): WrittenTerm | undefined {
  return written.find((term) => isSame(term.name, name))
}

function isSame(a: string, b: string): boolean {
  return namesOf(a).some((name) => namesOf(b).includes(name))
}

/** What a term goes by: all of it, and where it has parentheses, what stands before and what stands in them. */
function namesOf(term: string): readonly string[] {
  const [, before, inside] = /^(.+?)\s*\(([^()]+)\)\s*$/.exec(term) ?? []
  return [term, before, inside].flatMap((name) => (name === undefined ? [] : [comparable(name)]))
}

/** A name without capitals, marks and plural: what two spellings of a term have in common. */
function comparable(name: string): string {
  const words =
    name
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.map(stem).join(" ")
}

/** An English word without the ending of its plural, and without a last e: not always a word, but one for both numbers. */
function stem(word: string): string {
  if (word.length < 4) return word
  return word
    .replace(/ies$/, "y")
    .replace(/([^s])s$/, "$1")
    .replace(/e$/, "")
}

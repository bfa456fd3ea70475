import type { Heading, RootContent } from "mdast"
import { type Markdown, textOf } from "./markdown.ts"
import type { PhaseId } from "./model.ts"
import { fieldOf, phaseOf, type SectionName, sectionOf } from "./vocabulary.ts"

/** A part of a lesson plan under a heading. */
export interface Section {
  /** What it is about; `head` is what stands beneath the title, `unknown` what has a heading of its own. */
  readonly about: SectionName | "head" | "unknown" | { readonly phase: PhaseId }
  /** Absent where text stands before the first heading. */
  readonly heading?: Heading
  /** Its content, headings beneath its own among it. */
  readonly content: RootContent[]
}

/** A lesson plan, taken apart at its headings. */
export interface Outline {
  readonly title?: Heading
  readonly sections: readonly Section[]
}

/**
 * Takes a plan apart. What a heading says decides what it begins, so that sections may stand in any order and their
 * headings a level too high or too low; its depth only tells what belongs to what.
 */
export function splitSections(markdown: Markdown): Outline {
  const { children } = markdown.tree
  const title = findTitle(markdown)
  const sections: Section[] = []
  let structureDepth: number | undefined
  let phaseSection: Section | undefined
  let current: Section = { about: "head", content: [] }
  sections.push(current)

  for (const node of children) {
    if (node.type !== "heading") {
      current.content.push(node)
      continue
    }
    if (node === title) {
      current = { about: "head", heading: node, content: [] }
      sections.push(current)
      continue
    }
    const depth = current.heading?.depth ?? 0
    const text = textOf(markdown, node)
    if (phaseSection && node.depth > (phaseSection.heading?.depth ?? 0)) {
      // A section of the plan may begin a level too deep; a field of the phase goes on behind it.
      if (fieldOf(text) || (current === phaseSection && !sectionOf(text))) {
        current = phaseSection
        current.content.push(node)
        continue
      }
    } else phaseSection = undefined
    const phase = phaseOf(text, structureDepth !== undefined && node.depth >= structureDepth)
    const section = phase ? undefined : sectionOf(text)
    if (structureDepth !== undefined && !phase && node.depth <= structureDepth) structureDepth = undefined
    if (section === "structure") structureDepth = node.depth
    const about = phase ? { phase } : section
    const isPart = !about && node.depth > depth && current.about !== "head" && current.about !== "structure"
    if (isPart) {
      current.content.push(node)
      continue
    }
    // For whom questions are, their heading may say.
    current = { about: about ?? "unknown", heading: node, content: about === "reflection" ? [node] : [] }
    if (phase) phaseSection = current
    sections.push(current)
  }
  return { ...(title && { title }), sections }
}

/**
 * The heading that is the lesson's title: the first of depth 1, or else the first of all, unless it begins a section.
 * One that stands above all others is a title even if it says "Engage".
 */
function findTitle(markdown: Markdown): Heading | undefined {
  const headings = markdown.tree.children.filter((node) => node.type === "heading")
  const candidate = headings.find(({ depth }) => depth === 1) ?? headings[0]
  if (!candidate) return undefined
  const isAlone = headings.length > 1 && headings.every((node) => node === candidate || node.depth > candidate.depth)
  const text = textOf(markdown, candidate)
  return text !== "" && (isAlone || (!sectionOf(text) && !phaseOf(text, false))) ? candidate : undefined
}

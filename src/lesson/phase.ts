import type { Heading, Nodes, RootContent } from "mdast"
import { hash32 } from "../learner/hash.ts"
import { attributesOf, checkNames, readId, readPaths } from "./attributes.ts"
import { type BlockReader, createBlockReader, type ReadContext } from "./blocks.ts"
import { checkDirectives, type DirectiveNode, isDirective } from "./directives.ts"
import { displayNames } from "./displays/displays.ts"
import type { Serializer } from "./html.ts"
import { takeName, toId, toSlug } from "./ids.ts"
import { releasedIds } from "./lock.ts"
import { type Markdown, placeOf, textOf, walk } from "./markdown.ts"
import type { Page, PhaseId } from "./model.ts"
import { phaseName } from "./vocabulary.ts"

/** A phase as its file has it; activities that speak of others are not complete yet. */
export interface ReadPhase {
  /** What its `#` heading says; absent where there is none. */
  readonly title?: string
  readonly pages: readonly Page[]
}

/** Reads a phase file: a page for each `##` heading, and one for what stands before the first. */
export function readPhase(markdown: Markdown, phase: PhaseId, serializer: Serializer, context: ReadContext): ReadPhase {
  const names = [...context.registry.names, ...displayNames, "path", "page"]
  const { nodes, unclosed } = checkDirectives(markdown, names, context.reporter)
  const { title, sections } = splitPages(markdown, nodes)
  const reader = createBlockReader(markdown, serializer, unclosed, context)
  const otherwise = title ?? phaseName(phase)
  const known = releasedIds(
    context.released?.[phase] ?? [],
    sections.map((section) => headOf(markdown, section, otherwise)),
  )
  const pages = sections.map((section, index) =>
    readPage(markdown, section, { phase, otherwise, released: known[index], unclosed, reader, context }),
  )
  return { ...(title && { title }), pages }
}

/** A page as it stands in its file. */
interface PageSection {
  /** Absent for what stands before the first heading. */
  readonly heading?: Heading
  readonly nodes: RootContent[]
}

function splitPages(markdown: Markdown, nodes: readonly RootContent[]) {
  const sections: PageSection[] = [{ nodes: [] }]
  let title: string | undefined
  for (const node of nodes) {
    if (node.type === "heading" && node.depth === 1 && title === undefined && sections.length === 1) {
      title = textOf(markdown, node)
    } else if (node.type === "heading" && node.depth <= 2) {
      sections.push({ heading: node, nodes: [] })
    } else sections.at(-1)?.nodes.push(node)
  }
  const isShown = (node: RootContent) => isDirective(node) || node.type === "image" || textOf(markdown, node) !== ""
  // A phase has at least one page, even if nothing stands beneath its title.
  const isKept = ({ heading, nodes }: PageSection) => heading || nodes.some(isShown) || sections.length === 1
  return { title: title || undefined, sections: sections.filter(isKept) }
}

/** What tells a page from others before it is read: its title, and its id where the author gave one. */
function headOf(markdown: Markdown, { heading, nodes: [first] }: PageSection, otherwise: string) {
  const written = first && isDirective(first) && first.name === "page" ? attributesOf(first).id : undefined
  return { title: heading ? textOf(markdown, heading) : otherwise, id: written && toId(written)?.toLowerCase() }
}

interface PageContext {
  readonly phase: PhaseId
  /** Id under which the page was released, where it was. */
  readonly released: string | undefined
  /** Title of a page that has no heading: its phase's. */
  readonly otherwise: string
  readonly unclosed: ReadonlySet<Nodes>
  readonly reader: BlockReader
  readonly context: ReadContext
}

function readPage(
  markdown: Markdown,
  { heading, nodes }: PageSection,
  { phase, otherwise, released, unclosed, reader, context }: PageContext,
): Page {
  const { names, reporter } = context
  const title = heading ? textOf(markdown, heading) : otherwise
  const place = placeOf(markdown.file, heading ?? nodes[0])
  if (title === "") reporter.report("page-title", place, "This page has no title.", "Write one behind the ##.")
  const [first, ...others] = nodes
  const directive = first && isDirective(first) && first.name === "page" ? first : undefined
  const content = directive ? others : nodes
  const settings = readSettings(markdown, directive, context)
  // A heading without Latin letters gives an id that means nothing, but stays the same when pages are put in before it.
  const slug = heading ? toSlug(title, "_", 40) || `page_${hash32(title).toString(36)}` : "start"
  const id = settings.id ?? takeName(released ?? `${phase}_${slug}`, names.pages)
  const depths = content.flatMap((node) => [...walk(node)].flatMap((n) => (n.type === "heading" ? [n.depth] : [])))
  const state = { id, title, headingShift: 2 - Math.min(6, ...depths), counts: new Map() }
  const blocks = reader.blocks(content, state, settings.paths)
  if (blocks.length === 0 && !content.some((node) => isDirective(node) || unclosed.has(node))) {
    const message = `The page "${title}" is empty.`
    reporter.report("page-empty", place, message, "Write something beneath its heading, or remove it.")
  }
  return { id, title, ...(settings.paths && { paths: settings.paths }), blocks }
}

/** `::page{#id path="advanced"}` */
function readSettings(
  { file }: Markdown,
  node: DirectiveNode | undefined,
  context: ReadContext,
): Pick<Page, "paths"> & { readonly id?: string } {
  if (!node) return {}
  const { names, reporter } = context
  const place = placeOf(file, node)
  checkNames(node, ["id", "path"], place, reporter)
  const attributes = attributesOf(node)
  const id = readId(attributes.id, place, reporter)?.toLowerCase()
  if (id && names.pages.has(id)) {
    reporter.report("id-twice", place, `Another page has the id "${id}" already.`, "Give this one another id.")
  }
  const paths = readPaths(attributes.path, place, context)
  return { ...(id && { id: takeName(id, names.pages) }), ...(paths && { paths }) }
}

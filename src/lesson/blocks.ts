import type { Nodes, PhrasingContent, RootContent } from "mdast"
import type { Directive, ParseContext, Prompted, Registry } from "../activities/kind.ts"
import type { Place } from "../diagnostic.ts"
import { reportNoId, reportUnearned } from "./activity.ts"
import {
  type AttributeContext,
  attributesOf,
  checkNames,
  commonAttributes,
  readAttempts,
  readFlag,
  readId,
  readObjectiveIds,
  readPaths,
  readPoints,
  readSplit,
} from "./attributes.ts"
import type { DataFiles } from "./data-files.ts"
import { type DirectiveNode, isDirective } from "./directives.ts"
import type { Display } from "./displays/display.ts"
import { displayNames, displayOf } from "./displays/displays.ts"
import type { Serializer } from "./html.ts"
import { takeName } from "./ids.ts"
import type { Lock } from "./lock.ts"
import { type Markdown, placeOf, textOf } from "./markdown.ts"
import type { Activity, Block } from "./model.ts"
import type { CourseNames } from "./names.ts"
import { suggest } from "./nearest.ts"
import type { SourceList } from "./sources.ts"

/** What phase files are read against. */
export interface ReadContext extends AttributeContext {
  readonly registry: Registry
  readonly names: CourseNames
  readonly data: DataFiles
  readonly sources: SourceList
  /** The pages of each phase as they were released; absent where nothing was. */
  readonly released?: Lock["pages"]
}

/** What blocks need to know of the page they are on. */
export interface PageState {
  readonly id: string
  readonly title: string
  readonly headingShift: number
  /** How many activities without an id there were, by their kind. */
  readonly counts: Map<string, number>
}

/** Makes blocks of the content of one file. */
export interface BlockReader {
  /** The blocks of some nodes; `around` are the paths that what stands around them leaves open. */
  blocks(nodes: readonly RootContent[], page: PageState, around?: readonly string[]): Block[]
}

/** A reader of blocks. Directives that were never closed are left out: what is in them is anyone's guess. */
export function createBlockReader(
  markdown: Markdown,
  serializer: Serializer,
  unclosed: ReadonlySet<Nodes>,
  context: ReadContext,
): BlockReader {
  const { reporter, registry, names, paths } = context
  const { file } = markdown

  function blocks(nodes: readonly RootContent[], page: PageState, around?: readonly string[]): Block[] {
    const made: Block[] = []
    let prose: RootContent[] = []
    const endProse = () => {
      const html = prose.length > 0 ? serializer.html(prose, page.headingShift) : ""
      if (html !== "") made.push({ type: "html", html })
      prose = []
    }
    for (const node of nodes) {
      if (!isDirective(node)) {
        prose.push(node)
        continue
      }
      endProse()
      if (!unclosed.has(node)) made.push(...directiveBlocks(node, page, around))
    }
    endProse()
    return made
  }

  function directiveBlocks(node: DirectiveNode, page: PageState, around?: readonly string[]): Block[] {
    const place = placeOf(file, node)
    if (node.name === "path") return pathBlocks(node, page, place, around)
    if (node.name === "page") {
      const remedy = "Write it on the line below the page's heading, once, with two colons."
      reporter.report("directive-misplaced", place, "::page stands where no page begins.", remedy)
      return []
    }
    const display = displayOf(node.name)
    if (display) return displayBlocks(display, node, page, place, around)
    if (registry.parser(node.name)) {
      const activity = readActivity(node, page, place, around)
      return activity ? [{ type: "activity", activity }] : []
    }
    const known = [...registry.names, ...displayNames, "path", "page"]
    reporter.report(
      "directive-unknown",
      place,
      `There is no kind of activity called "${node.name}".`,
      suggest(node.name, known),
    )
    // What stands in it is read all the same: its mistakes should be told in the same run.
    return node.type === "containerDirective" ? blocks(node.children, page, around) : []
  }

  function pathBlocks(node: DirectiveNode, page: PageState, place: Place, around?: readonly string[]): Block[] {
    checkNames(node, ["for"], place, reporter)
    if (node.type === "leafDirective") {
      const remedy = "Write :::path above and ::: beneath what is for the path."
      reporter.report("directive-syntax", place, "::path with two colons has nothing in it.", remedy)
      return []
    }
    const written = attributesOf(node).for
    if (written === undefined) {
      const remedy = `Write, for example: :::path{for="${paths[0] ?? ""}"}`
      reporter.report("attribute-missing", place, "This :::path does not say which learning path it is for.", remedy)
    }
    const named = readPaths(written, place, context)
    const open = intersect(around, named, place)
    const inner = blocks(node.children, page, open)
    return named ? [{ type: "path", paths: named, blocks: inner }] : inner
  }

  function displayBlocks(
    display: Display,
    node: DirectiveNode,
    page: PageState,
    place: Place,
    around?: readonly string[],
  ): Block[] {
    checkNames(node, ["id", "path", ...display.attributes], place, reporter)
    const directive = directiveOf(node, page, place)
    const named = readPaths(directive.attributes.path, place, context)
    intersect(around, named, place)
    const made = display.blocks(directive, { ...parseContext(page), paths, page: page.id, sources: context.sources })
    return named ? [{ type: "path", paths: named, blocks: made }] : [...made]
  }

  /** The paths left open by what stands around and by a directive itself. */
  function intersect(around: readonly string[] | undefined, own: readonly string[] | undefined, place: Place) {
    if (!around || !own) return around ?? own
    const open = own.filter((path) => around.includes(path))
    if (open.length === 0) {
      const message = `No learner sees this: it is for ${own.join(", ")}, within something for ${around.join(", ")}.`
      reporter.report("path-nobody", place, message, "Name a learning path that is open here.")
    }
    return open
  }

  /** The activity of a directive; without data where something is wrong with it, since others may speak of it all the same. */
  function readActivity(
    node: DirectiveNode,
    page: PageState,
    place: Place,
    around?: readonly string[],
  ): Activity<Prompted | undefined> | undefined {
    const parser = registry.parser(node.name)
    if (!parser) return undefined
    checkNames(node, [...commonAttributes, ...parser.attributes], place, reporter)
    const directive = directiveOf(node, page, place)
    const { id, attributes } = directive
    const objectives = readObjectiveIds(attributes.objective, place, context)
    const split = readSplit(attributes.points, objectives, place, reporter)
    const points =
      split?.reduce((sum, share) => sum + share, 0) ??
      readPoints(attributes.points, parser.defaultPoints, place, reporter)
    // Practice may be tried as often as one likes.
    const usual = points > 0 ? parser.defaultAttempts : 0
    const attempts = readAttempts(attributes.attempts, usual, place, reporter)
    const paths = readPaths(attributes.path, place, context)
    intersect(around, paths, place)
    const required = readFlag("required", attributes.required, place, reporter) ?? points > 0
    const reported = readFlag("report", attributes.report, place, reporter) ?? node.name === "poll"
    const data = parser.parse(directive, parseContext(page))
    if (data === undefined) {
      // What is wrong with its attributes can be told all the same: its author should not need another run to hear of it.
      if (points > 0 && parser.defaultPoints === 0 && !parser.canEarn) reportUnearned(node.name, place, reporter)
      if (names.madeUp.has(id) && (reported || points > 0)) reportNoId(node.name, id, place, reporter)
    }
    const description = data?.description || `${page.title}: ${node.name}`
    return {
      ...{ kind: node.name, id, data, description, objectives, points, attempts, required, reported },
      ...(split && { split }),
      ...(paths && { paths }),
      shape: { marks: [], texts: [] },
      levels: 0,
      place,
    }
  }

  function directiveOf(node: DirectiveNode, page: PageState, place: Place): Directive {
    const attributes = attributesOf(node)
    const id = takeId(attributes.id, node.name, page, place)
    return { name: node.name, id, attributes, children: node.children as Directive["children"], node }
  }

  function takeId(written: string | undefined, kind: string, page: PageState, place: Place): string {
    const given = readId(written, place, reporter)
    if (given) {
      const first = names.places.get(given.toLowerCase())
      if (!first) names.places.set(given.toLowerCase(), place)
      else {
        const message = `The id "${given}" is taken: ${first.file}:${first.line} has it already.`
        const remedy = "Give one of the two another id. Capital and small letters do not tell ids apart."
        reporter.report("id-twice", place, message, remedy)
      }
      return given
    }
    const count = (page.counts.get(kind) ?? 0) + 1
    page.counts.set(kind, count)
    const id = takeName(`${page.id.slice(0, 40)}_${kind.replaceAll("-", "_")}_${count}`, names.activities)
    // One whose id could not be read has an id, if a wrong one.
    if (written === undefined) names.madeUp.add(id)
    return id
  }

  function parseContext({ headingShift }: PageState): ParseContext {
    return {
      html: (nodes) => serializer.html(nodes as readonly Nodes[], headingShift),
      inline: (nodes: readonly PhrasingContent[]) => serializer.inline(nodes),
      text: (nodes) => textOf(markdown, nodes),
      report: (severity, rule, node, message, remedy) =>
        reporter.add({ severity, rule, place: placeOf(file, node), message, remedy }),
      data: ({ attributes: { data: path }, node }) => {
        if (path !== undefined) return context.data.find(path, placeOf(file, node), reporter)
        const remedy = "Write data= and the name of a YAML or CSV file in the lesson's folder."
        reporter.report("attribute-missing", placeOf(file, node), "This activity names no file with its data.", remedy)
        return undefined
      },
    }
  }

  return { blocks }
}

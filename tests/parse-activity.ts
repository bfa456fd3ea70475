import type { Node } from "mdast"
import type { ContainerDirective, LeafDirective } from "mdast-util-directive"
import type {
  DataFile,
  Directive,
  KindParser,
  ParseContext,
  Prompted,
  QuoteSource,
  ResolveContext,
} from "../src/activities/kind.ts"
import { registry } from "../src/activities/registry.ts"
import type { Severity } from "../src/diagnostic.ts"
import { createDataFiles } from "../src/lesson/data-files.ts"
import { createSerializer } from "../src/lesson/html.ts"
import { parseMarkdown, textOf } from "../src/lesson/markdown.ts"
import { createMedia } from "../src/lesson/media.ts"
import type { Activity } from "../src/lesson/model.ts"
import { createReporter } from "../src/lesson/reporter.ts"

/** The learning paths of the courses in these tests. */
export const paths = ["foundations", "core", "advanced"]

/** What an author would be told. */
export interface Told {
  readonly severity: Severity
  readonly rule: string
  readonly message: string
  readonly remedy: string
}

/** Reads the activities of some Markdown as a phase would: each directive by its kind's parser, then what it refers to. */
export function parseActivities(
  source: string,
  files: Readonly<Record<string, string>> | undefined = {},
): { activities: Activity<Prompted>[]; told: Told[] } {
  const markdown = parseMarkdown(source, "test.md")
  const serializer = createSerializer(markdown, createMedia(new Map()), createReporter())
  const told: Told[] = []
  const reporter = createReporter()
  const contents = Object.entries(files).map(
    ([path, text]) => [path, { bytes: new TextEncoder().encode(text) }] as const,
  )
  const dataFiles = createDataFiles(new Map(contents), (path) => path)
  const context: ParseContext = {
    html: (nodes) => serializer.html(nodes as Parameters<typeof serializer.html>[0]),
    inline: (nodes) => serializer.inline(nodes),
    text: (nodes) => textOf(markdown, nodes),
    report: (severity, rule, _node, message, remedy) => told.push({ severity, rule, message, remedy }),
    data({ attributes: { data = "" } }) {
      const file = dataFiles.find(data, { file: "test.md", line: 1, column: 1 }, reporter)
      told.push(...reporter.diagnostics)
      if (!file) return undefined
      const report: DataFile["report"] = (_, severity, rule, message, remedy) =>
        told.push({ severity, rule, message, remedy })
      return { value: file.value, report }
    },
  }
  const parsed: { directive: Directive; parser: KindParser<Prompted>; data: Prompted }[] = []
  markdown.tree.children.filter(isDirective).forEach((node, index) => {
    const parser = registry.parser(node.name)
    if (!parser) throw new Error(`no kind is called ${node.name}`)
    const attributes = Object.fromEntries(
      Object.entries(node.attributes ?? {}).map(([name, value]) => [name, value ?? ""]),
    )
    const directive = {
      ...{ name: node.name, id: attributes.id ?? `a${index + 1}`, attributes, node },
      children: node.children as Directive["children"],
    }
    const data = parser.parse(directive, context)
    if (data) parsed.push({ directive, parser, data })
  })
  const unresolved = parsed.map(({ directive, data }) => toActivity(directive, data))
  const sourceOf = (id: string): QuoteSource | undefined => {
    const one = parsed.find(({ directive }) => directive.id === id)
    const kind = one && registry.kind(one.directive.name)
    const data = one && resolved(one)
    if (!data || !kind?.quotes) return undefined
    return {
      ...{ id, kind: kind.name, data: kind.quotable?.(data) ?? data, most: kind.mostQuotes?.(data) ?? 256 },
      ...(kind.quoteGroups && { groups: kind.quoteGroups }),
      page: { id: "page", title: "Page" },
    }
  }
  function resolved({ parser, data }: (typeof parsed)[number]): Prompted | undefined {
    const resolveContext: ResolveContext = {
      find: (id) => unresolved.find((activity) => activity.id === id),
      source: sourceOf,
      meant: () => undefined,
      paths,
      report: (severity, rule, message, remedy) => told.push({ severity, rule, message, remedy }),
    }
    return parser.resolve ? parser.resolve(data, resolveContext) : data
  }
  const activities = parsed.flatMap((one) => {
    const data = resolved(one)
    return data ? [toActivity(one.directive, data)] : []
  })
  return { activities, told }
}

function isDirective(node: Node): node is ContainerDirective | LeafDirective {
  return node.type === "containerDirective" || node.type === "leafDirective"
}

function toActivity({ name, id, attributes }: Directive, data: Prompted): Activity<Prompted> {
  const kind = registry.kind(name)
  const parser = registry.parser(name)
  if (!kind || !parser) throw new Error(`no kind is called ${name}`)
  const points = Number(attributes.points ?? parser.defaultPoints)
  const parts = kind.parts?.(data)
  return {
    ...{ kind: name, id, data, description: data.description, objectives: [], points },
    attempts: Number(attributes.attempts ?? parser.defaultAttempts),
    ...{ required: true, reported: points > 0 },
    ...{ shape: kind.shape(data), levels: kind.levels(data), place: { file: "test.md", line: 1, column: 1 } },
    ...(parts && { parts }),
    ...(kind.redraft && { redraft: true }),
  }
}

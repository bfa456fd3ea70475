import type { ListItem, PhrasingContent, RootContent, Table, TableRow } from "mdast"
import { toBloomLevel } from "./bloom.ts"
import { type Markdown, placeOf, textOf } from "./markdown.ts"
import { bloomLevels, type PlanObjective } from "./model.ts"
import type { ProseMaker } from "./prose.ts"
import type { Reporter } from "./reporter.ts"
import { comparable } from "./vocabulary.ts"

/**
 * Reads learning objectives: rows of a table with a column for the level, or items of a list with the level in
 * parentheses, behind a dash, in bold in front, or in a heading above.
 */
export function readObjectives(
  markdown: Markdown,
  nodes: readonly RootContent[],
  maker: ProseMaker,
  reporter: Reporter,
): PlanObjective[] {
  // Objectives may also stand in groups, each beneath a heading that names their level.
  let group: string | undefined
  const stated = nodes.flatMap((node) => {
    if (node.type === "table") return fromTable(markdown, node)
    if (node.type === "list") return node.children.map((item) => fromItem(markdown, item, group))
    const text = textOf(markdown, node)
    group = toBloomLevel(text) ? text : node.type === "heading" ? undefined : group
    return []
  })
  return stated
    .filter(({ content }) => textOf(markdown, content) !== "")
    .map(({ node, content, level: written }, index) => {
      const level = toBloomLevel(written ?? "")
      if (!level) {
        const message = written
          ? `Objective ${index + 1} has the level "${written}", which is not a level of Bloom's taxonomy.`
          : `Objective ${index + 1} has no level of Bloom's taxonomy.`
        reporter.report(
          "objective-level",
          placeOf(markdown.file, node),
          message,
          `Write one of: ${bloomLevels.join(", ")}.`,
        )
      }
      const prose = maker.prose([{ type: "paragraph", children: content }])
      return { ...prose, place: placeOf(markdown.file, node), level: level ?? "Remembering" }
    })
}

/** An objective as it stands, its level not yet judged. */
interface Stated {
  readonly node: TableRow | ListItem
  readonly content: PhrasingContent[]
  readonly level?: string
}

function fromTable(markdown: Markdown, table: Table): Stated[] {
  const [head, ...rows] = table.children
  const heads = head?.children.map((cell) => comparable(textOf(markdown, cell))) ?? []
  const cellOf = (row: TableRow, column: number) => textOf(markdown, row.children[column] ?? [])
  const columns = heads.map((_, column) => column)
  const byHead = columns.find((column) => /\b(?:bloom|blooms|level|taxonomy)\b/.test(heads[column] ?? ""))
  // Failing a heading that says so, the level's column is the one that holds most levels.
  const levelsIn = (column: number) => rows.filter((row) => toBloomLevel(cellOf(row, column))).length
  const levelColumn = byHead ?? columns.toSorted((a, b) => levelsIn(b) - levelsIn(a) || b - a)[0]
  const textColumn =
    columns.find(
      (column) => /\b(?:objectives?|outcomes?|goals?)\b/.test(heads[column] ?? "") && column !== levelColumn,
    ) ?? columns.find((column) => column !== levelColumn && rows.some((row) => !/^\P{L}*$/u.test(cellOf(row, column))))
  if (textColumn === undefined) return []
  return rows.map((row) => ({
    node: row,
    content: row.children[textColumn]?.children ?? [],
    level: cellOf(row, levelColumn ?? -1),
  }))
}

function fromItem(markdown: Markdown, item: ListItem, group: string | undefined): Stated {
  const [first] = item.children
  const children = first?.type === "paragraph" ? first.children : []
  const stated = levelInFront(markdown, children) ?? levelBehind(markdown, children)
  return group && !toBloomLevel(stated.level ?? "")
    ? { node: item, content: children, level: group }
    : { node: item, ...stated }
}

/** `**Analyzing:** Analyze the …` */
function levelInFront(markdown: Markdown, children: PhrasingContent[]): Omit<Stated, "node"> | undefined {
  const [first, second, ...rest] = children
  if ((first?.type !== "strong" && first?.type !== "emphasis") || second?.type !== "text") return undefined
  const label = textOf(markdown, first)
  const mark = /^\s*[:：–—-]\s*/.exec(second.value)?.[0]
  if (!toBloomLevel(label) || (mark === undefined && !/[:：]$/.test(label))) return undefined
  const value = second.value.slice(mark?.length ?? 0).trimStart()
  return { level: label.replace(/[:：]$/, ""), content: [{ ...second, value }, ...rest] }
}

/** `Analyze the … (Analyzing)`, `Analyze the … – Analyzing`, `Analyze the … [*Analyzing*]` */
function levelBehind(markdown: Markdown, children: PhrasingContent[]): Omit<Stated, "node"> {
  const last = children.at(-1)
  const before = children.at(-2)
  // A level in bold or italics is a node of its own behind the dash or parenthesis.
  if (last && before?.type === "text" && (last.type === "strong" || last.type === "emphasis")) {
    const mark = /\s*(?:[–—:]|-{1,2})\s*$/.exec(before.value)
    if (mark) {
      const value = before.value.slice(0, mark.index)
      return { level: textOf(markdown, last), content: [...children.slice(0, -2), { ...before, value }] }
    }
  }
  if (last?.type !== "text") return joinMarked(markdown, children) ?? { content: children }
  const found =
    /\s*[([]([^()[\]]*)[)\]]\s*\.?\s*$/.exec(last.value) ?? /\s+(?:[–—]|-{1,2})\s+([^–—]*?)\.?\s*$/.exec(last.value)
  const marked = joinMarked(markdown, children)
  if (!found) return marked ?? { content: children }
  return {
    level: (found[1] ?? "").trim(),
    content: [...children.slice(0, -1), { ...last, value: last.value.slice(0, found.index) }],
  }
}

/** `Analyze the … (*Analyzing*)`: an opening parenthesis, the level, and what closes it. */
function joinMarked(markdown: Markdown, children: PhrasingContent[]): Omit<Stated, "node"> | undefined {
  const [open, level, close] = children.slice(-3)
  if (open?.type !== "text" || close?.type !== "text" || !level) return undefined
  const mark = /\s*[([]\s*$/.exec(open.value)
  if (!mark || !/^\s*[)\]]\s*\.?\s*$/.test(close.value)) return undefined
  return {
    level: textOf(markdown, level),
    content: [...children.slice(0, -3), { ...open, value: open.value.slice(0, mark.index) }],
  }
}

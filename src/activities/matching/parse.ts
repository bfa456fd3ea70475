import type { Node, Table, TableRow } from "mdast"
import { mostOptions, mostSources } from "../ids.ts"
import type { KindParser, ParseContext } from "../kind.ts"
import { isTable, readLabel, readParts, reportNoAnswers, requirePrompt } from "../parts.ts"
import type { MatchingData, MatchingSource } from "./kind.ts"

/**
 * Reads a matching: a question, then a table whose first column is matched with its second; a third may say why.
 *
 * Equal cells in the second column are one target. A row without a first cell adds a target that fits nothing.
 */
export const matchingParser: KindParser<MatchingData> = {
  attributes: [],
  defaultPoints: 1,
  defaultAttempts: 2,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isTable)
    if (!structure)
      return reportNoAnswers(directive, context, "Write a table of two columns: what, and what it belongs to.")
    const isAsked = requirePrompt(prompted, directive, context)
    const data = readTable(structure, context, (pairs) => ({ ...prompted, ...pairs }))
    return isAsked ? data : undefined
  },
}

function readTable(
  table: Table,
  context: ParseContext,
  make: (pairs: Pick<MatchingData, "headings" | "sources" | "targets" | "order">) => MatchingData,
): MatchingData | undefined {
  const [head, ...rows] = table.children
  const columns = head?.children.length ?? 0
  if (columns < 2 || columns > 3) {
    const remedy = "Write two columns, or three when you say why in the last."
    return complain(context, table, `The table has ${columns} ${columns === 1 ? "column" : "columns"}.`, remedy)
  }
  const targets: string[] = []
  const sources: MatchingSource[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    const source = cell(row, 0)
    const target = context.text(cell(row, 1))
    const name = context.text(source)
    if (target === "") {
      return complain(context, row, `The row "${name}" has an empty second cell.`, "Write there what it belongs to.")
    }
    if (seen.has(name)) {
      return complain(context, row, `"${name}" stands in two rows.`, "Give each row a first cell of its own.")
    }
    if (!targets.includes(target)) targets.push(target)
    if (source.length === 0) continue
    seen.add(name)
    const why = cell(row, 2)
    sources.push({
      ...readLabel(source, context),
      target: targets.indexOf(target),
      ...(why.length > 0 && { feedback: context.inline(why) }),
    })
  }
  if (sources.length < 2 || targets.length < 2 || sources.length > mostSources || targets.length > mostOptions) {
    const remedy = `Write 2 to ${mostSources} rows with 2 to ${mostOptions} different second cells.`
    return complain(
      context,
      table,
      `The table gives ${counted(sources.length, "thing")} and ${counted(targets.length, "answer")}.`,
      remedy,
    )
  }
  const headings = [context.text(head ? cell(head, 0) : []), context.text(head ? cell(head, 1) : [])] as const
  return make({ headings, sources, targets, order: orderOf(targets) })
}

function counted(count: number, what: string): string {
  return count === 1 ? `one ${what}` : `${count} ${what}s`
}

function cell(row: TableRow, index: number) {
  return row.children[index]?.children ?? []
}

/**
 * The order that targets are listed in: the alphabet's, which tells nothing about which belongs where and makes long lists
 * easy to search. Where it is the order of the rows it would tell all; it is turned round then. Two targets are left as they
 * fall: if they were always crossed, that would tell all.
 */
function orderOf(targets: readonly string[]): readonly number[] {
  const order = byText(targets)
  const isOrderOfRows = order.every((target, place) => target === place)
  return isOrderOfRows && targets.length > 2 ? order.toReversed() : order
}

function byText(targets: readonly string[]): readonly number[] {
  const keys = targets.map((target) => target.toLowerCase())
  return targets.map((_, index) => index).sort((a, b) => ((keys[a] ?? "") < (keys[b] ?? "") ? -1 : 1))
}

function complain(context: ParseContext, node: Node, message: string, remedy: string): undefined {
  context.report("error", "matching-table", node, message, remedy)
}

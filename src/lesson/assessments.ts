import type { ListItem, RootContent, Table, Text } from "mdast"
import { type Field, fieldsOf } from "./fields.ts"
import { type Markdown, placeOf, textOf } from "./markdown.ts"
import type { PlanAssessment } from "./model.ts"
import type { ProseMaker } from "./prose.ts"
import type { Reporter } from "./reporter.ts"
import { comparable } from "./vocabulary.ts"

/** Reads how a plan assesses: list items with their kind in bold and their alignment beneath, or rows of a table. */
export function readAssessments(
  markdown: Markdown,
  nodes: readonly RootContent[],
  objectiveCount: number,
  maker: ProseMaker,
  reporter: Reporter,
): PlanAssessment[] {
  const stated = nodes.flatMap((node) => {
    if (node.type === "list") return node.children.map((item) => fromItem(markdown, item, maker))
    if (node.type === "table") return fromTable(markdown, node, maker)
    if (node.type === "paragraph") return fromItem(markdown, { type: "listItem", children: [node] }, maker)
    return []
  })
  return stated
    .filter(({ method }) => method.text !== "")
    .map(({ kind, method, alignment, isAlignment, node }) => {
      const numbers = objectivesNamedIn(alignment, objectiveCount, isAlignment)
      const unknown = numbers.filter((number) => number < 1 || number > objectiveCount)
      // Without objectives every alignment would be wrong, and the plan's mistake is another.
      for (const number of objectiveCount > 0 ? unknown : []) {
        const message = `This assessment is aligned to objective ${number}, but the plan has ${objectiveCount === 1 ? "one objective" : `${objectiveCount} objectives`}.`
        const remedy = objectiveCount === 1 ? "Write 1." : `Write a number from 1 to ${objectiveCount}.`
        reporter.report("alignment-unknown", placeOf(markdown.file, node), message, remedy)
      }
      return { kind, method, objectives: numbers.filter((number) => !unknown.includes(number)) }
    })
}

interface Stated extends Pick<PlanAssessment, "kind" | "method"> {
  /** Text that says which objectives it assesses. */
  readonly alignment: string
  /** Whether that text stands under a label that says so, rather than being all there is. */
  readonly isAlignment: boolean
  readonly node: { readonly position?: RootContent["position"] }
}

function fromItem(markdown: Markdown, item: ListItem, maker: ProseMaker): Stated {
  const isAlignmentLabel = (label: string) => alignmentLabel.test(comparable(label))
  const { before, fields } = fieldsOf(markdown, item.children, isAlignmentLabel)
  const aligned = fields.filter(({ label }) => isAlignmentLabel(label))
  const others = fields.filter((field) => !aligned.includes(field))
  const kindField = before.length === 0 ? others[0] : undefined
  const kind = toKind(kindField?.label ?? "")
  // What is neither the kind nor the alignment is how it is assessed, whatever its label.
  const content = [
    ...before,
    ...others.flatMap((field) => (field === kindField && kind !== "other" ? field.content : labelled(field))),
  ]
  return {
    kind,
    method: maker.prose(content.filter((node) => textOf(markdown, node) !== "")),
    alignment: textOf(markdown, aligned.length > 0 ? aligned.flatMap((field) => field.content) : item),
    isAlignment: aligned.length > 0,
    node: aligned[0]?.node ?? item,
  }
}

/** A field's content with its label in front again. */
function labelled({ label, content }: Field): RootContent[] {
  const [first, ...rest] = content
  const text: Text = { type: "text", value: `${label}: ` }
  if (first?.type === "paragraph") return [{ ...first, children: [text, ...first.children] }, ...rest]
  return [{ type: "paragraph", children: [text] }, ...content]
}

function fromTable(markdown: Markdown, table: Table, maker: ProseMaker): Stated[] {
  const [head, ...rows] = table.children
  const heads = head?.children.map((cell) => comparable(textOf(markdown, cell))) ?? []
  const columnOf = (pattern: RegExp) => heads.findIndex((text) => pattern.test(text))
  const kindColumn = columnOf(/^(?:type|kind|assessment type|form)$/)
  const alignmentColumn = columnOf(alignmentLabel)
  const methodColumn = heads.findIndex((_, column) => column !== kindColumn && column !== alignmentColumn)
  return rows.map((row) => {
    const cell = (column: number) => row.children[column]?.children ?? []
    return {
      kind: toKind(textOf(markdown, cell(kindColumn))),
      method: {
        ...maker.prose([{ type: "paragraph", children: [...cell(methodColumn)] }]),
        place: placeOf(markdown.file, row),
      },
      alignment: textOf(markdown, alignmentColumn >= 0 ? cell(alignmentColumn) : row),
      isAlignment: alignmentColumn >= 0,
      node: row.children[alignmentColumn] ?? row,
    }
  })
}

const alignmentLabel = /\b(?:alignment|aligned|aligns|objectives?|outcomes?)\b/

function toKind(label: string): PlanAssessment["kind"] {
  const words = comparable(label)
  return words.startsWith("formative") ? "formative" : words.startsWith("summative") ? "summative" : "other"
}

/** The numbers of the objectives that a text names: "Learning Objectives 2 and 3", "O1–O3", "LO 2", "all objectives". */
export function objectivesNamedIn(text: string, objectiveCount: number, isAlignment: boolean): number[] {
  const prefix = String.raw`(?:(?:learning\s+)?(?:objective|outcome|goal)s?\s*[(#]?\s*|lo\s?#?|o)`
  const join = String.raw`\s*(?:,\s*and\b|,|;|/|&|\band\b|\bor\b|\bto\b|[-–])\s*`
  const named = new RegExp(String.raw`\b${prefix}${prefix}?\d{1,3}\b(?:${join}${prefix}?\d{1,3}\b)*`, "giu")
  const lists = text.match(named) ?? []
  if (lists.length > 0) return [...new Set(lists.flatMap(numbersIn))].toSorted((a, b) => a - b)
  if (isAlignment && /\ball\b/i.test(text)) return Array.from({ length: objectiveCount }, (_, index) => index + 1)
  // In other languages the word is another; the numbers in parentheses, or alone, are the objectives all the same.
  const bare = isAlignment
    ? (/[(（]([^()（）]*)[)）][\s.。]*$/.exec(text)?.[1] ?? (/^[\P{L}]*$/u.test(text) ? text : ""))
    : ""
  return [...new Set(numbersIn(bare))].toSorted((a, b) => a - b)
}

/** Every number of a list, and those between the ends of a range. */
function numbersIn(list: string): number[] {
  const numbers: number[] = []
  const plain = list
    .normalize("NFKC")
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
  for (const [, range, digits] of plain.matchAll(/\s*(\bto\b|[-–])?[\p{L}\s(#]*?(\d{1,3})/giu)) {
    const number = Number(digits)
    const from = numbers.at(-1)
    if (range && from !== undefined) for (let between = from + 1; between < number; between++) numbers.push(between)
    numbers.push(number)
  }
  return numbers
}

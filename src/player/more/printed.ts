import type { Printed } from "../../activities/kind.ts"

/** What stands together on a page: a head, a paragraph, or the items of one list. */
export type PrintedBlock =
  | { readonly type: "head" | "text"; readonly text: string }
  | { readonly type: "list"; readonly items: readonly string[] }

/** Puts together what belongs together: items that follow each other are one list. */
export function blocksOf(printed: readonly Printed[]): readonly PrintedBlock[] {
  const blocks: PrintedBlock[] = []
  let items: string[] | undefined
  for (const one of printed) {
    if (typeof one === "object" && "item" in one) {
      if (!items) {
        items = []
        blocks.push({ type: "list", items })
      }
      items.push(one.item)
      continue
    }
    items = undefined
    blocks.push(typeof one === "string" ? { type: "text", text: one } : { type: "head", text: one.head })
  }
  return blocks
}

/** The same as a line of plain text. */
export function textOf(printed: Printed): string {
  if (typeof printed === "string") return printed
  return "item" in printed ? `- ${printed.item}` : `\n${printed.head}`
}

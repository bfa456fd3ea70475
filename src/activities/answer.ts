import type { Answer } from "../lesson/model.ts"

/** The mark of an answer at a place; 0 where the answer (of an older course, or none yet) has no such mark. */
export function markAt(answer: Answer, index: number): number {
  return answer.marks[index] ?? 0
}

/** The text of an answer at a place; empty where the answer has none. */
export function textAt(answer: Answer, index: number): string {
  return answer.texts[index] ?? ""
}

/** A list with one value put in place of another. */
export function withItem<Item>(items: readonly Item[], index: number, item: Item): readonly Item[] {
  return items.map((before, at) => (at === index ? item : before))
}

/** Whether two answers say the same. */
export function isSame(a: Answer, b: Answer): boolean {
  return isSameList(a.marks, b.marks) && isSameList(a.texts, b.texts)
}

function isSameList<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

import type { DiagramItem, DiagramType } from "./item.ts"
import { arrow, type Card, card, type Drawing, row, stroke, sum } from "./pen.ts"

/** What is to be drawn. */
export interface DiagramContent {
  readonly type: DiagramType
  readonly items: readonly DiagramItem[]
  /** What goes along with all of the items of a flow or a cycle. */
  readonly along: readonly DiagramItem[]
}

/** Room for an edge of a box: half of its line lies outside. */
const edge = 1

/** Draws a diagram for a wide column, or for a phone. */
export function draw({ type, items, along }: DiagramContent, isWide: boolean): Drawing {
  const width = isWide ? 680 : 300
  const drawn = drawers[type](items, width, isWide)
  if (along.length === 0) return drawn
  const cards = along.map((item) =>
    isWide ? row(item, width - 2 * edge, "along") : card(item, width - 2 * edge, "along"),
  )
  const bars = stack(cards, edge, drawn.height + 16, 8)
  return { width, height: drawn.height + 16 + bars.height + edge, marks: [...drawn.marks, ...bars.marks] }
}

type Drawer = (items: readonly DiagramItem[], width: number, isWide: boolean) => Drawing

const drawers: Readonly<Record<DiagramType, Drawer>> = {
  flow: (items, width, isWide) =>
    isWide && items.length <= 3 ? drawAcross(items, width) : drawDown(items, width, isWide),
  cycle: (items, width, isWide) => (isWide ? drawRing(items, width) : drawLoop(items, width)),
  layers: (items, width, isWide) => {
    const cards = items.map((item) =>
      isWide ? row(item, width - 2 * edge, "layer") : card(item, width - 2 * edge, "layer"),
    )
    const { height, marks } = stack(cards, edge, edge, 6)
    return { width, height: height + 2 * edge, marks }
  },
  lanes: (items, width, isWide) => (isWide ? drawLanes(items, width) : drawLanesDown(items, width)),
  hub: (items, width, isWide) => (isWide ? drawHub(items, width) : drawSpine(items, width)),
}

/** Steps from left to right. */
function drawAcross(items: readonly DiagramItem[], width: number): Drawing {
  const gap = 36
  const each = (width - 2 * edge - gap * (items.length - 1)) / items.length
  const cards = items.map((item) => card(item, each))
  const height = tallest(cards)
  const marks = cards.flatMap((one, at) => {
    const x = edge + at * (each + gap)
    const middle = edge + height / 2
    return [...one.draw(x, edge, height), ...(at > 0 ? arrow([x - gap + 4, middle], [x - 4, middle]) : [])]
  })
  return { width, height: height + 2 * edge, marks }
}

/** Steps from top to bottom. */
function drawDown(items: readonly DiagramItem[], width: number, isWide: boolean): Drawing {
  const cards = items.map((item) => (isWide ? row(item, width - 2 * edge) : card(item, width - 2 * edge)))
  const x = isWide ? edge + 40 : width / 2
  const { height, marks, tops } = stack(cards, edge, edge, 30)
  const arrows = tops.slice(1).flatMap((top) => arrow([x, top - 27], [x, top - 3]))
  return { width, height: height + 2 * edge, marks: [...marks, ...arrows] }
}

/** Steps around: to the right above, to the left beneath. */
function drawRing(items: readonly DiagramItem[], width: number): Drawing {
  const columns = Math.ceil(items.length / 2)
  const gap = 32
  const each = (width - 2 * edge - gap * (columns - 1)) / columns
  const below = items.slice(columns)
  // A single step beneath reaches from end to end, so that both arrows meet it.
  const cards = items.map((item, at) => card(item, at >= columns && below.length === 1 ? width - 2 * edge : each))
  const upper = cards.slice(0, columns)
  const lower = cards.slice(columns)
  const [upperHeight, lowerHeight] = [tallest(upper), tallest(lower)]
  const lowerTop = edge + upperHeight + 48
  const xOf = (column: number) => edge + column * (each + gap)
  const middleOf = (column: number) => xOf(column) + each / 2
  const marks: string[] = []
  for (const [at, one] of upper.entries()) {
    marks.push(...one.draw(xOf(at), edge, upperHeight))
    const y = edge + upperHeight / 2
    if (at > 0) marks.push(...arrow([xOf(at) - gap + 3, y], [xOf(at) - 3, y]))
  }
  marks.push(...arrow([middleOf(columns - 1), lowerTop - 45], [middleOf(columns - 1), lowerTop - 3]))
  // The first beneath stands under the last above, the last under the first; what room is left lies before the last.
  const columnsBelow = below.map((_, at) => (at === below.length - 1 ? 0 : columns - 1 - at))
  for (const [at, one] of lower.entries()) {
    const column = columnsBelow[at] ?? 0
    marks.push(...one.draw(xOf(column), lowerTop, lowerHeight))
    const before = columnsBelow[at - 1]
    const y = lowerTop + lowerHeight / 2
    if (before !== undefined) marks.push(...arrow([xOf(before) - 3, y], [xOf(column) + each + 3, y]))
  }
  marks.push(...arrow([middleOf(0), lowerTop - 3], [middleOf(0), lowerTop - 45]))
  return { width, height: lowerTop + lowerHeight + edge, marks }
}

/** Steps from top to bottom, and back to the first. */
function drawLoop(items: readonly DiagramItem[], width: number): Drawing {
  const each = width - 2 * edge - 26
  const cards = items.map((item) => card(item, each))
  const { height, marks, tops } = stack(cards, edge, edge, 30)
  const x = edge + each / 2
  const arrows = tops.slice(1).flatMap((top) => arrow([x, top - 27], [x, top - 3]))
  const middleOf = (at: number) => (tops[at] ?? 0) + (cards[at]?.height ?? 0) / 2
  const right = edge + each
  const back = arrow(
    [right + 3, middleOf(cards.length - 1)],
    [width - 4, middleOf(cards.length - 1)],
    [width - 4, middleOf(0)],
    [right + 3, middleOf(0)],
  )
  return { width, height: height + 2 * edge, marks: [...marks, ...arrows, ...back] }
}

/** Lanes side by side: what they have in common stands in one row. */
function drawLanes(lanes: readonly DiagramItem[], width: number): Drawing {
  const gap = 12
  const each = (width - 2 * edge - gap * (lanes.length - 1)) / lanes.length
  const heads = lanes.map(({ label, note }) => card({ label, note, inside: [] }, each, "key"))
  const rows = Array.from({ length: Math.max(...lanes.map(({ inside }) => inside.length)) }, (_, at) =>
    lanes.map(({ inside }) => (inside[at] && isSaid(inside[at]) ? card(inside[at], each) : undefined)),
  )
  const marks: string[] = []
  let y = edge
  for (const cards of [heads, ...rows]) {
    const height = tallest(cards.filter((one) => one !== undefined))
    for (const [at, one] of cards.entries()) marks.push(...(one?.draw(edge + at * (each + gap), y, height) ?? []))
    y += height + 6
  }
  return { width, height: y - 6 + edge, marks }
}

/** Whether a cell of a lane says anything. */
function isSaid({ note }: DiagramItem): boolean {
  return note !== ""
}

/** Lanes beneath each other. */
function drawLanesDown(lanes: readonly DiagramItem[], width: number): Drawing {
  const marks: string[] = []
  let y = edge
  for (const { label, note, inside } of lanes) {
    const cards = [
      card({ label, note, inside: [] }, width - 2 * edge, "key"),
      ...inside.filter(isSaid).map((item) => card(item, width - 2 * edge)),
    ]
    const drawn = stack(cards, edge, y, 4)
    marks.push(...drawn.marks)
    y += drawn.height + 22
  }
  return { width, height: y - 22 + edge, marks }
}

/** One thing as a bar, and its parts above and beneath it. */
function drawHub([hub, ...parts]: readonly DiagramItem[], width: number): Drawing {
  if (!hub) return { width, height: 0, marks: [] }
  const above = parts.length > 4 ? parts.slice(0, Math.ceil(parts.length / 2)) : []
  const below = parts.slice(above.length)
  const bar = card(hub, width - 2 * edge, "key")
  const marks: string[] = []
  let y = edge
  const spokes = (items: readonly DiagramItem[], from: number, isAbove: boolean): number => {
    if (items.length === 0) return 0
    const gap = 16
    const each = (width - 2 * edge - gap * (items.length - 1)) / items.length
    const cards = items.map((item) => card(item, each))
    const height = tallest(cards)
    for (const [at, one] of cards.entries()) {
      const x = edge + at * (each + gap)
      marks.push(...one.draw(x, from, height))
      const end = isAbove ? from + height : from
      marks.push(stroke([x + each / 2, end], [x + each / 2, end + (isAbove ? 26 : -26)]))
    }
    return height
  }
  const upper = spokes(above, y, true)
  y += upper > 0 ? upper + 26 : 0
  marks.push(...bar.draw(edge, y))
  y += bar.height
  const lower = spokes(below, y + 26, false)
  return { width, height: y + 26 + lower + edge, marks }
}

/** One thing above, and its parts along a line that comes down from it. */
function drawSpine([hub, ...parts]: readonly DiagramItem[], width: number): Drawing {
  if (!hub) return { width, height: 0, marks: [] }
  const indent = 28
  const bar = card(hub, width - 2 * edge, "key")
  const cards = parts.map((item) => card(item, width - 2 * edge - indent))
  const { height, marks, tops } = stack(cards, edge + indent, edge + bar.height + 14, 12)
  const middles = cards.map((one, at) => (tops[at] ?? 0) + one.height / 2)
  const x = edge + 12
  const spine = stroke([x, edge + bar.height], [x, middles[middles.length - 1] ?? 0])
  const twigs = middles.map((y) => stroke([x, y], [edge + indent, y]))
  return {
    width,
    height: edge + bar.height + 14 + height + edge,
    marks: [spine, ...twigs, ...bar.draw(edge, edge), ...marks],
  }
}

/** Boxes beneath each other, with where each begins. */
function stack(cards: readonly Card[], x: number, top: number, gap: number) {
  const tops = cards.map((_, at) => top + sum(cards.slice(0, at).map(({ height }) => height)) + gap * at)
  const marks = cards.flatMap((one, at) => one.draw(x, tops[at] ?? top))
  const height = sum(cards.map((one) => one.height)) + gap * (cards.length - 1)
  return { height, marks, tops }
}

function tallest(cards: readonly Card[]): number {
  return Math.max(0, ...cards.map(({ height }) => height))
}

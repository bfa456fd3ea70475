import { escapeHtml } from "../../../escape-html.ts"
import type { DiagramItem } from "./item.ts"
import { type Type, wrap } from "./wrap.ts"

/** A drawing: its size in units, which are CSS pixels where it is shown as wide as it is, and its marks as SVG. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly marks: readonly string[]
}

/** A box whose text is set, and that can be drawn where there is room for it. */
export interface Card {
  readonly width: number
  /** The least height that holds its text. */
  readonly height: number
  /** Its marks at a place, at least as high as `height`. */
  draw(x: number, y: number, height?: number): readonly string[]
}

/** How a box looks: a plain one, the one that a drawing is about, a layer, or one that goes along with others. */
export type Look = "box" | "key" | "layer" | "along" | "inner"

const labelType: Type = { size: 16, isBold: true, leading: 21 }
const noteType: Type = { size: 14.5, isBold: false, leading: 20 }
const padding = { x: 14, y: 12 }
const between = 3

/** A box with its label above its note, both in the middle, and the boxes within it beneath. */
export function card(item: DiagramItem, width: number, look: Look = "box", columns = 1): Card {
  const room = width - 2 * padding.x
  const label = wrap(item.label, room, labelType)
  const note = wrap(item.note, room, noteType)
  const text = heightOf(label, note)
  const inside = item.inside.length > 0 ? grid(item.inside, room, Math.min(columns, item.inside.length)) : undefined
  const content = text + (inside ? inside.height + 10 : 0)
  return {
    width,
    height: content + 2 * padding.y,
    draw(x, y, height = content + 2 * padding.y) {
      const top = y + (height - content) / 2
      const middle = x + width / 2
      return [
        rect(x, y, width, height, look),
        ...lines(label, middle, top, labelType, look, "middle"),
        ...lines(note, middle, top + label.length * labelType.leading + between, noteType, look, "middle"),
        ...(inside?.draw(x + padding.x, top + text + 10) ?? []),
      ]
    },
  }
}

/** A box as wide as the drawing, with its note beside its label. */
export function row(item: DiagramItem, width: number, look: Look = "box"): Card {
  const labelRoom = Math.round(width * 0.32) - padding.x
  const noteX = Math.round(width * 0.32) + padding.x
  const label = wrap(item.label, item.note === "" ? width - 2 * padding.x : labelRoom, labelType)
  const note = wrap(item.note, width - noteX - padding.x, noteType)
  const text = Math.max(label.length * labelType.leading, note.length * noteType.leading)
  const inside =
    item.inside.length > 0 ? grid(item.inside, width - 2 * padding.x, Math.min(3, item.inside.length)) : undefined
  const content = text + (inside ? inside.height + 10 : 0)
  return {
    width,
    height: content + 2 * padding.y,
    draw(x, y, height = content + 2 * padding.y) {
      const top = y + (height - content) / 2
      const centred = (count: number, type: Type) => top + (text - count * type.leading) / 2
      return [
        rect(x, y, width, height, look),
        ...lines(label, x + padding.x, centred(label.length, labelType), labelType, look, "start"),
        ...lines(note, x + noteX, centred(note.length, noteType), noteType, look, "start"),
        ...(inside?.draw(x + padding.x, top + text + 10) ?? []),
      ]
    },
  }
}

/** Boxes side by side, as many in a row as there are columns. */
function grid(items: readonly DiagramItem[], width: number, columns: number): Card {
  const gap = 10
  const each = (width - gap * (columns - 1)) / columns
  const rows = chunks(
    items.map((item) => card(item, each, "inner")),
    columns,
  )
  const heights = rows.map((cards) => Math.max(...cards.map(({ height }) => height)))
  return {
    width,
    height: sum(heights) + gap * (rows.length - 1),
    draw: (x, y) =>
      rows.flatMap((cards, at) => {
        const top = y + sum(heights.slice(0, at)) + gap * at
        return cards.flatMap((one, column) => one.draw(x + column * (each + gap), top, heights[at]))
      }),
  }
}

/** An arrow along some points; its head points along the last stretch. */
export function arrow(...points: readonly Point[]): readonly string[] {
  const [x, y] = points[points.length - 1] ?? [0, 0]
  const [fromX, fromY] = points[points.length - 2] ?? [0, 0]
  const [dx, dy] = [Math.sign(x - fromX), Math.sign(y - fromY)]
  const barb = (side: number): Point => [x - 7 * dx + side * 5 * dy, y - 7 * dy + side * 5 * dx]
  return [`<path class="line" d="${pathOf(points)}${pathOf([barb(1), [x, y], barb(-1)])}"/>`]
}

type Point = readonly [x: number, y: number]

function pathOf(points: readonly Point[]): string {
  return `M${points.map((point) => point.map(shown).join(" ")).join("L")}`
}

/** A line along some points. */
export function stroke(...points: readonly Point[]): string {
  return `<path class="line" d="${pathOf(points)}"/>`
}

/** The heights of a label and its note. */
function heightOf(label: readonly string[], note: readonly string[]): number {
  return label.length * labelType.leading + (note.length > 0 ? note.length * noteType.leading + between : 0)
}

function rect(x: number, y: number, width: number, height: number, look: Look): string {
  const place = `x="${shown(x)}" y="${shown(y)}" width="${shown(width)}" height="${shown(height)}"`
  return `<rect class="${look}" ${place} rx="4"/>`
}

/** Lines of text from a height on, as one text: so that the words of a label stay together. */
function lines(
  texts: readonly string[],
  x: number,
  top: number,
  type: Type,
  look: Look,
  anchor: "start" | "middle",
): readonly string[] {
  const [first, ...others] = texts
  if (first === undefined) return []
  const classes = [
    type.isBold ? "label" : "note",
    ...(anchor === "start" ? ["at-start"] : []),
    ...(look === "key" ? ["on-key"] : []),
  ].join(" ")
  // A line of text stands on its foot, somewhat above the middle of what its letters take up.
  const y = top + type.leading / 2 + type.size * 0.35
  const more = others.map((text) => ` <tspan x="${shown(x)}" dy="${type.leading}">${escapeHtml(text)}</tspan>`)
  return [`<text class="${classes}" x="${shown(x)}" y="${shown(y)}">${escapeHtml(first)}${more.join("")}</text>`]
}

/** Some things, so many at a time. */
export function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size))
}

/** The sum of some numbers. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}

function shown(number: number): string {
  return String(Math.round(number))
}

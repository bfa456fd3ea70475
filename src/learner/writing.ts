import { bitsPerCharacter } from "./bits.ts"
import { activitiesOf, type Outline } from "./outline.ts"
import type { Work } from "./state.ts"
import { textWidth } from "./text-code.ts"
import { bitsPerProse, worstStructure } from "./worst-case.ts"

/**
 * How saved work is shared among what learners write. Everything but their texts has its room first (the worst case). Of
 * the rest, half is divided into guarantees, so that the last question has room however much was written before it; the
 * other half, and what fields with a declared size do not ask for, goes to whoever writes first.
 */
export interface WritingRoom {
  /** Bits that each text of an activity is sure of, by activity id. */
  readonly guaranteed: ReadonlyMap<string, readonly number[]>
  /** Bits beyond all guarantees. */
  readonly free: number
}

const rooms = new WeakMap<Outline, WritingRoom>()

/** The room for writing in a course; `free` is negative where declared sizes and answers alone do not fit. */
export function writingRoom(outline: Outline): WritingRoom {
  const known = rooms.get(outline)
  if (known) return known
  const fields = activitiesOf(outline).flatMap(({ shape }) => shape.texts)
  const declared = fields.reduce((sum, characters) => sum + characters * bitsPerProse, 0)
  const rest = outline.capacity * bitsPerCharacter - worstStructure(outline) - declared
  const undeclared = fields.filter((characters) => characters === 0).length
  const share = undeclared > 0 ? Math.max(0, Math.floor(rest / 2 / undeclared)) : 0
  const room = {
    guaranteed: new Map(
      activitiesOf(outline).map(({ id, shape }) => [
        id,
        shape.texts.map((characters) => (characters > 0 ? characters * bitsPerProse : share)),
      ]),
    ),
    free: rest - share * undeclared,
  }
  rooms.set(outline, room)
  return room
}

/** What was just edited: an activity, with its texts as they were. */
export interface Edited {
  readonly id: string
  readonly before: readonly string[]
}

/**
 * Decides how much of each text is kept. What another text already keeps is never taken from it; the text just edited
 * takes what is left, then texts cut earlier grow into what others gave up, in order.
 */
export function allot(outline: Outline, work: ReadonlyMap<string, Work>, edited?: Edited): ReadonlyMap<string, Work> {
  const room = writingRoom(outline)
  const shape = new Map(activitiesOf(outline).map((activity) => [activity.id, activity.shape.texts.length]))
  const slots: Slot[] = []
  for (const [id, { answer, kept }] of work) {
    for (let index = 0; index < (shape.get(id) ?? 0); index++) {
      const text = answer.texts[index] ?? ""
      const isEdited = id === edited?.id && text !== edited.before[index]
      const before = isEdited ? 0 : Math.min(kept[index] ?? 0, text.length)
      const guaranteed = room.guaranteed.get(id)?.[index] ?? 0
      slots.push({ id, text, guaranteed, isEdited, kept: before, used: contentWidth(text.slice(0, before)) })
    }
  }
  if (slots.length === 0) return work
  let free = room.free - slots.reduce((sum, slot) => sum + Math.max(0, slot.used - slot.guaranteed), 0)
  const open = slots.filter((slot) => slot.kept < slot.text.length)
  for (const slot of [...open.filter(({ isEdited }) => isEdited), ...open.filter(({ isEdited }) => !isEdited)]) {
    free += Math.max(0, slot.used - slot.guaranteed)
    const available = slot.guaranteed + Math.max(0, free)
    slot.kept = Math.max(slot.kept, longestPrefix(slot.text, available))
    slot.used = contentWidth(slot.text.slice(0, slot.kept))
    free -= Math.max(0, slot.used - slot.guaranteed)
  }
  const result = new Map(work)
  for (const [id, done] of work) {
    const kept = slots.filter((slot) => slot.id === id).map((slot) => slot.kept)
    if (kept.length > 0) result.set(id, { ...done, kept })
  }
  return result
}

/** A text that wants room. */
interface Slot {
  readonly id: string
  readonly text: string
  /** Bits it is sure of. */
  readonly guaranteed: number
  readonly isEdited: boolean
  /** Characters kept, and the bits they take. */
  kept: number
  used: number
}

/** Share of its room that a text fills, 0–1: at 1 the next character would not be kept. */
export function filledShare(outline: Outline, work: ReadonlyMap<string, Work>, id: string, index: number): number {
  const room = writingRoom(outline)
  let free = room.free
  for (const [other, { answer, kept }] of work) {
    const guaranteed = room.guaranteed.get(other)
    answer.texts.forEach((text, at) => {
      if (other === id && at === index) return
      free -= Math.max(0, contentWidth(text.slice(0, kept[at] ?? 0)) - (guaranteed?.[at] ?? 0))
    })
  }
  const available = (room.guaranteed.get(id)?.[index] ?? 0) + Math.max(0, free)
  const text = work.get(id)?.answer.texts[index] ?? ""
  return available > 0 ? Math.min(1, contentWidth(text) / available) : 1
}

/** Bits of a text beyond those of an empty one, which stand in the structure. */
function contentWidth(text: string): number {
  return textWidth(text) - textWidth("")
}

function longestPrefix(text: string, bits: number): number {
  if (contentWidth(text) <= bits) return text.length
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (contentWidth(text.slice(0, wholePoints(text, middle))) <= bits) low = middle
    else high = middle - 1
  }
  return wholePoints(text, low)
}

/** The nearest length, at or before this one, that does not halve a surrogate pair. */
function wholePoints(text: string, length: number): number {
  const last = text.charCodeAt(length - 1)
  return last >= 0xd800 && last <= 0xdbff ? length - 1 : length
}

import type { Answer } from "../lesson/model.ts"
import { type BitReader, type BitWriter, bitReader, bitsToText, bitWriter, textToBits, widthOf } from "./bits.ts"
import { hash32, hashBits } from "./hash.ts"
import { activityKey, byKey, keyWidth, pageKey, pageWidth, saltWidth } from "./keys.ts"
import { activitiesOf, type Outline, type OutlineActivity, pagesOf } from "./outline.ts"
import { freshState, hasVisited, type LearnerState, type ObjectiveOutcome, type Work } from "./state.ts"
import { readText, writeText } from "./text-code.ts"
import { objectiveWidth, pathWidth, scoreWidth, triesWidth } from "./worst-case.ts"

/**
 * Saved work is one line of ASCII: a letter for the version of this layout, four characters of checksum, then bits.
 *
 * Every answer stands under a key made of its activity's id and shape, with its length before it. So a newer version of a
 * course finds what it still has, whatever was moved or added, and steps over what it no longer has.
 */
const layout = "A"
const checksumLength = 4

/** Writes a learner's state as saved work, within the outline's capacity whenever the course was built. */
export function encodeWork(outline: Outline, state: LearnerState): string {
  const writer = bitWriter()
  writeHeader(writer, outline, state)
  const visited = pagesOf(outline).filter((page) => state.visited.has(page.id) && !isImplied(state, page))
  writer.writeCount(visited.length)
  for (const page of visited) writer.write(pageKey(page.id, outline.salt), pageWidth)
  const activities = new Map(activitiesOf(outline).map((activity) => [activity.id, activity]))
  const records = [...state.work].flatMap(([id, work]) => {
    const activity = activities.get(id)
    return activity ? [{ activity, work }] : []
  })
  writer.writeCount(records.length)
  for (const { activity, work } of records) writeRecord(writer, activityKey(activity, outline.salt), activity, work)
  const body = bitsToText(writer.bits)
  return layout + checksum(body) + body
}

/** Reads saved work of this or an earlier version of the course; nothing when it is not ours or was damaged. */
export function decodeWork(outline: Outline, text: string): LearnerState | undefined {
  const body = text.slice(layout.length + checksumLength)
  if (!text.startsWith(layout) || text.slice(layout.length, layout.length + checksumLength) !== checksum(body)) {
    return undefined
  }
  const bits = textToBits(body)
  if (!bits) return undefined
  try {
    return readState(bitReader(bits), outline)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function isImplied(state: LearnerState, page: { activities: readonly { id: string }[] }): boolean {
  return page.activities.some(({ id }) => state.work.has(id))
}

function writeHeader(writer: BitWriter, outline: Outline, state: LearnerState): void {
  const { outcome } = state
  writer.write(outline.salt, saltWidth)
  writer.writeCount(Math.min(state.revision, 2 ** 20 - 1))
  writer.write(Math.min(state.round, 15), 4)
  writer.write(state.finished ? 1 : 0, 1)
  writer.write(state.path === undefined ? 0 : hashBits(state.path, pathWidth) || 1, pathWidth)
  writer.write(state.place === undefined ? 0 : pageKey(state.place, outline.salt), pageWidth)
  writeOutcome(writer, outcome)
  writer.writeCount(outline.objectives.length)
  outline.objectives.forEach(({ text }, index) => {
    writer.write(hashBits(text, objectiveWidth), objectiveWidth)
    writeOutcome(writer, outcome.objectives[index] ?? { completed: false, success: "unknown" })
  })
}

const successes = ["unknown", "failed", "passed"] as const

function writeOutcome(writer: BitWriter, { completed, success, scaled }: ObjectiveOutcome): void {
  writer.write(completed ? 1 : 0, 1)
  writer.write(successes.indexOf(success), 2)
  writer.write(scaled === undefined ? 0 : 1, 1)
  if (scaled !== undefined) writer.write(Math.round(scaled * 10_000), scoreWidth)
}

function readOutcome(reader: BitReader): ObjectiveOutcome {
  const completed = reader.read(1) === 1
  const success = successes[reader.read(2)] ?? "unknown"
  return reader.read(1) === 1
    ? { completed, success, scaled: reader.read(scoreWidth) / 10_000 }
    : { completed, success }
}

function writeRecord(writer: BitWriter, key: number, activity: OutlineActivity, work: Work): void {
  const content = bitWriter()
  const levelWidth = widthOf(activity.levels + 1)
  content.write(work.tries, triesWidth)
  content.write(work.handedIn ? 1 : 0, 1)
  content.write(work.first, levelWidth)
  content.write(work.best, levelWidth)
  const isEmpty = work.answer.marks.length === 0 && work.answer.texts.length === 0
  content.write(isEmpty ? 0 : 1, 1)
  if (!isEmpty) {
    activity.shape.marks.forEach((values, index) => {
      content.write(Math.min(values - 1, work.answer.marks[index] ?? 0), widthOf(values))
    })
    activity.shape.texts.forEach((_, index) => {
      const text = work.answer.texts[index] ?? ""
      const kept = text.slice(0, work.kept[index] ?? 0)
      content.write(kept.length < text.length || work.cut[index] ? 1 : 0, 1)
      writeText(content, kept)
    })
  }
  writer.write(key, keyWidth)
  writer.writeCount(content.bits.length)
  writer.append(content)
}

function readState(reader: BitReader, outline: Outline): LearnerState {
  const salt = reader.read(saltWidth)
  const revision = reader.readCount()
  const round = reader.read(4)
  const finished = reader.read(1) === 1
  const pathHash = reader.read(pathWidth)
  const placeKey = reader.read(pageWidth)
  const outcome = readOutcome(reader)
  const held = Array.from({ length: reader.readCount() }, () => ({
    text: reader.read(objectiveWidth),
    outcome: readOutcome(reader),
  }))
  const visitedKeys = new Set(Array.from({ length: reader.readCount() }, () => reader.read(pageWidth)))
  const activities = byKey(activitiesOf(outline), (activity) => activityKey(activity, salt))
  const work = new Map<string, Work>()
  for (let left = reader.readCount(); left > 0; left--) {
    const activity = activities.get(reader.read(keyWidth))
    const content = reader.slice(reader.readCount())
    if (activity) work.set(activity.id, readRecord(content, activity))
  }
  const pages = pagesOf(outline)
  const path = outline.paths.find((name) => (hashBits(name, pathWidth) || 1) === pathHash)
  const place = pages.find(({ id }) => pageKey(id, salt) === placeKey)?.id
  const visited = new Set(pages.filter(({ id }) => visitedKeys.has(pageKey(id, salt))).map(({ id }) => id))
  const known = { visited, work }
  for (const page of pages) if (hasVisited(known, page)) visited.add(page.id)
  return {
    ...freshState,
    ...(path !== undefined && { path }),
    ...(place !== undefined && { place }),
    ...{ visited, work, round: Math.max(1, round), finished, revision },
    outcome: { ...outcome, objectives: outline.objectives.map(({ text }, index) => outcomeOf(text, index, held)) },
  }
}

/**
 * What is held of an objective, which has moved if others came before it. One in other words may be another: then it is
 * judged anew by the answers that are there.
 */
function outcomeOf(
  text: string,
  index: number,
  held: readonly { readonly text: number; readonly outcome: ObjectiveOutcome }[],
): ObjectiveOutcome {
  const hash = hashBits(text, objectiveWidth)
  const own = held[index]?.text === hash ? held[index] : held.find((one) => one.text === hash)
  return own?.outcome ?? { completed: false, success: "unknown" }
}

function readRecord(reader: BitReader, { levels, shape }: OutlineActivity): Work {
  const levelWidth = widthOf(levels + 1)
  const tries = reader.read(triesWidth)
  const handedIn = reader.read(1) === 1
  const first = Math.min(levels, reader.read(levelWidth))
  const best = Math.min(levels, reader.read(levelWidth))
  let answer: Answer = { marks: [], texts: [] }
  let cut: readonly boolean[] = []
  if (reader.read(1) === 1) {
    const marks = shape.marks.map((values) => Math.min(values - 1, reader.read(widthOf(values))))
    const texts = shape.texts.map(() => ({ isCut: reader.read(1) === 1, text: readText(reader) }))
    answer = { marks, texts: texts.map(({ text }) => text) }
    cut = texts.map(({ isCut }) => isCut)
  }
  return { answer, tries, first, best, handedIn, kept: answer.texts.map((text) => text.length), cut }
}

/** Tells damage, not malice: 24 bits of a hash of the body. */
function checksum(body: string): string {
  const hash = hash32(body)
  return bitsToText([...Array(24).keys()].map((bit) => (hash >>> bit) & 1))
}

import { bitsPerCharacter, countWidth, widthOf } from "./bits.ts"
import { keyWidth, pageWidth, saltWidth } from "./keys.ts"
import { activitiesOf, type Outline, type OutlineActivity, pagesOf } from "./outline.ts"
import { textWidth } from "./text-code.ts"

/** Bits of each field of saved work; see saved-work.ts for their order. */
export const pathWidth = 8
export const triesWidth = 4
export const scoreWidth = 14
export const objectiveWidth = 10

/** Characters of saved work before its bits: the letter of the layout and the checksum. */
export const frameLength = 5

/** Bits that a character of prose is reckoned at when an author asks for room (see text-code.ts). */
export const bitsPerProse = 5

/** Characters of the worst case of a course's saved work without any writing beyond what is guaranteed. */
export function worstCase(outline: Outline): number {
  const declared = activitiesOf(outline).flatMap(({ shape }) => shape.texts)
  const bits = worstStructure(outline) + declared.reduce((sum, characters) => sum + characters * bitsPerProse, 0)
  return frameLength + Math.ceil(bits / bitsPerCharacter)
}

/** Bits of the worst case of everything but the contents of texts, checksum and layout letter included. */
export function worstStructure(outline: Outline): number {
  const pages = pagesOf(outline)
  const records = activitiesOf(outline)
  const perPage = pages.map((page) =>
    Math.max(
      pageWidth,
      page.activities.reduce((sum, it) => sum + recordWidth(it), 0),
    ),
  )
  return (
    frameLength * bitsPerCharacter +
    headerWidth(outline) +
    countWidth(pages.length) +
    countWidth(records.length) +
    perPage.reduce((sum, width) => sum + width, 0)
  )
}

/** Bits of an activity's record at its largest, without the contents of its texts. */
export function recordWidth(activity: OutlineActivity): number {
  const content = contentWidth(activity)
  // A long text lengthens the count that stands before the record; 25 bits count as far as any LMS keeps.
  return keyWidth + (activity.shape.texts.length > 0 ? 25 : countWidth(content)) + content
}

function contentWidth({ levels, shape }: OutlineActivity): number {
  const marks = shape.marks.reduce((sum, values) => sum + widthOf(values), 0)
  const texts = shape.texts.length * (1 + textWidth(""))
  return triesWidth + 1 + 1 + 2 * widthOf(levels + 1) + marks + texts
}

function headerWidth(outline: Outline): number {
  const outcomes = 1 + outline.objectives.length
  return (
    saltWidth +
    25 +
    4 +
    1 +
    pathWidth +
    pageWidth +
    countWidth(outline.objectives.length) +
    outline.objectives.length * objectiveWidth +
    outcomes * (3 + 1 + scoreWidth)
  )
}

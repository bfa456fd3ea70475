import { type BitReader, type BitWriter, countWidth } from "./bits.ts"

/**
 * Characters by the length of their code in bits: a Huffman code for written English with room for the accents of its
 * neighbours. Prose takes about 4.6 bits a character instead of 8, and so nearly twice as much of it fits into SCORM 1.2's
 * 4,096 characters. The codes follow from the lengths (canonical order), so this table is the whole of it.
 * The first character of length 12 is the escape, behind which any other character stands in {@link escapeWidth} bits.
 */
const lengths: readonly (readonly [length: number, characters: string])[] = [
  [3, " "],
  [4, "aeinorst"],
  [5, "cdl"],
  [6, ",.fghmpu"],
  [7, ")-:Sbvwy"],
  [8, '"(/;ACIMkx'],
  [9, "\n'012BDELOPRT"],
  [10, "345FGKNUWjqz–’"],
  [11, "+678?HJVX…"],
  [12, "\u00009@Y¡¿ÄÉÖÜßãäåæçèéêëíîïñóôõöøùúûüœ"],
  [13, "$%&QZ£àáâ“”€"],
  [14, "!#*<=>[\\]^_`{|}~"],
]

const escapeMark = "\u0000"
const escapeWidth = 21
const blockWidth = 14

interface Code {
  readonly value: number
  readonly length: number
}

const codes = new Map<string, Code>()
const characters = new Map<string, string>()
let next = 0
let previous = 0
for (const [length, group] of lengths) {
  for (const character of group) {
    next <<= length - previous
    previous = length
    codes.set(character, { value: next, length })
    characters.set(`${length}:${next}`, character)
    next++
  }
}

/** Bits that a text takes in {@link writeText}. */
export function textWidth(text: string): number {
  const points = [...text]
  return countWidth(points.length) + 1 + Math.min(proseWidth(points), blocksWidth(points))
}

/**
 * Appends a text of any language: prose by the table above; other scripts as places within their
 * block of 128 characters, where a character of ASCII (a space, a digit) does not leave the block. */
export function writeText(writer: BitWriter, text: string): void {
  const points = [...text]
  const asProse = proseWidth(points) <= blocksWidth(points)
  writer.writeCount(points.length)
  writer.write(asProse ? 0 : 1, 1)
  if (asProse) {
    for (const point of points) {
      const code = codes.get(point)
      const { value, length } = code && point !== escapeMark ? code : codeOf(escapeMark)
      writer.write(value, length)
      if (!code || point === escapeMark) writer.write(point.codePointAt(0) ?? 0, escapeWidth)
    }
    return
  }
  let block = 0
  for (const point of points) {
    const code = point.codePointAt(0) ?? 0
    if (code >> 7 === block) writer.write(0, 1)
    else if (code < 128) writer.write(2, 2)
    else {
      writer.write(3, 2)
      writer.write(code >> 7, blockWidth)
      block = code >> 7
    }
    writer.write(code & 127, 7)
  }
}

/** Reads what {@link writeText} wrote. Throws a RangeError where it was not written by it. */
export function readText(reader: BitReader): string {
  const count = reader.readCount()
  let text = ""
  if (reader.read(1) === 0) {
    for (let at = 0; at < count; at++) {
      const character = readCharacter(reader)
      text += character === escapeMark ? String.fromCodePoint(reader.read(escapeWidth)) : character
    }
    return text
  }
  let block = 0
  for (let at = 0; at < count; at++) {
    const within = reader.read(1) === 0
    const ascii = !within && reader.read(1) === 0
    if (!within && !ascii) block = reader.read(blockWidth)
    text += String.fromCodePoint((ascii ? 0 : block * 128) + reader.read(7))
  }
  return text
}

function readCharacter(reader: BitReader): string {
  let value = 0
  for (let length = 1; length <= 14; length++) {
    value = value * 2 + reader.read(1)
    const character = characters.get(`${length}:${value}`)
    if (character !== undefined) return character
  }
  throw new RangeError("the saved work holds a character that was never written")
}

function codeOf(character: string): Code {
  const code = codes.get(character)
  if (!code) throw new RangeError(`no code for ${character}`)
  return code
}

function proseWidth(points: readonly string[]): number {
  const escaped = codeOf(escapeMark).length + escapeWidth
  let width = 0
  for (const point of points) width += point === escapeMark ? escaped : (codes.get(point)?.length ?? escaped)
  return width
}

function blocksWidth(points: readonly string[]): number {
  let width = 0
  let block = 0
  for (const point of points) {
    const code = point.codePointAt(0) ?? 0
    if (code >> 7 === block) width += 8
    else if (code < 128) width += 9
    else {
      width += 9 + blockWidth
      block = code >> 7
    }
  }
  return width
}

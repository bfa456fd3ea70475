const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** How many bits one character of saved work carries. */
export const bitsPerCharacter = 6

/** Writes numbers of a few bits each, one after the other. */
export interface BitWriter {
  /** Appends `value`, 0 to 2^width − 1, in `width` bits (at most 30), highest bit first. */
  write(value: number, width: number): void
  /** Appends a number of any size up to 2^30 − 1: groups of four bits, each led by a bit that says whether more follow. */
  writeCount(value: number): void
  /** Appends all that another writer holds. */
  append(other: BitWriter): void
  readonly bits: readonly number[]
}

/** A writer that holds nothing yet. */
export function bitWriter(): BitWriter {
  const bits: number[] = []
  return {
    bits,
    write(value, width) {
      for (let bit = width - 1; bit >= 0; bit--) bits.push((value >> bit) & 1)
    },
    writeCount(value) {
      let groups = 1
      while (value >= 2 ** (4 * groups)) groups++
      for (let group = groups - 1; group >= 0; group--) {
        bits.push(group > 0 ? 1 : 0)
        this.write((value >> (4 * group)) & 15, 4)
      }
    },
    append(other) {
      for (const bit of other.bits) bits.push(bit)
    },
  }
}

/** How many bits {@link BitWriter.writeCount} takes for a number. */
export function countWidth(value: number): number {
  let groups = 1
  while (value >= 2 ** (4 * groups)) groups++
  return groups * 5
}

/** Reads what a {@link BitWriter} wrote. Every read past the end throws a RangeError. */
export interface BitReader {
  read(width: number): number
  readCount(): number
  /** A reader of the next `width` bits; this one goes on behind them. */
  slice(width: number): BitReader
}

/** A reader of some bits. */
export function bitReader(bits: readonly number[], start = 0, end = bits.length): BitReader {
  let at = start
  return {
    read(width) {
      if (at + width > end) throw new RangeError("the saved work ends early")
      let value = 0
      for (let bit = 0; bit < width; bit++) value = value * 2 + (bits[at++] ?? 0)
      return value
    },
    readCount() {
      let value = 0
      for (let group = 0; group < 8; group++) {
        const more = this.read(1)
        value = value * 16 + this.read(4)
        if (!more) return value
      }
      throw new RangeError("the saved work holds a number that is too large")
    },
    slice(width) {
      if (at + width > end) throw new RangeError("the saved work ends early")
      at += width
      return bitReader(bits, at - width, at)
    },
  }
}

/** Bits as ASCII characters that no LMS escapes or folds: letters, digits, `-` and `_`. */
export function bitsToText(bits: readonly number[]): string {
  let text = ""
  for (let at = 0; at < bits.length; at += bitsPerCharacter) {
    let value = 0
    for (let bit = 0; bit < bitsPerCharacter; bit++) value = value * 2 + (bits[at + bit] ?? 0)
    text += alphabet.charAt(value)
  }
  return text
}

/** The bits that {@link bitsToText} wrote, or nothing when a character is not of its alphabet. */
export function textToBits(text: string): number[] | undefined {
  const bits: number[] = []
  for (let at = 0; at < text.length; at++) {
    const value = alphabet.indexOf(text.charAt(at))
    if (value < 0) return undefined
    for (let bit = bitsPerCharacter - 1; bit >= 0; bit--) bits.push((value >> bit) & 1)
  }
  return bits
}

/** How many bits tell `values` values apart. */
export function widthOf(values: number): number {
  let width = 0
  while (2 ** width < values) width++
  return width
}

/** How a piece of text is set. */
export interface Type {
  /** Size of the letters, in units of the drawing. */
  readonly size: number
  readonly isBold: boolean
  /** Distance from one line to the next. */
  readonly leading: number
}

/**
 * About how wide a text is in common system fonts, rather too wide than too narrow: a drawing is made once, and fonts
 * differ from machine to machine.
 */
export function widthOf(text: string, { size, isBold }: Type): number {
  let width = 0
  for (const letter of text) width += letterWidth(letter)
  return width * size * (isBold ? 1.08 : 1)
}

function letterWidth(letter: string): number {
  if (/[iljtfI.,:;'’|!()[\]\- ]/.test(letter)) return 0.34
  if (/[mwMW@%—…]/.test(letter)) return 0.92
  if (/[\p{Lu}\p{N}]/u.test(letter)) return 0.68
  // Letters of scripts whose every sign fills a square.
  if (/[\u1100-\u11FF\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60]/.test(letter)) return 1.02
  return 0.58
}

/** A text in lines that fit a width. A word that is wider than a line is cut, which no word of everyday length is. */
export function wrap(text: string, width: number, type: Type): readonly string[] {
  const lines: string[] = []
  let line = ""
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`
    if (widthOf(longer, type) <= width) {
      line = longer
      continue
    }
    if (line !== "") lines.push(line)
    line = word
    while (widthOf(line, type) > width && line.length > 1) {
      const head = headOf(line, width, type)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  return line === "" ? lines : [...lines, line]
}

/** As much of a word as fits, at least one letter of it. */
function headOf(word: string, width: number, type: Type): string {
  let head = ""
  for (const letter of word) {
    if (head !== "" && widthOf(head + letter, type) > width) break
    head += letter
  }
  return head
}

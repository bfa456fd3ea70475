/** The papers that a course is read on, light and dark: the player's backgrounds. */
export const papers = { light: "#ffffff", dark: "#16191d" } as const

/** Smallest contrast of text: WCAG 2.2, 1.4.3 (AA). */
export const leastContrast = 4.5

/** The one form of a colour: `#rrggbb`, small letters. Also reads `#rgb`. */
export function toColour(written: string): string | undefined {
  const colour = written.trim().toLowerCase()
  if (/^#[0-9a-f]{6}$/.test(colour)) return colour
  return /^#[0-9a-f]{3}$/.test(colour) ? colour.replace(/[0-9a-f]/g, "$&$&") : undefined
}

/** Contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

/** The colour, mixed with as little white as makes it readable on dark paper. */
export function lightenForDark(colour: string): string {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = mixWithWhite(colour, share)
    if (contrast(mixed, papers.dark) >= leastContrast) return mixed
  }
  return "#ffffff"
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
}

function mixWithWhite(colour: string, share: number): string {
  const mixed = channels(colour).map((channel) => Math.round(channel + (255 - channel) * share))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`
}

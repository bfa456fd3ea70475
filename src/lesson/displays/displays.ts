import { diagram } from "./diagram/diagram.ts"
import type { Display } from "./display.ts"
import { sources } from "./sources.ts"
import { terms } from "./terms.ts"

/** Every display by its name in Markdown: the one list. */
const displays: ReadonlyMap<string, Display> = new Map([
  ["terms", terms],
  ["diagram", diagram],
  ["sources", sources],
])

/** The names of all displays. */
export const displayNames: readonly string[] = [...displays.keys()]

/** The display that a directive names. */
export function displayOf(name: string): Display | undefined {
  return displays.get(name)
}

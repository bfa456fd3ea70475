import type { Theme } from "../lesson/model.ts"

/** The rules a course's own colours add to the stylesheet. The colours were checked for contrast when it was loaded. */
export function themeOf({ accent }: Theme): string {
  if (!accent) return ""
  const { light, dark } = accent
  return `:root{--accent:${light}}@media (prefers-color-scheme:dark){:root{--accent:${dark}}}@media print{:root{--accent:${light}}}`
}

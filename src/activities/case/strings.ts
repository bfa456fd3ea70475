/** The part of the catalogue (see ../strings.ts) that the kind `case` speaks: it stands in its script. */
export const caseStrings = {
  level: "Level of the case",
  ofPath: (path: string, level: string) => `${level} (my path: ${path})`,
  shown: (level: string) => `You read “${level}” now.`,
}

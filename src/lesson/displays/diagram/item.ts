/** Something that a diagram shows as a box, as plain text. */
export interface DiagramItem {
  /** What it is called. */
  readonly label: string
  /** What is said of it; empty where nothing is. */
  readonly note: string
  /** Boxes within it. */
  readonly inside: readonly DiagramItem[]
}

/** The forms of a diagram: steps, steps that begin again, things on top of each other, things side by side, parts of one. */
export const diagramTypes = ["flow", "cycle", "layers", "lanes", "hub"] as const

/** One form of a diagram. */
export type DiagramType = (typeof diagramTypes)[number]

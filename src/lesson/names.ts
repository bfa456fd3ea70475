import type { Place } from "../diagnostic.ts"
import { attributesOf } from "./attributes.ts"
import { isDirective } from "./directives.ts"
import { type Markdown, walk } from "./markdown.ts"

/** The identifiers of a course while it is being read. Case does not tell two apart, since not every LMS minds it. */
export interface CourseNames {
  /** Ids of pages. */
  readonly pages: Set<string>
  /** Ids of activities, those among them that an author wrote further on: none is made up that one of them has. */
  readonly activities: Set<string>
  /** Where each id that an author wrote was used first. */
  readonly places: Map<string, Place>
  /** Ids that were made up: no LMS may be told of them, since they change when their page changes. */
  readonly madeUp: Set<string>
}

/** Names for a course whose phase files are these. */
export function createNames(files: readonly Markdown[]): CourseNames {
  const activities = new Set<string>()
  for (const { tree } of files) {
    for (const node of walk(tree)) {
      const id = isDirective(node) && node.name !== "page" ? attributesOf(node).id : undefined
      if (id) activities.add(id.replaceAll("-", "_").toLowerCase())
    }
  }
  return { pages: new Set(), activities, places: new Map(), madeUp: new Set() }
}

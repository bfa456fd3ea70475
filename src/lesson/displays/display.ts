import type { Directive, ParseContext } from "../../activities/kind.ts"
import type { Block } from "../model.ts"
import type { SourceList } from "../sources.ts"

/**
 * Something that a page shows and nobody answers: terms, a diagram, the list of sources. It is turned into HTML when a
 * course is built, so that it costs a learner neither a script nor saved work.
 */
export interface Display {
  /** Attributes it takes besides `#id` and `path`. */
  readonly attributes: readonly string[]
  /** What stands on the page; nothing after it reported an error. */
  blocks(directive: Directive, context: DisplayContext): readonly Block[]
}

/** What a display may ask for and say. */
export interface DisplayContext extends ParseContext {
  /** Names of the course's learning paths, easiest first. */
  readonly paths: readonly string[]
  /** Id of the page it stands on. */
  readonly page: string
  readonly sources: SourceList
}

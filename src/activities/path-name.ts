import { strings } from "../player/strings.ts"
import { capitalized } from "./label.ts"

/** A path by its name in the learner's language; one that an author named, as it was written. */
export function pathName(path: string): string {
  return strings.paths[path] ?? capitalized(path)
}

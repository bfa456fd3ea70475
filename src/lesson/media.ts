import type { Node } from "mdast"
import type { FileContent } from "./files.ts"
import { toSlug } from "./ids.ts"
import { judge } from "./links.ts"
import { walk } from "./markdown.ts"

/**
 * The types of files that a lesson may bring, by their extension: those that every LMS and its web server hand out as
 * what they are. Others are blocked somewhere, or come with a type that browsers refuse to show.
 */
export const mediaTypes = ["svg", "png", "jpg", "jpeg", "pdf", "txt", "vtt", "mp3", "mp4"] as const

/** Largest file that a lesson may bring, in bytes: learners' lines and LMSs' limits are narrower than authors' disks. */
export const largestMedia = 50_000_000

/** The files a lesson's Markdown speaks of, read before anything is made of it. */
export interface Media {
  /** What a path of the lesson's folder holds. */
  find(path: string): FoundFile | { readonly problem: MediaProblem }
}

/** A file that pages may show. */
export interface FoundFile {
  /** Its name in the package: `media/…`, lower case, safe for every LMS. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Why a file cannot be shown. */
export type MediaProblem = "missing" | "outside" | "large" | "type"

/** Paths of all files that a tree's links and images lead to. */
export function pathsIn(tree: Node): string[] {
  const paths: string[] = []
  for (const node of walk(tree)) {
    if (node.type !== "link" && node.type !== "image" && node.type !== "definition") continue
    const target = judge(node.url)
    if (target.to === "file") paths.push(target.path)
  }
  return paths
}

/** Whether a file is of a type that a lesson may bring. */
export function hasMediaType(path: string): boolean {
  return mediaTypes.some((type) => path.toLowerCase().endsWith(`.${type}`))
}

/** Names files for the package. The same files give the same names, whatever order they were read in. */
export function createMedia(files: ReadonlyMap<string, FileContent>): Media {
  const taken = new Set<string>()
  const names = new Map([...files.keys()].toSorted().map((path) => [path, toMediaName(path, taken)]))
  return {
    find(path) {
      if (!hasMediaType(path)) return { problem: "type" }
      const file = files.get(path)
      const name = names.get(path)
      if (!file || !name) return { problem: "missing" }
      return "problem" in file ? { problem: file.problem } : { name, bytes: file.bytes }
    },
  }
}

function toMediaName(path: string, taken: Set<string>): string {
  const file = path.slice(path.lastIndexOf("/") + 1)
  const dot = file.lastIndexOf(".")
  const type = file.slice(dot + 1).toLowerCase()
  const slug = toSlug(file.slice(0, dot), "-", 48) || "file"
  // Windows cannot unpack files named after its devices.
  const safe = /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(slug) ? `file-${slug}` : slug
  const extension = type === "jpeg" ? "jpg" : type
  const nameOf = (n: number) => `media/${safe}${n === 1 ? "" : `-${n}`}.${extension}`
  let n = 1
  while (taken.has(nameOf(n))) n++
  taken.add(nameOf(n))
  return nameOf(n)
}

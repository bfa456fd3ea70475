import { readdir, readFile, realpath, stat } from "node:fs/promises"
import { basename, dirname, relative, resolve, sep } from "node:path"

/** What reading a file came to. */
export type FileContent =
  | { readonly bytes: Uint8Array }
  | {
      /** `outside` is a file that the lesson's folder only links to. */
      readonly problem: "missing" | "outside" | "large"
    }

/** The files of one lesson, as {@link loadCourse} reads them. */
export interface LessonFiles {
  /** Reads a file by its path in the lesson's folder, with `/` between its parts. One of more than `most` bytes is refused unread. */
  read(path: string, most: number): Promise<FileContent>
  /** Names of the files that stand in the lesson's folder itself; nothing where there is no such folder. */
  list(): Promise<readonly string[] | undefined>
}

/** Where a lesson is, told by its name alone: what ends in `.md` is a plan, anything else a folder with a plan in it. */
export interface LessonLocation {
  /** The lesson's folder. */
  readonly folder: string
  /** Name of the plan in it. */
  readonly plan: string
  /** Whether only the plan was named, so that files beside it are not the lesson's. */
  readonly bare: boolean
  /** The name that the course's id is made of. */
  readonly name: string
}

/** Finds out what an author means by LESSON. */
export function locateLesson(lesson: string): LessonLocation {
  if (!/\.(?:md|markdown)$/i.test(lesson)) {
    return { folder: lesson, plan: "lesson.md", bare: false, name: basename(resolve(lesson)) }
  }
  const plan = basename(lesson)
  return { folder: dirname(lesson), plan, bare: true, name: plan.replace(/\.\w+$/, "") }
}

/** The files of a folder on disk. Links that lead out of it are not followed. */
export function diskFiles(folder: string): LessonFiles {
  return {
    async read(path, most) {
      try {
        const root = await realpath(folder)
        const file = await realpath(resolve(root, path))
        if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return { problem: "outside" }
        const { size, isFile } = await stat(file).then((found) => ({ size: found.size, isFile: found.isFile() }))
        if (!isFile) return { problem: "missing" }
        return size > most ? { problem: "large" } : { bytes: await readFile(file) }
      } catch (error) {
        if (isAbsent(error)) return { problem: "missing" }
        throw error
      }
    },
    async list() {
      try {
        const entries = await readdir(folder, { withFileTypes: true })
        return entries
          .filter((entry) => !entry.isDirectory())
          .map((entry) => entry.name)
          .toSorted()
      } catch (error) {
        if (isAbsent(error)) return undefined
        throw error
      }
    },
  }
}

/** Not there, behind a file that is no folder, a link that leads to itself, or a name no disk can hold. */
function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  return ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE", "EINVAL"].some((name) => name === code)
}

/** A path as reports show it: from the folder the command runs in, where it lies beneath that, with `/` on every system. */
export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path)
  const inside = shown !== "" && !shown.startsWith("..") && resolve(shown) === resolve(path)
  return (inside ? shown : path).replaceAll("\\", "/")
}

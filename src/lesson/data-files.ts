import { parse as parseCsv } from "csv-parse/sync"
import { isNode, LineCounter, parseDocument } from "yaml"
import type { DataFile } from "../activities/kind.ts"
import type { Place } from "../diagnostic.ts"
import { attributesOf } from "./attributes.ts"
import { isDirective } from "./directives.ts"
import type { FileContent } from "./files.ts"
import { type Markdown, walk } from "./markdown.ts"
import type { Reporter } from "./reporter.ts"
import { readText } from "./text-file.ts"

/** Largest table or list that a lesson may bring, in bytes: learners download what is made of it. */
export const largestData = 1_000_000

/** The tables and lists that the activities of a lesson read, by the path an author wrote. */
export interface DataFiles {
  /** What a file holds. Tells the author, once a file, what is wrong with it. */
  find(path: string, place: Place, reporter: Reporter): DataFile | undefined
}

/** Paths of all data files that a file's directives name. */
export function dataPathsIn({ tree }: Markdown): string[] {
  const paths: string[] = []
  for (const node of walk(tree)) {
    const path = isDirective(node) ? attributesOf(node).data : undefined
    if (path !== undefined && isSafe(path)) paths.push(path)
  }
  return paths
}

/** Data files as they were read from the disk. `shown` is how a file is called in a report. */
export function createDataFiles(
  contents: ReadonlyMap<string, FileContent>,
  shown: (path: string) => string,
): DataFiles {
  const known = new Map<string, DataFile | undefined>()
  return {
    find(path, place, reporter) {
      const content = contents.get(path)
      if (!isSafe(path) || !content || ("problem" in content && content.problem === "missing")) {
        const message = `There is no file "${path}" with data in the lesson's folder.`
        const remedy =
          "Name a file within the lesson's folder that ends in .yaml, .yml or .csv, with / between folders."
        reporter.report("data-file", place, message, remedy)
        return undefined
      }
      if (!known.has(path)) known.set(path, read(path, content, shown(path), reporter))
      return known.get(path)
    },
  }
}

/** Whether a path stays in the lesson's folder and names a type of file that is understood. */
function isSafe(path: string): boolean {
  return /^[^/\\:][^\\:]*\.(?:ya?ml|csv)$/i.test(path) && !path.split("/").includes("..")
}

function read(path: string, content: FileContent, file: string, reporter: Reporter): DataFile | undefined {
  const source = readText(content, file, largestData, reporter)
  if (source === undefined) return undefined
  return /\.csv$/i.test(path) ? readCsv(source, file, reporter) : readYaml(source, file, reporter)
}

function readYaml(source: string, file: string, reporter: Reporter): DataFile | undefined {
  const lineCounter = new LineCounter()
  const document = parseDocument(source, { lineCounter, prettyErrors: false, stringKeys: true })
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const [error] = document.errors
  if (error) {
    const remedy =
      "Compare the line with its neighbours: blanks at its beginning, a colon and a blank behind each name."
    reporter.report("data-file", placeAt(error.pos[0]), `This line is not YAML: ${error.message}`, remedy)
    return undefined
  }
  let value: unknown
  try {
    // Learners get it as JSON, which knows no part that holds itself, and no sets or bytes either.
    value = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 100 }) ?? null))
  } catch {
    const remedy = "Write what is repeated out in full."
    reporter.report("data-file", placeAt(0), "This file refers to parts of itself too often.", remedy)
    return undefined
  }
  return {
    value,
    report(path, severity, rule, message, remedy) {
      const keys = path.map((_, index) => path.slice(0, path.length - index))
      const node = keys.map((key) => document.getIn(key, true)).find(isNode)
      reporter.add({ severity, rule, place: placeAt(node?.range?.[0] ?? 0), message, remedy })
    },
  }
}

function readCsv(source: string, file: string, reporter: Reporter): DataFile | undefined {
  try {
    let twice: string | undefined
    const columns = (names: readonly string[]) => {
      twice = names.find((name, index) => name !== "" && names.indexOf(name) < index)
      return [...names]
    }
    const rows = parseCsv(source, { columns, bom: true, trim: true, skip_empty_lines: true, info: true })
    if (twice !== undefined) {
      const remedy = "Give each column a name of its own: of two, only the last would be read."
      reporter.report("data-file", { file, line: 1, column: 1 }, `Two columns are called "${twice}".`, remedy)
      return undefined
    }
    const records = rows as unknown as readonly { record: Record<string, string>; info: { lines: number } }[]
    return {
      value: records.map(({ record }) => record),
      report([row], severity, rule, message, remedy) {
        const line = typeof row === "number" ? (records[row]?.info.lines ?? 1) : 1
        reporter.add({ severity, rule, place: { file, line, column: 1 }, message, remedy })
      },
    }
  } catch (error) {
    const line = Number(Object(error).lines ?? 1)
    const message = `This file is not a table in CSV: ${error instanceof Error ? error.message : String(error)}`
    const remedy = "Write as many values in each line as the first line has names, with commas between them."
    reporter.report("data-file", { file, line, column: 1 }, message, remedy)
    return undefined
  }
}

/** Where in an author's file something stands. Lines and columns count from 1, as editors do. */
export interface Place {
  /** Path of the file as the author named it, relative to where the command runs. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** How much a diagnostic matters: an error stops the build, a warning does not, information is only told. */
export type Severity = "error" | "warning" | "info"

/** Something an author should know about a file of theirs: what, where, and how to mend it. */
export interface Diagnostic {
  /** Name of the rule; also its fixture's folder in the tests and its heading in the author's guide. */
  readonly rule: string
  readonly severity: Severity
  readonly place: Place
  /** What is wrong, quoting what the author wrote. */
  readonly message: string
  /** What to write instead. */
  readonly remedy: string
}

/** Thrown by {@link buildCourse} when a lesson has errors; carries every diagnostic of the run. */
export class CourseError extends Error {
  override readonly name = "CourseError"
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n\n"))
  }
}

/** What is told where a package is named that cannot be read: mostly it is not there, and some are beyond all measure. */
export function unreadPackage(path: string, fault: unknown): Diagnostic {
  const place = { file: path, line: 1, column: 1 }
  if (fault instanceof Error && "code" in fault && fault.code === "ERR_FS_FILE_TOO_LARGE") {
    return {
      ...{ rule: "file-large", severity: "error", place },
      message: `The file ${path} is larger than 2 GB: it is not looked into, and no LMS takes it.`,
      remedy: "Make pictures and films smaller, or serve films from elsewhere.",
    }
  }
  return {
    ...{ rule: "file-missing", severity: "error", place },
    message: `There is no file ${path}, or it cannot be read.`,
    remedy: "Name a package as it is spelled, with its folder.",
  }
}

/** Formats a diagnostic as an author reads it: place, severity and rule on one line, message and remedy beneath. */
export function formatDiagnostic({ place, severity, rule, message, remedy }: Diagnostic): string {
  return `${place.file}:${place.line}:${place.column} ${severity} ${rule}\n  ${message}\n  ${remedy}`
}

/** Orders diagnostics by file, then place, so that two runs print the same. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const rank = ({ place }: Diagnostic): [string, number, number] => [place.file, place.line, place.column]
  return diagnostics.toSorted((a, b) => {
    const [fileA, lineA, columnA] = rank(a)
    const [fileB, lineB, columnB] = rank(b)
    return fileA < fileB ? -1 : fileA > fileB ? 1 : lineA - lineB || columnA - columnB
  })
}

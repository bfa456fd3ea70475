import type { FileContent } from "./files.ts"
import type { Reporter } from "./reporter.ts"

/** Largest Markdown file, in bytes. A lesson of 500 questions is a twentieth of it. */
export const largestMarkdown = 5_000_000

/**
 * The text of an author's file: UTF-8, with or without a byte order mark, lines ending in any way, at most so many bytes.
 * Reports what is no such text, and then gives nothing.
 */
export function readText(content: FileContent, file: string, most: number, reporter: Reporter): string | undefined {
  const place = { file, line: 1, column: 1 }
  if ("problem" in content) {
    if (content.problem === "large") {
      const message = `${file} is larger than ${most >= 1_000_000 ? `${most / 1_000_000} MB` : `${most / 1000} kB`}.`
      reporter.report("file-large", place, message, "Check that it is the right file, or make it shorter.")
    } else if (content.problem === "outside") {
      const message = `${file} is a link to a file outside the lesson's folder.`
      reporter.report("file-outside", place, message, "Put the file itself into the lesson's folder.")
    } else {
      reporter.report("file-missing", place, `There is no file ${file}.`, missingRemedy)
    }
    return undefined
  }
  const { bytes } = content
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!isUtf16 && bytes.includes(0)) {
    const message = `${file} is not a text file: it contains bytes that no text has.`
    reporter.report(
      "file-binary",
      place,
      message,
      "Save the document as plain text in Markdown, not as a Word file or a PDF.",
    )
    return undefined
  }
  const text = isUtf16 ? undefined : decode(bytes)
  if (text === undefined) {
    const message = `${file} is not in UTF-8, so some letters cannot be read.`
    reporter.report("file-encoding", place, message, 'Save it again with the encoding "UTF-8".')
    return undefined
  }
  if (text.trim() === "") {
    reporter.report("file-empty", place, `${file} is empty.`, "Write something into it, or remove it.")
    return undefined
  }
  return text
}

const missingRemedy =
  "Name a lesson's folder with a lesson plan called lesson.md in it, or the lesson plan itself (a file ending in .md)."

function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    // Control characters are no text, and XML, which manifests are written in, forbids them (XML 1.0 §2.2).
    return text.replace(/\r\n?/g, "\n").replace(forbidden, "\uFFFD")
  } catch {
    return undefined
  }
}

const forbidden = /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu

import type { Place } from "../diagnostic.ts"
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
      const [, zip] = /^(.+\.zip)\/lesson\.md$/i.exec(file) ?? []
      const message = zip ? `${zip} is a package, and not a lesson.` : `There is no file ${file}.`
      const remedy = zip ? `Name the lesson's folder. To look at a package: npx lessonpack check ${zip}` : missingRemedy
      reporter.report("file-missing", place, message, remedy)
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
  reportCharacters(text, file, reporter)
  return text.replace(blanks, " ").replace(forbidden, "")
}

/** Tells of characters that nobody sees, where they first stand: those that are left out, and those that turn text round. */
function reportCharacters(text: string, file: string, reporter: Reporter) {
  const left = text.search(forbidden)
  if (left >= 0) {
    const message = "Here stands a control character, which no text has and nobody sees. All of them are left out."
    const remedy = "Delete it: it was likely copied from another program. Writing the word anew helps."
    reporter.report("file-characters", placeAt(text, left, file), message, remedy)
  }
  const turning = text.search(/[\u202D\u202E]/)
  if (turning >= 0) {
    const message =
      "Here stands an invisible character that shows what follows in another direction than it is written."
    const remedy = "Delete it. Letters of every script find their direction themselves."
    reporter.report("file-characters", placeAt(text, turning, file), message, remedy)
  }
}

function placeAt(text: string, offset: number, file: string): Place {
  const lines = text.slice(0, offset).split("\n")
  return { file, line: lines.length, column: (lines.at(-1) ?? "").length + 1 }
}

const missingRemedy =
  "Name a lesson's folder with a lesson plan called lesson.md in it, or the lesson plan itself (a file ending in .md)."

function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    return text.replace(/\r\n?/g, "\n")
  } catch {
    return undefined
  }
}

/** Line and page breaks of other programs, which separate words. */
const blanks = /[\v\f\u0085]/g

/** Control characters are no text, and XML, which manifests are written in, forbids them (XML 1.0 §2.2). */
const forbidden = /(?![\t\n\v\f\u0085])[\p{Cc}\uFFFE\uFFFF]/gu

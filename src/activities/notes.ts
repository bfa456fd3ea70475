/**
 * Many short notes as one text, so that saved work has one field for them all: a note a line, in their order, empty ones at
 * the end left out. Where an LMS keeps only the beginning of the text, the notes before that place are whole.
 */
export function packNotes(notes: readonly string[]): string {
  let last = notes.length
  while (last > 0 && notes[last - 1] === "") last--
  return notes.slice(0, last).map(escapeLine).join("\n")
}

/** The notes of {@link packNotes}, as many as there may be; those that were not written are empty. */
export function unpackNotes(packed: string, count: number): readonly string[] {
  const lines = packed.split("\n")
  return Array.from({ length: count }, (_, index) => unescapeLine(lines[index] ?? ""))
}

function escapeLine(note: string): string {
  return note.replace(/\\/g, "\\\\").replace(/\n/g, "\\n")
}

function unescapeLine(line: string): string {
  return line.replace(/\\(.?)/g, (_, next: string) => (next === "n" ? "\n" : next))
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Writes plain text as HTML text or attribute; control characters, which HTML forbids, are left out. */
export function escapeHtml(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, "").replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

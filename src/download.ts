/**
 * Hands a text to the browser's downloads. In a sandboxed frame nothing happens, and nobody is told: so let the same text
 * stand beside the button, to be copied.
 */
export function download(name: string, text: string, type = "text/plain"): void {
  try {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
    link.download = name
    document.body.append(link)
    link.click()
    link.remove()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  } catch {
    // The text stands beside the button.
  }
}

/** Runs a script of this package. Rejects when it cannot be fetched; may then be tried again. */
export function runScript(source: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = source
    script.addEventListener("load", () => resolve())
    script.addEventListener("error", () => {
      script.remove()
      reject(new Error(`${source} could not be loaded`))
    })
    document.head.append(script)
  })
}

/** Adds a stylesheet of this package. Resolves when it counts, or cannot be fetched: the page can be read without it. */
export function addStyle(source: string): Promise<void> {
  return new Promise((resolve) => {
    const link = document.createElement("link")
    link.rel = "stylesheet"
    link.href = source
    link.addEventListener("load", () => resolve())
    link.addEventListener("error", () => resolve())
    document.head.append(link)
  })
}

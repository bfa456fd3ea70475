/** Scripts that run or have run, by their name. */
const scripts = new Map<string, Promise<void>>()

/** Stylesheets that are there or on their way. */
const styles = new Map<string, Promise<void>>()

/** Runs a script of this package, once. Rejects when it cannot be fetched; may then be tried again. */
export function runScript(source: string): Promise<void> {
  const known = scripts.get(source)
  if (known) return known
  const running = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script")
    script.src = source
    script.addEventListener("load", () => resolve())
    script.addEventListener("error", () => {
      script.remove()
      scripts.delete(source)
      reject(new Error(`${source} could not be loaded`))
    })
    document.head.append(script)
  })
  scripts.set(source, running)
  return running
}

/**
 * Adds a stylesheet of this package, once. Resolves when it counts, or cannot be fetched: the page can be read without it,
 * and whoever asks for it again tries again.
 */
export function addStyle(source: string): Promise<void> {
  const known = styles.get(source)
  if (known) return known
  const coming = new Promise<void>((resolve) => {
    const link = document.createElement("link")
    link.rel = "stylesheet"
    link.href = source
    link.addEventListener("load", () => resolve())
    link.addEventListener("error", () => {
      link.remove()
      styles.delete(source)
      resolve()
    })
    document.head.append(link)
  })
  styles.set(source, coming)
  return coming
}

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

/** Waits for a script that the launch page names itself, unless it failed; else runs it. */
export async function awaitScript(source: string, isThere: () => boolean): Promise<void> {
  if (document.readyState !== "complete" && document.querySelector(`script[src="${source}"]`)) {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }))
  }
  if (!isThere()) await runScript(source)
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

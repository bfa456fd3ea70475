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

import { type FSWatcher, statSync, watch } from "node:fs"
import { basename } from "node:path"

/** How often is looked whether the folder is still the one that is watched, in milliseconds. */
const round = 500

/** How to follow a folder. */
export interface FollowOptions {
  /** Whether files in folders beneath it count as well. */
  readonly isDeep: boolean
}

/**
 * Calls back whenever something in a folder may have changed, also after the folder was taken away and is back, or another
 * stands in its place: a watcher alone stays with the folder that went. Gives what ends that.
 */
export function followFolder(folder: string, { isDeep }: FollowOptions, changed: () => void): () => void {
  let watcher: FSWatcher | undefined
  let watched: string | undefined

  function leave(): void {
    watcher?.close()
    watcher = undefined
    watched = undefined
  }

  function look(): void {
    const found = identityOf(folder)
    if (found === watched) return
    leave()
    if (found !== undefined) begin(found)
    changed()
  }

  function begin(found: string): void {
    try {
      watcher = watch(folder, { recursive: isDeep }, (_event, name) => {
        // What concerns the folder itself may be that it went: the next round watches it anew.
        if (!name || name === basename(folder)) leave()
        changed()
      })
      watcher.on("error", leave)
      watched = found
    } catch {
      // It went while it was looked at; the next round tells.
    }
  }

  const found = identityOf(folder)
  if (found !== undefined) begin(found)
  const timer = setInterval(look, round)
  return () => {
    clearInterval(timer)
    leave()
  }
}

/** What tells a folder from another of its name; nothing where there is none. */
function identityOf(folder: string): string | undefined {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder)
    return `${dev} ${ino} ${birthtimeMs}`
  } catch {
    return undefined
  }
}

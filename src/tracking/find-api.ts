/** The methods of an LMS's API object. What they return is not to be trusted. */
export type Api = Readonly<Record<string, (...values: string[]) => unknown>>

/** How long an LMS may take to put its API object in place, in milliseconds: some do it after the course has loaded. */
export const longestSearch = 2500

/** How often the search is repeated, in milliseconds. */
const interval = 100

/** How many windows are looked at in one line of parents: portals nest deeper than the 7 of SCORM 1.2's sample. */
const mostWindows = 500

/**
 * Looks for an LMS's API object the way the standard says (SCORM 1.2 RTE §3.3, 2004 RTE §3.2.1): in this window and its
 * parents from the inside out, then from the window that opened this one, then from the one that opened the outermost.
 * Only an object with a callable `method` counts. Looks again for a while before it gives up.
 */
export async function findApi(window: Window, name: string, method: string): Promise<Api | undefined> {
  for (let waited = 0; ; waited += interval) {
    const api =
      climb(window, name, method) ??
      climb(read(window, "opener"), name, method) ??
      climb(read(read(window, "top"), "opener"), name, method)
    if (api || waited >= longestSearch) return api
    await new Promise((resolve) => window.setTimeout(resolve, interval))
  }
}

/** Looks in a window and its parents, up to the first that belongs to another origin. */
function climb(start: unknown, name: string, method: string): Api | undefined {
  let here = start
  for (let count = 0; count < mostWindows && here; count++) {
    const api = read(here, name)
    if (api === forbidden) return undefined
    if (isApi(api, method)) return api
    const parent = read(here, "parent")
    if (parent === here || parent === forbidden) return undefined
    here = parent
  }
  return undefined
}

/** Stands for what another origin does not let us read. */
const forbidden = Symbol()

function read(from: unknown, property: string): unknown {
  try {
    return isObject(from) ? Reflect.get(from, property) : undefined
  } catch {
    return forbidden
  }
}

function isApi(value: unknown, method: string): value is Api {
  return typeof read(value, method) === "function"
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function"
}

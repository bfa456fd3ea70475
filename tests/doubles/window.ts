/** A page's window with nothing in it but what tracking uses: frames, timers, events, storage. */
export interface FakeWindow extends EventTarget {
  parent: unknown
  opener: unknown
  top: unknown
  document: EventTarget & { visibilityState: "visible" | "hidden" }
  localStorage: Storage
  sessionStorage: Storage
  setTimeout: typeof setTimeout
  clearTimeout: typeof clearTimeout
}

/** A fake window that tracking takes for a real one, with whatever else stands in it (an API object, say). */
export function fakeWindow(contents: object = {}): Window & FakeWindow {
  const window = Object.assign(new EventTarget(), {
    document: Object.assign(new EventTarget(), { visibilityState: "visible" as const }),
    opener: null,
    localStorage: fakeStorage(),
    sessionStorage: fakeStorage(),
    setTimeout: (...values: Parameters<typeof setTimeout>) => setTimeout(...values),
    clearTimeout: (timer: Parameters<typeof clearTimeout>[0]) => clearTimeout(timer),
    ...contents,
  })
  Object.assign(window, {
    ...("parent" in contents ? {} : { parent: window }),
    ...("top" in contents ? {} : { top: window }),
  })
  return window as unknown as Window & FakeWindow
}

/** Storage in memory. */
export function fakeStorage(): Storage {
  const texts = new Map<string, string>()
  return {
    get length() {
      return texts.size
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
    clear: () => texts.clear(),
  }
}

/** A frame of another origin: whatever is read from it but its place among frames, the browser throws. */
export function foreignWindow(places: { readonly parent?: object; readonly opener?: object } = {}): object {
  return new Proxy(places, {
    get(_, property) {
      if (property in places) return Reflect.get(places, property)
      if (property === "parent" || property === "opener" || property === "top") return null
      throw new DOMException("Blocked a frame from accessing a cross-origin frame.", "SecurityError")
    },
  })
}

/** An event of a page that is left or shown again. */
export function pageEvent(type: "pagehide" | "pageshow", persisted: boolean): Event {
  return Object.assign(new Event(type), { persisted })
}

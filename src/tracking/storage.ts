/** A place in the browser where text is kept by key. Nothing in it throws: what the browser forbids is simply not kept. */
export interface Store {
  get(key: string): string | undefined
  /** Keeps a text, and says whether it is kept. */
  set(key: string, text: string): boolean
  remove(key: string): void
}

/** The browser's storage for this site, or one that keeps nothing where it is blocked. */
export function browserStore(window: Window, name: "localStorage" | "sessionStorage"): Store {
  function attempt<Result>(act: (storage: Storage) => Result): Result | undefined {
    try {
      return act(window[name])
    } catch {
      return undefined
    }
  }
  return {
    get: (key) => attempt((storage) => storage.getItem(key)) ?? undefined,
    set: (key, text) =>
      attempt((storage) => {
        storage.setItem(key, text)
        return true
      }) === true,
    remove(key) {
      attempt((storage) => storage.removeItem(key))
    },
  }
}

/** A store that lasts as long as the page. */
export function memoryStore(): Store {
  const texts = new Map<string, string>()
  return {
    get: (key) => texts.get(key),
    set: (key, text) => texts.set(key, text).has(key),
    remove: (key) => void texts.delete(key),
  }
}

/** One store of several: each text is kept in the first that takes it. */
export function firstOf(stores: readonly Store[]): Store {
  return {
    get: (key) => stores.map((store) => store.get(key)).find((text) => text !== undefined),
    set(key, text) {
      const keeper = stores.find((store) => store.set(key, text))
      // An older text in another store must not come back instead.
      for (const store of stores) if (store !== keeper) store.remove(key)
      return keeper !== undefined
    },
    remove(key) {
      for (const store of stores) store.remove(key)
    },
  }
}

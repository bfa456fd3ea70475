import { type FakeWindow, fakeWindow } from "./window.ts"

/** A page that a launch opened: an address with a query, and requests that really go out. */
export interface XapiWindow extends FakeWindow {
  /** Where the course sent its page. */
  readonly assigned: string[]
  /** Requests that were marked to outlive the page. */
  readonly kept: string[]
}

/** Opens a page at a query; with the window of an earlier page, as the same tab does when it is loaded again. */
export function xapiWindow(search: string, before?: Window & FakeWindow): Window & XapiWindow {
  const assigned: string[] = []
  const kept: string[] = []
  const contents = {
    ...{ assigned, kept },
    location: { search, assign: (address: string) => void assigned.push(address) },
    crypto: globalThis.crypto,
    fetch(address: string, options: RequestInit) {
      if (options.keepalive) kept.push(String(options.body ?? ""))
      const { keepalive: _, ...rest } = options
      return fetch(address, rest)
    },
    ...(before && { localStorage: before.localStorage, sessionStorage: before.sessionStorage }),
  }
  return fakeWindow(contents) as Window & XapiWindow
}

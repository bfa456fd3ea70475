/** The time, and a way to wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs something later, once; the function it returns calls that off. */
  after(milliseconds: number, run: () => void): () => void
}

/** The browser's clock. */
export function browserClock(window: Window): Clock {
  return {
    now: () => Date.now(),
    after(milliseconds, run) {
      const timer = window.setTimeout(run, milliseconds)
      return () => window.clearTimeout(timer)
    },
  }
}

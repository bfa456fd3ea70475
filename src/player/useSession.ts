import { useLayoutEffect, useReducer } from "preact/hooks"
import type { Session } from "./session.ts"

/** Shows a component anew after every change of the session. */
export function useSession(session: Session): void {
  const [, render] = useReducer((count: number) => count + 1, 0)
  // A layout effect, so that it listens from the moment there is something to press.
  useLayoutEffect(() => session.subscribe(() => render(undefined)), [session])
}

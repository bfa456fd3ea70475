import { useEffect, useReducer } from "preact/hooks"
import type { Session } from "./session.ts"

/** Shows a component anew after every change of the session. */
export function useSession(session: Session): void {
  const [, render] = useReducer((count: number) => count + 1, 0)
  useEffect(() => session.subscribe(() => render(undefined)), [session])
}

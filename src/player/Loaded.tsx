import type { ComponentChildren } from "preact"
import { useEffect, useState } from "preact/hooks"
import { strings } from "./strings.ts"

/** Shows what has been loaded; until then that it is being loaded, or that it failed, with a way to try again. */
export function Loaded<Value>(props: {
  readonly there: Value | undefined
  readonly load: () => Promise<Value>
  /** What can be shown already. */
  readonly meanwhile?: ComponentChildren
  readonly children: (value: Value) => ComponentChildren
}) {
  const [value, setValue] = useState(props.there)
  const [tries, setTries] = useState(0)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let isWanted = value === undefined
    if (!isWanted) return undefined
    setFailed(false)
    props.load().then(
      (loaded) => isWanted && setValue(() => loaded),
      () => isWanted && setFailed(true),
    )
    return () => {
      isWanted = false
    }
  }, [tries])
  if (value !== undefined) return <>{props.children(value)}</>
  if (!failed) return <>{props.meanwhile || <p role="status">{strings.shell.loading}</p>}</>
  return (
    <>
      {props.meanwhile}
      <div class="alert alert-bad" role="alert">
        <p>{strings.shell.loadFailed}</p>
        <button type="button" class="button-outline" onClick={() => setTries(tries + 1)}>
          {strings.shell.tryAgain}
        </button>
      </div>
    </>
  )
}

import { useRef, useState } from "preact/hooks"
import type { LrsState } from "../protocol.ts"
import { DataTree } from "./DataTree.tsx"
import type { TracedCall } from "./host.ts"
import { Record } from "./Record.tsx"
import { SavedWork } from "./SavedWork.tsx"
import { Statements } from "./Statements.tsx"
import { Trace } from "./Trace.tsx"
import type { Launched } from "./useLaunch.ts"

/** What the panels show. */
export interface Observed {
  readonly launched: Launched | undefined
  readonly calls: readonly TracedCall[]
  /** The data model, flat. */
  readonly data: Readonly<{ [element: string]: string }>
  /** Elements that the last call changed. */
  readonly fresh: ReadonlySet<string>
  readonly lrs: LrsState
}

const panels = [
  ["Calls", Trace],
  ["Data model", DataTree],
  ["Saved work", SavedWork],
  ["Objectives and interactions", Record],
  ["Statements", Statements],
] as const

/** All that passes between course and LMS, a tab each (the keyboard's way through tabs is the one of the ARIA guide). */
export function Panels(observed: Observed) {
  const [at, setAt] = useState(0)
  const tabs = useRef<HTMLDivElement>(null)
  const Panel = panels[at]?.[1] ?? Trace
  function turn(event: KeyboardEvent) {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = (at + step + panels.length) % panels.length
    setAt(next)
    tabs.current?.querySelectorAll("button")[next]?.focus()
  }
  return (
    <section class="panels" aria-label="What passes between course and LMS">
      <div role="tablist" aria-label="Views" class="tabs" ref={tabs} onKeyDown={turn}>
        {panels.map(([name], index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${index}`}
            aria-selected={index === at}
            aria-controls="panel"
            tabIndex={index === at ? 0 : -1}
            onClick={() => setAt(index)}
          >
            {name}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reached by keyboard. */}
      <div role="tabpanel" id="panel" aria-labelledby={`tab-${at}`} tabIndex={0}>
        <Panel {...observed} />
      </div>
    </section>
  )
}

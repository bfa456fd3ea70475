import type { ComponentChildren } from "preact"
import { useLayoutEffect, useRef } from "preact/hooks"
import { Html, InlineHtml } from "./Html.tsx"
import type { Prompted } from "./kind.ts"
import type { Tries } from "./useTries.ts"

/** The frame of an activity that is handed in: what is asked, the answers, what is wrong with them, and the button. */
export function ActivityForm(props: {
  /** Name of the kind, as a CSS class. */
  readonly kind: string
  readonly id: string
  readonly asked: Pick<Prompted, "intro" | "prompt">
  readonly tries: Tries
  /** Whether the prompt heads a group of controls; else the children hold it as the label of theirs. */
  readonly isGroup?: boolean
  /** What a learner should know before answering. */
  readonly hint?: string | undefined
  /** What is said about the answer. Read out when it changes, and focused when the form closes around the learner. */
  readonly status: ComponentChildren
  /** What stands beneath the status, outside what is read out. */
  readonly after?: ComponentChildren
  /** The text of the button. */
  readonly button: string
  /** What stands beside the button. */
  readonly aside?: ComponentChildren
  readonly children: ComponentChildren
}) {
  const { kind, id, asked, tries, isGroup = true, hint, status, after, button, aside, children } = props
  const statusRegion = useRef<HTMLDivElement>(null)
  const isSubmitted = useRef(false)
  const isClosed = tries.stage === "closed"

  // The button that had the focus is gone with the last try; without this the keyboard would start again at the top.
  useLayoutEffect(() => {
    if (isClosed && isSubmitted.current) statusRegion.current?.focus()
    isSubmitted.current = false
  }, [isClosed])

  function submit(event: Event) {
    isSubmitted.current = true
    tries.submit(event)
  }

  return (
    <form class={`kind kind-${kind}`} onSubmit={(event) => event.preventDefault()} noValidate>
      {asked.intro && <Html html={asked.intro} />}
      {isGroup ? (
        <fieldset aria-describedby={`${id}-hint ${id}-problem`}>
          <legend>
            <InlineHtml html={asked.prompt} />
          </legend>
          {hint !== undefined && !isClosed && (
            <p class="hint" id={`${id}-hint`}>
              {hint}
            </p>
          )}
          <Problem id={id} tries={tries} />
          {children}
        </fieldset>
      ) : (
        children
      )}
      <div class="status" role="status" tabIndex={-1} ref={statusRegion}>
        {status}
      </div>
      {after}
      {!isClosed && (
        <div class="actions">
          {/* Its click, not the submission: a sandboxed frame drops that before anybody hears of it. Enter clicks it too. */}
          <button type="submit" class={tries.stage === "tried" ? "button-outline" : "button"} onClick={submit}>
            {button}
          </button>
          {aside && <span class="aside">{aside}</span>}
        </div>
      )}
    </form>
  )
}

/** What keeps an answer from being handed in, at the answer. The region is there from the start, so that it is read out. */
export function Problem({ id, tries }: { readonly id: string; readonly tries: Tries }) {
  return (
    <p class="problem" role="alert" id={`${id}-problem`}>
      {tries.problem}
    </p>
  )
}

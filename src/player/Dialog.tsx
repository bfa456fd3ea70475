import type { ComponentChildren } from "preact"
import { useLayoutEffect, useRef } from "preact/hooks"
import { strings } from "./strings.ts"

/** A window over the page: the browser keeps focus in it, closes it on Escape and gives focus back. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const { current } = dialog
    // Browsers before 2022 have no modal dialogs; there it stands open above the page.
    if (current?.showModal) current.showModal()
    else current?.setAttribute("open", "")
    // Taken away with the page it lay over, too, it gives the focus back; a new page then takes it.
    return () => current?.close?.()
  }, [])
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="dialog-title" onClose={onClose}>
      <div class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button
          type="button"
          class="button-plain"
          onClick={() => (dialog.current?.close ? dialog.current.close() : onClose())}
        >
          {strings.shell.close}
        </button>
      </div>
      {children}
    </dialog>
  )
}

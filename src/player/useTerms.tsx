import { render } from "preact"
import { useEffect } from "preact/hooks"
import type { Term } from "../lesson/model.ts"
import { loadMore, type More, moreViews } from "./more.ts"

/**
 * Lets a term in the text (a button of the serializer's) show what it means right behind itself, and hide it again. One
 * pair of listeners serves all pages; when a text is drawn anew, what was open in it is simply closed.
 */
export function useTerms(): void {
  useEffect(() => {
    const toggle = ({ target }: MouseEvent) => {
      const button = target instanceof Element ? target.closest("button.term") : null
      if (!button) return
      if (isOpen(button)) return close(button)
      const show = ({ glossary }: Pick<More, "glossary">) => {
        const term = glossary.find(({ id }) => id === button.getAttribute("data-term"))
        if (term && !isOpen(button)) open(button, term)
      }
      const there = moreViews()
      if (there) show(there)
      // Where it cannot be fetched, pressing again tries again.
      else loadMore().then(show, () => undefined)
    }
    const leave = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key !== "Escape" || defaultPrevented) return
      const at = document.activeElement
      // From within an explanation the focus goes back to its term; it must not get lost with what is closed.
      const within = at?.closest(".term-note")?.previousElementSibling
      const buttons = document.querySelectorAll("button.term[aria-expanded=true]")
      const last = within ?? (at && isOpen(at) ? at : buttons[buttons.length - 1])
      if (last) close(last)
      if (within instanceof HTMLElement) within.focus()
    }
    document.addEventListener("click", toggle)
    document.addEventListener("keydown", leave)
    return () => {
      document.removeEventListener("click", toggle)
      document.removeEventListener("keydown", leave)
    }
  }, [])
}

function isOpen(button: Element): boolean {
  return button.getAttribute("aria-expanded") === "true"
}

function open(button: Element, { term, html = "" }: Term): void {
  const note = document.createElement("span")
  note.className = "term-note"
  note.setAttribute("role", "note")
  note.setAttribute("aria-label", term)
  // As everywhere, the HTML is our own serializer's.
  render(
    <>
      <b>{term}</b>: <span dangerouslySetInnerHTML={{ __html: html }} />
    </>,
    note,
  )
  const next = button.nextSibling
  // A full stop or a comma stays with its word.
  const mark = next instanceof Text ? (/^[^\p{L}\p{N}\s]+/u.exec(next.data)?.[0].length ?? 0) : 0
  if (next instanceof Text && mark > 0) next.splitText(mark).before(note)
  else button.after(note)
  button.setAttribute("aria-expanded", "true")
}

function close(button: Element): void {
  const note = button.nextElementSibling
  if (note?.className === "term-note") note.remove()
  button.parentNode?.normalize()
  button.setAttribute("aria-expanded", "false")
}

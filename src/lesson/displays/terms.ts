import type { ListItem } from "mdast"
import { isList, readParts, reportNoAnswers } from "../../activities/parts.ts"
import { escapeHtml } from "../../escape-html.ts"
import type { Block } from "../model.ts"
import { suggest } from "../nearest.ts"
import { splitTerm } from "../terms.ts"
import type { Display, DisplayContext } from "./display.ts"

/**
 * Terms and what they mean, each to be opened: a list of `**Term**: explanation`. `open` shows all of them open,
 * `open="foundations"` only on that path. They stand in the course's glossary, too.
 */
export const terms: Display = {
  attributes: ["open"],
  blocks(directive, context) {
    const { prompted, structure } = readParts(directive, context, isList)
    if (!structure) return reportNoAnswers(directive, context, "Write a list: - **Term**: what it means.") ?? []
    const entries = structure.children.map((item) => readTerm(item, context))
    const { intro, prompt, explanation = "" } = prompted
    const html = (isOpen: boolean) =>
      [
        intro,
        prompt && `<p>${prompt}</p>`,
        `<div class="terms">${entries.map((entry) => entry?.(isOpen) ?? "").join("")}</div>`,
        explanation,
      ].join("")
    const open = openOn(directive.attributes.open, directive.node, context)
    if (open.length === 0 || open.length === context.paths.length) {
      return [{ type: "html", html: html(open.length > 0) }]
    }
    const others = context.paths.filter((path) => !open.includes(path))
    const on = (paths: readonly string[], isOpen: boolean): Block => ({
      type: "path",
      paths,
      blocks: [{ type: "html", html: html(isOpen) }],
    })
    return [on(open, true), on(others, false)]
  },
}

function readTerm(item: ListItem, context: DisplayContext): ((isOpen: boolean) => string) | undefined {
  const [paragraph, ...more] = item.children
  const term = splitTerm(item.children, context.text)
  const rest = term && paragraph ? [{ ...paragraph, children: term.explanation }, ...more] : []
  if (!term || context.text(rest) === "") {
    const message = "An item of this list is not a term and its explanation."
    context.report(
      "error",
      "terms-items",
      item,
      message,
      "Write the term in bold, then a colon: - **Term**: what it means.",
    )
    return undefined
  }
  const name = escapeHtml(term.name)
  const html = context.html(rest)
  return (isOpen) => `<details${isOpen ? " open" : ""}><summary>${name}</summary>${html}</details>`
}

/** The paths on which all terms are open. */
function openOn(
  written: string | undefined,
  node: Parameters<DisplayContext["report"]>[2],
  { paths, report }: DisplayContext,
): readonly string[] {
  if (written === undefined) return []
  const words = written
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== "" && word !== "yes")
  const unknown = words.find((word) => !paths.includes(word))
  if (unknown !== undefined) {
    report("error", "path-unknown", node, `There is no learning path "${unknown}".`, suggest(unknown, paths))
  }
  return words.length === 0 ? paths : paths.filter((path) => words.includes(path))
}

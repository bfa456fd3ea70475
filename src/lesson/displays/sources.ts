import { escapeHtml } from "../../escape-html.ts"
import { dateInWords } from "../dates.ts"
import { judge } from "../links.ts"
import type { Source } from "../sources.ts"
import type { Display } from "./display.ts"
import { displayStrings as text } from "./strings.ts"

/** The list of sources: `::sources{data=data/sources.yaml}`. Each has its own place, to which `:source[S19]` leads. */
export const sources: Display = {
  attributes: ["data"],
  blocks(directive, context) {
    const { data: path } = directive.attributes
    // A file that is not named is reported here; what is wrong in one was reported when the sources were read.
    const list = path === undefined ? context.data(directive) && undefined : context.sources.listOf(path)
    if (!list) return []
    context.sources.showOn(context.page)
    const groups = [...new Set(list.map(({ group }) => group))]
    const html = groups.map((group) => {
      const entries = list.filter((source) => source.group === group).map(entryOf)
      return `${group === undefined ? "" : `<h2>${escapeHtml(group)}</h2>`}<ul class="sources">${entries.join("")}</ul>`
    })
    return [{ type: "html", html: html.join("") }]
  },
}

/** Id of the place of a source on the page that lists them. */
export function anchorOf({ id }: Pick<Source, "id">): string {
  return `source_${id}`
}

function entryOf(source: Source): string {
  const { id, what, where, date, read, isPrimary } = source
  const facts = [
    text.dated(dateInWords(date)),
    text.readOn(dateInWords(read), read.length > 7),
    isPrimary ? text.primary : text.secondary,
  ]
  return [
    `<li id="${anchorOf(source)}" tabindex="-1"><p><b>${escapeHtml(id)}</b> ${escapeHtml(what)}</p>`,
    `<p class="soft">${linked(where)}<br>${escapeHtml(facts.join(" · "))}</p></li>`,
  ].join("")
}

/** A place on the web as a link that says where it opens; other places as they are. */
function linked(where: string): string {
  const address = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:\/\S*)?$/i.test(where) ? `https://${where}` : where
  const target = judge(address)
  if (target.to !== "web" || !target.href.startsWith("https:") || /\s/.test(address)) return escapeHtml(where)
  const link = `<a class="external" href="${escapeHtml(target.href)}" target="_blank" rel="noopener">${escapeHtml(where)}</a>`
  return `${link} (${text.newWindow})`
}

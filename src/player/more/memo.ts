import { escapeHtml } from "../../escape-html.ts"
import type { PrintedBlock } from "./printed.ts"

/** What a memo is made of. All texts are plain. */
export interface MemoContent {
  readonly title: string
  /** What is to be known of it, beneath its title. */
  readonly note: string | undefined
  /** The course it comes from. */
  readonly course: string
  /** BCP 47 tag of the course's language. */
  readonly language: string
  readonly direction: "ltr" | "rtl"
  /** The day it was made, as the learner reads it. */
  readonly day: string
  readonly sections: readonly { readonly heading: string; readonly blocks: readonly PrintedBlock[] }[]
}

/** A memo as an HTML page that needs nothing beside it: to be read, printed, mailed or opened in a word processor. */
export function memoPage({ title, note, course, language, direction, day, sections }: MemoContent): string {
  const body = sections.map(({ heading, blocks }) => {
    return `<section>\n<h2>${escapeHtml(heading)}</h2>\n${blocks.map(htmlOf).join("\n")}\n</section>`
  })
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="from">${escapeHtml(course)} · ${escapeHtml(day)}</p>${note === undefined ? "" : `\n<p class="note">${escapeHtml(note)}</p>`}
${body.join("\n")}
</main>
</body>
</html>
`
}

function htmlOf(block: PrintedBlock): string {
  if (block.type === "list")
    return `<ul>\n${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join("\n")}\n</ul>`
  const name = block.type === "head" ? "h3" : "p"
  return `<${name}>${escapeHtml(block.text)}</${name}>`
}

const style = `
:root { color-scheme: light dark }
body { font: 1.06rem/1.55 system-ui, sans-serif; margin: 0; padding: 2rem 1rem }
main { max-width: 42rem; margin: 0 auto }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem }
h2 { font-size: 1.15rem; margin: 1.8rem 0 .4rem; padding-top: .8rem; border-top: 1px solid #8888; break-after: avoid }
h3 { font-size: 1rem; margin: 1.1rem 0 .2rem; break-after: avoid }
p, ul { margin: 0 0 .4rem; overflow-wrap: anywhere }
ul { padding-inline-start: 1.2rem }
.from { opacity: .8 }
.note { font-style: italic }
@media print { body { padding: 0; font-size: 11pt } section { break-inside: avoid-page } }
`.trim()

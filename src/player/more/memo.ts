import { escapeHtml } from "../../escape-html.ts"

/** What a memo is made of. All texts are plain. */
export interface MemoContent {
  readonly title: string
  /** The course it comes from. */
  readonly course: string
  /** BCP 47 tag of the course's language. */
  readonly language: string
  readonly direction: "ltr" | "rtl"
  /** The day it was made, as the learner reads it. */
  readonly day: string
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[]
}

/** A memo as an HTML page that needs nothing beside it: to be read, printed, mailed or opened in a word processor. */
export function memoPage({ title, course, language, direction, day, sections }: MemoContent): string {
  const body = sections.map(({ heading, lines }) => {
    const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`)
    return `<section>\n<h2>${escapeHtml(heading)}</h2>\n${paragraphs.join("\n")}\n</section>`
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
<p class="from">${escapeHtml(course)} · ${escapeHtml(day)}</p>
${body.join("\n")}
</main>
</body>
</html>
`
}

const style = `
:root { color-scheme: light dark }
body { font: 1.06rem/1.55 system-ui, sans-serif; margin: 0; padding: 2rem 1rem }
main { max-width: 42rem; margin: 0 auto }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem }
h2 { font-size: 1.15rem; margin: 1.8rem 0 .4rem; padding-top: .8rem; border-top: 1px solid #8888; break-after: avoid }
p { margin: 0 0 .4rem; overflow-wrap: anywhere }
.from { opacity: .8 }
@media print { body { padding: 0; font-size: 11pt } section { break-inside: avoid-page } }
`.trim()

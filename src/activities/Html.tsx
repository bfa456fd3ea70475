import { contentLanguage } from "../player/language.ts"

/** Safe HTML of blocks. It was written by our own serializer at build time: nothing of an author's reaches it unescaped. */
export function Html({ html }: { readonly html: string }) {
  return <div class="prose" lang={contentLanguage()} dangerouslySetInnerHTML={{ __html: html }} />
}

/**
 * What some safe HTML says, for screen readers only: read out when it comes, where what is seen stands elsewhere. It is
 * text, since a link that nobody sees would still take the focus.
 */
export function ReadOut({ html }: { readonly html: string }) {
  if (html.trim() === "") return null
  const template = document.createElement("template")
  template.innerHTML = html
  return (
    <span class="hidden" lang={contentLanguage()}>
      {" "}
      {template.content.textContent}
    </span>
  )
}

/** Safe HTML of phrasing content, for labels and legends. */
export function InlineHtml({ html }: { readonly html: string }) {
  return <span lang={contentLanguage()} dangerouslySetInnerHTML={{ __html: html }} />
}

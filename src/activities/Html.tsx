/** Safe HTML of blocks. It was written by our own serializer at build time: nothing of an author's reaches it unescaped. */
export function Html({ html }: { readonly html: string }) {
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />
}

/** Safe HTML of phrasing content, for labels and legends. */
export function InlineHtml({ html }: { readonly html: string }) {
  return <span dangerouslySetInnerHTML={{ __html: html }} />
}

import { strings } from "./strings.ts"

/**
 * The language of what authors wrote, where it is not that of the interface; marks it for screen readers (WCAG 3.1.2).
 * The page itself is in the lesson's language, the interface around it in that of the catalogue.
 */
export function contentLanguage(): string | undefined {
  const { lang } = document.documentElement
  return lang.split("-")[0] === strings.language ? undefined : lang
}

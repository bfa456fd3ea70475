/** The one form of a language tag (BCP 47), or nothing when it is none: `EN-us` gives `en-US`. */
export function toLanguage(written: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(written.trim())[0]
  } catch {
    return undefined
  }
}

/** The direction in which a language is written, by its script: its own, or the one it is usually written in. */
export function directionOf(language: string): "ltr" | "rtl" {
  const [primary = "", ...subtags] = language.split("-")
  const script = subtags.find((subtag) => /^[A-Z][a-z]{3}$/.test(subtag))
  return (script ? rightToLeftScripts.has(script) : rightToLeftLanguages.has(primary)) ? "rtl" : "ltr"
}

const rightToLeftScripts: ReadonlySet<string> = new Set("Adlm Arab Aran Hebr Mand Nkoo Rohg Samr Syrc Thaa".split(" "))

const rightToLeftLanguages: ReadonlySet<string> = new Set(
  "ar arc arz ary apc ckb dv fa glk he iw khw ks lrc mzn nqo ps pnb prs sd sdh syr ug ur yi ji".split(" "),
)

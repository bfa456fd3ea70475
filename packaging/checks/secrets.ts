import type { Report } from "../report.ts"
import { placesIn } from "../xml.ts"
import type { Archive } from "./archive.ts"

/** The most bytes of a file that are looked at. */
const longest = 8_000_000

/** What gives access to something wherever it is found, by its form: no word or number looks like it by chance. */
const forms: readonly (readonly [name: string, form: RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ["a key of Amazon Web Services", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a token of GitHub", /\bgh[pousr]_[A-Za-z0-9]{36}\b/],
  ["a token of Slack", /\bxox[abprs]-[A-Za-z0-9]+-[A-Za-z0-9-]{10,}/],
  ["a secret key of a payment service", /\bsk_live_[A-Za-z0-9]{16,}/],
  ["a signed token", /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
  ["a name and password for an LRS", /\bBasic\s+[A-Za-z0-9+/]{12,}={0,2}/],
  ["an address with a password", /\bhttps?:\/\/[^\s/?#@:"'<>`$]+:[^\s/?#@:"'<>`$]+@[a-z0-9.-]+\.[a-z]{2,}/i],
]
const anyForm = new RegExp(forms.map(([, form]) => `(?:${form.source})`).join("|"), "gi")

/** Looks for secrets in every file that is text: whoever may take a course can read them. None is repeated. */
export function checkSecrets(archive: Archive, report: Report): void {
  for (const name of archive.names) {
    const data = archive.read(name)
    if (data.length > longest || data.subarray(0, 8000).includes(0)) continue
    const source = new TextDecoder().decode(data)
    const places = placesIn(source)
    for (const { 0: found, index } of source.matchAll(anyForm)) {
      const form = forms.find(([, form]) => form.test(found))
      if (!form || (form[0] === "a name and password for an LRS" && !isNameAndPassword(found))) continue
      report.add("secret", `There is ${form[0]} in it.`, { entry: name, ...places(index) })
    }
  }
}

/** Whether credentials of HTTP's Basic scheme are what they must be: a name, a colon and a password (RFC 7617). */
function isNameAndPassword(credentials: string): boolean {
  const decoded = Buffer.from(credentials.replace(/^\S+\s+/, ""), "base64").toString("utf8")
  return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(decoded)
}

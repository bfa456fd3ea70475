/** What the error codes of the two editions mean, as an author reads it (SCORM 1.2 RTE §3.3.4, 2004 RTE §3.1.7). */
const meanings = {
  scorm12: {
    "101": "the LMS could not do it",
    "201": "an argument is wrong",
    "202": "the element has no children",
    "203": "the element is no list",
    "301": "no session is open",
    "401": "the LMS does not know this element",
    "402": "this name is a keyword, which cannot be set",
    "403": "the element can only be read",
    "404": "the element can only be set",
    "405": "the value has not the form that the element takes",
  },
  scorm2004: {
    "101": "the LMS could not do it",
    "103": "the session was opened before",
    "104": "the session is over",
    "112": "the session had not begun",
    "113": "the session is over",
    "122": "no session is open to read from",
    "123": "the session is over",
    "132": "no session is open to set anything in",
    "133": "the session is over",
    "142": "no session is open to commit",
    "143": "the session is over",
    "201": "an argument is wrong",
    "301": "the element cannot be read like this",
    "351": "the value goes against another rule of the element",
    "391": "the LMS could not commit",
    "401": "the LMS does not know this element",
    "402": "the LMS does not have this element",
    "403": "the element has no value yet",
    "404": "the element can only be read",
    "405": "the element can only be set",
    "406": "the value has not the form that the element takes",
    "407": "the value is out of range",
    "408": "another element must be set before this one",
  },
} as const

/** An error code in words; empty for 0 and for codes that no standard has. */
export function meaningOf(edition: keyof typeof meanings, code: string): string {
  const known: Readonly<Record<string, string>> = meanings[edition]
  return known[code] ?? ""
}

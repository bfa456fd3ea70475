import type { Diagnostic, Severity } from "../diagnostic.ts"

/** Something amiss that playing a package showed. */
export interface Finding {
  readonly rule: PlayRule
  readonly message: string
}

/** Thrown where a package cannot be played on. */
export class PlayStopped extends Error {
  override readonly name = "PlayStopped"
  constructor(readonly finding: Finding) {
    super(finding.message)
  }
}

const playRules = {
  "play-nothing": {
    severity: "error",
    remedy:
      "Say in the manifest which page an LMS launches: an item with a resource, an AU or an activity with its address.",
  },
  "play-silent": {
    severity: "error",
    remedy: "A package must open a session when it is launched: look whether its first page finds the LMS.",
  },
  "play-refused": {
    severity: "error",
    remedy: "Some LMS refuses this call: the record would lack it. See the call in: lessonpack preview",
  },
  "play-loose": {
    severity: "warning",
    remedy: "Most LMSs take this call although it is against the standard. See the call in: lessonpack preview",
  },
  "play-network": {
    severity: "error",
    remedy: "Put what is asked for into the package: agencies' networks let nothing else through.",
  },
  "play-console": {
    severity: "error",
    remedy: "Something failed on the page. Look at the browser's messages in: lessonpack preview",
  },
  "play-missing": { severity: "error", remedy: "Put the file into the package, or do not ask for it." },
  "play-barrier": {
    severity: "error",
    remedy: "Some people cannot use this page. The rule is explained at dequeuniversity.com/rules/axe.",
  },
  "play-blank": {
    severity: "error",
    remedy: "The page shows nothing: look at the browser's messages in: lessonpack preview",
  },
  "play-download": {
    severity: "error",
    remedy: "Launch a page that browsers show; offer other files from there, as links.",
  },
  "play-window": {
    severity: "error",
    remedy: "Keep the course in the frame or window that the LMS gives it: no top.location, no target=_top.",
  },
  "play-stuck": {
    severity: "error",
    remedy: "Look for a loop that never ends, or work that takes too long at once.",
  },
  "play-broken": {
    severity: "error",
    remedy: "Look at how the package fares in: lessonpack preview",
  },
} as const satisfies Record<string, { readonly severity: Severity; readonly remedy: string }>

/** Name of a rule about a package that is played. */
export type PlayRule = keyof typeof playRules

/** Each finding once, as the package's maker reads it. */
export function diagnosticsOf(path: string, found: readonly Finding[]): readonly Diagnostic[] {
  const told = new Set<string>()
  return found.flatMap(({ rule, message }) => {
    if (told.has(rule + message)) return []
    told.add(rule + message)
    const { severity, remedy } = playRules[rule]
    return [{ rule, severity, place: { file: path, line: 1, column: 1 }, message, remedy }]
  })
}

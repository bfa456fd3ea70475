import { escapeHtml } from "../src/escape-html.ts"
import type { PhaseId } from "../src/lesson/model.ts"

/** What the page of a phase shows before its scripts run: true for every learner, new or returning. */
export interface FirstScreen {
  readonly phase: PhaseId
  /** Heading of the phase's first page; plain text. */
  readonly heading: string
  /** Safe HTML beneath it: what it is about, up to the first thing to do. */
  readonly html: string
  /** Whether that is all of the page: then the player has nothing to fetch for it. */
  readonly isWhole: boolean
}

/** What makes a launch page. */
export interface LaunchPage {
  /** Title of the course; plain text. */
  readonly title: string
  readonly firstScreen: FirstScreen
  /** BCP 47 tag of the lesson's language. */
  readonly language: string
  readonly direction: "ltr" | "rtl"
  /** How the course is cut, so that the player knows whether the other phases are its own. */
  readonly layout: "course" | "phases"
  /** Scripts in the order in which they run, relative to the page. */
  readonly scripts: readonly string[]
  readonly stylesheet: string
  /** What a learner without scripts reads; plain text. Without it, {@link withoutScripts} in English. */
  readonly withoutScripts?: readonly string[]
}

/** What a learner reads whose browser runs no scripts, a paragraph each. */
export const withoutScripts: readonly string[] = [
  "This course cannot start, because your browser does not run JavaScript on this page.",
  "Turn JavaScript on for this site and open the course again. If you cannot, ask your training officer or help desk.",
]

/**
 * Writes the page that an LMS launches. It holds no script and no style of its own and asks for nothing from elsewhere,
 * so it works under `default-src 'self'`, from a sub-path and from `file://`. Scripts are classic and deferred: they run
 * in order, and what is true before they run can be read at once.
 */
export function launchPage(page: LaunchPage): string {
  const { title } = page
  const { phase, heading, html, isWhole } = page.firstScreen
  const notice = page.withoutScripts ?? withoutScripts
  const noticeLanguage = page.withoutScripts || /^en\b/i.test(page.language) ? "" : ` lang="en" dir="ltr"`
  return [
    `<!doctype html>`,
    `<html lang="${escapeHtml(page.language)}" dir="${page.direction}">`,
    `<head>`,
    `<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escapeHtml(title)}</title>`,
    `<link rel="stylesheet" href="${escapeHtml(page.stylesheet)}">`,
    ...page.scripts.map((script) => `<script defer src="${escapeHtml(script)}"></script>`),
    `</head>`,
    `<body>`,
    `<div id="lessonpack" data-phase="${phase}" data-layout="${page.layout}">`,
    `<header class="bar"><p class="bar-title">${escapeHtml(title)}</p></header>`,
    `<main class="first-screen">`,
    // Before all else: who has no scripts must not read a page to the end to learn that it is all there is.
    `<noscript><div class="first-screen-notice"${noticeLanguage}>`,
    ...notice.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    `</div></noscript>`,
    `<h1>${escapeHtml(heading)}</h1>`,
    ...(html === "" ? [] : [`<div id="first-screen"${isWhole ? " data-whole" : ""}>${html}</div>`]),
    `</main>`,
    `</div>`,
    `</body>`,
    `</html>`,
    ``,
  ].join("\n")
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser, Page } from "playwright-core"
import type { FormatName, Layout } from "../../packaging/formats.ts"
import { buildCourse } from "../../src/build.ts"
import { findBrowser, launchBrowser, thisMachine } from "../../src/lms/browser.ts"
import { startPreview } from "../../src/preview/preview.ts"
import type { PreviewServer } from "../../src/preview/server.ts"
import { unpack } from "../browser/lms.ts"

/** How a course is opened for a picture. */
export interface Opening {
  /** A lesson folder. */
  readonly lesson: string
  /** `web` unless the picture is of what only an LMS brings. */
  readonly format?: FormatName
  readonly layout?: Layout
  /** The page that is launched. */
  readonly page?: string
  /** The LMS that launches it; none when the picture is of a course without one. */
  readonly lms?: PretendedLms
  readonly width?: number
  readonly height?: number
  readonly isDark?: boolean
  /** Dots of the picture for one of the page: 1.5 unless the page is wide. */
  readonly scale?: number
  /** Whether it is opened in the preview, beside what the author sees of it. */
  readonly isPreviewed?: boolean
}

/** What the pretended LMS does that the picture is of. */
export interface PretendedLms {
  readonly mode?: "normal" | "review"
  /** Whether it begins no session. */
  readonly refuses?: boolean
}

/** Opens courses in a browser at one fixed moment, so that a picture taken again is the same picture. */
export interface Studio {
  open(opening: Opening): Promise<Page>
  close(): Promise<void>
}

/** The moment at which all pictures are taken. */
const moment = new Date("2026-11-23T10:42:05Z")

/** Starts a browser, and builds each package when it is first asked for. */
export async function openStudio(): Promise<Studio> {
  const folder = await mkdtemp(join(tmpdir(), "lessonpack-docs-"))
  const browser: Browser = await launchBrowser(findBrowser(thisMachine((line) => process.stderr.write(`${line}\n`))))
  const unpacked = new Map<string, Promise<string>>()
  const previews: PreviewServer[] = []

  /** Builds a package and unpacks it; gives its folder. */
  async function prepare(lesson: string, format: FormatName, layout: Layout, key: string): Promise<string> {
    const out = join(folder, "dist", key)
    const { packages } = await buildCourse({ lesson, layout, out, formats: [format] })
    const place = join(folder, key)
    for (const { file } of packages) {
      for (const [name, data] of await unpack(new Uint8Array(await readFile(file)))) {
        await mkdir(dirname(join(place, name)), { recursive: true })
        await writeFile(join(place, name), data)
      }
    }
    return place
  }

  return {
    async open({ lesson, format = "web", layout = "course", page = "index.html", lms, isPreviewed, ...look }) {
      const context = await browser.newContext({
        viewport: { width: look.width ?? 760, height: look.height ?? 900 },
        colorScheme: look.isDark ? "dark" : "light",
        ...{ deviceScaleFactor: look.scale ?? 1.5, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce" },
      })
      await context.clock.install({ time: moment })
      if (lms) await context.addInitScript(pretend, { edition: format, ...lms })
      const tab = await context.newPage()
      if (isPreviewed) {
        const preview = await startPreview({ path: lesson, store: join(folder, "preview.db") })
        previews.push(preview)
        await tab.goto(preview.url)
        return tab
      }
      const key = `${lesson.replace(/\W/g, "-")}-${format}-${layout}`
      const place = unpacked.get(key) ?? prepare(lesson, format, layout, key)
      unpacked.set(key, place)
      await tab.goto(pathToFileURL(join(await place, page)).href)
      await tab.getByRole("heading", { level: 1 }).waitFor()
      return tab
    },
    async close() {
      await browser.close()
      for (const preview of previews) await preview.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

declare global {
  interface Window {
    /** Makes the pretended LMS refuse every commit from now on. */
    failCommits: () => void
  }
}

/** Runs in the page before anything else: an LMS that takes everything, and keeps it as long as the page lasts. */
function pretend({ edition, mode = "normal", refuses = false }: PretendedLms & { readonly edition: string }): void {
  const old = edition === "scorm12"
  const data: Record<string, string> = old
    ? { "cmi.core.lesson_mode": mode, "cmi.core.credit": "credit", "cmi.core.lesson_status": "not attempted" }
    : { "cmi.mode": mode, "cmi.credit": "credit", "cmi.completion_status": "unknown", "cmi.success_status": "unknown" }
  let isFailing = false
  const methods: Record<string, (...values: string[]) => string> = {
    Initialize: () => String(!refuses),
    [old ? "Finish" : "Terminate"]: () => "true",
    GetValue: (name = "") => data[name] ?? (name.endsWith("_count") ? "0" : ""),
    SetValue(name = "", value = "") {
      data[name] = value
      return "true"
    },
    Commit: () => String(!isFailing),
    GetLastError: () => (refuses ? "104" : isFailing ? "391" : "0"),
    GetErrorString: () => (refuses ? "Content Instance Terminated" : isFailing ? "General Commit Failure" : ""),
  }
  const named = Object.entries(methods).map(([name, method]) => [old ? `LMS${name}` : name, method] as const)
  Reflect.set(window, old ? "API" : "API_1484_11", Object.fromEntries(named))
  window.failCommits = () => {
    isFailing = true
  }
}

import { createHash } from "node:crypto"
import type { Bundle } from "../packaging/package.ts"
import { type PackageFile, textFile } from "../packaging/zip.ts"
import { type ActivityFiles, bundleActivities } from "./bundle-activities.ts"
import { toOutline } from "./learner/outline.ts"
import { packOutline } from "./learner/packed-outline.ts"
import type { Activity, Block, Course, Phase } from "./lesson/model.ts"
import type { ContentBlock } from "./player/content.ts"
import { themeOf } from "./player/theme.ts"
import {
  bundleScript,
  extension,
  extensionOfComponents,
  modulePath,
  offer,
  type Taken,
  takeFromGlobal,
} from "./script.ts"
import { compiledStyle } from "./stylesheets.ts"

/** What one package needs of the player. Packages that ask for the same share a bundle. */
export interface BundleTarget {
  /** Which adapter of src/tracking speaks to whoever launches it. */
  readonly adapter: "scorm12" | "scorm2004" | "cmi5" | "xapi" | "standalone"
  /** Characters of saved work that its LMS keeps. */
  readonly capacity: number
  /** Whether each phase is launched on its own. */
  readonly layout: "course" | "phases"
}

/**
 * Bundles a course for some targets with Vite. All that comes of it are classic scripts with fixed names, since
 * `type=module` fails from `file://` and where a server gives `.js` the wrong type:
 *
 * - `player.js`: Preact, the shell, the learner's state, the adapter of one format; needed at once
 * - `engage.js` … `evaluate.js`: the pages of a phase; needed with the first of them that is not all in the launch page
 * - `activities.js`, `activities.css`: what activities share, and the everyday kinds that this course uses; needed with
 *   the first page that has an activity
 * - `matrix.js`, `matrix.css` and the like: a kind that stands apart, be it one of ours or the lesson's own; needed with
 *   the first page that has such an activity, or one that quotes it
 * - `more.js`, `more.css`: menu, glossary, help, results, own work, notices; needed when one of them is opened
 *
 * The later ones take what they share from a global that `player.js` begins and `activities.js` adds to, so that no learner
 * downloads a thing twice.
 */
export async function bundleCourse(course: Course, targets: readonly BundleTarget[]): Promise<readonly Bundle[]> {
  const hash = contentHash(course)
  const taken: Taken = new Map()
  // One after the other: Vite's work is spread over the processors already, and side by side it would only take memory.
  const later: PackageFile[] = []
  for (const phase of course.phases) later.push(await classicScript(phase.id, phaseEntry(phase)))
  const { files: activities, apart } = await bundleActivities(course, taken)
  later.push(...activities)
  later.push(await classicScript("more", moreEntry(course), taken, (id) => !id.startsWith(moreFolder)))
  const players: PackageFile[] = []
  for (const target of targets)
    players.push(await classicScript("player", playerEntry(course, target, { taken, apart, hash })))
  const styles = [
    textFile("style.css", compiledStyle("player/theme.css") + themeOf(course.theme)),
    textFile("more.css", compiledStyle(`${moreFolder}more.css`)),
  ]
  const media = [...course.media].map(([name, data]) => ({ name, data }))
  return players.map((player) => ({
    files: [player, ...later, ...styles, ...media],
    firstScreens: firstScreens(course),
  }))
}

/** A script of a package; `taken` takes note of what it has from the global instead of its own. */
async function classicScript(
  name: string,
  entry: string,
  taken: Taken = new Map(),
  isOffered: (id: string) => boolean = () => false,
): Promise<PackageFile> {
  const { code } = await bundleScript(entry, { format: "iife", plugins: [takeFromGlobal(isOffered, taken)] })
  return textFile(`${name}.js`, code)
}

/** How each adapter is called: what it needs of the outline. */
function connectorOf(
  { adapter, layout }: BundleTarget,
  { baseIri, xapi }: Course,
): { readonly name: string; readonly call: string } {
  const scorm = "report: outline.rules.report, limit: outline.capacity"
  switch (adapter) {
    case "scorm12":
      return { name: "connectScorm12", call: `connect(window, { ${scorm} })` }
    case "scorm2004":
      return { name: "connectScorm2004", call: `connect(window, { ${scorm}, alone: ${layout === "course"} })` }
    case "cmi5":
    case "xapi": {
      if (baseIri === undefined) throw new Error(`a course without a base cannot be bundled for ${adapter}`)
      const phase = layout === "phases" ? ", phase: outline.phases[0].id" : ""
      const options = `outline, base: ${JSON.stringify(baseIri)}, withText: ${xapi.text}${phase}`
      return adapter === "cmi5"
        ? { name: "connectCmi5", call: `connect(window, { ${options}, words: cmi5Strings })` }
        : { name: "connectXapi", call: `connect(window, { ${options} })` }
    }
    case "standalone":
      return { name: "connectStandalone", call: "connect(window, outline.id)" }
  }
}

/** What makes a SCORM package speak to an LRS beside the LMS, where the author names one; it stands in no other. */
function besideOf(
  { adapter, layout }: BundleTarget,
  { baseIri, lrs, xapi }: Course,
): { readonly import: string; readonly call: string } {
  if (!lrs || baseIri === undefined || (adapter !== "scorm12" && adapter !== "scorm2004"))
    return { import: "", call: "" }
  const options = JSON.stringify({ base: baseIri, withText: xapi.text, endpoint: lrs.endpoint, home: lrs.home })
  const phase = layout === "phases" ? ", phase: outline.phases[0].id" : ""
  return {
    import: `import { withLrs } from ${modulePath(`tracking/with-lrs.${extension}`)}`,
    call: `.then((it) => withLrs(window, it, { outline${phase}, ...${options} }))`,
  }
}

function playerEntry(
  course: Course,
  target: BundleTarget,
  { taken, apart, hash }: { readonly taken: Taken; readonly apart: ActivityFiles["apart"]; readonly hash: string },
): string {
  const phases = course.phases.map(({ id }) => id)
  const outline = toOutline(course, hash, phases, target.capacity)
  const connector = connectorOf(target, course)
  const beside = besideOf(target, course)
  const { imports, members } = offer(taken)
  return `
    ${imports}
    import { addKinds, addPhase, knowApart } from ${modulePath(`player/content.${extension}`)}
    import { addMore } from ${modulePath(`player/more.${extension}`)}
    import { mount } from ${modulePath(`player/mount.${extensionOfComponents}`)}
    import { ${connector.name} as connect } from ${modulePath(`tracking/${target.adapter}.${extension}`)}
    ${beside.import}
    ${target.adapter === "cmi5" ? `import { cmi5Strings } from ${modulePath(`player/strings.${extension}`)}` : ""}
    window.Lessonpack = { addKinds, addMore, addPhase, ${members} }
    knowApart(${JSON.stringify(apart)})
    mount({
      outline: ${JSON.stringify(packOutline(outline))},
      layout: ${JSON.stringify(target.layout)},
      isLms: ${target.adapter !== "standalone"},
      logo: ${JSON.stringify(course.theme.logo)},
      connect: (outline) => ${connector.call}${beside.call},
    })
  `
}

function phaseEntry(phase: Phase): string {
  const pages = phase.pages.map(({ id, blocks }) => ({ id, blocks: blocks.map(toContentBlock) }))
  return `Lessonpack.addPhase(${JSON.stringify(phase.id)}, { pages: ${JSON.stringify(pages)} })`
}

/** Views of the player that are fetched after the first page: see src/player/more.ts. */
const moreViews: readonly (readonly [file: string, views: string])[] = [
  ["Menu", "Menu"],
  ["Glossary", "Glossary"],
  ["Help", "Help"],
  ["Elsewhere", "Elsewhere"],
  ["Results", "Results"],
  ["MyWork", "MyWork"],
  ["Notices", "NoLms, OtherTab"],
]
/** What stands in it, within `src`; all else it takes from the player. */
const moreFolder = "player/more/"

function moreEntry({ glossary }: Course): string {
  const imports = moreViews.map(
    ([file, views]) => `import { ${views} } from ${modulePath(`${moreFolder}${file}.${extensionOfComponents}`)}`,
  )
  const views = moreViews.map(([, views]) => views).join(", ")
  return `${imports.join("\n")}\nLessonpack.addMore({ ${views}, glossary: ${JSON.stringify(glossary)} })`
}

function toContentBlock(block: Block): ContentBlock {
  if (block.type === "html") return block
  if (block.type === "path") return { ...block, blocks: block.blocks.map(toContentBlock) }
  const { id, kind, data, description } = block.activity satisfies Activity
  // The data's type is known to its kind alone; here it is only carried.
  return { type: "activity", activity: { id, kind, data: data as never, description } }
}

/** Eight hexadecimal digits that change with anything a learner could see or an LMS could hold. */
function contentHash(course: Course): string {
  // Where a text stood in its file is nothing a learner sees; with it the same lesson would differ from folder to folder.
  const content = JSON.stringify({ ...course, media: [...course.media.keys()] }, (key, value: unknown) =>
    key === "place" ? undefined : value,
  )
  const hash = createHash("sha256").update(content)
  for (const data of course.media.values()) hash.update(data)
  return hash.digest("hex").slice(0, 8)
}

/** For each phase what its launch page shows before any script runs: its first page up to the first thing to do. */
function firstScreens(course: Course): Bundle["firstScreens"] {
  return course.phases.flatMap(({ id, pages: [page] }) => {
    if (!page) return []
    const until = page.blocks.findIndex(({ type }) => type !== "html")
    const html = page.blocks
      .slice(0, until < 0 ? undefined : until)
      .map((block) => (block.type === "html" ? `<div class="prose">${block.html}</div>` : ""))
      .join("")
    return [{ phase: id, heading: page.title, html, isWhole: until < 0 }]
  })
}

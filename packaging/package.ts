import type { Course } from "../src/lesson/model.ts"
import { cmi5Structure } from "./cmi5.ts"
import { describePackage, descriptionName } from "./description.ts"
import { type FormatName, formats, hasLayout, type Layout } from "./formats.ts"
import { type FirstScreen, launchPage } from "./html.ts"
import { type Sco, scosOf } from "./manifest.ts"
import { isPlainName } from "./names.ts"
import { profileName, xapiProfile } from "./profile.ts"
import { schemaFiles } from "./schemas/read.ts"
import { scorm12Manifest } from "./scorm12.ts"
import { scorm2004Manifest } from "./scorm2004.ts"
import { tincanManifest } from "./tincan.ts"
import { type PackageFile, sortFiles } from "./zip.ts"

/** What the bundler makes of a course: everything that its pages load. */
export interface Bundle {
  /** `player.js`, `style.css`, one script a phase (`engage.js` …), `media/…`. */
  readonly files: readonly PackageFile[]
  /** What the page of each phase shows before scripts run; the course's page shows that of its first phase. */
  readonly firstScreens: readonly FirstScreen[]
}

/**
 * Puts together the files of a package, sorted by name: the bundle, a page for each SCO or AU, the manifest of its standard,
 * and for SCORM the schema files which that names. A bundle that lacks a file, or names one as no LMS takes it, is a bug and throws.
 */
export async function packageCourse(
  course: Course,
  bundle: Bundle,
  format: FormatName,
  layout: Layout,
): Promise<readonly PackageFile[]> {
  if (!hasLayout(format, layout)) throw new Error(`The format ${format} has no layout ${layout}`)
  const scos = scosOf(course, layout)
  const described = { name: descriptionName, data: describePackage(course, format, layout) }
  const content = [...bundle.files, ...scos.map((sco) => pageOf(course, bundle, layout, sco)), described]
  checkNames(content, scos)
  return sortFiles([...content, ...(await describing(course, content, format, layout, scos))])
}

/** The files by which an LMS knows what the package is. */
async function describing(
  course: Course,
  content: readonly PackageFile[],
  format: FormatName,
  layout: Layout,
  scos: readonly Sco[],
): Promise<readonly PackageFile[]> {
  switch (format) {
    case "web":
      return []
    case "cmi5":
      return [
        { name: "cmi5.xml", data: cmi5Structure(course, layout) },
        { name: profileName, data: xapiProfile(course) },
      ]
    case "xapi":
      return [
        { name: "tincan.xml", data: tincanManifest(course) },
        { name: profileName, data: xapiProfile(course) },
      ]
    default: {
      const own = new Set(scos.flatMap((sco) => sco.files))
      const shared = sortFiles(content).flatMap(({ name }) => (own.has(name) ? [] : [name]))
      const data =
        format === "scorm12"
          ? scorm12Manifest(course, layout, shared)
          : scorm2004Manifest(course, format, layout, shared)
      const schemas = formats[format].manifest?.schemas
      return [{ name: "imsmanifest.xml", data }, ...(schemas ? await schemaFiles(schemas) : [])]
    }
  }
}

function pageOf(course: Course, bundle: Bundle, layout: Layout, sco: Sco): PackageFile {
  const phase = sco.phases[0]?.id
  const firstScreen = bundle.firstScreens.find((screen) => screen.phase === phase)
  if (!firstScreen) throw new Error(`The page ${sco.page} has nothing to show before its scripts run`)
  const { title, language, direction } = course
  const html = launchPage({
    ...{ title, firstScreen, language, direction, layout },
    scripts: ["player.js"],
    stylesheet: "style.css",
  })
  return { name: sco.page, data: new TextEncoder().encode(html) }
}

function checkNames(content: readonly PackageFile[], scos: readonly Sco[]): void {
  const names = new Set(content.map(({ name }) => name))
  if (names.size < content.length) throw new Error("The package holds two files of one name")
  for (const name of names) {
    if (!isPlainName(name)) throw new Error(`The package holds ${name}, a name that not every LMS takes`)
  }
  const phaseScripts = scos.flatMap((sco) => sco.phases.map(({ id }) => `${id}.js`))
  for (const name of ["player.js", "style.css", ...phaseScripts]) {
    if (!names.has(name)) throw new Error(`The package lacks ${name}`)
  }
}

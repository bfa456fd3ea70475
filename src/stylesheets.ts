import { existsSync, readFileSync } from "node:fs"
import { kinds } from "./activities/registry.ts"

/** A stylesheet and what is compiled of it: paths within `src`. */
export interface Stylesheet {
  readonly scss: string
  readonly css: string
}

/** Every stylesheet, compiled alone. Those of activities are put together for each course, of the kinds that it uses. */
export const stylesheets: readonly Stylesheet[] = [
  { scss: "player/theme.scss", css: "player/theme.css" },
  { scss: "player/more/more.scss", css: "player/more/more.css" },
  { scss: "preview/desk/desk.scss", css: "preview/desk/desk.css" },
  { scss: "activities/activities.scss", css: "activities/activities.css" },
  ...Object.keys(kinds).map(styleOfKind),
]

/** The stylesheet of a kind of activity, by its name, which is that of its folder. */
export function styleOfKind(name: string): Stylesheet {
  return { scss: `activities/${name}/_${name}.scss`, css: `activities/${name}/${name}.css` }
}

/** A stylesheet as it was compiled with Lessonpack: beside this module, or in `lib` where the sources run as they are. */
export function compiledStyle(path: string): string {
  const compiled = [`./${path}`, `../lib/src/${path}`].map((place) => new URL(place, import.meta.url)).find(existsSync)
  if (!compiled) throw new Error(`${path} was not compiled: run \`npm run prepare\``)
  return readFileSync(compiled, "utf8").trimEnd()
}

import type { ActivityComponent, Kind } from "../activities/kind.ts"
import type { Activity, Block, PhaseId } from "../lesson/model.ts"
import { addStyle, runScript } from "./script.ts"

/** What a phase's script brings: its pages. */
export interface PhaseContent {
  readonly pages: readonly { readonly id: string; readonly blocks: readonly ContentBlock[] }[]
}

/** A kind with its component. `never` stands for the data, which only the two of them know. */
export interface PlayableKind {
  readonly kind: Kind<never>
  readonly component: ActivityComponent<never>
}

/** A block as it is sent: an activity without what the outline already says of it. */
export type ContentBlock =
  | Exclude<Block, { type: "activity" } | { type: "path" }>
  | { readonly type: "activity"; readonly activity: ContentActivity }
  | { readonly type: "path"; readonly paths: readonly string[]; readonly blocks: readonly ContentBlock[] }

/** The texts of an activity; its grading stands in the outline under the same id. */
export type ContentActivity = Pick<Activity<never>, "id" | "kind" | "data" | "description">

const contents = new Map<PhaseId, PhaseContent>()
const kinds = new Map<string, PlayableKind>()
/** The script and the stylesheet of each kind of activity that stands apart. */
const apart = new Map<string, readonly string[]>()

/** Called by a phase's script when it runs. */
export function addPhase(id: PhaseId, content: PhaseContent): void {
  contents.set(id, content)
}

/** Called by a script that brings kinds of activity. */
export function addKinds(more: Readonly<Record<string, PlayableKind>>): void {
  for (const name of Object.keys(more)) {
    const kind = more[name]
    if (kind) kinds.set(name, kind)
  }
}

/** Called before anything is shown, with the files of the kinds of activity that do not stand in `activities.js`. */
export function knowApart(files: Readonly<Record<string, readonly string[]>>): void {
  for (const name of Object.keys(files)) apart.set(name, files[name] ?? [])
}

/** The content of a phase that has been loaded. */
export function phaseContent(id: PhaseId): PhaseContent | undefined {
  return contents.get(id)
}

/** A kind of activity that has been loaded. */
export function playableKind(name: string): PlayableKind | undefined {
  return kinds.get(name)
}

/** Loads a phase's script unless it is there. Rejects when it cannot be fetched; may then be called again. */
export async function loadPhase(id: PhaseId): Promise<PhaseContent> {
  if (!contents.has(id)) await runScript(`${id}.js`)
  const content = contents.get(id)
  if (!content) throw new Error(`${id}.js brought nothing`)
  return content
}

/** Whether all these kinds of activity have been loaded. */
export function areKindsThere(names: readonly string[]): boolean {
  return names.every((name) => kinds.has(name))
}

/** Loads a phase, and the kinds of activity where these are wanted and not yet there. */
export async function loadContent(id: PhaseId, names: readonly string[]): Promise<PhaseContent> {
  const [content] = await Promise.all([loadPhase(id), loadKinds(names)])
  return content
}

async function loadKinds(names: readonly string[]): Promise<void> {
  if (areKindsThere(names)) return
  const files = names.flatMap((name) => (kinds.has(name) ? [] : (apart.get(name) ?? [])))
  const styles = files.filter((file) => file.endsWith(".css"))
  // What a kind has from activities.js must be there when its own script runs.
  const scripts = runScript("activities.js").then(() => {
    return Promise.all(files.filter((file) => file.endsWith(".js")).map(runScript))
  })
  await Promise.all([scripts, ...["activities.css", ...styles].map(addStyle)])
}

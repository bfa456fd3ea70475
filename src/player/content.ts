import type { ActivityComponent, Kind } from "../activities/kind.ts"
import type { Activity, Block, PhaseId } from "../lesson/model.ts"

/** What a phase's script brings: its pages, and the kinds of activity that no other phase uses. */
export interface PhaseContent {
  readonly pages: readonly { readonly id: string; readonly blocks: readonly ContentBlock[] }[]
  readonly kinds: Readonly<Record<string, PlayableKind>>
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
const waiting = new Map<PhaseId, () => void>()

/** Called by a phase's script when it runs. */
export function addPhase(id: PhaseId, content: PhaseContent): void {
  contents.set(id, content)
  addKinds(content.kinds)
  waiting.get(id)?.()
}

/** Makes kinds of activity known that several phases share. */
export function addKinds(more: Readonly<Record<string, PlayableKind>>): void {
  for (const name of Object.keys(more)) {
    const kind = more[name]
    if (kind) kinds.set(name, kind)
  }
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
export function loadPhase(id: PhaseId): Promise<PhaseContent> {
  const there = contents.get(id)
  if (there) return Promise.resolve(there)
  return new Promise((resolve, reject) => {
    const settle = () => {
      const content = contents.get(id)
      if (content) resolve(content)
      else reject(new Error(`${id}.js brought no phase`))
    }
    waiting.set(id, settle)
    const fetchScript = () => {
      if (contents.has(id)) return
      const script = document.createElement("script")
      script.src = `${id}.js`
      script.addEventListener("load", settle)
      script.addEventListener("error", () => {
        script.remove()
        reject(new Error(`${id}.js could not be loaded`))
      })
      document.head.append(script)
    }
    // The launch page names the first phase's script itself; it runs right behind the player's, unless it failed.
    const isComing = document.readyState !== "complete" && document.querySelector(`script[src="${id}.js"]`)
    if (isComing) addEventListener("load", fetchScript, { once: true })
    else fetchScript()
  })
}

import type { Clock } from "./clock.ts"
import { isJournalled, isRecord, type Journalled } from "./journal.ts"

/** What tabs with the same course and learner say to each other. */
type Message =
  /** Is anybody there? */
  | { readonly say: "hello"; readonly from: string }
  /** I was here first. */
  | { readonly say: "here"; readonly from: string; readonly to: string }
  /** Save, and leave the course to me. */
  | { readonly say: "take"; readonly from: string }
  /** It is yours, and this is the work of my session. */
  | { readonly say: "taken"; readonly to: string; readonly work: Journalled }

/** What lets only one tab at a time work on a course. */
export interface TabOptions {
  /** The channel of this course and learner, see {@link openChannel}. */
  readonly channel: BroadcastChannel
  readonly clock: Clock
  /** What tells this tab from the others; random. */
  readonly tab: string
  /**
   * Another tab was here first. The learner may go on here by `takeOver`, which returns what the other did in its session,
   * or nothing when the other does not answer any more. May be called again, after another take-over.
   */
  onOther(takeOver: () => Promise<Journalled | undefined>): void
  /** Another tab takes over: save, end the session, tell the learner, and return the work of this session. */
  handOver(): Promise<Journalled>
}

/** How long a tab may take to save and hand over its work, in milliseconds. */
const patience = 3000

/** Opens the channel of a course and learner; nothing where the browser has none. */
export function openChannel(course: string, learner: string): BroadcastChannel | undefined {
  try {
    return learner ? new BroadcastChannel(`lessonpack:${course}:${learner}`) : undefined
  } catch {
    return undefined
  }
}

/**
 * Says hello to other tabs with the same course and learner, and answers to theirs for as long as the page lasts, or until
 * the function it returns is called.
 */
export function watchTabs({ channel, clock, tab, onOther, handOver }: TabOptions): () => void {
  /** Tabs that were told that this one is here. */
  const told = new Set<string>()
  let isActive = true
  let onTaken: ((work: Journalled | undefined) => void) | undefined

  const post = (message: Message) => channel.postMessage(message)

  function takeOver(): Promise<Journalled | undefined> {
    return new Promise((resolve) => {
      const callOff = clock.after(patience, () => onTaken?.(undefined))
      onTaken = (work) => {
        callOff()
        onTaken = undefined
        isActive = true
        resolve(work)
      }
      post({ say: "take", from: tab })
    })
  }

  async function giveUp(to: string): Promise<void> {
    isActive = false
    post({ say: "taken", to, work: await handOver() })
    channel.close()
  }

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isMessage(data)) return
    if (data.say === "hello" && isActive) {
      told.add(data.from)
      post({ say: "here", from: tab, to: data.from })
    } else if (data.say === "here" && data.to === tab && isActive) {
      // Two that began at once are both told; one of them takes itself to be the first.
      if (told.has(data.from) && tab < data.from) return
      isActive = false
      onOther(takeOver)
    } else if (data.say === "take" && isActive) {
      void giveUp(data.from)
    } else if (data.say === "taken" && data.to === tab) {
      onTaken?.(data.work)
    }
  }
  post({ say: "hello", from: tab })
  return () => channel.close()
}

function isMessage(value: unknown): value is Message {
  if (!isRecord(value)) return false
  const { say, from, to, work } = value
  if (say === "taken") return typeof to === "string" && isJournalled(work)
  if (say === "here" && typeof to !== "string") return false
  return (say === "hello" || say === "here" || say === "take") && typeof from === "string"
}

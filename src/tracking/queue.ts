import type { Clock } from "./clock.ts"
import { isRecord } from "./journal.ts"
import type { WriteResult } from "./record.ts"
import type { Store } from "./storage.ts"

/** Something that waits to be sent; an LRS knows it again by its id. */
export interface Queued {
  readonly id?: string
}

/** What came of one request: the status of HTTP, 0 when nobody answered. */
export interface Delivery {
  readonly status: number
  /** What was said about it, for a report of a fault. */
  readonly reason: string
  /** How long the server asks to be left alone, in milliseconds. */
  readonly wait?: number
}

/** What a queue needs of the world. */
export interface QueueOptions<Item extends Queued> {
  /** Sends a batch; must begin before it first waits when `isLeaving`, for then the page may go away at once. */
  send(batch: readonly Item[], isLeaving: boolean): Promise<Delivery>
  /** Where what is not sent outlives the page. */
  readonly store: Store
  readonly key: string
  /**
   * Strips and gives back what must not be kept in the browser: who is learning. What earlier sittings left and nobody
   * would take any more is given back as nothing.
   */
  readonly keep?: { pack(item: Item): Item; unpack(item: Item): Item | undefined }
  /** Whether an item goes in a request of its own: a session begins and ends by one. */
  isAlone?(item: Item): boolean
  /** Whether an item is of an earlier session: when that is closed to it, the others still go on. */
  isOld?(item: Item): boolean
  /**
   * Whether an item is never given up: one that is refused is tried again, and is in nobody's way meanwhile. `first` is one
   * that nothing may go before, so that nothing goes while it is refused.
   */
  isVital?(item: Item): boolean | "first"
  readonly clock: Clock
  /** A number from 0 to 1, so that many learners do not come back at the same moment. */
  random(): number
}

/** Statements on their way to an LRS: in order, each once, none lost. */
export interface Queue<Item extends Queued> {
  /**
   * Adds items behind all others. With a key it is added once only, however often and in however many sittings of this
   * browser it is brought.
   */
  add(item: Item, key?: string): void
  /** Puts an item before all others: what earlier sittings left comes behind the beginning of this one. */
  addFirst(item: Item): void
  /** Takes up what another tab has left under the same key since this one looked. */
  rejoin(): void
  /** Sends what is there, unless it is too early to try again. Told to hurry, it tries at once. */
  flush(how?: "hurry"): Promise<WriteResult>
  /** The page goes away: sends at once what a browser still carries, and leaves the rest to the next sitting. */
  leave(bytes?: number): Promise<WriteResult>
  /** What is not sent, oldest first. */
  readonly waiting: readonly Item[]
  /** What the LRS would not take and never will. */
  readonly refused: readonly Item[]
  /** Stops trying; what waits stays kept. */
  close(): void
}

/** The most that one request carries. */
const longestBatch = 50
/** First and longest pause after a failure, in milliseconds; between them it doubles. */
const firstPause = 2000
const longestPause = 30_000
/** How much a browser lets a page that is being left send (Fetch: 64 KiB for all requests), with room for heads. */
export const leavingBytes = 60_000
/** How many keys of things already brought are remembered. */
const mostKeys = 500

/** Opens a queue, with what earlier sittings left in it. */
export function openQueue<Item extends Queued>(options: QueueOptions<Item>): Queue<Item> {
  const { store, key, clock, random, isAlone = () => false, isOld = () => false, isVital = () => false } = options
  const pack = options.keep?.pack ?? ((item: Item) => item)
  const unpack = options.keep?.unpack ?? ((item: Item) => item)
  const kept = readKept<Item>(store.get(key))
  let items = kept.items.flatMap((item) => unpack(item) ?? [])
  let refused = kept.refused
  let keys = kept.keys
  let most = longestBatch
  let failures = 0
  let due = 0
  let trouble: WriteResult = { ok: true }
  let isStopped = false
  let draining: Promise<WriteResult> | undefined
  let callOff = () => {}
  /** Vital ones that were refused: they go in requests of their own, behind all others. */
  const held = new Set<Item>()

  function persist(): void {
    if (items.length + refused.length + keys.length === 0) store.remove(key)
    else store.set(key, JSON.stringify({ items: items.map(pack), refused, keys }))
  }

  /** The next items that may share a request. */
  function nextBatch(): readonly Item[] {
    const open = items.filter((item) => !held.has(item))
    const [first] = open
    if (!first || isAlone(first)) return open.slice(0, 1)
    const end = open.findIndex((item) => isAlone(item) || isOld(item) !== isOld(first))
    return open.slice(0, Math.min(most, end < 0 ? open.length : end))
  }

  function settle(batch: readonly Item[]): void {
    const gone = new Set<Item>(batch)
    items = items.filter((item) => !gone.has(item))
    for (const item of batch) held.delete(item)
    persist()
  }

  /** Sets aside what nobody will take, so that the rest can go on. */
  function refuse(batch: readonly Item[]): void {
    refused = [...refused, ...batch.map(pack)].slice(-longestBatch)
    settle(batch)
  }

  function pause({ status, reason, wait }: Delivery): WriteResult {
    const longest = Math.min(longestPause, firstPause * 2 ** failures)
    failures++
    const delay = Math.max(wait ?? 0, longest * (0.5 + random() / 2))
    due = clock.now() + delay
    callOff()
    callOff = clock.after(delay, () => void flush())
    trouble = { ok: false, reason: reason || `HTTP ${status}`, lost: false }
    return trouble
  }

  function stop({ status, reason }: Delivery): WriteResult {
    isStopped = true
    callOff()
    trouble = { ok: false, reason: reason || `HTTP ${status}`, lost: true }
    return trouble
  }

  async function drain(): Promise<WriteResult> {
    // Refused ones are tried again once all others are through: each time once.
    const again = [...held]
    let refusal: Delivery | undefined
    while (items.length > 0) {
      const open = nextBatch()
      const batch = open.length > 0 ? open : again.splice(0, 1)
      const [first] = batch
      if (!first) break
      const delivery = await options.send(batch, false)
      const { status } = delivery
      const isOne = batch.length === 1
      if ((status >= 200 && status < 300) || (status === 409 && isOne)) {
        // 409: an LRS that has the statement already (Communication §2.1.1).
        settle(batch)
        most = Math.min(longestBatch, most * 2)
        failures = 0
      } else if (status === 403 && batch.every(isOld)) {
        // An earlier session's, and not let in any more: set aside for good. The learner is not told, since the line that
        // speaks of saving speaks of saved work, which has its own document and is not touched; there is nothing they could
        // do about it either. Whoever looks after the LRS reads of it in the training officer's guide.
        refuse(batch)
      } else if (status === 401 || status === 403) {
        return stop(delivery)
      } else if (status === 409 || status === 413 || status === 400) {
        if (!isOne) most = Math.max(1, Math.ceil(batch.length / 2))
        else if (isVital(first) === "first") return stop(delivery)
        else if (isVital(first)) {
          held.add(first)
          refusal = delivery
        } else refuse(batch)
      } else return pause(delivery)
    }
    if (refusal) return pause(refusal)
    trouble = { ok: true }
    return trouble
  }

  function flush(how?: "hurry"): Promise<WriteResult> {
    if (draining) return draining
    if (isStopped) return Promise.resolve(trouble)
    if (items.length === 0) return Promise.resolve({ ok: true })
    if (!how && clock.now() < due) return Promise.resolve(trouble)
    callOff()
    draining = drain()
      .catch((error): WriteResult => pause({ status: 0, reason: String(error) }))
      .then((result) => {
        draining = undefined
        return result
      })
    return draining
  }

  return {
    add(item, name) {
      if (name !== undefined) {
        if (keys.includes(name)) return
        keys = [...keys, name].slice(-mostKeys)
      }
      items = [...items, item]
      persist()
    },
    addFirst(item) {
      items = [item, ...items]
      persist()
    },
    rejoin() {
      const now = readKept<Item>(store.get(key))
      const isNew = ({ id }: Item) => !items.some((item) => item.id === id)
      const isFirst = (item: Item) => (isVital(item) === "first" ? 0 : 1)
      items = [...items, ...now.items.filter(isNew).flatMap((item) => unpack(item) ?? [])]
      items.sort((one, other) => isFirst(one) - isFirst(other))
      keys = [...keys, ...now.keys.filter((name) => !keys.includes(name))].slice(-mostKeys)
      persist()
    },
    flush,
    async leave(bytes = leavingBytes) {
      if (isStopped) return trouble
      const batch: Item[] = []
      let left = bytes - 2
      for (const item of items) {
        // One that is refused would keep the others out.
        if (held.has(item)) continue
        left -= byteLength(JSON.stringify(item)) + 1
        if (left < 0) break
        batch.push(item)
      }
      if (batch.length === 0) return items.length === 0 ? { ok: true } : { ok: false, reason: "leaving", lost: false }
      // The answer may never be heard: until it is, the next sitting sends them again, which an LRS takes as one.
      const { status, reason } = await options.send(batch, true)
      if (status < 200 || status >= 300) return { ok: false, reason: reason || `HTTP ${status}`, lost: false }
      settle(batch)
      return items.length === 0 ? { ok: true } : { ok: false, reason: "leaving", lost: false }
    },
    get waiting() {
      return items
    },
    get refused() {
      return refused
    },
    close() {
      isStopped = true
      callOff()
    },
  }
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    // A surrogate pair is four bytes: two for each half.
    if (unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff)) bytes += 2
    else if (unit >= 0x80) bytes += 1
  }
  return bytes
}

function readKept<Item extends Queued>(text: string | undefined): { items: Item[]; refused: Item[]; keys: string[] } {
  const none = { items: [], refused: [], keys: [] }
  try {
    const value: unknown = JSON.parse(text ?? "null")
    if (!isRecord(value)) return none
    const list = (name: string) => (Array.isArray(value[name]) ? value[name].filter(isRecord) : [])
    const keys = Array.isArray(value.keys) ? value.keys.filter((it) => typeof it === "string") : []
    // Whatever has an id is ours: nobody else writes under this key.
    const isItem = (it: Record<string, unknown>): it is Record<string, unknown> & Item => typeof it.id === "string"
    return { items: list("items").filter(isItem), refused: list("refused").filter(isItem), keys }
  } catch {
    return none
  }
}

import { useEffect, useRef, useState } from "preact/hooks"
import type { LaunchAnswer, LaunchRequest, LrsState } from "../protocol.ts"
import { askLaunch, askLrs, keep } from "./connection.ts"
import { type Faults, type Host, openHost, type TracedCall } from "./host.ts"
import type { Strictness } from "./strictness.ts"

/** Where the course is shown. */
export type Place = "frame" | "window" | "elsewhere"

/** What the author chose for a launch. */
export interface LaunchChoice extends LaunchRequest {
  readonly place: Place
  readonly strictness: Strictness
}

/** A launch and all that was heard of it. */
export interface Launched {
  readonly choice: LaunchChoice
  readonly answer: LaunchAnswer
  /** Raised with every launch, so that the frame is a new one. */
  readonly number: number
  readonly isOpen: boolean
}

/** How long a page that is taken away may speak before the next is launched, in milliseconds. */
const goodbye = 50

/** How often what was heard is shown, in milliseconds: some courses call a thousand times in a second. */
const beat = 50

/** What was heard of a session of SCORM. */
interface Heard {
  readonly calls: TracedCall[]
  data: Readonly<Record<string, string>>
  fresh: ReadonlySet<string>
}

const silence: LrsState = { requests: [], statements: [], documents: [] }

/** Leads the desk through launches: one at a time, each with its trace. */
export function useLaunch(faults: Faults) {
  const [launched, setLaunched] = useState<Launched>()
  const [calls, setCalls] = useState<readonly TracedCall[]>([])
  const [data, setData] = useState<Readonly<Record<string, string>>>({})
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const [lrs, setLrs] = useState(silence)
  const [problem, setProblem] = useState("")
  const host = useRef<Host | undefined>(undefined)
  const heard = useRef<Heard>({ calls: [], data: {}, fresh: new Set() })
  const isDue = useRef(false)
  const count = useRef(0)
  const opened = useRef<Window | null>(null)

  async function launch(choice: LaunchChoice): Promise<void> {
    close()
    setProblem("")
    // The page goes first, and says its last words: what it goes on with must be among what is kept.
    await new Promise((resolve) => setTimeout(resolve, goodbye))
    try {
      const answer = await askLaunch(choice)
      heard.current = { calls: [], data: {}, fresh: new Set() }
      showHeard()
      openFor(choice, answer)
      if (choice.place === "window") {
        opened.current = window.open(answer.url, "course")
        if (!opened.current)
          setProblem("The browser did not open a window. Allow windows for this page, or launch in a frame.")
      }
      setLaunched({ choice, answer, number: ++count.current, isOpen: true })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  function showHeard(): void {
    isDue.current = false
    setCalls([...heard.current.calls])
    setData(heard.current.data)
    setFresh(heard.current.fresh)
  }

  function showSoon(): void {
    if (isDue.current) return
    isDue.current = true
    setTimeout(showHeard, beat)
  }

  function openFor(choice: LaunchChoice, answer: LaunchAnswer): void {
    const { tracking } = answer.offer
    if (tracking !== "scorm12" && tracking !== "scorm2004") return
    const { learner, mode, credit, strictness } = choice
    const page = answer.units.find(({ page }) => page === choice.page)?.page ?? answer.units[0]?.page ?? ""
    const own = heard.current
    host.current = openHost({
      ...{
        edition: tracking,
        cmi: answer.cmi ?? {},
        several: answer.several,
        mode,
        credit,
        learner,
        strictness,
        faults,
      },
      onCall(call) {
        own.calls.push(call)
        showSoon()
      },
      onData(flat) {
        own.fresh = new Set(Object.keys(flat).filter((name) => flat[name] !== own.data[name]))
        own.data = flat
        showSoon()
      },
      onKeep: (cmi, flat, isOver) =>
        keep({
          launch: { format: answer.offer.format, layout: answer.offer.layout, page, learner },
          cmi,
          flat,
          isOver,
        }),
    })
  }

  /** Ends what is shown. The page hears of it as of any page that is left, unless the host went before. */
  function close(): void {
    opened.current?.close()
    opened.current = null
    setLaunched((launched) => launched && { ...launched, isOpen: false })
    // The page's last words are said while it goes away.
    const last = host.current
    host.current = undefined
    setTimeout(() => last?.close(), 1000)
  }

  /** Takes the page away as a crash does: it says no last words, and none are heard. */
  function kill(): void {
    const frame = document.querySelector<HTMLIFrameElement>("iframe.course")
    gag(opened.current ?? frame?.contentWindow)
    host.current?.vanish()
    host.current = undefined
    close()
  }

  // Nobody tells the desk that a window was closed.
  useEffect(() => {
    if (launched?.isOpen !== true || launched.choice.place !== "window") return undefined
    const timer = setInterval(() => {
      if (opened.current?.closed) close()
    }, beat * 10)
    return () => clearInterval(timer)
  }, [launched?.number, launched?.isOpen])

  const speaksXapi = launched?.answer.offer.tracking === "cmi5" || launched?.answer.offer.tracking === "xapi"
  const heardBefore = launched?.answer.heardBefore ?? 0
  useEffect(() => {
    if (!speaksXapi) return undefined
    let isWanted = true
    let known: LrsState["requests"] = []
    const look = () =>
      askLrs(heardBefore + known.length).then(
        (state) => {
          if (!isWanted) return
          known = [...known, ...state.requests]
          setLrs({ ...state, requests: known })
        },
        () => {},
      )
    const timer = setInterval(look, 700)
    void look()
    return () => {
      isWanted = false
      clearInterval(timer)
    }
  }, [speaksXapi, heardBefore, launched?.number])

  return {
    ...{ launched, calls, data, fresh, problem, launch, close, kill },
    lrs: speaksXapi ? lrs : silence,
    vanish: () => host.current?.vanish(),
  }
}

/** Cuts a page off: it hears that it goes, and can tell nobody. Pages of other origins cannot be kept from it. */
function gag(page: Window | null | undefined): void {
  if (!page) return
  try {
    page.fetch = () => new Promise(() => {})
    page.navigator.sendBeacon = () => true
    const request: typeof XMLHttpRequest = Reflect.get(page, "XMLHttpRequest")
    request.prototype.send = () => {}
    const storage: typeof Storage = Reflect.get(page, "Storage")
    storage.prototype.setItem = () => {}
    for (let index = 0; index < page.frames.length; index++) gag(page.frames[index])
  } catch {
    // Another origin's.
  }
}

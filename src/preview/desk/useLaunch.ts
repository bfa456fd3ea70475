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
  const count = useRef(0)
  const opened = useRef<Window | null>(null)

  async function launch(choice: LaunchChoice): Promise<void> {
    close()
    setProblem("")
    // The page goes first, and says its last words: what it goes on with must be among what is kept.
    await new Promise((resolve) => setTimeout(resolve, goodbye))
    try {
      const answer = await askLaunch(choice)
      setCalls([])
      setData({})
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

  function openFor(choice: LaunchChoice, answer: LaunchAnswer): void {
    const { tracking } = answer.offer
    if (tracking !== "scorm12" && tracking !== "scorm2004") return
    const { learner, mode, credit, strictness } = choice
    const page = answer.units.find(({ page }) => page === choice.page)?.page ?? answer.units[0]?.page ?? ""
    let before: Readonly<Record<string, string>> = {}
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
      onCall: (call) => setCalls((calls) => [...calls, call]),
      onData(flat) {
        setFresh(new Set(Object.keys(flat).filter((name) => flat[name] !== before[name])))
        before = flat
        setData(flat)
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

  /** Takes the page away as a crash does: nothing it still says is heard. */
  function kill(): void {
    host.current?.vanish()
    host.current = undefined
    close()
  }

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

import { useEffect, useRef, useState } from "preact/hooks"
import type {} from "../play.ts"
import type { DeskState } from "../protocol.ts"
import { CourseFrame, holdPlace } from "./CourseFrame.tsx"
import { askReset, followState } from "./connection.ts"
import { FaultSwitches } from "./FaultSwitches.tsx"
import type { Faults } from "./host.ts"
import { LaunchForm } from "./LaunchForm.tsx"
import { Panels } from "./Panels.tsx"
import { type LaunchChoice, useLaunch } from "./useLaunch.ts"

/** The LMS on the author's desk: what is launched, how it fares, and all that passes between the two. */
export function Desk() {
  const [state, setState] = useState<DeskState>()
  const faults = useRef<Faults>({ slow: false, refuses: false, throws: false, expired: false })
  const desk = useLaunch(faults.current)
  const [choice, setChoice] = useState<LaunchChoice>()
  const [said, setSaid] = useState("")
  const [hasTried, setTried] = useState(false)
  const latest = useRef({ desk, choice })
  latest.current = { desk, choice }

  useEffect(
    () =>
      followState((next) => {
        setState((before) => {
          const isChanged = before !== undefined && next.revision !== before.revision
          const { desk, choice } = latest.current
          // The place and the answers are the LMS's: the new version of the course finds them there.
          if (isChanged && choice && desk.launched?.isOpen) {
            setSaid(`The lesson has changed. It was launched again at ${new Date().toLocaleTimeString()}.`)
            void desk.launch(choice)
          }
          return next
        })
      }),
    [],
  )

  useEffect(
    () =>
      holdPlace(() => {
        setTried(true)
        setSaid(
          "The course tried to put another page in the place of this one, and was kept from it. If it must do so, launch it in a window of its own.",
        )
      }),
    [],
  )

  // For whoever drives the desk by a program: see play.ts.
  window.lessonpackDesk = {
    tracking: desk.launched?.answer.offer.tracking ?? "",
    ...{ calls: desk.calls, data: desk.data, statements: desk.lrs.statements.length },
    ...{ problem: desk.problem, reachesForWindow: hasTried },
    refusals: desk.lrs.requests.map(({ refusal }) => refusal).filter(Boolean),
  }

  if (!state) return <p role="status">Opening the lesson …</p>
  const start = (choice: LaunchChoice) => {
    setChoice(choice)
    setSaid("")
    setTried(false)
    void desk.launch(choice)
  }
  return (
    <>
      <header>
        <h1>{state.title}</h1>
        <p class="soft">
          Preview of <code>{state.source}</code>
          {state.isLive && ". Changes of its files are shown at once."}
        </p>
      </header>
      {state.problems.length > 0 && (
        <section class="problems" role="alert">
          <h2>{state.isLive ? "To be mended; the last good version is shown" : "An LMS may refuse this package"}</h2>
          {state.problems.map((problem) => (
            <pre key={problem}>{problem}</pre>
          ))}
        </section>
      )}
      <main>
        <aside>
          <LaunchForm
            offers={state.offers}
            units={desk.launched?.answer.units ?? []}
            isOpen={desk.launched?.isOpen === true}
            onLaunch={start}
            onLeave={desk.close}
            onReset={async (learner) => {
              desk.close()
              await askReset(learner)
              setSaid(`What was kept of ${learner} is forgotten.`)
            }}
          />
          <FaultSwitches
            faults={faults.current}
            offers={state.offers}
            trouble={state.trouble}
            onVanish={desk.vanish}
            onKill={desk.kill}
          />
        </aside>
        <div class="stage">
          <p class="said" role="status">
            {desk.problem || said}
          </p>
          <CourseFrame launched={desk.launched} />
          <Panels {...desk} />
        </div>
      </main>
    </>
  )
}

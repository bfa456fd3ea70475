import { render } from "preact"
import { mergeStates } from "../learner/merge.ts"
import { bestOutcome } from "../learner/outcome.ts"
import type { Outline } from "../learner/outline.ts"
import { type PackedOutline, unpackOutline } from "../learner/packed-outline.ts"
import { handedInCount, reportedRanks, toRecord } from "../learner/record.ts"
import { decodeWork } from "../learner/saved-work.ts"
import { freshState, type LearnerState } from "../learner/state.ts"
import type { PhaseId } from "../lesson/model.ts"
import { browserClock } from "../tracking/clock.ts"
import { type Journalled, openJournal } from "../tracking/journal.ts"
import type { Connect, Connection } from "../tracking/record.ts"
import { openChannel, watchTabs } from "../tracking/tabs.ts"
import { startTracker, type Tracker } from "../tracking/tracker.ts"
import { Loaded } from "./Loaded.tsx"
import { contentLanguage } from "./language.ts"
import { loadMore, type More, moreViews } from "./more.ts"
import { type KeptTexts, restoreTexts } from "./overflow.ts"
import { outlineOfPhase } from "./phase-outline.ts"
import { type Logo, Shell } from "./Shell.tsx"
import { type Session, startSession } from "./session.ts"
import { strings } from "./strings.ts"

/** What a package's player is started with. */
export interface MountOptions {
  readonly outline: PackedOutline
  /** Whether this package launches each phase on its own. */
  readonly layout: "course" | "phases"
  /** Whether an LMS is expected; else the browser itself keeps the work. */
  readonly isLms: boolean
  readonly logo?: Logo | undefined
  /** Opens the connection to whoever launched the course. */
  readonly connect: (outline: Outline) => ReturnType<Connect>
}

/** Starts the course in the page's root: finds the LMS, brings back earlier work, shows the page to go on with. */
export async function mount(options: MountOptions): Promise<void> {
  const root = document.getElementById("lessonpack")
  if (!root) throw new Error("the page has no place for the course")
  const whole = unpackOutline(options.outline)
  const phase = options.layout === "phases" ? whole.phases.find(({ id }) => id === root.dataset.phase)?.id : undefined
  const outline = phase ? outlineOfPhase(whole, phase) : whole
  const start = async (): Promise<void> => {
    const connection = await options.connect(outline)
    // A breath between finding the LMS and drawing the page: one long task would keep a slow machine from answering.
    await new Promise((resolve) => setTimeout(resolve))
    if (connection && !("refused" in connection)) {
      const { masteryScore, works } = connection.launch
      const marked = { whole, outline: withMark(outline, masteryScore), phase }
      return begin(root, options, marked, connection, works && workOf(whole, works))
    }
    notify(root, ({ NoLms }) => (
      <NoLms
        course={outline.title}
        reason={connection?.refused}
        onRetry={start}
        onGoOn={() => begin(root, options, { whole, outline, phase }, undefined)}
      />
    ))
  }
  await start()
}

/** The work in phases that are launched on their own. */
function workOf(whole: Outline, works: Readonly<Record<string, string>>): LearnerState["work"] {
  return new Map(
    whole.phases.flatMap(({ id }) => [...(decodeWork(outlineOfPhase(whole, id), works[id] ?? "")?.work ?? [])]),
  )
}

/** Whoever launches a course may set another pass mark than its author. */
function withMark(outline: Outline, pass: number | undefined): Outline {
  return pass === undefined || outline.rules.pass === undefined
    ? outline
    : { ...outline, rules: { ...outline.rules, pass } }
}

function begin(
  root: HTMLElement,
  options: MountOptions,
  { whole, outline, phase }: { whole: Outline; outline: Outline; phase: PhaseId | undefined },
  connection: Connection | undefined,
  elsewhere?: LearnerState["work"],
): void {
  const clock = browserClock(window)
  const course = phase ? `${outline.id}-${phase}` : outline.id
  const tracker = startTracker({ connection, course, window, clock })
  /** Phases launched on their own share the learner's path through the browser; where it cannot, the menu offers it. */
  const common = phase && openJournal(window, `${outline.id}-path`, tracker.launch.learner)
  let shared = tracker.launch.path
  const screen = document.getElementById("first-screen")
  const firstScreen = screen && { html: screen.innerHTML, isWhole: "whole" in screen.dataset }
  let session: Session | undefined
  let leaveTabs = () => {}
  const isRecorded = connection !== undefined && tracker.launch.mode === "normal"
  const open = (handedOver?: Journalled) => {
    const { state: known, earlier, isJoined, isLost } = restore(outline, tracker, handedOver)
    const path = known.path ?? tracker.launch.path ?? common?.readTexts().path
    const state = path !== undefined && outline.paths.includes(path) ? { ...known, path } : known
    session = startSession({
      ...{ outline, tracker, state, earlier },
      isPhase: phase !== undefined,
      otherPhases: phase ? whole.phases.filter(({ id }) => id !== phase) : [],
      keeper: isRecorded ? (options.isLms ? "lms" : "browser") : "nobody",
      ...(elsewhere && { elsewhere }),
      now: clock.now,
    })
    session.subscribe(() => {
      const chosen = session?.state().path
      if (chosen !== undefined && chosen !== shared) {
        shared = chosen
        common?.writeTexts({ path: chosen })
        connection?.choosePath?.(chosen)
      }
      const view = session?.view()
      // A tab that has ended its session is no other tab to anybody.
      if (view?.type === "exit" && view.saved) leaveTabs()
    })
    // Never both: a browser that keeps nothing, which the launch warns of, has no earlier work in it.
    const notice = isJoined ? strings.launch.resumed : isLost ? strings.launch.unreadable : tracker.launch.notice
    show(
      root,
      <Shell key={clock.now()} session={session} logo={options.logo} notice={notice} firstScreen={firstScreen} />,
    )
  }
  const channel = isRecorded ? openChannel(course, tracker.launch.learner) : undefined
  if (channel) {
    leaveTabs = watchTabs({
      ...{ channel, clock },
      tab: `${Math.random()}`.slice(2),
      // What the older tab has in hand is newer than what this launch was told.
      onOther: (takeOver) =>
        notify(root, ({ OtherTab }) => (
          <OtherTab course={outline.title} onTakeOver={() => takeOver().then((work) => open(work))} />
        )),
      async handOver() {
        const work = await tracker.handOver()
        session?.show({ type: "taken-over" })
        return work
      },
    })
  }
  open()
}

/** The state to go on with: what the LMS has, joined with what another tab or an earlier session could not hand over. */
function restore(
  outline: Outline,
  tracker: Tracker,
  handedOver?: Journalled,
): { state: LearnerState; earlier: KeptTexts; isJoined: boolean; isLost: boolean } {
  const { launch } = tracker
  const saved = decodeWork(outline, launch.savedWork)
  const known = saved ?? freshState
  const held = { ...known, outcome: bestOutcome(known.outcome, { ...launch.held, objectives: [] }) }
  tracker.resumeInteractions(handedInCount(outline, known))
  const extra = handedOver ?? tracker.journalled
  const other = extra && decodeWork(outline, extra.savedWork)
  const { state: joined, earlier } = restoreTexts(other ? mergeStates(outline, held, other) : held, tracker.texts)
  if (extra && other && launch.mode === "normal") {
    const ranks = reportedRanks(outline, joined)
    const interactions = extra.interactions.flatMap((interaction) => {
      const position = ranks.indexOf(interaction.id)
      return position < 0 ? [] : [{ ...interaction, position }]
    })
    tracker.changed(toRecord(outline, joined), interactions, "soon")
  }
  return {
    ...{ state: joined, earlier },
    isJoined: other !== undefined && handedOver === undefined,
    isLost: !saved && launch.savedWork !== "" && other === undefined,
  }
}

function show(root: HTMLElement, content: preact.ComponentChild): void {
  if (contentLanguage() !== undefined) root.lang = strings.language
  // What stood there before scripts ran has done its work.
  if (!root.dataset.started) root.textContent = ""
  root.dataset.started = ""
  render(content, root)
}

/** Shows a notice in place of the course. */
function notify(root: HTMLElement, notice: (more: More) => preact.ComponentChild): void {
  show(
    root,
    <main>
      <Loaded key={Math.random()} there={moreViews()} load={loadMore}>
        {notice}
      </Loaded>
    </main>,
  )
}

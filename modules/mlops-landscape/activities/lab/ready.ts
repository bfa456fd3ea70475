import { useEffect, useState } from "preact/hooks"
import { trainingTables, weeksAfter } from "./cases.ts"
import { aftermath, runOf, tablePrint, weekCases, weekReport } from "./records.ts"
import { decisions, type LabState, settingsOfVersion } from "./state.ts"

/** How long the lab reckons before it lets the page breathe, in milliseconds. */
const slice = 12

/**
 * Whether all that the lab shows is worked out. After a return that may be twelve weeks of cases: they are worked out bit by
 * bit, so that the page answers meanwhile, and are then remembered.
 */
export function useReady(state: LabState): boolean {
  const [isReady, setReady] = useState(false)
  // Only what the lab opens with: what comes later is worked out when it is asked for, a little at a time.
  useEffect(() => {
    const jobs = jobsOf(state)
    let next = 0
    const work = () => {
      const end = Date.now() + slice
      while (next < jobs.length && Date.now() < end) jobs[next++]?.()
      if (next >= jobs.length) setReady(true)
      else timer = setTimeout(work, 0)
    }
    let timer = setTimeout(work, 0)
    return () => clearTimeout(timer)
  }, [])
  return isReady
}

/** The reckonings behind a state, in the order in which one needs the other. */
function jobsOf(state: LabState): readonly (() => unknown)[] {
  const { runs, weeks, alertWeek, decision } = state
  const jobs: (() => unknown)[] = [...trainingTables, "held out"].map((_, table) => () => tablePrint(table))
  for (const settings of runs) jobs.push(() => runOf(settings))
  const first = settingsOfVersion(state, 1)
  if (!first) return jobs
  for (let week = 1; week <= (alertWeek || weeks); week++) jobs.push(() => weekReport(runOf(first), week))
  if (alertWeek === 0) return jobs
  for (let week = 1; week <= weeksAfter; week++) jobs.push(() => weekCases(alertWeek + week))
  jobs.push(() => aftermath(runOf(first), alertWeek))
  const chosen = decisions[decision - 1]
  const second = chosen === "rollBack" ? settingsOfVersion(state, 2) : undefined
  if (chosen) jobs.push(() => aftermath(runOf(first), alertWeek, chosen, second && runOf(second)))
  return jobs
}

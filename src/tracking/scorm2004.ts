import { decimal } from "./decimal.ts"
import { toIsoDuration } from "./duration.ts"
import { fields2004, plain } from "./interaction.ts"
import type { Connection, Refusal } from "./record.ts"
import type { ScormSession } from "./scorm.ts"
import { connectScorm, type Edition, type ScormOptions } from "./scorm-connection.ts"
import { statuses } from "./status.ts"

/** What the SCORM 2004 connection must know besides. */
export interface Scorm2004Options extends ScormOptions {
  /**
   * Whether the course is the package's only SCO. Only then may it ask the LMS to suspend everything when it ends; as one
   * of several it would close the course on a learner who moves on to the next.
   */
  readonly alone: boolean
}

/** Connects to a SCORM 2004 LMS, 3rd or 4th Edition (RTE §3–4). */
export function connectScorm2004(window: Window, options: Scorm2004Options): Promise<Connection | Refusal | undefined> {
  return connectScorm(window, options.alone ? { ...scorm2004, leave: suspendAll } : scorm2004, options)
}

/**
 * Goes with the exit `suspend`, however far the learner is: `exitAll` would end the attempt, and finished work would be
 * gone from the next one.
 */
function suspendAll(session: ScormSession): void {
  session.set("adl.nav.request", "suspendAll")
}

const scorm2004: Edition = {
  api: "API_1484_11",
  methods: {
    initialize: "Initialize",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    terminate: "Terminate",
    lastError: "GetLastError",
    errorString: "GetErrorString",
  },
  core: "cmi.",
  names: { status: "completion_status", mode: "mode", learner: "learner_id", location: "location" },
  longestLocation: 1000,
  mostInteractions: 250,
  readsIds: true,
  fields: fields2004,
  duration: toIsoDuration,
  standings(session, report) {
    const known = new Map<string, { completion: string; success: string }>()
    function heldAt(prefix: string) {
      const held = known.get(prefix) ?? {
        completion: session.get(`${prefix}completion_status`),
        success: session.get(`${prefix}success_status`),
      }
      if (!session.isFaulty()) known.set(prefix, held)
      return held
    }
    return {
      held(prefix) {
        const { completion, success } = heldAt(prefix)
        return {
          completed: completion === "completed",
          success: success === "passed" || success === "failed" ? success : "unknown",
        }
      },
      isBegun: (prefix) => /^(completed|incomplete)$/.test(heldAt(prefix).completion),
      begin(prefix) {
        if (heldAt(prefix).completion !== "completed") session.set(`${prefix}completion_status`, "incomplete")
      },
      tell(prefix, standing) {
        const held = heldAt(prefix)
        const { completion, success, score } = statuses(standing, report, held)
        if (score && standing.scaled !== undefined) {
          session.set(`${prefix}score.min`, "0")
          session.set(`${prefix}score.max`, "100")
          session.set(`${prefix}score.raw`, decimal(standing.scaled * 100))
          session.set(`${prefix}score.scaled`, decimal(standing.scaled))
        }
        if (session.isFaulty()) return
        // Known before it is certain: an LMS that breaks off may have taken it.
        known.set(prefix, { completion, success })
        // Nothing need be said of a verdict that is not there; a page turn has no call to spare.
        if (success !== "unknown") session.set(`${prefix}success_status`, success)
        session.set(`${prefix}completion_status`, completion)
      },
    }
  },
  extend: (session, progress) => session.set("cmi.progress_measure", decimal(progress)),
  describe: (session, prefix, { description }) => session.set(`${prefix}description`, plain(description, 250)),
}

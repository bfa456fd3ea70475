import { decimal } from "./decimal.ts"
import { toTimespan } from "./duration.ts"
import { fields12 } from "./interaction.ts"
import type { Connection, Refusal } from "./record.ts"
import { connectScorm, type Edition, type ScormOptions } from "./scorm-connection.ts"
import { lessonStatus, neverDown12 } from "./status.ts"

/** Connects to a SCORM 1.2 LMS (RTE §3.3–3.4). */
export function connectScorm12(window: Window, options: ScormOptions): Promise<Connection | Refusal | undefined> {
  return connectScorm(window, scorm12, options)
}

const scorm12: Edition = {
  api: "API",
  methods: {
    initialize: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    terminate: "LMSFinish",
    lastError: "LMSGetLastError",
    errorString: "LMSGetErrorString",
  },
  core: "cmi.core.",
  names: { status: "lesson_status", mode: "lesson_mode", learner: "student_id", location: "lesson_location" },
  longestLocation: 255,
  mostInteractions: Number.POSITIVE_INFINITY,
  readsIds: false,
  fields: fields12,
  duration: toTimespan,
  standings(session, report) {
    const known = new Map<string, string>()
    const elementOf = (prefix: string) => prefix + (prefix === scorm12.core ? scorm12.names.status : "status")
    function heldAt(prefix: string): string {
      const held = known.get(prefix) ?? session.get(elementOf(prefix))
      if (!session.isFaulty()) known.set(prefix, held)
      return held
    }
    function set(prefix: string, status: string): void {
      // Known before it is certain: an LMS that breaks off may have taken it.
      known.set(prefix, status)
      session.set(elementOf(prefix), status)
    }
    return {
      held(prefix) {
        const status = heldAt(prefix)
        return {
          completed: /^(completed|passed|failed)$/.test(status),
          success: status === "passed" || status === "failed" ? status : "unknown",
        }
      },
      isBegun: (prefix) => !/^(|unknown|not attempted)$/.test(heldAt(prefix)),
      begin: (prefix) => set(prefix, neverDown12(heldAt(prefix), "incomplete")),
      tell(prefix, standing) {
        const { status, score } = lessonStatus(standing, report, heldAt(prefix))
        if (score && standing.scaled !== undefined) {
          session.set(`${prefix}score.min`, "0")
          session.set(`${prefix}score.max`, "100")
          session.set(`${prefix}score.raw`, decimal(standing.scaled * 100))
        }
        if (!session.isFaulty()) set(prefix, status)
      },
    }
  },
}

import { irisOf } from "../learner/iris.ts"
import type { StatementContext } from "../learner/statements.ts"
import { browserClock } from "./clock.ts"
import { toIsoDuration } from "./duration.ts"
import { readAgent } from "./launch-query.ts"
import { learnerKey } from "./learner-key.ts"
import { openLrs } from "./lrs.ts"
import type { Connection, Refusal } from "./record.ts"
import { uuidOf } from "./uuid.ts"
import { agentKey, connectSession, type XapiOptions } from "./xapi-connection.ts"

/**
 * Connects to the LRS that a launch names in its query (Rustici's launch method, as `tincan.xml` packages are launched):
 * `endpoint`, `auth`, `actor` and perhaps `registration`. Passed, failed and completed speak of the course itself.
 */
export async function connectXapi(window: Window, options: XapiOptions): Promise<Connection | Refusal | undefined> {
  const query = new URLSearchParams(window.location.search)
  const endpoint = query.get("endpoint")
  const agent = readAgent(query.get("actor"))
  if (!endpoint || !agent) return undefined
  const registration = query.get("registration") || undefined
  const iris = irisOf(options.base, options.outline.id)
  const lrs = openLrs({ window, endpoint, auth: query.get("auth") || undefined, agent, registration })
  await lrs.greet()
  const context: StatementContext = {
    outline: options.outline,
    iris,
    actor: agent,
    registration,
    activity: { id: iris.course, type: "course" },
    withText: options.withText,
    uuid: uuidOf(window),
    duration: toIsoDuration,
  }
  return connectSession({
    ...{ window, options, iris, lrs, context },
    mode: "normal",
    launch: {},
    learner: learnerKey(`${agentKey(agent)} ${registration ?? ""}`),
    startedAt: (options.clock ?? browserClock(window)).now(),
    begin: (isFirst) => (isFirst ? "initialized" : "resumed"),
    end: (isCompleted) => (isCompleted ? "terminated" : "suspended"),
    isKept: false,
    adopt: (statement) => statement,
    ended() {},
  })
}

import { isDeepStrictEqual } from "node:util"
import { identity } from "./lrs-documents.ts"
import { type Json, parseJson } from "./statement-rules.ts"

/** Parameters of a request for statements (xAPI 1.0.3, part 3 §2.1.3). */
const parameters = [
  ...["statementId", "voidedStatementId", "agent", "verb", "activity", "registration", "related_activities"],
  ...["related_agents", "since", "until", "limit", "format", "attachments", "ascending"],
]

/** A parameter that no request for statements has; none when all are known. */
export function strangeParameter(query: URLSearchParams): string | undefined {
  return [...query.keys()].find((name) => !parameters.includes(name))
}

/** The statements that a request asks for, those stored last first. */
export function statementsFor(query: URLSearchParams, statements: readonly Json[]): readonly Json[] {
  const agent = parseJson(query.get("agent") ?? "")
  const [verb, activity, registration] = ["verb", "activity", "registration"].map((name) => query.get(name))
  const since = Date.parse(query.get("since") ?? "") || Number.NEGATIVE_INFINITY
  const until = Date.parse(query.get("until") ?? "") || Number.POSITIVE_INFINITY
  const found = statements.filter((it) => {
    const stored = Date.parse(it.stored)
    return (
      (!agent || [it.actor, it.object].some((one) => isDeepStrictEqual(identity(one), identity(agent)))) &&
      (!verb || it.verb.id === verb) &&
      (!activity || activitiesOf(it, query.get("related_activities") === "true").some(({ id }) => id === activity)) &&
      (!registration || it.context?.registration === registration) &&
      stored > since &&
      stored <= until
    )
  })
  const ordered = query.get("ascending") === "true" ? found : found.reverse()
  return ordered.slice(0, Number(query.get("limit")) || ordered.length)
}

/** What is known of an activity: its id, and the definition that it was last given (part 3 §2.5). */
export function activityFor(id: string, statements: readonly Json[]): Json {
  const all = statements.flatMap((it) => activitiesOf(it, true))
  const definition = all.findLast((it) => it.id === id && it.definition)?.definition
  return { objectType: "Activity", id, ...(definition && { definition }) }
}

/** An agent as a person: every identifier in a list (part 3 §2.4). */
export function personFor(agent: Json): Json {
  const { objectType: _, ...own } = agent
  const lists = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, [value]]))
  return { objectType: "Person", ...lists }
}

function activitiesOf({ object, context }: Json, withRelated: boolean): readonly Json[] {
  const related = withRelated ? Object.values(context?.contextActivities ?? {}).flat() : []
  return [...((object.objectType ?? "Activity") === "Activity" ? [object] : []), ...(related as Json[])]
}

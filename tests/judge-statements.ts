import validate from "@learninglocker/xapi-validation"
import { xapiProfile } from "../packaging/profile.ts"
import { irisOf } from "../src/learner/iris.ts"
import type { Json } from "../src/lms/statement-rules.ts"
import { sampleCourse } from "./fixtures/course.ts"
import { readProfile, statementFaults } from "./profile-matcher.ts"

/** How an independent library reads a statement; it is CommonJS, and its default is one deeper than types say. */
const warningsOf = typeof validate === "function" ? validate : validate.default

/**
 * Everything that may be held against the statements of a course beyond what an LRS refuses: an independent library's
 * findings, the profile that ships with the course, and IRIs that are neither ADL's, the author's nor the launch's.
 */
export function complaints(statements: readonly Json[], base: string, given: readonly string[]): string[] {
  const { profile } = irisOf(base, "any")
  const document = readProfile(xapiProfile(sampleCourse({ baseIri: base })))
  const ours = [`${base}/`, "http://adlnet.gov/expapi/", "https://w3id.org/xapi/cmi5/", ...given]
  return statements.flatMap((statement) => {
    const { stored: _, ...sent } = statement
    const { id, timestamp, actor: __, ...rest } = sent
    const strange = [...JSON.stringify(rest).matchAll(/"(https?:\/\/[^"]+)"/g)]
      .map(([, found = ""]) => found)
      .filter((found) => !ours.some((start) => found.startsWith(start)))
    const follows = JSON.stringify(rest).includes(profile) ? [] : ["follows no profile"]
    return [
      ...warningsOf(sent).map(
        (warning: { constructor: { name: string } }) => `${warning.constructor.name} ${JSON.stringify(warning)}`,
      ),
      ...statementFaults(document, sent),
      ...strange.map((found) => `strange IRI ${found}`),
      ...follows,
    ].map((fault) => `${sent.verb.id} ${timestamp} ${id}: ${fault}`)
  })
}

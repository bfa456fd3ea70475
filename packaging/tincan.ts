import { activityTypes } from "../src/learner/vocabulary.ts"
import type { Course } from "../src/lesson/model.ts"
import { manifestText, scosOf } from "./manifest.ts"
import { describePhase, irisOfCourse, longestDescription } from "./units.ts"
import { writeXml, type XmlContent } from "./xml-content.ts"

/** The namespace of `tincan.xml`. */
export const tincanNamespace = "http://projecttincan.com/tincan.xsd"

/**
 * `tincan.xml`, by which an LMS launches a course that speaks xAPI without cmi5 (Rustici's launch notes): the course, the
 * only activity with a page to launch, then its phases and objectives, so that an LRS can name them before anybody
 * learns. Languages stand in `lang`, as the tools that LMSs know write them.
 */
export function tincanManifest(course: Course): Uint8Array {
  const iris = irisOfCourse(course)
  const [whole] = scosOf(course, "course")
  const title = manifestText(course.title, course.id)
  const activity = (id: string, type: string, name: string, description: string): XmlContent => ({
    "@id": id,
    "@type": type,
    name: text(course, name),
    description: text(course, manifestText(description, name, longestDescription)),
  })
  return writeXml("tincan", {
    "@xmlns": tincanNamespace,
    activities: {
      activity: [
        {
          ...activity(iris.course, activityTypes.course, title, course.description),
          launch: text(course, whole?.page ?? "index.html"),
        },
        ...scosOf(course, "phases").flatMap((sco) =>
          sco.phases.map(({ id }) =>
            activity(iris.phase(id), activityTypes.phase, sco.title, describePhase(course, sco)),
          ),
        ),
        ...course.objectives.map(({ id, text }) =>
          activity(iris.objective(id), activityTypes.objective, manifestText(text, id), text),
        ),
      ],
    },
  })
}

function text({ language }: Pick<Course, "language">, value: string): XmlContent {
  return { "@lang": language, "#": value }
}

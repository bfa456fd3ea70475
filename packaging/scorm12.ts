import type { Course } from "../src/lesson/model.ts"
import type { Layout } from "./formats.ts"
import { identifiersOf, manifestText, manifestVersion, scosOf } from "./manifest.ts"
import { isScored, passMark } from "./sequencing.ts"
import { decimal, writeXml, type XmlContent } from "./xml-content.ts"

/**
 * The manifest of SCORM 1.2 (CAM 1.2, content packaging).
 *
 * Elements of IMS content packaging bear no prefix and ADL's bear `adlcp:`, since LMSs look for exactly these words.
 * `shared` are the files that belong to no single SCO.
 */
export function scorm12Manifest(course: Course, layout: Layout, shared: readonly string[]): Uint8Array {
  const ids = identifiersOf(course, "scorm12", layout)
  const scos = scosOf(course, layout)
  return writeXml("manifest", {
    "@xmlns": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "@xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "@xsi:schemaLocation": [
      "http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd",
      "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1 imsmd_rootv1p2p1.xsd",
      "http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd",
    ].join(" "),
    "@identifier": ids.manifest,
    "@version": manifestVersion(course),
    metadata: { schema: "ADL SCORM", schemaversion: "1.2" },
    organizations: {
      "@default": ids.organization,
      organization: {
        "@identifier": ids.organization,
        title: manifestText(course.title, course.id),
        item: scos.map((sco) => ({
          "@identifier": sco.item,
          "@identifierref": sco.resource,
          "@isvisible": "true",
          title: sco.title,
          ...(isScored(course, sco) && masteryScore(course)),
        })),
      },
    },
    resources: {
      resource: [
        ...scos.map((sco) => ({
          "@identifier": sco.resource,
          "@type": "webcontent",
          "@adlcp:scormtype": "sco",
          "@href": sco.page,
          file: sco.files.map((name) => ({ "@href": name })),
          dependency: { "@identifierref": ids.shared },
        })),
        {
          "@identifier": ids.shared,
          "@type": "webcontent",
          "@adlcp:scormtype": "asset",
          file: shared.map((name) => ({ "@href": name })),
        },
      ],
    },
  })
}

/** `adlcp:masteryscore`, 0–100: only where the LMS cannot come to another verdict than ours ({@link passMark}). */
function masteryScore(course: Course): XmlContent {
  const mark = passMark(course.rules)
  return mark === undefined ? {} : { "adlcp:masteryscore": decimal(mark * 100) }
}

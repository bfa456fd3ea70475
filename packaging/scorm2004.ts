import type { Course } from "../src/lesson/model.ts"
import type { Layout } from "./formats.ts"
import { identifiersOf, manifestText, manifestVersion, scosOf } from "./manifest.ts"
import { itemSequencing, organizationSequencing } from "./sequencing.ts"
import { writeXml } from "./xml-content.ts"

/** The editions of SCORM 2004 that are built, with the word by which an LMS knows each (it must stand alone). */
const schemaVersions = { "scorm2004-3": "2004 3rd Edition", "scorm2004-4": "2004 4th Edition" } as const

/**
 * The manifest of SCORM 2004, 3rd or 4th Edition (CAM 2004).
 *
 * Prefixes are the literal ones that LMSs look for, and there is no `imsss:mapInfo`, which ends an upload to Moodle in a
 * fatal error. No completion threshold either: it would let progress overrule the completion that we report.
 */
export function scorm2004Manifest(
  course: Course,
  format: keyof typeof schemaVersions,
  layout: Layout,
  shared: readonly string[],
): Uint8Array {
  const ids = identifiersOf(course, format, layout)
  const scos = scosOf(course, layout)
  return writeXml("manifest", {
    "@xmlns": "http://www.imsglobal.org/xsd/imscp_v1p1",
    "@xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "@xmlns:adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3",
    "@xmlns:adlnav": "http://www.adlnet.org/xsd/adlnav_v1p3",
    "@xmlns:imsss": "http://www.imsglobal.org/xsd/imsss",
    "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "@xsi:schemaLocation": [
      "http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd",
      "http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd",
      "http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd",
      "http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd",
      "http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd",
    ].join(" "),
    "@identifier": ids.manifest,
    "@version": manifestVersion(course),
    metadata: { schema: "ADL SCORM", schemaversion: schemaVersions[format] },
    organizations: {
      "@default": ids.organization,
      organization: {
        "@identifier": ids.organization,
        // Objectives are this course's own: by default those of equal names in other courses would share their state.
        "@adlseq:objectivesGlobalToSystem": "false",
        title: manifestText(course.title, course.id),
        item: scos.map((sco) => ({
          "@identifier": sco.item,
          "@identifierref": sco.resource,
          "@isvisible": "true",
          title: sco.title,
          "imsss:sequencing": itemSequencing(course, sco, scos),
          // A single SCO has its own way forward and back; the LMS's would only leave it.
          ...(scos.length === 1 && {
            "adlnav:presentation": {
              "adlnav:navigationInterface": { "adlnav:hideLMSUI": [{ "#": "continue" }, { "#": "previous" }] },
            },
          }),
        })),
        "imsss:sequencing": organizationSequencing(course, scos),
      },
    },
    resources: {
      resource: [
        ...scos.map((sco) => ({
          "@identifier": sco.resource,
          "@type": "webcontent",
          "@adlcp:scormType": "sco",
          "@href": sco.page,
          file: sco.files.map((name) => ({ "@href": name })),
          dependency: { "@identifierref": ids.shared },
        })),
        {
          "@identifier": ids.shared,
          "@type": "webcontent",
          "@adlcp:scormType": "asset",
          file: shared.map((name) => ({ "@href": name })),
        },
      ],
    },
  })
}

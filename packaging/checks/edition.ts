import type { SchemaSet } from "../formats.ts"
import { childOf, type XmlElement } from "../xml.ts"

/** What a SCORM package is, going by its manifest. */
export interface Edition {
  readonly kind:
    | "SCORM 1.2"
    | "SCORM 2004"
    | "SCORM 2004 2nd Edition"
    | "SCORM 2004 3rd Edition"
    | "SCORM 2004 4th Edition"
  readonly is2004: boolean
  /** The schemas to hold it against. */
  readonly schemas: SchemaSet
}

const namespaces = {
  scorm12: "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
  scorm2004: "http://www.imsglobal.org/xsd/imscp_v1p1",
}

/** Tells the edition by the namespace of the root, and within SCORM 2004 by `schemaversion`, read leniently. */
export function editionOf(root: XmlElement): Edition | undefined {
  if (root.namespace === namespaces.scorm12) return { kind: "SCORM 1.2", is2004: false, schemas: "scorm12" }
  if (root.namespace !== namespaces.scorm2004) return undefined
  const version = childOf(childOf(root, "metadata"), "schemaversion")?.text.trim() ?? ""
  const is2004 = true
  if (/2nd|^(CAM )?1\.3$/i.test(version)) return { kind: "SCORM 2004 2nd Edition", is2004, schemas: "scorm2004-3" }
  if (/3rd/i.test(version)) return { kind: "SCORM 2004 3rd Edition", is2004, schemas: "scorm2004-3" }
  if (/4th/i.test(version)) return { kind: "SCORM 2004 4th Edition", is2004, schemas: "scorm2004-4" }
  return { kind: "SCORM 2004", is2004, schemas: "scorm2004-4" }
}

/** The exact words by which LMSs know an edition; an edition of SCORM 2004 has one of three. */
export function versionWords({ is2004 }: Edition): readonly string[] {
  return is2004 ? ["CAM 1.3", "2004 3rd Edition", "2004 4th Edition"] : ["1.2"]
}

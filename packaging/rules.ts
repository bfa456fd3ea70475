import type { Severity } from "../src/diagnostic.ts"

/** A rule that packages are checked against. */
export interface PackageRule {
  readonly severity: Severity
  /** What a package should be like, and what happens in an LMS when it is not. */
  readonly about: string
  /** What to do about a package that is not. */
  readonly remedy: string
}

/**
 * Every rule of packages, in the order in which they are checked. An error is what an LMS refuses, loses or gets wrong; a
 * warning is what some LMSs stumble over; information is what the officer who uploads the package should know.
 */
export const packageRules = {
  "zip-unreadable": {
    severity: "error",
    about: "A package is one plain zip file: not truncated, not split, not zip64.",
    remedy: "Export the package again, or pack its files anew with an ordinary zip program.",
  },
  "zip-bomb": {
    severity: "error",
    about: "A package unpacks to a sensible number and size of files, or an LMS refuses it to protect itself.",
    remedy: "Leave out what learners do not need. If the file came from elsewhere, do not unpack it.",
  },
  "zip-prefix": {
    severity: "warning",
    about: "A zip begins with its first file. Self-extracting archives begin with a program, and LMSs refuse them.",
    remedy: "Pack the files anew as a plain zip.",
  },
  "zip-path": {
    severity: "error",
    about: "Names in a zip are relative paths with forward slashes. Others may be written outside the course's folder.",
    remedy: "Pack the files anew, from inside their folder, with forward slashes.",
  },
  "zip-duplicate": {
    severity: "error",
    about: "Each name occurs once, whatever its capitals: of two, one overwrites the other on many disks.",
    remedy: "Remove or rename one of the two.",
  },
  "zip-link": {
    severity: "error",
    about: "A package holds files, not symbolic links, which point outside it or nowhere.",
    remedy: "Put the file itself in the link's place.",
  },
  "zip-encrypted": {
    severity: "error",
    about: "Nothing in a package is encrypted, since an LMS has no password.",
    remedy: "Pack the files anew without a password.",
  },
  "zip-method": {
    severity: "error",
    about: "Files are stored or deflated: LMSs know no other compression.",
    remedy: "Pack the files anew with the method Deflate.",
  },
  "zip-damaged": {
    severity: "error",
    about: "Every file unpacks to the size and checksum that the zip states.",
    remedy: "Export or download the package again.",
  },
  "zip-encoding": {
    severity: "error",
    about: "A name with other than ASCII characters says that it is UTF-8, or it unpacks under another name.",
    remedy: "Rename the file to plain letters, or pack with a program that marks names as UTF-8.",
  },
  "zip-nested": {
    severity: "warning",
    about: "There is no archive inside the package: some LMSs refuse the whole for it.",
    remedy: "Leave the inner archive out, or offer it from elsewhere.",
  },
  "zip-junk": {
    severity: "warning",
    about: "Nothing that an operating system or a tool left behind is in the package.",
    remedy: "Delete it from the package.",
  },
  "package-size": {
    severity: "warning",
    about: "A package has at most 250 MB, a file in it 50 MB: beyond that uploads fail and learners wait.",
    remedy: "Make pictures and films smaller, or serve films from elsewhere.",
  },
  "name-characters": {
    severity: "warning",
    about: "Names are made of letters, digits, `_`, `-` and dots. Others are rewritten or lost in addresses.",
    remedy: "Rename the file, and every mention of it.",
  },
  "name-capitals": {
    severity: "info",
    about: "Names are lower case, since some servers tell capitals apart and others do not.",
    remedy: "Make sure that every mention has the same capitals; lower case is safest.",
  },
  "name-length": {
    severity: "warning",
    about: "A name has at most 64 characters and a path 180, or it does not fit on the disks of some LMSs.",
    remedy: "Shorten the name, or put the file in fewer folders.",
  },
  "name-reserved": {
    severity: "warning",
    about: "No name is one that Windows keeps for a device, such as `con` or `aux`.",
    remedy: "Rename the file.",
  },
  "name-extension": {
    severity: "warning",
    about: "Extensions are those of the web that LMSs let through and servers know a type for.",
    remedy: "Leave the file out if the course does not need it, or offer it in a common form.",
  },
  "manifest-missing": {
    severity: "error",
    about:
      "A package says what it is: `imsmanifest.xml` (SCORM), `cmi5.xml` or `tincan.xml`, or for the web `index.html`.",
    remedy: "Export the package again as SCORM.",
  },
  "manifest-not-root": {
    severity: "error",
    about: "The manifest stands at the top of the zip, its name in lower case: LMSs look nowhere else.",
    remedy: "Pack the files from inside their folder, so that the manifest is not in a folder of the zip.",
  },
  "manifest-several": {
    severity: "info",
    about: "A package with manifests of several standards is read by each LMS as what it knows best.",
    remedy: "Nothing, if that is intended.",
  },
  "xml-encoding": {
    severity: "error",
    about: "The manifest is text in the encoding that it states, or no LMS can read it.",
    remedy: "Save it as UTF-8.",
  },
  "xml-charset": {
    severity: "warning",
    about: "The manifest is UTF-8, which every LMS reads; not every one reads the encodings of old.",
    remedy: "Save it as UTF-8, and say so in its first line.",
  },
  "xml-bom": {
    severity: "warning",
    about: "The manifest begins with `<`, not with a byte order mark, on which some LMSs stumble.",
    remedy: "Save it as UTF-8 without BOM.",
  },
  "xml-doctype": {
    severity: "warning",
    about: "The manifest has no DOCTYPE: many LMSs refuse one, since entities can be used for attacks.",
    remedy: "Remove the DOCTYPE and write entities out.",
  },
  "xml-malformed": {
    severity: "error",
    about: "The manifest is well-formed XML, or no LMS can read it.",
    remedy: "Mend the line in an editor that knows XML, or export the package again.",
  },
  "manifest-unread": {
    severity: "error",
    about: "The manifest is of a size and form that it is safe to read: some megabytes, without entities of its own.",
    remedy: "Export the package again, with a plain manifest.",
  },
  "manifest-schema": {
    severity: "error",
    about: "The manifest is valid by the official XML schemas of its edition.",
    remedy: "Change the line to what the schema allows there: spelling, order and place of elements are fixed.",
  },
  "manifest-unchecked": {
    severity: "info",
    about: "Some parts of a manifest have no schema here, so nobody vouches for them.",
    remedy: "Have the package's own tool check these parts.",
  },
  "manifest-namespace": {
    severity: "error",
    about: "The root element is `manifest` in the namespace of SCORM 1.2 or of SCORM 2004.",
    remedy: "Use the namespace that belongs to the edition.",
  },
  "manifest-prefix": {
    severity: "error",
    about: "Elements of IMS content packaging have no prefix: Moodle finds no course under any other name.",
    remedy: "Make the namespace of IMS content packaging the default namespace.",
  },
  "extension-prefix": {
    severity: "warning",
    about: "The prefixes are the usual `adlcp`, `adlseq`, `adlnav` and `imsss`: some LMSs look for these words.",
    remedy: "Use the usual prefix.",
  },
  "schema-name": {
    severity: "warning",
    about: "`<schema>` says `ADL SCORM`.",
    remedy: "Write `<schema>ADL SCORM</schema>`.",
  },
  "schema-version": {
    severity: "error",
    about: "`<schemaversion>` is letter for letter the edition's; anything else some LMSs take for SCORM 1.2.",
    remedy: "Write exactly `1.2`, `CAM 1.3`, `2004 3rd Edition` or `2004 4th Edition`, without white space around it.",
  },
  "schema-location": {
    severity: "warning",
    about: "`xsi:schemaLocation` stands on one line and names schema files that are in the package.",
    remedy: "Name the schema files at the top of the package, all on one line.",
  },
  "sub-manifest": {
    severity: "warning",
    about: "There is one manifest element: few LMSs read manifests within manifests.",
    remedy: "Move its organizations and resources into the outer manifest.",
  },
  "identifier-form": {
    severity: "error",
    about: "An identifier begins with a letter or `_`, followed by letters, digits, `.`, `_` and `-` (xs:ID).",
    remedy: "Rename the identifier, and everything that refers to it.",
  },
  "identifier-duplicate": {
    severity: "error",
    about: "An identifier names one thing.",
    remedy: "Give one of the two another identifier.",
  },
  "identifier-length": {
    severity: "info",
    about: "SuccessFactors tells courses apart by the first 15 characters of the manifest's identifier only.",
    remedy: "Make sure that no other course's identifier begins with the same 15 characters.",
  },
  "organization-missing": {
    severity: "error",
    about: "There is an organization with at least one item, or there is nothing to launch.",
    remedy: "Add an organization that lists what learners launch.",
  },
  "organization-default": {
    severity: "error",
    about: "`organizations` names the identifier of the organization to use as its `default`.",
    remedy: "Write the identifier of the organization.",
  },
  "organization-several": {
    severity: "info",
    about: "Most LMSs use the default organization and ignore the others.",
    remedy: "Put everything that learners need into the default one.",
  },
  "title-missing": {
    severity: "error",
    about: "The organization and every item have a title, which the LMS shows.",
    remedy: "Add a title.",
  },
  "title-length": {
    severity: "warning",
    about: "A title has at most 200 characters, or an LMS cuts it.",
    remedy: "Shorten the title.",
  },
  "item-reference": {
    severity: "error",
    about: "Every item without items of its own launches a resource of the manifest, and only those do.",
    remedy: "Point `identifierref` at a resource that has an `href`.",
  },
  "item-visible": {
    severity: "warning",
    about: "`isvisible` is the word `true` or `false`: some LMSs compare the words.",
    remedy: "Write `true` or `false`.",
  },
  "mastery-score": {
    severity: "error",
    about: "`adlcp:masteryscore` is a number from 0 to 100.",
    remedy: "Write a number from 0 to 100, or leave the element out.",
  },
  "completion-threshold": {
    severity: "warning",
    about: "A completion threshold lets the LMS replace what the course reports by what it works out from progress.",
    remedy: "Leave the element out, unless the course always reports its progress.",
  },
  "map-info": {
    severity: "error",
    about: "There is no `imsss:mapInfo`: it ends an upload to Moodle in a fatal error.",
    remedy: "Leave the element out.",
  },
  "delivery-controls": {
    severity: "warning",
    about: "Each SCO's item says that its content reports completion and success; else an LMS may assume both on exit.",
    remedy:
      'Add `<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>` to its sequencing.',
  },
  "sco-missing": {
    severity: "warning",
    about: "Some item launches a SCO, or the LMS records nothing but that it was opened.",
    remedy: "Mark the resource as a SCO.",
  },
  "scorm-type": {
    severity: "error",
    about: "Each resource is a `sco` or an `asset`: `adlcp:scormtype` in SCORM 1.2, `adlcp:scormType` in SCORM 2004.",
    remedy: "Write the attribute as its edition spells it.",
  },
  "resource-type": {
    severity: "error",
    about: "The `type` of every resource is `webcontent`.",
    remedy: 'Write `type="webcontent"`.',
  },
  "resource-unused": {
    severity: "warning",
    about: "Every resource is launched by an item or depended on, or an LMS may leave its files out.",
    remedy: "Add a dependency on it, or remove it.",
  },
  "resource-dependency": {
    severity: "error",
    about: "A dependency names a resource of the manifest.",
    remedy: "Name a resource that exists.",
  },
  "resource-page": {
    severity: "warning",
    about: "The page that a resource launches is also among its files.",
    remedy: "Add a `file` element for it.",
  },
  "xml-base": {
    severity: "warning",
    about: "There is no `xml:base`: some LMSs ignore it and then find no file.",
    remedy: "Write full paths and leave `xml:base` out.",
  },
  "href-form": {
    severity: "error",
    about: "An `href` is a relative path inside the package, with forward slashes and sound percent-encoding.",
    remedy: "Write the path as it stands in the zip.",
  },
  "href-plain": {
    severity: "warning",
    about: "An `href` is nothing but the path: no query, no `./`, which some LMSs take for part of the name.",
    remedy: "Write the bare path; a query belongs into the item's `parameters`.",
  },
  "href-remote": {
    severity: "warning",
    about: "Content is in the package. From elsewhere it cannot reach the LMS, and may be blocked.",
    remedy: "Put the file into the package.",
  },
  "file-missing": {
    severity: "error",
    about: "Every file that the manifest lists is in the zip.",
    remedy: "Add the file, or remove it from the manifest.",
  },
  "file-case": {
    severity: "error",
    about: "The manifest writes names with the capitals they have in the zip: many servers tell them apart.",
    remedy: "Write the name as it stands in the zip.",
  },
  "file-undeclared": {
    severity: "warning",
    about: "Every file in the zip is listed in the manifest, or an LMS may not serve it.",
    remedy: "Add a `file` element for it, or leave the file out.",
  },
  "file-twice": {
    severity: "warning",
    about: "A resource lists a file once.",
    remedy: "Remove the second mention.",
  },
  "iri-form": {
    severity: "error",
    about: "What xAPI names has an absolute IRI as its id, or statements about it are refused.",
    remedy: "Write an address that begins with a scheme, such as https://, under a domain of yours.",
  },
  "iri-twice": {
    severity: "error",
    about: "An IRI names one thing: of two with the same, an LMS keeps one.",
    remedy: "Give one of the two another id.",
  },
  "iri-example": {
    severity: "warning",
    about: "Ids are under a domain of the publisher's. Those of `example.com` and its like anybody may use.",
    remedy: "Export the package with an address of your organisation's as its base.",
  },
  "cmi5-namespace": {
    severity: "error",
    about: "The root element of `cmi5.xml` is `courseStructure` in the namespace of cmi5 (§14.2).",
    remedy: 'Write `<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">`.',
  },
  "cmi5-structure": {
    severity: "error",
    about:
      "Elements of `cmi5.xml` stand in the order and number that cmi5 fixes, with the attributes it knows (§14.1).",
    remedy: "Put the element or attribute where cmi5 has it, or leave it out.",
  },
  "cmi5-text": {
    severity: "error",
    about: "No title and no description is empty: LMSs list them (§13.1).",
    remedy: "Write a title, or a description of a few words.",
  },
  "cmi5-language": {
    severity: "warning",
    about: "Every text says its language, so that an LMS can choose and a screen reader can speak it.",
    remedy: 'Add lang, such as `<langstring lang="en">`.',
  },
  "cmi5-value": {
    severity: "error",
    about: "Values are those that cmi5 allows: its words, tags of languages, a mastery score from 0 to 1.",
    remedy: "Write one of the values that are allowed, with the same capitals.",
  },
  "cmi5-objective": {
    severity: "error",
    about: "An objective that an AU or block names is defined at the top of the course structure (§13.1.3).",
    remedy: "Define the objective, or name one that is.",
  },
  "cmi5-move-on": {
    severity: "warning",
    about: "Every AU says what satisfies it: without `moveOn` it is satisfied before anybody opens it (§13.1.4).",
    remedy: 'Add moveOn, such as `moveOn="CompletedAndPassed"`.',
  },
  "cmi5-mastery": {
    severity: "warning",
    about: "A mastery score stands where passing counts: beside `Completed` or `NotApplicable` it changes nothing.",
    remedy: 'Write `moveOn="CompletedAndPassed"`, or leave masteryScore out.',
  },
  "cmi5-url": {
    severity: "error",
    about: "The address of an AU leaves to the LMS the parameters that it adds at launch (§8.1).",
    remedy: "Remove the parameter, or rename it.",
  },
  "tincan-namespace": {
    severity: "error",
    about: "The root element of `tincan.xml` is `tincan` in its namespace.",
    remedy: 'Write `<tincan xmlns="http://projecttincan.com/tincan.xsd">`.',
  },
  "tincan-launch": {
    severity: "error",
    about: "One activity of `tincan.xml` says what to launch, and only one: LMSs launch one.",
    remedy: "Leave <launch> on the activity that stands for the whole course.",
  },
  "tincan-activity": {
    severity: "error",
    about: "Every activity of `tincan.xml` has a name, and a type that is an IRI.",
    remedy: "Add a name, or write the type as an IRI such as http://adlnet.gov/expapi/activities/course.",
  },
  "tincan-language": {
    severity: "warning",
    about: "Names and descriptions say their language, as statements must.",
    remedy: 'Add lang, such as `<name lang="en">`.',
  },
  secret: {
    severity: "error",
    about: "No file holds a password, key or token: whoever may take the course can read it.",
    remedy: "Remove it, and have it replaced where it was issued: it has been given away.",
  },
  "html-inline-script": {
    severity: "warning",
    about: "Pages hold no script of their own: a server with a content security policy blocks it.",
    remedy: "Move the script into a file.",
  },
  "html-inline-style": {
    severity: "info",
    about: "Pages hold no style of their own: a strict content security policy blocks it.",
    remedy: "Move the style into a file.",
  },
  "html-module": {
    severity: "warning",
    about: "Scripts are classic: modules fail from `file://` and from servers that give scripts another type.",
    remedy: "Build the script as a classic one.",
  },
  "html-base": {
    severity: "warning",
    about: "Pages have no `<base>`, since nobody knows beforehand where an LMS serves them.",
    remedy: "Remove it and write paths relative to the page.",
  },
  "remote-asset": {
    severity: "warning",
    about: "Pages load nothing from other servers: networks block it, and it tells others who is learning.",
    remedy: "Put the file into the package.",
  },
  "asset-missing": {
    severity: "warning",
    about: "What a page loads is in the package, under that name with the same capitals.",
    remedy: "Add the file, or mend the path: relative to the page, as it stands in the zip.",
  },
  "script-eval": {
    severity: "warning",
    about: "Scripts make no code out of text (`eval`, `new Function`): a content security policy blocks it.",
    remedy: "Replace it, or build the script without it.",
  },
} as const satisfies Record<string, PackageRule>

/** Name of a rule of packages. */
export type PackageRuleName = keyof typeof packageRules

import { isAlias, isMap, isNode, isScalar, LineCounter, type Node, type Pair, parseDocument, visit } from "yaml"
import type { Place } from "../diagnostic.ts"
import { suggest } from "./nearest.ts"
import type { Reporter } from "./reporter.ts"
import { secretNames, settingNames } from "./settings-schema.ts"

/** `course.yaml` as YAML: every value is text, a list or a group. */
export interface SettingsFile {
  /** Undefined where nothing can be read. */
  readonly raw: unknown
  /** Where the value of a setting stands, by the names that lead to it. */
  placeOf(path: readonly (string | number)[]): Place
  /** Where the name of a setting stands. */
  placeOfName(path: readonly (string | number)[]): Place
}

/** Reads the YAML itself, and reports what is wrong with its form and its names. */
export function readSettingsFile(source: string, file: string, reporter: Reporter): SettingsFile {
  const lines = new LineCounter()
  // Every value is read as text and judged here: YAML's own idea of `no`, `1.0` or `2:30` is seldom an author's.
  const document = parseDocument(source, {
    schema: "failsafe",
    logLevel: "error",
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  })
  const at = (offset = 0): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const { contents } = document
  const nothing: SettingsFile = {
    raw: undefined,
    placeOf: (path) => at(nodeAt(contents, path)?.range?.[0]),
    placeOfName: (path) => at(keyAt(contents, path)?.range?.[0]),
  }
  const [error] = document.errors
  if (error) {
    const message = `This is not YAML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}.`
    const remedy =
      "Write each setting on a line of its own as name: value, and what belongs to it beneath, indented by blanks."
    reporter.report("settings-syntax", at(error.pos[0]), message, remedy)
    return nothing
  }
  if (!contents) return nothing
  if (!isMap(contents)) {
    const remedy = "Write each setting on a line of its own as name: value."
    reporter.report("settings-syntax", at(contents.range?.[0]), "There are no settings in this file.", remedy)
    return nothing
  }
  let isSafe = true
  visit(document, {
    Alias(_, alias) {
      isSafe = false
      const message = `The value *${alias.source} repeats another one.`
      reporter.report("settings-alias", at(alias.range?.[0]), message, "Write the value itself.")
    },
    Map(_, map) {
      const seen = new Set<string>()
      for (const pair of map.items) {
        const name = nameOf(pair)
        if (name === undefined || !isNode(pair.key)) continue
        const place = at(pair.key.range?.[0])
        if (seen.has(name))
          reporter.report("settings-twice", place, `The setting ${name} is there twice.`, "Remove one.")
        seen.add(name)
      }
    },
  })
  for (const [group, names] of Object.entries(settingNames)) {
    const map = nodeAt(contents, group.split(".").filter(Boolean))
    for (const pair of isMap(map) ? map.items : []) {
      const name = nameOf(pair)
      if (name !== undefined && names.includes(name)) {
        reportComment(pair, [group, name].filter(Boolean).join("."), name)
        continue
      }
      const place = at(isNode(pair.key) ? pair.key.range?.[0] : undefined)
      if (group === "lrs" && secretNames.test(name ?? "")) {
        reportSecret(reporter, place, `The setting lrs.${name}`)
        continue
      }
      const message =
        name === undefined
          ? "A setting has no name that could be read."
          : `There is no setting ${[group, name].filter(Boolean).join(".")}.`
      reporter.report("settings-unknown", place, message, suggest(name ?? "", names))
    }
  }

  /** To YAML what follows a blank and `#` is a comment: a colour without quotation marks is none. */
  function reportComment({ key, value }: Pair, setting: string, name: string) {
    const comment = isScalar(value) && !value.value ? value.comment?.trim() : undefined
    if (comment === undefined || !/^(?:[0-9a-f]{3,4}){1,2}$/i.test(comment)) return
    const message = `The setting ${setting} is empty: what stands behind # is a comment.`
    const remedy = `Put the colour in quotation marks: ${name}: "#${comment}"`
    reporter.report("settings-value", at(isNode(key) ? key.range?.[0] : undefined), message, remedy)
  }

  return isSafe ? { ...nothing, raw: document.toJS({ maxAliasCount: 0 }) } : nothing
}

/** Refuses a secret, without repeating it. */
export function reportSecret(reporter: Reporter, place: Place, what: string): void {
  const message = `${what} would put a secret into the package, where whoever may take the course can read it.`
  const remedy =
    "Leave it out. The LMS hands over what an LRS asks for when it launches a package of cmi5 or xAPI; a SCORM package needs an endpoint that takes statements without."
  reporter.report("lrs-secret", place, message, remedy)
}

function nameOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined
}

function nodeAt(root: Node | null, path: readonly (string | number)[]): Node | undefined {
  let node: unknown = root
  for (const key of path) node = isNode(node) && "get" in node && !isAlias(node) ? node.get(key, true) : undefined
  return isNode(node) ? node : undefined
}

function keyAt(root: Node | null, path: readonly (string | number)[]): Node | undefined {
  const map = nodeAt(root, path.slice(0, -1))
  const pair = isMap(map) ? map.items.find((pair) => nameOf(pair) === path.at(-1)) : undefined
  return isNode(pair?.key) ? pair.key : undefined
}

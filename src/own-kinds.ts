import type { Kind, KindParser, OwnData, Prompted, Registry } from "./activities/kind.ts"
import { readParts } from "./activities/parts.ts"
import { registry } from "./activities/registry.ts"
import { commonAttributes } from "./lesson/attributes.ts"
import type { Shape } from "./lesson/model.ts"

/**
 * The kinds of activity there are, with those that a lesson brings itself. One without a kind is known by its name alone:
 * what is wrong with it was reported, and the pages that use it are not to be blamed.
 */
export function withOwnKinds(own: ReadonlyMap<string, Kind<OwnData> | undefined>): Registry {
  const parsers = new Map([...own].map(([name, kind]) => [name, ownParser(kind)]))
  const guarded = new Map([...own].map(([name, kind]) => [name, kind && guard(kind)]))
  return {
    names: [...registry.names, ...own.keys()],
    parser: (name): KindParser<Prompted> | undefined => parsers.get(name) ?? registry.parser(name),
    kind: (name): Kind<Prompted> | undefined => guarded.get(name) ?? registry.kind(name),
  }
}

const blank: Shape = { marks: [], texts: [] }

/** A kind whose shape and levels may be asked for before anybody knows whether they throw. */
function guard(kind: Kind<OwnData>): Kind<OwnData> {
  const { parts } = kind
  return {
    ...kind,
    shape: (data) => attempt(() => kind.shape(data)) ?? blank,
    levels: (data) => attempt(() => kind.levels(data)) ?? 0,
    ...(parts && { parts: (data: OwnData) => attempt(() => parts.call(kind, data)) ?? [] }),
  }
}

function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

/** Reads the directive of any own kind: what is asked, the attributes, and the file that `data` names. */
function ownParser(kind: Kind<OwnData> | undefined): KindParser<OwnData> {
  // Those of which something was reported already.
  const unread = new WeakSet<OwnData>()
  return {
    attributes: ["*"],
    defaultPoints: 0,
    defaultAttempts: 0,
    parse(directive, context) {
      const { prompted } = readParts(directive, context, (node): node is typeof node => node.type === "thematicBreak")
      const attributes = Object.entries(directive.attributes).filter(([name]) => !isCommon(name))
      const file = directive.attributes.data === undefined ? undefined : context.data(directive)
      const data: OwnData = {
        ...prompted,
        attributes: Object.fromEntries(attributes),
        ...(file && { table: file.value }),
      }
      if (directive.attributes.data !== undefined && !file) unread.add(data)
      return data
    },
    resolve(data, { report }) {
      if (!kind || unread.has(data)) return undefined
      try {
        checkShape(kind.shape(data))
        checkCounts([kind.levels(data), ...(kind.parts?.(data) ?? [])], "levels and parts are whole numbers from 0")
        // What a learner's answer is asked for must not throw where that is empty.
        const empty = { marks: kind.shape(data).marks.map(() => 0), texts: kind.shape(data).texts.map(() => "") }
        kind.score(data, empty)
        kind.interaction(data, empty)
        kind.print(data, empty)
        return data
      } catch (error) {
        const { message, remedy } = inSentences(error, `See activities/${kind.name}/kind.ts.`)
        report("error", "own-activity", message, remedy)
        return undefined
      }
    },
  }
}

function isCommon(name: string): boolean {
  return name === "data" || commonAttributes.some((common) => common === name)
}

function checkShape({ marks, texts }: Shape): void {
  if (!Array.isArray(marks) || !Array.isArray(texts)) throw new Error("shape gives no marks and texts")
  checkCounts(marks, "marks are whole numbers from 1", 1)
  checkCounts(texts, "texts are whole numbers from 0")
}

function checkCounts(values: readonly unknown[], rule: string, least = 0): void {
  const wrong = values.find((value) => typeof value !== "number" || !Number.isInteger(value) || value < least)
  if (wrong !== undefined || values.includes(undefined)) throw new Error(`${rule}, not ${String(wrong)}`)
}

/**
 * What was thrown, for its author: the first sentence says what is wrong, the others how to mend it. An error of the
 * language is named, since its message alone says little.
 */
export function inSentences(error: unknown, usual: string): { readonly message: string; readonly remedy: string } {
  const text = (error instanceof Error ? error.message : String(error)).trim() || "It failed and did not say why."
  const named = error instanceof Error && error.name !== "Error" ? `${error.name}: ${text}` : text
  const [, message = named, remedy = ""] = /^(.+?[.!?])\s+(\S.*)$/s.exec(named) ?? []
  const whole = /[.!?]$/.test(message) ? message : `${message}.`
  return { message: whole.replace(/\s+/g, " "), remedy: remedy.replace(/\s+/g, " ") || usual }
}

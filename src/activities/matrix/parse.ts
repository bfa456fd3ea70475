import type { CaseData } from "../case/kind.ts"
import { checkData } from "../data.ts"
import type { DataFile, KindParser, Prompted } from "../kind.ts"
import { isList, readParts, requirePrompt } from "../parts.ts"
import { pathName } from "../path-name.ts"
import type { MatrixData, MatrixLevel } from "./kind.ts"
import { type MatrixFile, matrixSchema } from "./schema.ts"

/** Points of 100 within which totals are told as a tie in practice, when an author says nothing. */
const usualNear = 2

/**
 * Reads a matrix: a question, and `data=`, the file that holds everything else. `case=` names the case whose level decides
 * which gates and references are reckoned with; without it the learning path does.
 */
export const matrixParser: KindParser<MatrixData> = {
  attributes: ["data", "case"],
  defaultPoints: 8,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted } = readParts(directive, context, isList)
    const isAsked = requirePrompt(prompted, directive, context)
    const file = context.data(directive)
    const written = file && checkData(file, matrixSchema)
    const whole = written && file && readMatrix(written, file)
    if (!isAsked || !whole) return undefined
    const { case: of } = directive.attributes
    return { ...prompted, ...whole, levelNames: [], ...(of !== undefined && { case: of }) }
  },
  resolve(data, { find, paths, report }) {
    const { case: written, ...rest } = data
    const of = written === undefined ? undefined : find(written)
    if (written !== undefined && !isCase(of)) {
      const what = of ? `it is a ${of.kind}` : "there is no activity with this id"
      const remedy = "Write the #id of a case, or leave case out: then the learning path decides the level."
      report("error", "matrix-case", `This matrix belongs to the case "${written}", but ${what}.`, remedy)
      return undefined
    }
    if (data.levels.length > 1 && data.levels.length !== paths.length) {
      const message = `This matrix has ${data.levels.length} levels, and the course ${paths.length === 1 ? "1 learning path" : `${paths.length} learning paths`}.`
      report("error", "matrix-case", message, `List one level for each path (${paths.join(", ")}), or one for all.`)
      return undefined
    }
    const levelNames = isCase(of) ? of.data.levels.map(({ name }) => name) : paths.map(pathName)
    return { ...rest, levelNames, ...(isCase(of) && { case: of.id }) }
  },
}

function isCase(
  activity: { kind: string; data: unknown } | undefined,
): activity is { kind: string; id: string; data: CaseData } {
  return activity?.kind === "case"
}

/** Tells the author of a value, by its place in the file. */
type Complain = (path: readonly (string | number)[], message: string, remedy: string) => void

/** What the file says, checked as a whole: ids mean something, and lists have as many entries as there are criteria. */
function readMatrix(written: MatrixFile, file: DataFile): Omit<MatrixData, keyof Prompted | "levelNames"> | undefined {
  let isRight = true
  const complain: Complain = (path, message, remedy) => {
    isRight = false
    file.report(path, "error", "data-value", message, remedy)
  }
  for (const list of ["candidates", "criteria", "gates", "presets"] as const) {
    const ids = written[list].map(({ id }) => id.toLowerCase())
    ids.forEach((id, index) => {
      if (ids.indexOf(id) < index) {
        complain([list, index, "id"], `${list}.${index}.id is there twice.`, "Give each an id of its own.")
      }
    })
  }
  written.presets.forEach(({ weights }, index) => {
    const sum = weights.reduce((all, weight) => all + weight, 0)
    const isOdd = weights.length !== written.criteria.length || weights.some((weight) => weight < 0) || sum !== 100
    if (!isOdd) return
    const message = `presets.${index}.weights has ${weights.length} weights, which add up to ${sum}.`
    complain(["presets", index, "weights"], message, `Write ${written.criteria.length} weights that add up to 100.`)
  })
  const levels = written.levels.map((_, index) => readLevel(written, index, complain))
  if (!isRight) return undefined
  const { notice, near = usualNear, scale, candidates, gates, presets } = written
  return {
    ...(notice !== undefined && { notice }),
    ...{ scale, gates, presets, levels, near },
    candidates: candidates.map(({ id, name, about }) => ({ id, name, ...(about !== undefined && { about }) })),
    criteria: written.criteria.map(({ id, name, about, needed, weakest }) => ({
      ...{ id, name },
      ...(about !== undefined && { about }),
      ...(needed !== undefined && { isNeeded: true }),
      ...(weakest !== undefined && { isWeakest: true }),
    })),
  }
}

function readLevel(written: MatrixFile, index: number, complain: Complain): MatrixLevel {
  const { candidates, criteria, gates, scale } = written
  const level = written.levels[index]
  const { conditions = {}, fails = {}, scores = {}, given = {}, gates: required = [] } = level ?? {}
  const at = (list: readonly { id: string }[], what: string, id: string, ...path: readonly (string | number)[]) => {
    const place = list.findIndex((one) => one.id === id)
    if (place >= 0) return [place]
    const name = ["levels", index, ...path].join(".")
    const remedy = `Write one of: ${list.map((one) => one.id).join(", ")}.`
    complain(["levels", index, ...path], `${name} names the ${what} "${id}", which is not there.`, remedy)
    return []
  }
  const several = (ids: readonly string[], ...path: readonly (string | number)[]) =>
    ids.flatMap((id, place) => at(candidates, "candidate", id, ...path, place))
  const numbers = candidates.map(({ id }) => {
    const own = scores[id]
    if (!own) return null
    if (own.length === criteria.length && own.every((score) => score >= 0 && score < scale.length)) return own
    const message = `levels.${index}.scores.${id} is ${own.join(", ")}.`
    const remedy = `Write ${criteria.length} scores from 0 to ${scale.length - 1}.`
    complain(["levels", index, "scores", id], message, remedy)
    return null
  })
  for (const id of Object.keys(scores)) at(candidates, "candidate", id, "scores")
  for (const reasons of [written.reasons ?? {}, level?.reasons ?? {}]) {
    for (const [id, own] of Object.entries(reasons)) {
      at(candidates, "candidate", id, "reasons")
      for (const criterion of Object.keys(own)) at(criteria, "criterion", criterion, "reasons", id)
    }
  }
  return {
    required: required.flatMap((id, place) => at(gates, "gate", id, "gates", place)).sort((a, b) => a - b),
    conditions: Object.entries(conditions).flatMap(([id, { candidates, text }]) =>
      at(gates, "gate", id, "conditions").map((gate) => ({
        ...{ gate, text },
        candidates: several(candidates, "conditions", id, "candidates"),
      })),
    ),
    fails: Object.entries(fails).flatMap(([id, ids]) =>
      at(gates, "gate", id, "fails").map((gate) => ({ gate, candidates: several(ids, "fails", id) })),
    ),
    scores: numbers,
    reasons: candidates.map(({ id }, place) =>
      numbers[place] === null
        ? []
        : criteria.map((one) => level?.reasons?.[id]?.[one.id] ?? written.reasons?.[id]?.[one.id] ?? ""),
    ),
    given: {
      gates: Object.entries(given.gates ?? {}).flatMap(([id, why]) =>
        at(gates, "gate", id, "given", "gates").map((gate) => ({ gate, why })),
      ),
      criteria: Object.entries(given.criteria ?? {}).flatMap(([id, why]) =>
        at(criteria, "criterion", id, "given", "criteria").map((criterion) => ({ criterion, why })),
      ),
    },
  }
}

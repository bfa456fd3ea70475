import type { Table } from "mdast"
import type { KindParser, ParseContext } from "../kind.ts"
import { isTable, readNumber, readParts, reportNoAnswers, requirePrompt, withSource } from "../parts.ts"
import { mostKept } from "../reflection/parse.ts"
import type { RubricData, Scale } from "./kind.ts"

/** Most criteria and levels: more cannot be rated with care. */
const mostCriteria = 12
const mostLevels = 7

/**
 * Reads a rubric: what to rate, then a table with a row for each criterion and a column for each level, lowest first, named
 * by the heading row. `from` is the activity that holds the learner's text.
 */
export const rubricParser: KindParser<RubricData> = {
  attributes: ["from", "keep"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isTable)
    if (!structure) return reportNoAnswers(directive, context, "Write a table with a row for each criterion.")
    const isAsked = requirePrompt(prompted, directive, context)
    const keep = readNumber(directive, context, "keep", { least: 0, most: mostKept }) ?? 0
    const scale = readScale(structure, context)
    if (!isAsked || !scale) return undefined
    const { from } = directive.attributes
    return { ...prompted, scale, keep, ...(from !== undefined && { from }) }
  },
  resolve(data, context) {
    const lack = (from: string) => `This rubric quotes from "${from}", but there is no text to quote there.`
    return withSource(data, context, "rubric-source", lack)
  },
}

function readScale(table: Table, context: ParseContext): Scale | undefined {
  const rows = table.children.map((row) => row.children.map((cell) => context.text(cell.children)))
  const [[, ...levels] = [], ...others] = rows
  const criteria = others.map(([label = "", ...says]) => ({ label, says: levels.map((_, at) => says[at] ?? "") }))
  const gap = criteria.findIndex(({ label, says }) => label === "" || says.includes(""))
  const isDouble = new Set(criteria.map(({ label }) => label)).size < criteria.length
  const isSized =
    levels.length >= 2 && levels.length <= mostLevels && criteria.length >= 1 && criteria.length <= mostCriteria
  if (isSized && gap < 0 && !isDouble && !levels.includes("")) return { levels, criteria }
  const message = !isSized
    ? `This rubric has ${criteria.length} criteria and ${levels.length} levels.`
    : levels.includes("")
      ? "A level of this rubric has no name."
      : isDouble
        ? "Two criteria of this rubric have one name."
        : `The criterion "${criteria[gap]?.label}" does not say what every level means.`
  const remedy = `Write 1 to ${mostCriteria} rows and 2 to ${mostLevels} columns of levels, no cell empty, each row under a name of its own.`
  context.report("error", "rubric-table", table.children[gap + 1] ?? table, message, remedy)
  return undefined
}

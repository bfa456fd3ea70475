/** As much of an xAPI Profile as it takes to judge statements by it. */
export interface Profile {
  readonly id: string
  readonly versions: readonly { readonly id: string }[]
  readonly concepts: readonly { readonly id: string; readonly type: string; readonly inlineSchema?: string }[]
  readonly templates: readonly ProfileTemplate[]
  readonly patterns: readonly ProfilePattern[]
}

/** A statement template: what determines it, and its rules. */
export interface ProfileTemplate {
  readonly id: string
  readonly verb?: string
  readonly objectActivityType?: string
  readonly rules?: readonly ProfileRule[]
}

interface ProfileRule {
  readonly location: string
  readonly presence?: "included" | "excluded" | "recommended"
  readonly any?: readonly unknown[]
  readonly all?: readonly unknown[]
  readonly none?: readonly unknown[]
}

interface ProfilePattern {
  readonly id: string
  readonly primary?: boolean
  readonly sequence?: readonly string[]
  readonly alternates?: readonly string[]
  readonly optional?: string
  readonly oneOrMore?: string
  readonly zeroOrMore?: string
}

/** Reads the profile of a package. */
export function readProfile(data: Uint8Array): Profile {
  return JSON.parse(new TextDecoder().decode(data)) as Profile
}

/** The template that a statement falls under, by its determining properties. */
export function templateFor(profile: Profile, statement: unknown): ProfileTemplate | undefined {
  const [verb] = valuesAt(statement, "$.verb.id")
  const [type] = valuesAt(statement, "$.object.definition.type")
  return profile.templates.find((template) => template.verb === verb && (template.objectActivityType ?? type) === type)
}

/** Everything in which a statement does not follow the profile; a statement without a template follows nothing. */
export function statementFaults(profile: Profile, statement: unknown): readonly string[] {
  const template = templateFor(profile, statement)
  const [verb] = valuesAt(statement, "$.verb.id")
  if (!template) return [`no template for ${verb}`]
  return (template.rules ?? []).flatMap((rule) => {
    const values = valuesAt(statement, rule.location)
    const fault = ruleFault(rule, values)
    return fault === undefined ? [] : [`${template.id}: ${rule.location} ${fault}`]
  })
}

/** Why values break a rule (Profiles, Statement Template Rules); nothing when they do not. */
function ruleFault({ presence, any, all, none }: ProfileRule, values: readonly unknown[]): string | undefined {
  if (presence === "included" && values.length === 0) return "is missing"
  if (presence === "excluded") return values.length > 0 ? "is there" : undefined
  if (presence === "recommended" && values.length === 0) return undefined
  const isIn = (list: readonly unknown[]) => (value: unknown) => list.some((one) => same(one, value))
  if (any && !values.some(isIn(any))) return `has none of ${JSON.stringify(any)}`
  if (all && !values.every(isIn(all))) return `is ${JSON.stringify(values)}, not ${JSON.stringify(all)}`
  if (none?.some((one) => values.some(isIn([one])))) return `has one of ${JSON.stringify(none)}`
  return undefined
}

/** Whether the statements of one registration, in order, follow the profile's primary pattern. */
export function followsPattern(profile: Profile, statements: readonly unknown[]): boolean {
  // A character for each template makes of a pattern a regular expression, and of statements a text.
  const letters = new Map(profile.templates.map(({ id }, index) => [id, String.fromCharCode(0x100 + index)]))
  const patterns = new Map(profile.patterns.map((pattern) => [pattern.id, pattern]))
  const source = (id: string): string => {
    const pattern = patterns.get(id)
    if (!pattern) return letters.get(id) ?? "(?!)"
    const { sequence, alternates, optional, oneOrMore, zeroOrMore } = pattern
    if (sequence) return sequence.map(source).join("")
    if (alternates) return `(?:${alternates.map(source).join("|")})`
    if (optional) return `(?:${source(optional)})?`
    if (oneOrMore) return `(?:${source(oneOrMore)})+`
    return `(?:${source(zeroOrMore ?? "")})*`
  }
  const text = statements.map((statement) => letters.get(templateFor(profile, statement)?.id ?? "") ?? "?").join("")
  return profile.patterns.filter(({ primary }) => primary).some(({ id }) => new RegExp(`^${source(id)}$`).test(text))
}

/** What a JSONPath finds, as far as profiles allow it: children by name, members by number, and `*`. */
export function valuesAt(root: unknown, path: string): readonly unknown[] {
  const steps = path.slice(1).matchAll(/\.(\w+|\*)|\['([^']+)'\]|\[(\d+|\*)\]/g)
  let values: readonly unknown[] = [root]
  let length = 1
  for (const [whole, name, quoted, index] of steps) {
    length += whole.length
    const key = name ?? quoted ?? index ?? ""
    values = values.flatMap((value) => {
      if (typeof value !== "object" || value === null) return []
      if (key === "*") return Object.values(value)
      return Object.entries(value).flatMap(([child, found]) => (child === key ? [found] : []))
    })
  }
  if (path.charAt(0) !== "$" || length !== path.length) throw new Error(`${path} is no path that profiles allow`)
  return values
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

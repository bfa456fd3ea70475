import { calibrate } from "./calibrate/kind.ts"
import { calibrateParser } from "./calibrate/parse.ts"
import { case as caseKind } from "./case/kind.ts"
import { caseParser } from "./case/parse.ts"
import { challenge } from "./challenge/kind.ts"
import { challengeParser } from "./challenge/parse.ts"
import { checklist } from "./checklist/kind.ts"
import { checklistParser } from "./checklist/parse.ts"
import { choice } from "./choice/kind.ts"
import { choiceParser } from "./choice/parse.ts"
import { choosePath } from "./choose-path/kind.ts"
import { choosePathParser } from "./choose-path/parse.ts"
import { compare } from "./compare/kind.ts"
import { compareParser } from "./compare/parse.ts"
import { fillIn } from "./fill-in/kind.ts"
import { fillInParser } from "./fill-in/parse.ts"
import { form } from "./form/kind.ts"
import { formParser } from "./form/parse.ts"
import type { Kind, KindParser, Prompted, Registry } from "./kind.ts"
import { log } from "./log/kind.ts"
import { logParser } from "./log/parse.ts"
import { matching } from "./matching/kind.ts"
import { matchingParser } from "./matching/parse.ts"
import { matrix } from "./matrix/kind.ts"
import { matrixParser } from "./matrix/parse.ts"
import { numeric } from "./numeric/kind.ts"
import { numericParser } from "./numeric/parse.ts"
import { poll } from "./poll/kind.ts"
import { pollParser } from "./poll/parse.ts"
import { reflection } from "./reflection/kind.ts"
import { reflectionParser } from "./reflection/parse.ts"
import { reveal } from "./reveal/kind.ts"
import { revealParser } from "./reveal/parse.ts"
import { rubric } from "./rubric/kind.ts"
import { rubricParser } from "./rubric/parse.ts"
import { sequencing } from "./sequencing/kind.ts"
import { sequencingParser } from "./sequencing/parse.ts"
import { steps } from "./steps/kind.ts"
import { stepsParser } from "./steps/parse.ts"
import { tree } from "./tree/kind.ts"
import { treeParser } from "./tree/parse.ts"
import { walkthrough } from "./walkthrough/kind.ts"
import { walkthroughParser } from "./walkthrough/parse.ts"

/**
 * A kind of activity, and what is known of it when a course is built. Where the browser's halves stand follows from its
 * name in Markdown: `modulesOf`.
 */
export interface KindEntry {
  readonly kind: Kind<Prompted>
  readonly parser: KindParser<Prompted>
  /**
   * Whether it is so heavy, or so rare, that its script and style stand apart from `activities.js` and `activities.css`, to be
   * fetched when a page with such an activity opens.
   */
  readonly apart?: boolean
}

/** Every kind of activity by its name in Markdown, which is that of its folder, too: the one list. */
export const kinds: Readonly<Record<string, KindEntry>> = {
  choice: { kind: choice, parser: choiceParser },
  matching: { kind: matching, parser: matchingParser },
  sequencing: { kind: sequencing, parser: sequencingParser },
  numeric: { kind: numeric, parser: numericParser },
  "fill-in": { kind: fillIn, parser: fillInParser },
  poll: { kind: poll, parser: pollParser },
  reflection: { kind: reflection, parser: reflectionParser },
  steps: { kind: steps, parser: stepsParser },
  "choose-path": { kind: choosePath, parser: choosePathParser },
  form: { kind: form, parser: formParser, apart: true },
  reveal: { kind: reveal, parser: revealParser },
  checklist: { kind: checklist, parser: checklistParser, apart: true },
  rubric: { kind: rubric, parser: rubricParser, apart: true },
  case: { kind: caseKind, parser: caseParser, apart: true },
  compare: { kind: compare, parser: compareParser, apart: true },
  log: { kind: log, parser: logParser, apart: true },
  challenge: { kind: challenge, parser: challengeParser, apart: true },
  calibrate: { kind: calibrate, parser: calibrateParser, apart: true },
  matrix: { kind: matrix, parser: matrixParser, apart: true },
  walkthrough: { kind: walkthrough, parser: walkthroughParser, apart: true },
  tree: { kind: tree, parser: treeParser, apart: true },
}

/** A module of a kind and the name it exports; a path within src/activities, without its extension. */
export interface KindModule {
  readonly path: string
  readonly name: string
}

/** Where the browser's halves of a kind stand: `choosePath` in choose-path/kind, `ChoosePath` in choose-path/ChoosePath. */
export function modulesOf(kind: string): { readonly kind: KindModule; readonly component: KindModule } {
  const name = kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const component = name.charAt(0).toUpperCase() + name.slice(1)
  return { kind: { path: `${kind}/kind`, name }, component: { path: `${kind}/${component}`, name: component } }
}

/** The same list as the reader of a phase asks it. */
export const registry: Registry = {
  names: Object.keys(kinds),
  parser: (name) => entry(name)?.parser,
  kind: (name) => entry(name)?.kind,
}

/** A name such as `constructor` is written by authors too, and must not find what every object has. */
function entry(name: string): KindEntry | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined
}

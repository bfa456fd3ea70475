import { calibrate } from "./calibrate/kind.ts"
import { calibrateParser } from "./calibrate/parse.ts"
import { caseKind } from "./case/kind.ts"
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

/** A kind of activity, with where the browser's halves of it stand. Build time only: parsers never reach a learner. */
export interface KindEntry {
  readonly kind: Kind<Prompted>
  readonly parser: KindParser<Prompted>
  /** The module of the kind and the name it exports; a path within src/activities, without its extension. */
  readonly kindModule: readonly [path: string, name: string]
  /** The same of its component. */
  readonly componentModule: readonly [path: string, name: string]
  /**
   * Whether it is so heavy, or so rare, that its script and style stand apart from `activities.js` and `activities.css`, to be
   * fetched when a page with such an activity opens.
   */
  readonly apart?: boolean
}

/** Every kind of activity by its name in Markdown: the one list. */
export const kinds: Readonly<Record<string, KindEntry>> = {
  choice: {
    kind: choice,
    parser: choiceParser,
    kindModule: ["choice/kind", "choice"],
    componentModule: ["choice/Choice", "Choice"],
  },
  matching: {
    kind: matching,
    parser: matchingParser,
    kindModule: ["matching/kind", "matching"],
    componentModule: ["matching/Matching", "Matching"],
  },
  sequencing: {
    kind: sequencing,
    parser: sequencingParser,
    kindModule: ["sequencing/kind", "sequencing"],
    componentModule: ["sequencing/Sequencing", "Sequencing"],
  },
  numeric: {
    kind: numeric,
    parser: numericParser,
    kindModule: ["numeric/kind", "numeric"],
    componentModule: ["numeric/Numeric", "Numeric"],
  },
  "fill-in": {
    kind: fillIn,
    parser: fillInParser,
    kindModule: ["fill-in/kind", "fillIn"],
    componentModule: ["fill-in/FillIn", "FillIn"],
  },
  poll: {
    kind: poll,
    parser: pollParser,
    kindModule: ["poll/kind", "poll"],
    componentModule: ["poll/Poll", "Poll"],
  },
  reflection: {
    kind: reflection,
    parser: reflectionParser,
    kindModule: ["reflection/kind", "reflection"],
    componentModule: ["reflection/Reflection", "Reflection"],
  },
  steps: {
    kind: steps,
    parser: stepsParser,
    kindModule: ["steps/kind", "steps"],
    componentModule: ["steps/Steps", "Steps"],
  },
  "choose-path": {
    kind: choosePath,
    parser: choosePathParser,
    kindModule: ["choose-path/kind", "choosePath"],
    componentModule: ["choose-path/ChoosePath", "ChoosePath"],
  },
  form: {
    kind: form,
    parser: formParser,
    kindModule: ["form/kind", "form"],
    componentModule: ["form/Form", "Form"],
    apart: true,
  },
  reveal: {
    kind: reveal,
    parser: revealParser,
    kindModule: ["reveal/kind", "reveal"],
    componentModule: ["reveal/Reveal", "Reveal"],
  },
  checklist: {
    kind: checklist,
    parser: checklistParser,
    kindModule: ["checklist/kind", "checklist"],
    componentModule: ["checklist/Checklist", "Checklist"],
    apart: true,
  },
  rubric: {
    kind: rubric,
    parser: rubricParser,
    kindModule: ["rubric/kind", "rubric"],
    componentModule: ["rubric/Rubric", "Rubric"],
    apart: true,
  },
  case: {
    kind: caseKind,
    parser: caseParser,
    kindModule: ["case/kind", "caseKind"],
    componentModule: ["case/Case", "Case"],
    apart: true,
  },
  compare: {
    kind: compare,
    parser: compareParser,
    kindModule: ["compare/kind", "compare"],
    componentModule: ["compare/Compare", "Compare"],
    apart: true,
  },
  log: {
    kind: log,
    parser: logParser,
    kindModule: ["log/kind", "log"],
    componentModule: ["log/Log", "Log"],
    apart: true,
  },
  challenge: {
    kind: challenge,
    parser: challengeParser,
    kindModule: ["challenge/kind", "challenge"],
    componentModule: ["challenge/Challenge", "Challenge"],
    apart: true,
  },
  calibrate: {
    kind: calibrate,
    parser: calibrateParser,
    kindModule: ["calibrate/kind", "calibrate"],
    componentModule: ["calibrate/Calibrate", "Calibrate"],
    apart: true,
  },
  matrix: {
    kind: matrix,
    parser: matrixParser,
    kindModule: ["matrix/kind", "matrix"],
    componentModule: ["matrix/Matrix", "Matrix"],
    apart: true,
  },
  walkthrough: {
    kind: walkthrough,
    parser: walkthroughParser,
    kindModule: ["walkthrough/kind", "walkthrough"],
    componentModule: ["walkthrough/Walkthrough", "Walkthrough"],
    apart: true,
  },
  tree: {
    kind: tree,
    parser: treeParser,
    kindModule: ["tree/kind", "tree"],
    componentModule: ["tree/Tree", "Tree"],
    apart: true,
  },
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

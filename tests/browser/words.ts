import { calibrateStrings } from "../../src/activities/calibrate/strings.ts"
import { caseStrings } from "../../src/activities/case/strings.ts"
import { challengeStrings } from "../../src/activities/challenge/strings.ts"
import { checklistStrings } from "../../src/activities/checklist/strings.ts"
import { compareStrings } from "../../src/activities/compare/strings.ts"
import { formStrings } from "../../src/activities/form/strings.ts"
import { logStrings } from "../../src/activities/log/strings.ts"
import { matrixStrings } from "../../src/activities/matrix/strings.ts"
import { ownWorkStrings } from "../../src/activities/own-work-strings.ts"
import { rubricStrings } from "../../src/activities/rubric/strings.ts"
import { activityStrings } from "../../src/activities/strings.ts"
import { treeStrings } from "../../src/activities/tree/strings.ts"
import { walkthroughStrings } from "../../src/activities/walkthrough/strings.ts"
import { moreStrings } from "../../src/player/more/strings.ts"
import { cmi5Strings, strings } from "../../src/player/strings.ts"

/** Every word of the interface, wherever it is kept. */
export const words = {
  ...strings,
  cmi5: cmi5Strings,
  ...moreStrings,
  launch: { ...strings.launch, ...moreStrings.launch },
  activities: {
    ...activityStrings,
    calibrate: calibrateStrings,
    case: caseStrings,
    challenge: challengeStrings,
    checklist: checklistStrings,
    compare: compareStrings,
    form: formStrings,
    log: logStrings,
    matrix: matrixStrings,
    ownWork: ownWorkStrings,
    rubric: rubricStrings,
    tree: treeStrings,
    walkthrough: walkthroughStrings,
  },
}

import { activityStrings } from "../../src/activities/strings.ts"
import { moreStrings } from "../../src/player/more-strings.ts"
import { cmi5Strings, strings } from "../../src/player/strings.ts"

/** Every word of the interface, wherever it is kept. */
export const words = {
  ...strings,
  cmi5: cmi5Strings,
  ...moreStrings,
  launch: { ...strings.launch, ...moreStrings.launch },
  activities: activityStrings,
}

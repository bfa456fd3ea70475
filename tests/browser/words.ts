import { activityStrings } from "../../src/activities/strings.ts"
import { moreStrings } from "../../src/player/more-strings.ts"
import { strings } from "../../src/player/strings.ts"

/** Every word of the interface, wherever it is kept. */
export const words = {
  ...strings,
  ...moreStrings,
  launch: { ...strings.launch, ...moreStrings.launch },
  activities: activityStrings,
}

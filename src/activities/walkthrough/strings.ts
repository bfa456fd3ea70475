/** The part of the catalogue (see ../strings.ts) that the kind `walkthrough` speaks: it stands in its script. */
export const walkthroughStrings = {
  step: (step: number, all: number) => `Step ${step} of ${all}`,
  back: "Step back",
  next: "Next step",
  again: "Back to the first step",
  all: "Show all steps",
  single: "Show one step at a time",
}

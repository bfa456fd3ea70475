/** The part of the catalogue (see ../strings.ts) that the kind `calibrate` speaks: it stands in its script. */
export const calibrateStrings = {
  place: (number: number, all: number) => `Text ${number} of ${all}`,
  compare: "Compare with the reference",
  rateAll: (criterion: string) => `Rate every criterion first. Still open: ${criterion}.`,
  you: "You",
  reference: "Reference",
  same: "The same level.",
  apart: (levels: number) => (levels === 1 ? "One level apart." : `${levels} levels apart.`),
  calibrated: "Calibrated: none of your ratings is more than one level from the reference.",
  notYet: (count: number) =>
    count === 1
      ? "One rating is more than one level from the reference. Read the reason, and take a second look if you like."
      : `${count} ratings are more than one level from the reference. Read the reasons, and take a second look if you like.`,
  again: "Take a second look",
}

import { formatNumber, type Kind, markAt, type OwnData } from "lessonpack/activity"

/** How far somebody agrees, from 0 to 10. One mark: the place. */
export const kind: Kind<OwnData> = {
  name: "agree",
  shape: () => ({ marks: [11], texts: [] }),
  levels: () => 0,
  score: () => 0,
  interaction: (_, answer) => ({ type: "numeric", response: formatNumber(markAt(answer, 0)), patterns: [] }),
  print: (_, answer) => [`${markAt(answer, 0)} of 10`],
}

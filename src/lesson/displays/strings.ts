/** The part of the catalogue (see player/strings.ts) that displays speak: needed only when a course is built. */
export const displayStrings = {
  sourceName: (id: string, date: string) => `source ${id}, ${date}`,
  dated: (date: string) => (/^un/i.test(date) ? date.charAt(0).toUpperCase() + date.slice(1) : `Of ${date}`),
  readOn: (date: string, isDay: boolean) => `read ${isDay ? "on" : "in"} ${date}`,
  primary: "primary source",
  secondary: "secondary source",
  newWindow: "opens in a new window",
}

/** The part of the catalogue (see player/strings.ts) that displays speak: needed only when a course is built. */
export const displayStrings = {
  sourceName: (id: string, date: string) => `source ${id}, ${date}`,
  dated: (date: string) => (/^un/i.test(date) ? date.charAt(0).toUpperCase() + date.slice(1) : `Of ${date}`),
  readOn: (date: string, isDay: boolean) => `read ${isDay ? "on" : "in"} ${date}`,
  primary: "primary source",
  secondary: "secondary source",
  asList: "Read as a list",
  flow: (names: string, count: number) => `${count} steps, one after the other: ${names}.`,
  cycle: (names: string, count: number) => `${count} steps, of which the last leads to the first again: ${names}.`,
  layers: (names: string, count: number) => `${count} layers, from top to bottom: ${names}.`,
  lanes: (names: string, count: number) => `${count} things side by side: ${names}.`,
  hub: (name: string, parts: string) => `${name}, and around it: ${parts}.`,
  along: (names: string) => `Along with all of them: ${names}.`,
  newWindow: "opens in a new window",
}

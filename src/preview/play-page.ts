import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import type { Frame } from "playwright-core"
import type { Finding } from "./play-findings.ts"

declare global {
  interface Window {
    /** axe, once it was put into a page. */
    axe?: { run(context: Document, options: object): Promise<{ violations: readonly Violation[] }> }
  }
}

/** A barrier as axe tells it; the target of what is in an inner frame begins with the frame's own. */
interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly (string | readonly string[])[] }[]
}

/** How long a page may take to show anything, in milliseconds: some send their reader on, some build themselves. */
const building = 5000

/** What is amiss with what is shown: in a frame, those within it, and the windows that were opened beside it. */
export async function faultsOn(frames: readonly Frame[]): Promise<readonly Finding[]> {
  for (let waited = 0; !(await isAnythingShown(frames)); waited += 250) {
    if (waited >= building) return [{ rule: "play-blank", message: "The page of the package stays empty." }]
    await frames[0]?.waitForTimeout(250)
  }
  const found: Finding[] = []
  for (const frame of frames) found.push(...(await barriersOn(frame)))
  return found
}

/** Turns to the next page, where the course has the player's way of turning; the pages of other tools are looked at once. */
export async function turnPage(frame: Frame): Promise<boolean> {
  const next = frame.locator("nav.turn .button").last()
  if ((await next.count()) === 0) return false
  const before = await frame.locator("h1").first().textContent()
  await next.click()
  await frame.waitForTimeout(50)
  const isOver = (await frame.locator("nav.turn").count()) === 0
  return !isOver || (await frame.locator("h1").first().textContent()) !== before
}

function withInner(frame: Frame): readonly Frame[] {
  return [frame, ...frame.childFrames().flatMap(withInner)]
}

async function isAnythingShown(frames: readonly Frame[]): Promise<boolean> {
  const shown = await Promise.all(frames.flatMap(withInner).map(showsSomething))
  return shown.includes(true)
}

/** Whether there is text, a picture or something to use. While a page is being left there is nothing. */
function showsSomething(frame: Frame): Promise<boolean> {
  const look = () => {
    const { body } = document
    if (!body) return false
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 1 && height > 1
    }
    const things = body.querySelectorAll("img, svg, canvas, video, audio, object, embed, input, button")
    return body.innerText.trim() !== "" || [...things].some(isSeen)
  }
  return frame.evaluate(look).catch(() => false)
}

let axeSource: string | undefined

async function barriersOn(frame: Frame): Promise<readonly Finding[]> {
  axeSource ??= await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
  const source = `if (!window.axe) { ${axeSource} }; 0`
  const inner = withInner(frame)
  // A page that is left meanwhile, or one of another server, is not looked into.
  await Promise.all(inner.map((frame) => frame.evaluate(source).catch(() => {})))
  const headings = await Promise.all(inner.map(headingOf))
  const where = headings.find((heading) => heading !== "") ?? ""
  const find = async () => {
    const { axe } = window
    if (!axe) return []
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    const { violations } = await axe.run(document, { runOnly: tags })
    return violations.map(({ id, help, nodes }) => ({ id, help, target: nodes[0]?.target.flat().join(" ") ?? "" }))
  }
  const violations = await frame.evaluate(find).catch(() => [])
  return violations.map(({ id, help, target }) => ({
    rule: "play-barrier",
    message: `On "${where}": ${help} (${id}), at ${target}`,
  }))
}

function headingOf(frame: Frame): Promise<string> {
  return frame.evaluate(() => document.querySelector("h1")?.textContent?.trim() ?? "").catch(() => "")
}

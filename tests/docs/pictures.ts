import { mkdir, readdir, rm } from "node:fs/promises"
import type { Locator } from "playwright-core"
import { openStudio } from "./course.ts"
import { shots } from "./shots.ts"

/** Where the pictures of the guides are. */
export const pictureFolder = "docs/images"

/** Takes pictures of the product as it is, and removes those that nobody takes any more. */
export async function takePictures(names: readonly string[], say: (line: string) => void): Promise<void> {
  const studio = await openStudio()
  try {
    await mkdir(pictureFolder, { recursive: true })
    for (const name of names) {
      const shot = shots[name]
      if (!shot) throw new Error(`there is no picture ${name}`)
      const tab = await studio.open(shot)
      const part = await shot.take(tab)
      const path = `${pictureFolder}/${name}.png`
      const clip = part && (await around(part))
      const page = part?.page() ?? tab
      await page.screenshot({ path, animations: "disabled", caret: "hide", ...(clip && { clip, fullPage: true }) })
      await tab.context().close()
      say(path)
    }
    for (const file of await readdir(pictureFolder)) {
      if (file.endsWith(".png") && !(file.slice(0, -4) in shots)) await rm(`${pictureFolder}/${file}`)
    }
  } finally {
    await studio.close()
  }
}

/** The place of a part on its page, with some paper around it. */
async function around(part: Locator) {
  await part.evaluate(() => window.scrollTo(0, 0))
  const box = await part.boundingBox()
  if (!box) throw new Error("this part of the page cannot be seen")
  const margin = Math.min(16, box.x)
  // Above the page's own part stands its head, of which a strip would only look torn.
  const top = (await part.evaluate((element) => element.tagName)) === "MAIN" ? 0 : margin
  return { x: box.x - margin, y: box.y - top, width: box.width + 2 * margin, height: box.height + top + margin }
}

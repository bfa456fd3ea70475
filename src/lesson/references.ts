import type { Element, ElementContent, Text } from "hast"
import type { Place } from "../diagnostic.ts"
import { toId } from "./ids.ts"
import { judge } from "./links.ts"
import { placeOf } from "./markdown.ts"
import { type Media, type MediaProblem, mediaTypes } from "./media.ts"
import type { Reporter } from "./reporter.ts"

/** What the links and images of one file are held against. */
export interface ReferenceContext {
  readonly file: string
  readonly media: Media
  readonly reporter: Reporter
  /** Links to pages, gathered here until all pages are known. */
  readonly pageLinks: PageLink[]
}

/** A link to a page of the course. */
export interface PageLink {
  /** What stands behind the `#`. */
  readonly id: string
  readonly place: Place
}

/** A link that leads where links may lead, or its text alone. */
export function tidyLink(node: Element, { file, media, reporter, pageLinks }: ReferenceContext): ElementContent[] {
  const { properties } = node
  const children = withoutControls(node.children)
  const href = String(properties.href ?? "")
  const place = placeOf(file, node)
  const link = (more: Element["properties"]): Element[] => {
    const title = properties.title === undefined ? {} : { title: properties.title }
    return [{ type: "element", tagName: "a", properties: { ...more, ...title }, children }]
  }
  // Marks of footnotes lead to ids that stand in the same piece of HTML.
  if ("dataFootnoteRef" in properties) return link({ href, id: properties.id })
  if ("dataFootnoteBackref" in properties) return link({ href })
  if (Array.isArray(properties.className) && properties.className[0] === "source") {
    return link({ href, className: ["source"], ariaLabel: properties.ariaLabel })
  }
  const target = judge(href)
  switch (target.to) {
    case "web":
      return link({ href: target.href, className: ["external"], target: "_blank", rel: ["noopener"] })
    case "mail":
      return link({ href: target.href })
    case "page": {
      const id = toId(target.id)?.toLowerCase() ?? target.id
      pageLinks.push({ id, place })
      return link({ href: `#${encodeURIComponent(id)}` })
    }
    case "file": {
      const found = media.find(target.path)
      if ("name" in found) return link({ href: found.name })
      reportFile(found.problem, target.path, place, reporter)
      return children
    }
    case "outside":
      reportFile("outside", decodeShown(href), place, reporter)
      return children
    case "unsafe": {
      const message = `The link to "${decodeShown(href)}" is left out: only its text is shown.`
      const remedy = "Links may begin with https://, http:// or mailto:, or name a file in the lesson's folder."
      reporter.report("link-unsafe", place, message, remedy)
      return children
    }
  }
}

/** What stands in a link, without what may be operated: a picture that became a link, a term, a source. */
function withoutControls(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type !== "element") return [node]
    const children = withoutControls(node.children)
    return ["a", "button"].includes(node.tagName) ? children : [{ ...node, children }]
  })
}

/** A picture of the lesson; a link to one elsewhere; or the text that stands for it. */
export function tidyImage(node: Element, context: ReferenceContext): ElementContent[] {
  const { file, media, reporter } = context
  const { src: address, alt: written, title } = node.properties
  const src = String(address ?? "")
  const alt = String(written ?? "").trim()
  const place = placeOf(file, node)
  const target = judge(src)
  if (target.to === "web") {
    const message = `The picture ${target.href} is not in the lesson's folder, so a link to it is shown instead.`
    const remedy = "Put the file into the lesson's folder: many networks that learners sit in reach no other site."
    reporter.report("image-remote", place, message, remedy)
    const text: Text = { type: "text", value: alt || target.href }
    return tidyLink({ ...node, tagName: "a", properties: { href: src }, children: [text] }, context)
  }
  if (target.to !== "file") {
    const text: ElementContent[] = alt ? [{ type: "text", value: alt }] : []
    if (target.to === "outside") reportFile("outside", decodeShown(src), place, reporter)
    else {
      const message = `The picture "${decodeShown(src).slice(0, 80)}" cannot be shown.`
      reporter.report("link-unsafe", place, message, "Name a file in the lesson's folder.")
    }
    return text
  }
  if (alt === "") {
    const message = `The picture "${target.path}" has no text for those who cannot see it.`
    reporter.report("image-alt", place, message, `Write what it shows between the brackets: ![…](${target.path})`)
  }
  const found = media.find(target.path)
  if ("problem" in found) {
    reportFile(found.problem, target.path, place, reporter)
    return alt ? [{ type: "text", value: alt }] : []
  }
  const properties = { src: found.name, alt, ...(title ? { title } : {}) }
  return [{ type: "element", tagName: "img", properties, children: [] }]
}

/** Tells an author why a file of theirs cannot be part of the course. */
export function reportFile(problem: MediaProblem, path: string, place: Place, reporter: Reporter) {
  switch (problem) {
    case "missing": {
      const remedy = "Put it there, or correct its name: capital and small letters count."
      return reporter.report("file-missing", place, `There is no file "${path}" in the lesson's folder.`, remedy)
    }
    case "outside": {
      const message = `"${path}" is not in the lesson's folder, and only what is there goes with the course.`
      return reporter.report(
        "file-outside",
        place,
        message,
        "Copy the file into the lesson's folder and name it there.",
      )
    }
    case "large": {
      const message = `"${path}" is larger than 50 MB, which many learners' lines and LMSs do not take.`
      return reporter.report("file-large", place, message, "Make it smaller, or link to a place on the web.")
    }
    case "type": {
      const message = `"${path}" is of a type that not every LMS hands to learners.`
      const remedy = `Save it as one of: ${mediaTypes.join(", ")}. To lead to a page of the course, write #id-of-the-page.`
      return reporter.report("file-type", place, message, remedy)
    }
  }
}

function decodeShown(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

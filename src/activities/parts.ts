import type { List, ListItem, Node, Paragraph, PhrasingContent, Table } from "mdast"
import type { AboutText, Directive, ParseContext, Prompted, ResolveContext } from "./kind.ts"
import { type Item, type Labelled, plainText } from "./label.ts"

/** What is asked, as every kind's Markdown states it, and what is said when it is over. */
export interface Parts<Structure extends Node> {
  readonly prompted: Prompted
  /** The paragraph that is the prompt. */
  readonly question: Paragraph | undefined
  /** The list or table that holds the answers; absent when there is none. */
  readonly structure: Structure | undefined
}

/**
 * Reads what stands in a directive: first what is asked, then a list or table, then an explanation.
 *
 * The last paragraph before the structure is the prompt, and what stands before or around it the introduction. So a scene
 * may be set in several paragraphs, and a screen reader still hears one sentence as the question.
 */
export function readParts<Structure extends Node>(
  directive: Directive,
  context: ParseContext,
  isStructure: (node: Node) => node is Structure,
): Parts<Structure> {
  const children: readonly Node[] = directive.children.some(isPhrasing)
    ? [{ type: "paragraph", children: directive.children } as Paragraph]
    : directive.children
  const at = children.findIndex(isStructure)
  const structure = children.find(isStructure)
  const before = at < 0 ? children : children.slice(0, at)
  const after = at < 0 ? [] : children.slice(at + 1)
  const second = after.find(isStructure)
  if (second) {
    context.report(
      "error",
      "activity-answers",
      second,
      `The ${directive.name} has two lists or tables of answers.`,
      "Put all answers into one, or make two activities of it.",
    )
  }
  const question = before.filter(isSentence).pop()
  const around = before.filter((node) => node !== question)
  return {
    prompted: {
      intro: around.length > 0 ? context.html(around) : "",
      prompt: question ? context.inline(question.children) : "",
      description: question ? context.text(question) : "",
      ...(after.length > 0 && !second && { explanation: context.html(after) }),
    },
    question,
    structure,
  }
}

/** Reports a directive that asks nothing. Gives whether it asks. */
export function requirePrompt(prompted: Prompted, directive: Directive, context: ParseContext): boolean {
  if (prompted.prompt !== "") return true
  context.report(
    "error",
    "activity-prompt",
    directive.node,
    `The ${directive.name} asks nothing.`,
    "Write the question as a paragraph above the answers.",
  )
  return false
}

/** Reports a directive without its list or table. */
export function reportNoAnswers(directive: Directive, context: ParseContext, remedy: string): undefined {
  context.report(
    "error",
    "activity-answers",
    directive.node,
    `The ${directive.name} has no list of answers, or nothing that can be read as one.`,
    remedy,
  )
}

/** A piece of phrasing content in the forms a component needs. */
export function readLabel(nodes: readonly PhrasingContent[], context: ParseContext): Labelled {
  const html = context.inline(nodes)
  const text = context.text(nodes)
  return text === html ? { html } : { html, text }
}

/** Reads a list item; nothing when it does not begin with a sentence. A quotation beneath it loses its quotation marks. */
export function readItem(item: ListItem, context: ParseContext): Item | undefined {
  const [first, ...rest] = item.children
  if (first?.type !== "paragraph" || context.text(first) === "") return undefined
  const beneath = rest.flatMap((node) => (node.type === "blockquote" ? node.children : [node]))
  return { ...readLabel(first.children, context), ...(beneath.length > 0 && { beneath: context.html(beneath) }) }
}

/** Reports an item that says the same as one above it: nobody could tell the two apart. Gives whether there is none. */
export function requireDistinct(
  items: readonly Labelled[],
  list: List,
  rule: string,
  what: string,
  context: ParseContext,
): boolean {
  const texts = items.map(plainText)
  const double = texts.findIndex((text, index) => texts.indexOf(text) < index)
  if (double < 0) return true
  context.report(
    "error",
    rule,
    list.children[double] ?? list,
    `The ${what} "${texts[double]}" is there twice.`,
    `Leave one out, or say in each ${what} what sets it apart.`,
  )
  return false
}

/** A whole number given as an attribute; nothing when it is absent, or after an error was reported. */
export function readNumber(
  directive: Directive,
  context: ParseContext,
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const written = directive.attributes[name]
  if (written === undefined) return undefined
  const value = /^\d+$/.test(written.trim()) ? Number(written) : Number.NaN
  if (value >= least && value <= most) return value
  context.report(
    "error",
    "activity-attribute",
    directive.node,
    `The attribute ${name} of the ${directive.name} is "${written}".`,
    `Write a whole number from ${least} to ${most}, for example ${name}=${Math.min(most, Math.max(least, 100))}.`,
  )
  return undefined
}

/** Data completed by the activity that holds the text they are about; nothing after an error was reported. */
export function withSource<Data extends AboutText>(
  data: Data,
  { source, report }: ResolveContext,
  rule: string,
  lack: (from: string) => string,
): Data | undefined {
  if (data.from === undefined) return data
  const found = source(data.from)
  if (found) return { ...data, source: found }
  report("error", rule, lack(data.from), "Write the #id of the form or reflection that holds the learner's text.")
  return undefined
}

/** Whether a node is a list whose items begin with `[ ]` or `[x]`. */
export function isTaskList(node: Node): node is List {
  return isList(node) && node.children.some(({ checked }) => checked === true || checked === false)
}

/** Whether a node is a list. */
export function isList(node: Node): node is List {
  return node.type === "list"
}

/** Whether a node is a numbered list. */
export function isOrderedList(node: Node): node is List {
  return isList(node) && node.ordered === true
}

/** Whether a node is a table. */
export function isTable(node: Node): node is Table {
  return node.type === "table"
}

/** A paragraph that says something: not one that holds nothing but pictures. */
function isSentence(node: Node): node is Paragraph {
  if (node.type !== "paragraph") return false
  return (node as Paragraph).children.some(
    (child) => !child.type.startsWith("image") && !(child.type === "text" && child.value.trim() === ""),
  )
}

/** `::name[label]` holds phrasing content where `:::name` holds blocks. */
function isPhrasing(node: Node): boolean {
  return ["text", "emphasis", "strong", "delete", "inlineCode", "link", "linkReference", "textDirective"].includes(
    node.type,
  )
}

import { attributeOf, type XmlElement } from "../xml.ts"

/** Elements that may stand at one place of a sequence: their names, how many, and the name of their own shape. */
export interface Part {
  readonly names: readonly string[]
  readonly isRequired: boolean
  readonly isMany: boolean
}

/** What may stand in an element: child elements in their order, and attributes. */
export interface Shape {
  readonly parts: readonly Part[]
  /** Whether the order of the child elements does not matter. */
  readonly isUnordered?: boolean
  readonly required?: readonly string[]
  readonly optional?: readonly string[]
  /** Shapes of child elements that have another one here than their name says. */
  readonly shapes?: Readonly<Record<string, string>>
}

/** A fault in the structure of a document, as a sentence. */
export interface StructureFault {
  readonly element: XmlElement
  readonly message: string
}

/** An element that must stand once. */
export const one = (...names: readonly string[]): Part => ({ names, isRequired: true, isMany: false })
/** An element that may stand once. */
export const maybe = (...names: readonly string[]): Part => ({ names, isRequired: false, isMany: false })
/** Elements of which there must be some. */
export const some = (...names: readonly string[]): Part => ({ names, isRequired: true, isMany: true })

/**
 * Holds an element and all within against shapes by name. Elements and attributes of other namespaces are left alone:
 * tools may add their own.
 */
export function structureFaults(
  element: XmlElement,
  shapes: Readonly<Record<string, Shape>>,
  name = element.local,
): readonly StructureFault[] {
  const shape = shapes[name]
  if (!shape) return []
  const own = element.children.filter(({ namespace }) => namespace === element.namespace)
  return [
    ...attributeFaults(element, shape),
    ...orderFaults(element, own, shape),
    ...own.flatMap((child) =>
      shape.parts.some(({ names }) => names.includes(child.local))
        ? structureFaults(child, shapes, shape.shapes?.[child.local])
        : [],
    ),
  ]
}

/** How a report names an element: `<au id="…">` where it has an id. */
export function nameOf(element: XmlElement): string {
  const id = attributeOf(element, "id")
  return id === undefined ? `<${element.local}>` : `<${element.local} id="${id}">`
}

function attributeFaults(element: XmlElement, { required = [], optional = [] }: Shape): readonly StructureFault[] {
  const known = new Set([...required, ...optional])
  const missing = required.filter((name) => attributeOf(element, name) === undefined)
  const strange = element.attributes.filter(({ name, prefix }) => prefix === "" && name !== "xmlns" && !known.has(name))
  return [
    ...missing.map((name) => ({ element, message: `${nameOf(element)} has no ${name}.` })),
    ...strange.map(({ name }) => ({
      element,
      message: `${nameOf(element)} has the attribute ${name}, which is unknown.`,
    })),
  ]
}

function orderFaults(element: XmlElement, own: readonly XmlElement[], { parts, isUnordered }: Shape) {
  const faults: StructureFault[] = []
  const order = parts.map(({ names }) => names.join(" or ")).join(", ")
  const counts = parts.map(() => 0)
  let last = 0
  for (const child of own) {
    const at = parts.findIndex(({ names }) => names.includes(child.local))
    const part = parts[at]
    if (!part) {
      faults.push({ element: child, message: `<${child.local}> does not belong into ${nameOf(element)}.` })
      continue
    }
    counts[at] = (counts[at] ?? 0) + 1
    if (counts[at] === 2 && !part.isMany) {
      faults.push({ element: child, message: `${nameOf(element)} has <${child.local}> twice.` })
    }
    if (at < last && !isUnordered) {
      const message = `<${child.local}> stands too late in ${nameOf(element)}. The order is ${order}.`
      faults.push({ element: child, message })
    }
    last = Math.max(last, at)
  }
  for (const [at, { names, isRequired }] of parts.entries()) {
    if (isRequired && counts[at] === 0) {
      faults.push({ element, message: `${nameOf(element)} has no <${names.join("> and no <")}>.` })
    }
  }
  return faults
}

import type { Observed } from "./Panels.tsx"

/** A branch of the data model. */
interface Branch {
  readonly name: string
  readonly path: string
  readonly value?: string
  readonly branches: readonly Branch[]
}

/** The data model as a tree; what the last call changed is marked. */
export function DataTree({ data, fresh }: Observed) {
  const names = Object.keys(data).filter((name) => data[name] !== "" && !name.endsWith("._children"))
  if (names.length === 0) return <p class="soft">This launch has no data model, or nothing in it yet.</p>
  return <Branches branches={grow(names.sort(byNumber), data, "")} fresh={fresh} />
}

function Branches({ branches, fresh }: { readonly branches: readonly Branch[]; readonly fresh: ReadonlySet<string> }) {
  return (
    <ul class="tree">
      {branches.map(({ name, path, value, branches }) => (
        <li key={path}>
          {value !== undefined ? (
            <>
              <code>{name}</code> <span class={fresh.has(path) ? "value fresh" : "value"}>{value}</span>
              {fresh.has(path) && <span class="mark"> changed</span>}
            </>
          ) : (
            <details open={/^(cmi|core)$/.test(name) || [...fresh].some((changed) => changed.startsWith(`${path}.`))}>
              <summary>
                <code>{name}</code>
              </summary>
              <Branches branches={branches} fresh={fresh} />
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

function grow(names: readonly string[], data: Observed["data"], start: string): Branch[] {
  const heads = [...new Set(names.map((name) => name.slice(start.length).split(".")[0] ?? ""))]
  return heads.map((head) => {
    const path = start + head
    const value = data[path]
    const below = names.filter((name) => name.startsWith(`${path}.`))
    return { name: head, path, ...(value !== undefined && { value }), branches: grow(below, data, `${path}.`) }
  })
}

function byNumber(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true })
}

import type { Observed } from "./Panels.tsx"

/** A statement as far as it is shown; what a statement holds is not to be trusted. */
interface Shown {
  readonly timestamp?: string
  readonly verb?: { readonly id?: string }
  readonly object?: { readonly id?: string }
  readonly result?: {
    readonly success?: boolean
    readonly completion?: boolean
    readonly response?: string
    readonly score?: { readonly scaled?: number }
  }
}

/** What the LRS holds, the newest first. */
export function Statements({ lrs }: Observed) {
  const statements = [...lrs.statements].reverse() as readonly Shown[]
  if (statements.length === 0) return <p class="soft">No statement has arrived.</p>
  return (
    <table>
      <thead>
        <tr>
          <th>Time</th>
          <th>Verb</th>
          <th>About</th>
          <th>Result</th>
          <th>Whole</th>
        </tr>
      </thead>
      <tbody>
        {statements.map((statement, index) => (
          <tr key={statements.length - index}>
            <td>{statement.timestamp?.slice(11, 19)}</td>
            <td>{statement.verb?.id?.split("/").pop()}</td>
            <td class="value">{statement.object?.id}</td>
            <td>{resultOf(statement)}</td>
            <td>
              <details>
                <summary>Show</summary>
                <pre>{JSON.stringify({ ...statement, actor: "…" }, null, 2)}</pre>
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function resultOf({ result = {} }: Shown): string {
  const { success, completion, response, score } = result
  const parts = [
    success !== undefined && (success ? "success" : "no success"),
    completion && "complete",
    score?.scaled !== undefined && `${Math.round(score.scaled * 100)}%`,
    response,
  ]
  return parts.filter(Boolean).join(", ")
}

import type { Observed } from "./Panels.tsx"

/** What a report of the LMS would show: objectives and interactions, a row each. */
export function Record({ data }: Observed) {
  const objectives = rowsOf(data, "cmi.objectives")
  const interactions = rowsOf(data, "cmi.interactions")
  return (
    <>
      <h3>Objectives</h3>
      <Rows
        rows={objectives}
        columns={["id", "status", "completion_status", "success_status", "score.raw", "score.scaled"]}
      />
      <h3>Interactions</h3>
      <Rows
        rows={interactions}
        columns={[
          "id",
          "type",
          "student_response",
          "learner_response",
          "result",
          "weighting",
          "latency",
          "objectives.0.id",
        ]}
      />
    </>
  )
}

type Row = Readonly<{ [name: string]: string }>

function Rows({ rows, columns }: { readonly rows: readonly Row[]; readonly columns: readonly string[] }) {
  const used = columns.filter((column) => rows.some((row) => row[column]))
  if (rows.length === 0) return <p class="soft">None yet.</p>
  return (
    <table>
      <thead>
        <tr>
          {used.map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.id ?? index}>
            {used.map((column) => (
              <td key={column} class="value">
                {row[column]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function rowsOf(data: Observed["data"], list: string): readonly Row[] {
  const rows: { [name: string]: string }[] = []
  for (const [element, value] of Object.entries(data)) {
    const [, index, name] = new RegExp(`^${list}\\.(\\d+)\\.(.+)$`).exec(element) ?? []
    if (name) rows[Number(index)] = { ...rows[Number(index)], [name]: value }
  }
  return rows
}

import { useState } from "preact/hooks"
import type { TracedCall } from "./host.ts"
import type { Observed } from "./Panels.tsx"
import { withoutNames } from "./trace-text.ts"

/** How many lines are shown unless all are asked for. */
const mostShown = 400

/** Every call or request in order, with what came of it and the rule it broke. */
export function Trace({ calls, lrs, launched }: Observed) {
  const [copied, setCopied] = useState("")
  const isScorm = lrs.requests.length === 0
  const text = () => withoutNames(calls, lrs.requests, launched?.choice.learner ?? "")
  return (
    <>
      <p class="actions">
        <button
          type="button"
          onClick={() =>
            navigator.clipboard.writeText(text()).then(
              () => setCopied("Copied."),
              () => setCopied("The browser does not allow copying; download it instead."),
            )
          }
        >
          Copy the trace
        </button>
        <button type="button" onClick={() => download("trace.txt", text())}>
          Download the trace
        </button>
        <span role="status">{copied}</span>
      </p>
      {isScorm ? <Calls calls={calls} /> : <Requests requests={lrs.requests} />}
    </>
  )
}

/** Hands a text over as a file. */
function download(name: string, text: string): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

/** The newest lines of many, and a button that shows the others as well. */
function useNewest<Line>(lines: readonly Line[]) {
  const [showsAll, setShowsAll] = useState(false)
  const isShort = showsAll || lines.length <= mostShown
  const rest = isShort ? undefined : (
    <p class="actions">
      The newest {mostShown} of {lines.length} lines are shown.{" "}
      <button type="button" onClick={() => setShowsAll(true)}>
        Show all
      </button>
    </p>
  )
  return { shown: isShort ? lines : lines.slice(-mostShown), rest }
}

function Calls({ calls }: { readonly calls: readonly TracedCall[] }) {
  const { shown, rest } = useNewest(calls)
  if (calls.length === 0) return <p class="soft">The course has not called yet.</p>
  const broken = calls.filter(({ rule }) => rule !== "").length
  return (
    <>
      <p>
        {calls.length} calls, {calls.filter(({ method }) => method === "Commit").length} commits
        {broken > 0 ? `, ${broken} against a rule` : ", none against a rule"}
      </p>
      {rest}
      <table>
        <thead>
          <tr>
            <th>Time</th>
            <th>Call</th>
            <th>Value</th>
            <th>Result</th>
            <th>Error</th>
            <th>Rule or fault</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((call) => (
            <tr key={call.number} class={call.rule ? "broken" : call.fault ? "faulty" : ""}>
              <td>{(call.time / 1000).toFixed(2)}</td>
              <td>
                {call.method} {call.element && <code>{call.element}</code>}
              </td>
              <td class="value">{call.value}</td>
              <td>{call.result}</td>
              <td>{call.error === "0" ? "" : call.error}</td>
              <td>{call.rule || call.fault}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Requests({ requests }: { readonly requests: Observed["lrs"]["requests"] }) {
  const start = requests[0]?.time ?? 0
  const { shown, rest } = useNewest(requests)
  return (
    <>
      {rest}
      <table>
        <thead>
          <tr>
            <th>Time</th>
            <th>Request</th>
            <th>Body</th>
            <th>Status</th>
            <th>Rule</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ number, time, method, path, body, status, refusal, query }) => (
            <tr key={number} class={refusal ? "broken" : status >= 400 || status === 0 ? "faulty" : ""}>
              <td>{((time - start) / 1000).toFixed(2)}</td>
              <td>
                {method} <code>{path}</code> {query.stateId}
              </td>
              <td class="value">{body.slice(0, 300)}</td>
              <td>{status === 0 ? "no answer" : status}</td>
              <td>{refusal}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

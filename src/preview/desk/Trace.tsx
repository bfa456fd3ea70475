import { useState } from "preact/hooks"
import type { TracedCall } from "./host.ts"
import type { Observed } from "./Panels.tsx"
import { withoutNames } from "./trace-text.ts"

/** How many lines are shown; the rest is in the copy. */
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
        <a class="button" download="trace.txt" href={`data:text/plain;charset=utf-8,${encodeURIComponent(text())}`}>
          Download the trace
        </a>
        <span role="status">{copied}</span>
      </p>
      {isScorm ? <Calls calls={calls} /> : <Requests requests={lrs.requests} />}
    </>
  )
}

function Calls({ calls }: { readonly calls: readonly TracedCall[] }) {
  if (calls.length === 0) return <p class="soft">The course has not called yet.</p>
  const broken = calls.filter(({ rule }) => rule !== "").length
  return (
    <>
      <p>
        {calls.length} calls, {calls.filter(({ method }) => method === "Commit").length} commits
        {broken > 0 ? `, ${broken} against a rule` : ", none against a rule"}
      </p>
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
          {calls.slice(-mostShown).map((call) => (
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
  return (
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
        {requests.slice(-mostShown).map(({ number, time, method, path, body, status, refusal, query }) => (
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
  )
}

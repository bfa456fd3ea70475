import type { Observed } from "./Panels.tsx"
import { readWork, workIn } from "./saved-work.ts"

/** Saved work, decoded to what it means, and how full it is. */
export function SavedWork({ data, lrs, launched }: Observed) {
  const text = data["cmi.suspend_data"] ?? workIn(lrs.documents, launched?.answer.state)
  if (!text) return <p class="soft">Nothing has been saved yet.</p>
  const work = readWork(launched?.answer.outline, text)
  if (!work) {
    return (
      <>
        <p>{text.length} characters. What they mean is known to the course alone.</p>
        <p class="value">{text}</p>
      </>
    )
  }
  const { characters, capacity, place, path, round, pages, answers } = work
  return (
    <>
      <p>
        <label for="room">
          {characters} of {capacity} characters
        </label>{" "}
        <meter id="room" min={0} max={capacity} high={capacity * 0.9} value={characters} />
      </p>
      <dl>
        <dt>Left off at</dt>
        <dd>{place}</dd>
        <dt>Path</dt>
        <dd>{path}</dd>
        <dt>Round</dt>
        <dd>{round}</dd>
        <dt>Pages opened</dt>
        <dd>{pages.join(" · ")}</dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th>Activity</th>
            <th>Kind</th>
            <th>Tries</th>
            <th>Level</th>
            <th>Marks</th>
            <th>Texts</th>
          </tr>
        </thead>
        <tbody>
          {answers.map(({ id, kind, tries, level, marks, texts }) => (
            <tr key={id}>
              <td>
                <code>{id}</code>
              </td>
              <td>{kind}</td>
              <td>{tries}</td>
              <td>{level}</td>
              <td>{marks}</td>
              <td class="value">{texts.join(" | ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

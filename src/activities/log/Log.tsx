import { useState } from "preact/hooks"
import { download } from "../../download.ts"
import type { Answer } from "../../lesson/model.ts"
import { contentLanguage } from "../../player/language.ts"
import { withItem } from "../answer.ts"
import { chosenOf } from "../chosen.ts"
import { Explanation } from "../Explanation.tsx"
import { Word } from "../Feedback.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { activityStrings } from "../strings.ts"
import { type Draft, useDraft } from "../useDraft.ts"
import { Entry } from "./Entry.tsx"
import { toCsv, toText } from "./export.ts"
import { differencesIn, entriesOf, type LogData, missingIn, placeOfEntry, titleOf } from "./kind.ts"
import { logStrings } from "./strings.ts"

const text = logStrings

/** A log to fill in, entry by entry. All of it is kept as it grows; the button hands in what stands there. */
export function Log(props: ActivityProps<LogData>) {
  const { activity, work, open, keeping } = props
  const { data, id } = activity
  const draft = useDraft(props)
  const { answer } = draft
  const missing = missingIn(data, answer)
  const [opened, setOpened] = useState<readonly boolean[]>(() => firstOpened(data, answer))
  const [problem, setProblem] = useState<readonly string[]>([])
  const isHandedIn = work !== undefined && work.tries > 0

  function handIn() {
    const lacking = missingIn(data, draft.newest())
    setProblem(lacking)
    if (lacking.length === 0) draft.handIn()
  }

  return (
    <section class="kind kind-log" aria-labelledby={`${id}-asked`}>
      {data.intro && <Html html={data.intro} />}
      <p class="question" id={`${id}-asked`}>
        <InlineHtml html={data.prompt} />
      </p>
      {!open && <Closed data={data} answer={answer} />}
      {open && (
        <>
          <p class="hint">
            {text.asked(data.entries, data.need, data.fields.length)} {text.kept}
          </p>
          <Beginnings {...props} draft={draft} />
          {Array.from({ length: data.entries }, (_, entry) => (
            <Entry
              key={entry}
              id={id}
              data={data}
              draft={draft}
              entry={entry}
              isOpen={opened[entry] === true}
              keeping={keeping(entry)}
              toggle={(isOpen) => setOpened((before) => before.map((one, at) => (at === entry ? isOpen : one)))}
            />
          ))}
          <div class="problem" role="alert">
            {missing.length > 0 && problem.map((line) => <p key={line}>{line}</p>)}
          </div>
          <div class="status" role="status">
            {isHandedIn && <Word tone="good" word={text.saved} />}
            {missing.length === 0 && <p>{isHandedIn ? text.complete : text.completeUnsaved}</p>}
            {isHandedIn &&
              differencesIn(data, answer).map(({ subject, field, listed }) => (
                <p key={`${subject} ${field}`}>{text.differs(subject, field, listed)}</p>
              ))}
          </div>
          <div class="actions">
            <button type="submit" class={isHandedIn ? "button-outline" : "button"} onClick={handIn}>
              {isHandedIn ? text.saveAgain : text.save}
            </button>
          </div>
          <Exports id={id} data={data} draft={draft} />
        </>
      )}
      {isHandedIn && <Explanation html={data.explanation} />}
    </section>
  )
}

/** The first entry that still lacks something is where to go on. */
function firstOpened(data: LogData, answer: Answer): readonly boolean[] {
  const entries = entriesOf(data, answer)
  const next = entries.findIndex(({ subject, values }) => subject === "" || values.filter(Boolean).length < data.need)
  return entries.map((_, index) => index === next)
}

/** Subjects to begin with: those suggested for the learner's path, and those that were compared before. */
function Beginnings(props: ActivityProps<LogData> & { readonly draft: Draft }) {
  const { activity, draft, path, workOn } = props
  const { data } = activity
  const { subjects, from } = data
  const [said, setSaid] = useState("")
  if (!subjects) return null
  const all = subjects
  const suggested = data.suggest[path.current] ?? []
  const compared = chosenOf((from === undefined ? undefined : workOn(from))?.answer ?? { marks: [] }, subjects.length)
  const offers = [
    { names: suggested, say: text.suggested, take: text.takeSuggested },
    { names: compared.map((place) => subjects[place] ?? ""), say: text.compared, take: text.takeCompared },
  ].filter(({ names }) => names.length > 0)
  const isBegun = entriesOf(data, draft.answer).some(({ subject }) => subject !== "")

  function take(names: readonly string[]) {
    draft.change(({ marks, texts }) => ({
      marks: names.reduce<readonly number[]>(
        (before, name, entry) => withItem(before, placeOfEntry(data, entry), all.indexOf(name) + 1),
        marks,
      ),
      texts,
    }))
    setSaid(text.begun(names.join(", ")))
    // The button goes away with this: what comes next is the first entry.
    document.getElementById(`${activity.id}-entry-0`)?.focus()
  }

  return (
    <div class="beginnings">
      {offers.map(({ names, say, take: word }) => (
        <p key={word}>
          <span lang={contentLanguage()}>{say(names.join(", "))}</span>{" "}
          {!isBegun && names.length <= data.entries && (
            <button type="button" class="button-plain" onClick={() => take(names)}>
              {word}
            </button>
          )}
        </p>
      ))}
      <p class="hidden" role="status">
        {said}
      </p>
    </div>
  )
}

/** The log as files, and as a text to copy where no file can be made. */
function Exports({ id, data, draft }: { readonly id: string; readonly data: LogData; readonly draft: Draft }) {
  const [plain, setPlain] = useState("")
  if (
    entriesOf(data, draft.answer).every(({ subject, values }) => subject === "" && values.every((one) => one === ""))
  ) {
    return null
  }
  const offer = (name: string, written: string, type: string) => {
    setPlain(written.replace(/^\ufeff/, "").replace(/\r\n/g, "\n"))
    download(name, written, type)
  }
  return (
    <div class="exports">
      <p>
        <button
          type="button"
          class="button-plain"
          onClick={() => offer(`${id}.txt`, toText(data, draft.newest()), "text/plain")}
        >
          {text.downloadText}
        </button>{" "}
        <button
          type="button"
          class="button-plain"
          onClick={() => offer(`${id}.csv`, toCsv(data, draft.newest()), "text/csv")}
        >
          {text.downloadCsv}
        </button>
      </p>
      {plain && (
        <>
          <label class="field-label" for={`${id}-copy`}>
            {text.copyHint}
          </label>
          <textarea id={`${id}-copy`} readOnly rows={6} value={plain} />
        </>
      )}
    </div>
  )
}

/** What was written, as text. */
function Closed({ data, answer }: { readonly data: LogData; readonly answer: Answer }) {
  const entries = entriesOf(data, answer)
  if (entries.every(({ subject, values }) => subject === "" && values.every((value) => value === ""))) {
    return <p class="none">{activityStrings.notAnswered}</p>
  }
  return (
    <>
      {entries.map(({ subject, values }, entry) => (
        <div key={entry} class="written-entry">
          <p class="entry-title">{titleOf(subject, entry)}</p>
          {values.every((value) => value === "") ? (
            <p class="none">{text.nothing}</p>
          ) : (
            <dl>
              {data.fields.map(
                ({ label }, index) =>
                  values[index] && (
                    <div key={label}>
                      <dt lang={contentLanguage()}>{label}</dt>
                      <dd>{values[index]}</dd>
                    </div>
                  ),
              )}
            </dl>
          )}
        </div>
      ))}
    </>
  )
}

import { useEffect, useState } from "preact/hooks"
import type { Printed, QuoteSource } from "../../activities/kind.ts"
import { download } from "../../download.ts"
import { kindsOn } from "../../learner/outline.ts"
import type { Memo } from "../../lesson/model.ts"
import { type ContentActivity, type ContentBlock, loadContent, loadPhase, playableKind } from "../content.ts"
import { Heading } from "../Heading.tsx"
import { earlierTexts } from "../overflow.ts"
import { quotesFrom } from "../quotes.ts"
import type { Session } from "../session.ts"
import { strings } from "../strings.ts"
import { memoPage } from "./memo.ts"
import { blocksOf, textOf } from "./printed.ts"
import { moreStrings } from "./strings.ts"

/** What the learner answered on one page, in words. */
interface WorkOnPage {
  readonly page: string
  readonly entries: readonly Entry[]
}

/** What the learner answered in one activity. */
interface Entry {
  readonly id: string
  readonly prompt: string
  readonly lines: readonly Printed[]
  readonly isCut: boolean
}

/** Everything the learner wrote and answered, to read, print or download. */
export function MyWork({ session }: { session: Session }) {
  const text = moreStrings.work
  const { outline } = session
  const [work, setWork] = useState<readonly WorkOnPage[]>()
  const [failed, setFailed] = useState(false)
  const [plain, setPlain] = useState("")
  const gather = () => {
    setFailed(false)
    Promise.all(outline.phases.map(({ id, pages }) => loadContent(id, pages.flatMap(kindsOn)))).then(
      () => gatherWork(session).then(setWork),
      () => setFailed(true),
    )
  }
  useEffect(gather, [])
  const place = session.state().place
  return (
    <>
      <Heading title={text.title} course={outline.title} />
      <p class="lead">{text.lead}</p>
      {failed && (
        <div class="alert alert-bad" role="alert">
          <p>{strings.shell.loadFailed}</p>
          <button type="button" class="button-outline" onClick={gather}>
            {strings.shell.tryAgain}
          </button>
        </div>
      )}
      {!work && !failed && <p role="status">{strings.shell.loading}</p>}
      {work && (
        <>
          <p class="no-print">
            <button type="button" class="button-outline" onClick={() => print()}>
              {text.print}
            </button>{" "}
            <button
              type="button"
              class="button-outline"
              onClick={() => {
                setPlain(toText(outline.title, work))
                download(`${outline.id}.txt`, toText(outline.title, work))
              }}
            >
              {text.download}
            </button>{" "}
            {outline.memo && memoSections(outline.memo, work).length > 0 && (
              <button
                type="button"
                class="button-outline"
                onClick={() => {
                  const page = toMemo(session, work)
                  setPlain(page)
                  download(`${outline.id}.html`, page, "text/html")
                }}
              >
                {text.downloadMemo(outline.memo.title)}
              </button>
            )}
          </p>
          {plain && (
            <label class="no-print">
              {text.copyHint}
              <textarea class="textarea" readOnly rows={6} value={plain} />
            </label>
          )}
          {work.length === 0 && <p>{text.nothing}</p>}
          {work.map(({ page, entries }) => (
            <section key={page} class="own-work">
              <h2>{page}</h2>
              {entries.map(({ prompt, lines, isCut }, at) => (
                <div key={at}>
                  <h3 class="own-prompt">{prompt}</h3>
                  <div class="own-lines">
                    {blocksOf(lines).map((block, index) =>
                      block.type === "list" ? (
                        <ul key={index}>
                          {block.items.map((item, at) => (
                            <li key={at}>{item}</li>
                          ))}
                        </ul>
                      ) : block.type === "head" ? (
                        <h4 key={index}>{block.text}</h4>
                      ) : (
                        <p key={index}>{block.text}</p>
                      ),
                    )}
                  </div>
                  {isCut && <p class="soft">{text.cut}</p>}
                </div>
              ))}
            </section>
          ))}
        </>
      )}
      {place && (
        <div class="turn no-print">
          <button type="button" class="button-outline" onClick={() => session.show({ type: "page", page: place })}>
            {strings.shell.toCourse}
          </button>
        </div>
      )}
    </>
  )
}

async function gatherWork(session: Session): Promise<WorkOnPage[]> {
  const state = session.state()
  const quotes = (source: QuoteSource) => quotesFrom(session, source)
  const found: WorkOnPage[] = []
  for (const phase of session.outline.phases) {
    const content = await loadPhase(phase.id)
    for (const { id, title } of phase.pages) {
      const blocks = content.pages.find((page) => page.id === id)?.blocks ?? []
      const entries = activitiesOf(blocks).flatMap(({ id, kind: name, data, description }) => {
        const work = state.work.get(id)
        const written = work ? (playableKind(name)?.kind.print(data, work.answer, quotes) ?? []) : []
        const earlier = earlierTexts(session.earlier, id).flatMap((text) => [moreStrings.work.earlier, text])
        const lines = [...written, ...earlier]
        return lines.length > 0 ? [{ id, prompt: description, lines, isCut: work?.cut.some(Boolean) ?? false }] : []
      })
      if (entries.length > 0) found.push({ page: title, entries })
    }
  }
  return found
}

function activitiesOf(blocks: readonly ContentBlock[]): ContentActivity[] {
  return blocks.flatMap((block) =>
    block.type === "activity" ? [block.activity] : block.type === "path" ? activitiesOf(block.blocks) : [],
  )
}

/** The parts of a memo for which there is an answer, in the order that the author gave. */
function memoSections({ parts }: Memo, work: readonly WorkOnPage[]) {
  const entries = work.flatMap(({ entries }) => entries)
  return parts.flatMap(({ activity, heading }) =>
    entries
      .filter(({ id }) => id === activity)
      .map(({ prompt, lines, isCut }) => ({
        heading: heading ?? prompt,
        blocks: blocksOf(isCut ? [...lines, moreStrings.work.cut] : lines),
      })),
  )
}

function toMemo({ outline }: Session, work: readonly WorkOnPage[]): string {
  const { memo = { title: outline.title, parts: [] }, title, language, direction } = outline
  const day = new Date().toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" })
  const sections = memoSections(memo, work)
  return memoPage({ title: memo.title, note: memo.note, course: title, language, direction, day, sections })
}

function toText(course: string, work: readonly WorkOnPage[]): string {
  const pages = work.map(({ page, entries }) => {
    const body = entries.map(({ prompt, lines, isCut }) =>
      [prompt, ...lines.map(textOf), ...(isCut ? [moreStrings.work.cut] : [])].join("\n"),
    )
    return [page, "=".repeat(Math.min(72, page.length)), "", body.join("\n\n")].join("\n")
  })
  return `${course}\n\n${pages.join("\n\n\n")}\n`
}

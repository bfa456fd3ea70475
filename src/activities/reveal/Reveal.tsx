import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { contentLanguage } from "../../player/language.ts"
import { markAt, textAt, withItem } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { linesOf } from "../reflection/kind.ts"
import { Written } from "../reflection/Reflection.tsx"
import { activityStrings } from "../strings.ts"
import { useDraft } from "../useDraft.ts"
import { WritingField } from "../WritingField.tsx"
import type { RevealData } from "./kind.ts"

const text = activityStrings.reveal

/** A question answered twice: before other views are shown, and in their light. */
export function Reveal(props: ActivityProps<RevealData>) {
  const { activity, work, open, keeping } = props
  const { data, id } = activity
  const draft = useDraft(props)
  const [problem, setProblem] = useState("")
  const views = useRef<HTMLParagraphElement>(null)
  const stays = useRef<HTMLParagraphElement>(null)
  const isMoving = useRef(false)
  const isKept = markAt(draft.answer, 0) > 0
  const [first, revised] = [textAt(draft.answer, 0), textAt(draft.answer, 1)]
  const revise = data.revise ?? text.revise
  const language = data.revise === undefined ? undefined : contentLanguage()
  const isLeft = markAt(draft.answer, 0) === 2 && revised.trim() === ""
  const rows = data.words !== undefined && data.words <= 60 ? 4 : 8

  // The button that was pressed is gone. What it brought takes the focus: whoever listens begins to read there.
  useLayoutEffect(() => {
    if (isMoving.current) (isLeft ? stays : views).current?.focus()
    isMoving.current = false
  }, [isKept, isLeft])

  function commit() {
    const isEmpty = textAt(draft.newest(), 0).trim() === ""
    setProblem(isEmpty ? text.writeFirst : "")
    if (isEmpty) return
    isMoving.current = true
    draft.mark(0, 1)
  }

  function beginWithFirst() {
    keepRevised(first)
    document.getElementById(`${id}-revised`)?.focus()
  }

  function leaveAsIs() {
    isMoving.current = true
    draft.handIn((answer) => ({ ...answer, marks: [2] }))
  }

  function keepRevised(written: string) {
    const next = (answer: typeof draft.answer) => ({ marks: [1], texts: withItem(answer.texts, 1, written) })
    if (written.trim() === "") draft.change(next)
    else draft.handIn(next)
  }

  return (
    <div class="kind kind-reveal">
      {data.intro && <Html html={data.intro} />}
      {open && !isKept ? (
        <label class="question" for={`${id}-first`}>
          <InlineHtml html={data.prompt} />
        </label>
      ) : (
        <p class="question">
          <InlineHtml html={data.prompt} />
        </p>
      )}
      {open && !isKept && (
        <>
          <WritingField
            id={`${id}-first`}
            value={first}
            describedBy={`${id}-problem`}
            words={data.words}
            rows={rows}
            keeping={keeping(0)}
            isDone
            onPause={(written) => draft.text(0, written)}
            onDone={(written) => draft.text(0, written)}
          />
          <p class="problem" role="alert" id={`${id}-problem`}>
            {problem}
          </p>
          <div class="actions">
            <button type="submit" class="button" onClick={commit}>
              {text.commit}
            </button>
            <span class="aside">{text.later}</span>
          </div>
        </>
      )}
      {!open && !isKept && <Written lines={linesOf(first)} />}
      {isKept && (
        <>
          <p class="part-label">{text.first}</p>
          <Written lines={linesOf(first)} />
          <p class="views-title" tabIndex={-1} ref={views}>
            {text.views}
          </p>
          <ul class="views">
            {data.views.map(({ html, beneath }, index) => (
              <li class="view" key={index}>
                <p class="view-of">
                  <InlineHtml html={html} />
                </p>
                {beneath !== undefined && <Html html={beneath} />}
              </li>
            ))}
          </ul>
        </>
      )}
      {isKept && open && (
        <>
          <label class="question" for={`${id}-revised`} lang={language}>
            {revise}
          </label>
          <WritingField
            id={`${id}-revised`}
            value={revised}
            words={data.words}
            rows={rows}
            keeping={keeping(1)}
            isDone={work !== undefined && work.tries > 0}
            onPause={(written) => draft.text(1, written)}
            onDone={keepRevised}
          />
          <p class="soft" role="status" tabIndex={-1} ref={stays}>
            {isLeft && text.stays}
          </p>
          {revised.trim() === "" && (
            <div class="actions">
              <button type="button" class="button-outline" onClick={beginWithFirst}>
                {text.begin}
              </button>
              {!isLeft && (
                <button type="submit" class="button-outline" onClick={leaveAsIs}>
                  {text.stay}
                </button>
              )}
            </div>
          )}
        </>
      )}
      {isKept && !open && (
        <>
          <p class="question" lang={language}>
            {revise}
          </p>
          {revised.trim() === "" && isLeft ? <p class="none">{text.left}</p> : <RevisedText lines={linesOf(revised)} />}
        </>
      )}
      {work !== undefined && work.tries > 0 && <Explanation html={data.explanation} />}
    </div>
  )
}

function RevisedText({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.length > 0 && <p class="part-label">{text.revised}</p>}
      <Written lines={lines} />
    </>
  )
}

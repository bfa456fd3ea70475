import { type OutlinePage, pagesOf } from "../../learner/outline.ts"
import type { Term } from "../../lesson/model.ts"
import { contentLanguage } from "../language.ts"
import { moreViews, type Opened } from "../more.ts"
import type { Session, View } from "../session.ts"
import { moreStrings } from "./strings.ts"

/** The key concepts, explained by the course or in the learner's own words. */
export function Glossary({ session, go }: Opened) {
  return (
    <dl class="glossary">
      {moreViews()?.glossary.map((term) => (
        <div key={term.id}>
          <dt lang={contentLanguage()}>{term.term}</dt>
          {term.html !== undefined && <dd class="prose" dangerouslySetInnerHTML={{ __html: term.html }} />}
          {term.answer && <OwnWords session={session} answer={term.answer} go={go} />}
        </div>
      ))}
    </dl>
  )
}

function OwnWords({
  session,
  answer,
  go,
}: {
  session: Session
  answer: NonNullable<Term["answer"]>
  go: (view: View) => void
}) {
  const work = session.state().work.get(answer.activity) ?? session.elsewhere.get(answer.activity)
  const words = work?.answer.texts[answer.text]
  if (words) {
    return (
      <dd>
        <span class="soft">{moreStrings.glossary.inYourWords}</span> {words}
      </dd>
    )
  }
  const isThere = ({ activities }: OutlinePage) => activities.some(({ id }) => id === answer.activity)
  const page = pagesOf(session.outline).find(isThere)
  const apart = session.otherPhases.find(({ pages }) => pages.some(isThere))
  if (apart) {
    return (
      <dd>
        <span class="soft">{moreStrings.glossary.inPhase(apart.title)}</span>
      </dd>
    )
  }
  return (
    <dd>
      <span class="soft">{moreStrings.glossary.notYet}</span>{" "}
      {page && (
        <button type="button" class="button-link" onClick={() => go({ type: "page", page: page.id })}>
          {moreStrings.glossary.write}
        </button>
      )}
    </dd>
  )
}

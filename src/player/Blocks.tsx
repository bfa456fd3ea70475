import { useErrorBoundary } from "preact/hooks"
import { findActivity, mayTry, pathOf } from "../learner/state.ts"
import { filledShare } from "../learner/writing.ts"
import { type ContentActivity, type ContentBlock, playableKind } from "./content.ts"
import { contentLanguage } from "./language.ts"
import { quotesFrom } from "./quotes.ts"
import type { Session } from "./session.ts"
import { strings } from "./strings.ts"

/** The blocks of a page that are for the learner's path, in order. */
export function Blocks({ session, blocks }: { session: Session; blocks: readonly ContentBlock[] }) {
  const path = pathOf(session.outline, session.state())
  return (
    <>
      {blocks.map((block, index) => {
        if (block.type === "html") {
          // The HTML was written by our own serializer at build time; nothing of an author's reaches it unescaped.
          return (
            <div key={index} class="prose" lang={contentLanguage()} dangerouslySetInnerHTML={{ __html: block.html }} />
          )
        }
        if (block.type === "path") {
          return block.paths.includes(path) ? <Blocks key={index} session={session} blocks={block.blocks} /> : null
        }
        return <ActivityBlock key={block.activity.id} session={session} content={block.activity} />
      })}
    </>
  )
}

function ActivityBlock({ session, content }: { session: Session; content: ContentActivity }) {
  // For the lesson's author, and whoever plays the package to try it.
  const [error] = useErrorBoundary((error) => console.error(`activity ${content.id}:`, error))
  const { outline, mode } = session
  const activity = findActivity(outline, content.id)
  const playable = playableKind(content.kind)
  const state = session.state()
  const path = pathOf(outline, state)
  if (!activity || (activity.paths && !activity.paths.includes(path))) return null
  if (error || !playable) return <p class="alert alert-bad">{strings.shell.activityFailed}</p>
  const { kind, component: Component } = playable
  const work = state.work.get(activity.id)
  return (
    <section class="activity" id={`activity-${activity.id}`}>
      <Component
        activity={{ ...activity, ...content }}
        kind={kind}
        work={work}
        open={mode !== "review" && mayTry(activity, work)}
        workOn={(id) => state.work.get(id) ?? session.elsewhere.get(id)}
        isElsewhere={(id) => !findActivity(outline, id) && !session.elsewhere.has(id)}
        quotesFrom={(source) => quotesFrom(session, source)}
        onAnswer={(answer) => session.answer(content, answer)}
        onDraft={(answer) => session.dispatch({ type: "drafted", activity: activity.id, answer })}
        path={{
          current: path,
          all: outline.paths,
          choose: (chosen) => session.dispatch({ type: "chose-path", path: chosen }),
        }}
        keeping={(text) => ({
          kept: work?.kept[text] ?? 0,
          filled: filledShare(outline, state.work, activity.id, text),
          missing: work?.cut[text] ?? false,
        })}
      />
    </section>
  )
}

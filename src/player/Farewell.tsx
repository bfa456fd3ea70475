import { Heading } from "./Heading.tsx"
import type { Session } from "./session.ts"
import { strings } from "./strings.ts"

/** What a learner sees after "Save and exit": goodbye, or that the LMS did not take the last of it. */
export function Exit({ session, isSaved }: { session: Session; isSaved: boolean }) {
  const { title } = session.outline
  if (isSaved) {
    const isKept = session.keeper !== "nobody"
    return (
      <>
        <Heading key="saved" title={isKept ? strings.exit.title : strings.exit.endedTitle} course={title} />
        <p class="lead">{isKept ? strings.exit.text : strings.exit.ended}</p>
      </>
    )
  }
  const page = session.state().place
  return (
    <>
      <Heading key="failed" title={strings.exit.failedTitle} course={title} />
      <p class="lead">{strings.exit.failed}</p>
      <div class="turn">
        <button type="button" class="button-outline" onClick={() => page && session.show({ type: "page", page })}>
          {strings.shell.toCourse}
        </button>
        <button type="button" class="button" onClick={() => session.exit()}>
          {strings.exit.tryAgain}
        </button>
      </div>
    </>
  )
}

/** What the older of two tabs shows once the newer has taken over. */
export function TakenOver({ session }: { session: Session }) {
  return (
    <>
      <Heading title={strings.launch.takenOverTitle} course={session.outline.title} />
      <p class="lead">{strings.launch.takenOver}</p>
    </>
  )
}

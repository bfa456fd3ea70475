import { useState } from "preact/hooks"
import { Dialog } from "./Dialog.tsx"
import { Exit, TakenOver } from "./Farewell.tsx"
import { Glossary } from "./Glossary.tsx"
import { Help } from "./Help.tsx"
import { Menu } from "./Menu.tsx"
import { MyWork } from "./MyWork.tsx"
import { PageView } from "./PageView.tsx"
import { Results } from "./Results.tsx"
import { SaveStatus } from "./SaveStatus.tsx"
import { Steps } from "./Steps.tsx"
import { phaseOf, type Session, type View } from "./session.ts"
import { strings } from "./strings.ts"
import { useSession } from "./useSession.ts"

/** Logo of the agency, by its place in the package. */
export interface Logo {
  readonly file: string
  readonly alt: string
}

/** Everything around a page: title, saving, steps, menu, help, way out. The same on every page, at the same place. */
export function Shell({
  session,
  logo,
  notice,
}: {
  session: Session
  logo?: Logo | undefined
  notice?: string | undefined
}) {
  useSession(session)
  const [open, setOpen] = useState<"menu" | "glossary" | "help">()
  const view = session.view()
  const { outline } = session
  const isOver = view.type === "taken-over" || (view.type === "exit" && view.saved)
  const close = () => setOpen(undefined)
  const go = (next: View) => {
    close()
    session.show(next)
  }
  return (
    <>
      <a class="skip" href="#page">
        {strings.shell.skip}
      </a>
      <header class="bar">
        {logo && <img class="logo" src={logo.file} alt={logo.alt} />}
        <p class="bar-title">{outline.title}</p>
        {!isOver && (
          <>
            <SaveStatus session={session} />
            <div class="bar-buttons">
              <button type="button" class="button-plain" onClick={() => setOpen("menu")}>
                {strings.shell.menu}
              </button>
              {outline.glossary.length > 0 && (
                <button type="button" class="button-plain" onClick={() => setOpen("glossary")}>
                  {strings.shell.glossary}
                </button>
              )}
              <button type="button" class="button-plain" onClick={() => setOpen("help")}>
                {strings.shell.help}
              </button>
              {session.isRecording && (
                <button type="button" class="button-plain" onClick={() => session.exit()}>
                  {strings.shell.saveAndExit}
                </button>
              )}
            </div>
          </>
        )}
      </header>
      {outline.phases.length > 1 && !isOver && <Steps session={session} />}
      {open === "menu" && (
        <Dialog title={strings.menu.title} onClose={close}>
          <Menu session={session} go={go} />
        </Dialog>
      )}
      {open === "glossary" && (
        <Dialog title={strings.glossary.title} onClose={close}>
          <Glossary session={session} go={go} />
        </Dialog>
      )}
      {open === "help" && (
        <Dialog title={strings.help.title} onClose={close}>
          <Help session={session} />
        </Dialog>
      )}
      <main id="page" tabIndex={-1}>
        {notice && <p class="alert">{notice}</p>}
        <ViewOf session={session} view={view} />
      </main>
    </>
  )
}

function ViewOf({ session, view }: { session: Session; view: View }) {
  switch (view.type) {
    case "page":
      return phaseOf(session.outline, view.page) ? (
        <PageView key={view.page} session={session} page={view.page} />
      ) : null
    case "results":
      return <Results session={session} />
    case "work":
      return <MyWork session={session} />
    case "exit":
      return <Exit session={session} isSaved={view.saved} />
    case "taken-over":
      return <TakenOver session={session} />
  }
}

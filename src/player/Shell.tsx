import { useState } from "preact/hooks"
import { Dialog } from "./Dialog.tsx"
import { Exit, TakenOver } from "./Farewell.tsx"
import { Loaded } from "./Loaded.tsx"
import { contentLanguage } from "./language.ts"
import { loadMore, type More, moreViews, type Opened } from "./more.ts"
import { type FirstScreen, PageView } from "./PageView.tsx"
import { SaveStatus } from "./SaveStatus.tsx"
import { Steps } from "./Steps.tsx"
import { phaseOf, type Session, type View } from "./session.ts"
import { strings } from "./strings.ts"
import { type PlaceElsewhere, usePageLinks } from "./usePageLinks.ts"
import { usePrefetch } from "./usePrefetch.ts"
import { useSession } from "./useSession.ts"
import { useTerms } from "./useTerms.tsx"

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
  firstScreen,
}: {
  session: Session
  firstScreen: FirstScreen | null
  logo?: Logo | undefined
  notice?: string | undefined
}) {
  useSession(session)
  usePrefetch(session)
  const [open, setOpen] = useState<Window>()
  usePageLinks(session, setOpen)
  useTerms()
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
        <p class="bar-title" lang={contentLanguage()}>
          {outline.title}
        </p>
        {!isOver && (
          <>
            <SaveStatus session={session} />
            <div class="bar-buttons">
              <button type="button" class="button-plain" onClick={() => setOpen("menu")}>
                {strings.shell.menu}
              </button>
              {outline.glossary && (
                <button type="button" class="button-plain" onClick={() => setOpen("glossary")}>
                  {strings.shell.glossary}
                </button>
              )}
              <button type="button" class="button-plain" onClick={() => setOpen("help")}>
                {strings.shell.help}
              </button>
              {(session.keeper === "lms" || session.tracker.launch.endsAlways) && (
                <button type="button" class="button-plain" onClick={() => session.exit()}>
                  {session.keeper === "lms" ? strings.shell.saveAndExit : strings.shell.exit}
                </button>
              )}
            </div>
          </>
        )}
      </header>
      {outline.phases.length > 1 && !isOver && <Steps session={session} />}
      {open && (
        <Dialog title={typeof open === "string" ? strings.shell[open] : strings.shell.elsewhere} onClose={close}>
          <Loaded there={moreViews()} load={loadMore}>
            {(more) => windowOf(open, more, { session, go })}
          </Loaded>
        </Dialog>
      )}
      <main id="page" tabIndex={-1}>
        {notice && <p class="alert">{notice}</p>}
        <ViewOf session={session} view={view} firstScreen={firstScreen} />
      </main>
    </>
  )
}

/** What may lie over the page. */
type Window = "menu" | "glossary" | "help" | PlaceElsewhere

function windowOf(open: Window, { Menu, Glossary, Help, Elsewhere }: More, opened: Opened) {
  if (typeof open !== "string") return <Elsewhere session={opened.session} to={open} />
  if (open === "help") return <Help session={opened.session} />
  return open === "menu" ? <Menu {...opened} /> : <Glossary {...opened} />
}

function ViewOf({ session, view, firstScreen }: { session: Session; view: View; firstScreen: FirstScreen | null }) {
  switch (view.type) {
    case "page":
      return phaseOf(session.outline, view.page) ? (
        <PageView key={view.page} session={session} page={view.page} firstScreen={firstScreen} />
      ) : null
    case "results":
    case "work":
      return (
        <Loaded key={view.type} there={moreViews()} load={loadMore}>
          {({ Results, MyWork }) =>
            view.type === "work" ? <MyWork session={session} /> : <Results session={session} />
          }
        </Loaded>
      )
    case "exit":
      return <Exit session={session} isSaved={view.saved} />
    case "taken-over":
      return <TakenOver session={session} />
  }
}

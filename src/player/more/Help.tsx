import type { Session } from "../session.ts"
import { moreStrings } from "./strings.ts"

/** How the course works, at the same place on every page (WCAG 2.2, 3.2.6), and the line to quote when it does not. */
export function Help({ session }: { session: Session }) {
  const { id, version, build } = session.outline
  const text = moreStrings.help
  return (
    <>
      <h3>{text.moveTitle}</h3>
      <p>{text.move}</p>
      <h3>{text.saveTitle}</h3>
      <p>{text.save[session.keeper]}</p>
      <h3>{text.keysTitle}</h3>
      <p>{text.keys}</p>
      <h3>{text.contactTitle}</h3>
      <p>
        {text.contact} <code>{`${id} ${version} (${build})`}</code>
      </p>
    </>
  )
}

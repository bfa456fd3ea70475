import { contentLanguage } from "../../player/language.ts"
import { markAt } from "../answer.ts"
import { levelOf } from "../case-level.ts"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { pathName } from "../path-name.ts"
import type { CaseData } from "./kind.ts"
import { caseStrings } from "./strings.ts"

const text = caseStrings

/** A case at the level of the learner's path, or at the one that the learner chose. */
export function Case({ activity, work, open, path, onAnswer }: ActivityProps<CaseData>) {
  const { data, id } = activity
  const level = levelOf(work, path.current, path.all)
  const own = levelOf(undefined, path.current, path.all)
  const shown = data.levels[level]
  return (
    <div class="kind kind-case">
      {data.intro && <Html html={data.intro} />}
      <p class="question">
        <InlineHtml html={data.prompt} />
      </p>
      <div class="case-level">
        {open ? (
          <>
            <label for={`${id}-level`}>{text.level}</label>
            <select
              id={`${id}-level`}
              value={work ? markAt(work.answer, 0) : 0}
              onChange={({ currentTarget }) => onAnswer({ marks: [Number(currentTarget.value)], texts: [] })}
            >
              <option value={0}>{text.ofPath(pathName(path.current), data.levels[own]?.name ?? "")}</option>
              {data.levels.map(({ name }, index) => (
                <option key={name} value={index + 1} lang={contentLanguage()}>
                  {name}
                </option>
              ))}
            </select>
          </>
        ) : (
          <p>
            {text.level}: <b lang={contentLanguage()}>{shown?.name}</b>
          </p>
        )}
        <p class="case-about" role="status" lang={shown?.about === undefined ? undefined : contentLanguage()}>
          {shown?.about ?? (level === own ? "" : text.shown(shown?.name ?? ""))}
        </p>
      </div>
      <div class="case-text">
        {data.pieces.map(({ html, levels }, index) =>
          !levels || levels.includes(level) ? <Html key={index} html={html} /> : null,
        )}
      </div>
    </div>
  )
}

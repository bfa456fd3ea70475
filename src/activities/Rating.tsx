import { contentLanguage } from "../player/language.ts"

/** One criterion to rate: its levels as radio buttons, each with what it says. */
export function Rating(props: {
  /** DOM name of the group. */
  readonly name: string
  readonly criterion: { readonly label: string; readonly says: readonly string[] }
  readonly levels: readonly string[]
  /** The place of the level chosen. */
  readonly value: number | undefined
  /** What is said of it before the levels. */
  readonly hint?: string | undefined
  choose(level: number): void
}) {
  const { name, criterion, levels, value, hint, choose } = props
  return (
    <fieldset class="rating" aria-describedby={hint === undefined ? undefined : `${name}-hint`}>
      <legend lang={contentLanguage()}>{criterion.label}</legend>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {levels.map((level, index) => (
        <label class={index === value ? "rating-level is-chosen" : "rating-level"} key={level}>
          <input type="radio" name={name} checked={index === value} onChange={() => choose(index)} />
          <span lang={contentLanguage()}>
            <b>{level}</b> {criterion.says[index]}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

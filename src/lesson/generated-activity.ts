import type { ChoosePathData } from "../activities/choose-path/kind.ts"
import type { Kind, Prompted } from "../activities/kind.ts"
import type { Item } from "../activities/label.ts"
import type { PollData } from "../activities/poll/kind.ts"
import type { ReflectionData } from "../activities/reflection/kind.ts"
import type { StepsData } from "../activities/steps/kind.ts"
import type { Place } from "../diagnostic.ts"
import { escapeHtml } from "../escape-html.ts"
import { generated as text } from "../player/generated-strings.ts"
import type { Activity, Block, Prose } from "./model.ts"

/** An activity of a generated page. Nothing of a bare plan is scored, and what learners write stays with them. */
export function activity<Data extends Prompted>(
  kind: Kind<Data>,
  id: string,
  place: Place,
  data: Data,
  more: Partial<Pick<Activity, "required" | "reported" | "objectives">> = {},
): Block {
  const { description } = data
  return {
    type: "activity",
    activity: {
      ...{ kind: kind.name, id, data, description, place },
      ...{ objectives: [], points: 0, attempts: 0, required: false, reported: false },
      ...more,
      shape: kind.shape(data),
      levels: kind.levels(data),
    },
  }
}

function asked(question: string): Prompted {
  return { intro: "", prompt: escapeHtml(question), description: question }
}

/** Things to tick off, each with a field for what `label` names; without a label there are no fields. */
export function stepsData(question: string, items: readonly Prose[], label?: string): StepsData {
  return {
    ...asked(question),
    steps: items.map(itemOf),
    isOrdered: false,
    notes: label === undefined ? "none" : "each",
    label: label ?? "",
    keep: 0,
  }
}

/** A poll among options. */
export function choicePoll(question: string, options: readonly Prose[]): PollData {
  return { ...asked(question), options: options.map(itemOf), isScale: false }
}

/** How sure the learner is of an objective; `again` names the poll that asked it before. */
export function scalePoll(objective: Prose, again?: string): PollData {
  return {
    ...{ intro: "", prompt: `${text.canDo} ${objective.html}`, description: `${text.canDo} ${objective.text}` },
    options: text.scale.map((html) => ({ html })),
    isScale: true,
    ...(again !== undefined && { again }),
  }
}

/** A question to write about. */
export function reflectionData(question: string): ReflectionData {
  return { ...asked(question), keep: 0, starters: [] }
}

/** A question of the plan to write about. One of several blocks is asked in its words alone: it stands in a label. */
export function questionData({ html, text, parts }: Prose): ReflectionData {
  return { ...reflectionData(text), ...(!parts && { prompt: html }) }
}

/** Prose as an item: what it says in its first paragraph, and the rest beneath. */
function itemOf({ html, text, parts }: Prose): Item {
  const label = parts ?? { html, text }
  return {
    ...(label.html === label.text ? { html: label.html } : { html: label.html, text: label.text }),
    ...(parts?.beneath && { beneath: parts.beneath }),
  }
}

/** Who knows little begins with the easiest path, who knows all may take the hardest, all others those between. */
export function pathData(from: string, known: number, paths: readonly string[]): ChoosePathData {
  const last = paths.length - 1
  const places = Array.from({ length: known + 1 }, (_, count) => {
    if (count === known) return last
    return Math.min(last - 1, Math.floor((count * last) / known))
  })
  return {
    ...asked(text.path),
    paths,
    from: [{ id: from, counts: "ticks", most: known }],
    ranges: paths.flatMap((path, index) => {
      const least = places.indexOf(index)
      return least < 0 ? [] : [{ path, least, most: places.lastIndexOf(index) }]
    }),
  }
}

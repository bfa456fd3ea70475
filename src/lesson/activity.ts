import type { Prompted, QuoteSource, Registry, ResolveContext } from "../activities/kind.ts"
import type { Place } from "../diagnostic.ts"
import { activitiesIn, activitiesOn } from "../learner/outline.ts"
import { cutAtWord, toId } from "./ids.ts"
import { placeOf } from "./markdown.ts"
import type { Activity, Block, Page } from "./model.ts"
import type { CourseNames } from "./names.ts"
import { nearest } from "./nearest.ts"
import type { Reporter } from "./reporter.ts"

/** What activities are completed against, once every phase is read. */
export interface ActivityContext {
  readonly registry: Registry
  readonly names: CourseNames
  readonly paths: readonly string[]
  readonly reporter: Reporter
  /** Whether activities may be missing that could not be read at all: then none is said not to be there. */
  readonly mayLack: boolean
}

/**
 * Completes the activities of authors' pages: those that speak of others find them, and what follows from the whole of
 * an activity's data (the shape of its answer, whether it can be scored, whether an LMS is told) is reckoned. `others` are
 * pages that are complete already, whose activities may be spoken of too. Gives the pages by their ids; what is wrong stays
 * on them as it was, so that nobody is told that it is not there.
 */
export function completeActivities(
  pages: readonly Page[],
  others: readonly Page[],
  context: ActivityContext,
): ReadonlyMap<string, Page> {
  const drafts = new Map<string, Activity>()
  const placed = new Map<string, Page>()
  for (const page of [...others, ...pages]) {
    for (const { activity } of activitiesIn(page.blocks)) {
      drafts.set(activity.id.toLowerCase(), reckon(activity, context))
      placed.set(activity.id, page)
    }
  }
  const draftOf = (written: string) => drafts.get((toId(written) ?? written).toLowerCase())
  const find = (written: string) => {
    const draft = draftOf(written)
    return draft && isPrompted(draft.data) ? draft : undefined
  }
  /** Those of which it was told what is wrong with them. */
  const faulty = new Set<string>()
  const isLost = (written: string) => {
    const draft = draftOf(written)
    return draft ? !isPrompted(draft.data) || faulty.has(draft.id) : context.mayLack
  }

  function meantBy(written: string, asking: string): string | undefined {
    if (draftOf(written)) return undefined
    const others = [...drafts.values()].filter(({ id, kind }) => id !== asking && context.registry.kind(kind)?.quotes)
    const ids = others.map(({ id }) => id)
    return nearest(written, ids)
  }

  const authored = activitiesOn(pages)
  const whole = new Map<Activity, Activity | undefined>()
  /** Each is completed once, though others ask for it; to one that asks for itself in a circle it is not there. */
  function completed(draft: Activity): Activity | undefined {
    if (!whole.has(draft)) {
      whole.set(draft, undefined)
      const activity = completeActivity(draft, { find, source, isLost, meantBy }, context)
      if (!activity) faulty.add(draft.id)
      whole.set(draft, activity)
    }
    return whole.get(draft)
  }

  function source(written: string): QuoteSource | undefined {
    const draft = find(written)
    const kind = draft && context.registry.kind(draft.kind)
    if (!draft || !kind?.quotes) return undefined
    const own = authored.find(({ id }) => id === draft.id)
    const activity = own ? completed(own) : draft
    if (!activity || !isPrompted(activity.data)) return undefined
    const { id, kind: name, data } = activity
    const page = placed.get(draft.id)
    return {
      ...{ id, kind: name, data: kind.quotable?.(data) ?? data, most: kind.mostQuotes?.(data) ?? usualQuotes },
      ...(kind.quoteGroups && { groups: kind.quoteGroups }),
      ...(page && { page: { id: page.id, title: page.title } }),
    }
  }

  function complete(blocks: readonly Block[]): Block[] {
    return blocks.map((block): Block => {
      if (block.type === "html") return block
      if (block.type === "path") return { ...block, blocks: complete(block.blocks) }
      return { type: "activity", activity: completed(block.activity) ?? block.activity }
    })
  }

  return new Map(pages.map((page) => [page.id, { ...page, blocks: complete(page.blocks) }]))
}

/** How many keys are reckoned with where a kind does not say. */
const usualQuotes = 256

/** What an activity may ask of the others. */
interface Others extends Pick<ResolveContext, "find" | "source"> {
  /** Whether an activity is there, or may be, and cannot be found for a mistake that was told already. */
  isLost(id: string): boolean
  /** What the activity with the id `asking` probably meant by an id that none has. */
  meantBy(id: string, asking: string): string | undefined
}

function completeActivity(
  draft: Activity,
  { find, source, isLost, meantBy }: Others,
  { registry, names, paths, reporter }: ActivityContext,
): Activity | undefined {
  const { place, kind: name } = draft
  const parser = registry.parser(name)
  if (!parser || !isPrompted(draft.data)) return undefined
  const report: ResolveContext["report"] = (severity, rule, message, remedy, node) => {
    // What it misses is there, but for a mistake of its own.
    if (misses) return
    reporter.add({ severity, rule, place: node ? placeOf(place.file, node) : place, message, remedy })
  }
  const quoted = new Set<string>()
  let misses = false
  const others = {
    find: (id: string) => {
      const found = find(id)
      misses = !found && isLost(id)
      return found
    },
    source: (id: string) => {
      const found = source(id)
      misses = !found && isLost(id)
      if (found) quoted.add(found.kind)
      return found
    },
    meant: (id: string) => meantBy(id, draft.id),
  }
  const data = parser.resolve ? parser.resolve(draft.data, { ...others, paths, report }) : draft.data
  if (!data) return undefined
  const whole = reckon({ ...draft, data }, { registry })
  const { levels, shape } = whole
  checkParts(whole, reporter)
  if (levels === 0 && draft.points > 0) reportUnearned(name, place, reporter)
  const isWriting = levels === 0 && name !== "poll"
  if (isWriting && draft.reported && shape.texts.length === 0) {
    const message = `This activity (${name}) has nothing that an LMS could be told.`
    reporter.report("report-nothing", place, message, "Leave report out.")
  }
  const reported = draft.reported || levels > 0
  if (names.madeUp.has(draft.id) && (reported || draft.points > 0)) {
    reportNoId(name, draft.id, place, reporter)
  }
  return {
    ...{ ...whole, description: cutAtWord(data.description || draft.description, 250), reported },
    ...(quoted.size > 0 && { quotedKinds: [...quoted].sort() }),
  }
}

/** A score with parts serves an objective with each, or all of them alike. */
function checkParts({ kind, parts, split, place }: Activity, reporter: Reporter) {
  if (!parts || !split || parts.length === split.length) return
  const message = `The score of this activity (${kind}) has ${parts.length} parts, and its points are shared out among ${split.length} objectives.`
  const remedy = `Name ${parts.length} objectives and as many shares, or one number of points.`
  reporter.report("points-split", place, message, remedy)
}

/** Reports points that nobody can earn. */
export function reportUnearned(kind: string, place: Place, reporter: Reporter) {
  const message = `This activity (${kind}) has no right answer, so nobody can earn its points.`
  reporter.report("points-unearned", place, message, "Leave the points out.")
}

/** Reports an activity that an LMS is told of by an id which its author never wrote. */
export function reportNoId(kind: string, id: string, place: Place, reporter: Reporter) {
  const message = `This activity (${kind}) has no id, but the LMS is to keep its answer.`
  const remedy = `Write one that will never change, for example: :::${kind}{#${id}}`
  reporter.report("id-missing", place, message, remedy)
}

/** An activity with what follows from its data. */
function reckon(activity: Activity, { registry }: Pick<ActivityContext, "registry">): Activity {
  const kind = registry.kind(activity.kind)
  if (!kind || !isPrompted(activity.data)) return activity
  const parts = kind.parts?.(activity.data)
  return {
    ...activity,
    shape: kind.shape(activity.data),
    levels: kind.levels(activity.data),
    ...(parts && { parts }),
    ...(kind.redraft && { redraft: true }),
  }
}

/** Every kind's data begin with a prompt. */
function isPrompted(data: unknown): data is Prompted {
  return typeof data === "object" && data !== null && "description" in data && "prompt" in data && "intro" in data
}

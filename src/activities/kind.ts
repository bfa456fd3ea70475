import type { BlockContent, DefinitionContent, Node, PhrasingContent } from "mdast"
import type { ComponentType } from "preact"
import type { Severity } from "../diagnostic.ts"
import type { Work } from "../learner/state.ts"
import type { Activity, Answer, Shape } from "../lesson/model.ts"
import type { Components, Interaction } from "../tracking/record.ts"

/**
 * Everything about one kind of activity that is not its look: pure, the same at build time and in the browser.
 *
 * A kind stands in its own folder: `parse.ts` (Markdown → data, build time only), `kind.ts` (this contract),
 * `<Kind>.tsx` (the component), `_<kind>.scss`. `registry.ts` lists them. (Not `<kind>.ts`: compiled, `choice.js` and
 * `Choice.js` would be one file on the disks of Windows and macOS.)
 */
export interface Kind<Data> {
  /** Its name in Markdown, `:::name`. */
  readonly name: string
  /** What an answer is made of. */
  shape(data: Data): Shape
  /** Steps between nothing and a full score; 0 when there is no right answer. */
  levels(data: Data): number
  /**
   * Whether an answer goes on being edited after it was handed in, as a long text does: then drafts are kept, the activity
   * stays open even at a full score, and the best of what was handed in counts.
   */
  readonly redraft?: boolean
  /** The level an answer reaches, 0 to `levels(data)`. */
  score(data: Data, answer: Answer): number
  /**
   * For a kind whose score has parts that serve different objectives: how many levels each part has. Then `levels` is
   * `levelsOfParts(parts)` and `score` gives `packLevel(parts, reached)`: see src/learner/level.ts. The author says with
   * `objective="2 3" points="5 3"` which objective each part serves, and what it is worth.
   */
  parts?(data: Data): readonly number[]
  /** How an LMS is told about an answer, in SCORM 2004 / xAPI form. */
  interaction(data: Data, answer: Answer): Pick<Interaction, "type" | "response" | "patterns">
  /** What the ids in its interactions stand for; absent where they hold none. */
  components?(data: Data): Components
  /**
   * What the learner answered, in words: for "my work", print, download and memos. Empty when nothing was. What was
   * taken over from another activity stands there, not in the answer: `quotesFrom` gives it where it can be known.
   */
  print(data: Data, answer: Answer, quotesFrom?: (source: QuoteSource) => readonly Quote[]): readonly Printed[]
  /**
   * Pieces of an answer that another activity may take over, so that nothing is typed twice. `isClosed` where no try is
   * left, so that the right answer has been shown.
   */
  quotes?(data: Data, answer: Answer, isClosed?: boolean): readonly Quote[]
  /** How many keys these pieces may have, whatever the answer: they are 0 to this, less one. */
  mostQuotes?(data: Data): number
  /** Groups of these pieces, by the names that authors write: `a15:gates` takes over pieces of one. */
  readonly quoteGroups?: readonly string[]
  /** Its data with no more than `quotes` needs: they travel with every activity that quotes. Absent where that is all. */
  quotable?(data: Data): Data
}

/** Part of an answer in words, plain: a paragraph, the head of what follows, or one item of a list. */
export type Printed = string | { readonly head: string } | { readonly item: string }

/** A piece of what a learner did, as another activity shows it and lets it be picked. */
export interface Quote {
  /** What it is: "MLflow: licence", as plain text. */
  readonly label: string
  /** What the learner wrote or chose, as plain text; never empty. */
  readonly text: string
  /** Its place among all that the answer may ever hold, from 0; stays the same when other pieces come and go. */
  readonly key: number
  /** The one of its kind's `quoteGroups` that it belongs to. */
  readonly group?: string
  /** Set where it is of no use any more: it stays where it was taken over, and is offered to nobody else. */
  readonly isSpent?: true
}

/** Another activity to quote from, in the data of the one that quotes: `resolve` puts it there. */
export interface QuoteSource {
  readonly id: string
  readonly kind: string
  /** Its data, which its own kind alone understands. */
  readonly data: unknown
  /** How many keys its quotes may have: they are 0 to this, less one. */
  readonly most: number
  /** Groups of its quotes; absent where its kind has none. */
  readonly groups?: readonly string[]
  /** The page it stands on; absent where that is not known. */
  readonly page?: QuotedPage
}

/** Where an activity stands that others quote, as a link names it. */
export interface QuotedPage {
  readonly id: string
  readonly title: string
}

/** What the data of a kind hold that may be about a text of the learner's. */
export interface AboutText {
  /** Id of the activity that holds the text, as its author wrote it; absent where there is none, or the text is elsewhere. */
  readonly from?: string
  /** That activity; absent until the whole course is read. */
  readonly source?: QuoteSource
}

/** What the data of every kind begin with: what is asked. */
export interface Prompted {
  /** Safe HTML of blocks that stand before the prompt; empty when there are none. */
  readonly intro: string
  /** Safe HTML of the prompt, phrasing content only: it may stand in a `legend` or a `label`. */
  readonly prompt: string
  /** The prompt as plain text. */
  readonly description: string
  /** Safe HTML of what stands beneath the answers: shown once the activity is solved or no tries are left. */
  readonly explanation?: string
}

/** What an activity of a lesson's own gets from its directive. */
export interface OwnData extends Prompted {
  /** What stands in its braces, but for what every activity has and `data`. */
  readonly attributes: Readonly<Record<string, string>>
  /** What the file says that `data` names; absent where it names none. */
  readonly table?: unknown
}

/** The build-time half of a kind: reads its directive. */
export interface KindParser<Data> {
  /**
   * Attributes it takes besides those every activity has (`#id objective points attempts path required report`).
   * `*` among them means any other, whose names only the parser can judge.
   */
  readonly attributes: readonly string[]
  /** Points when the author names none: 1 for kinds with right answers, 0 for the rest. */
  readonly defaultPoints: number
  /** Set where an author may give points though there are none when they name none. */
  readonly canEarn?: true
  /** Tries when the author names none; 0 is without limit. */
  readonly defaultAttempts: number
  /** The data of the directive, or nothing after it reported an error. */
  parse(directive: Directive, context: ParseContext): Data | undefined
  /**
   * Completes data that speak of other activities, once every phase is read; shape and levels are reckoned after it.
   * Returns nothing after it reported an error.
   */
  resolve?(data: Data, context: ResolveContext): Data | undefined
}

/** What a parser may ask for once the whole course is read. */
export interface ResolveContext {
  /** The activity with this id (as the author wrote it), before anything was resolved. */
  find(id: string): Activity | undefined
  /**
   * The activity with this id to quote from, itself complete; nothing where there is none, it has nothing to quote, or it
   * quotes this one in a circle.
   */
  source(id: string): QuoteSource | undefined
  /** The activity to quote from that an author probably meant by an id that none has. */
  meant(id: string): string | undefined
  /** Names of the course's learning paths, easiest first. */
  readonly paths: readonly string[]
  /** Tells the author something about the directive, or about a node in it. */
  report(severity: Severity, rule: string, message: string, remedy: string, node?: Node): void
}

/** The kinds there are, by their name in Markdown. */
export interface Registry {
  readonly names: readonly string[]
  parser(name: string): KindParser<Prompted> | undefined
  kind(name: string): Kind<Prompted> | undefined
}

/** A directive as a parser sees it. */
export interface Directive {
  readonly name: string
  /** Its `#id` in its safe form, or one derived from its page. */
  readonly id: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (BlockContent | DefinitionContent)[]
  readonly node: Node
}

/** What a parser may ask for and say. */
export interface ParseContext {
  /** Safe HTML of block content. */
  html(nodes: readonly Node[]): string
  /** Safe HTML of phrasing content, without a paragraph around it. */
  inline(nodes: readonly PhrasingContent[]): string
  /** Plain text of nodes, white space folded. */
  text(nodes: readonly Node[] | Node): string
  /** Tells the author something about a node. */
  report(severity: Severity, rule: string, node: Node, message: string, remedy: string): void
  /** What the file says that the attribute `data` of the directive names; nothing after it reported an error. */
  data(directive: Directive): DataFile | undefined
}

/** A table or list of the lesson (YAML or CSV), as it was read; a kind checks it with `checkData` of data.ts. */
export interface DataFile {
  /** What it holds: plain objects, lists, texts, numbers. A CSV file is a list of objects by the names of its columns. */
  readonly value: unknown
  /** Tells the author something about a place within it, by the keys that lead there. */
  report(path: readonly (string | number)[], severity: Severity, rule: string, message: string, remedy: string): void
}

/** What a component gets. It shows, and says what the learner did; it keeps nothing that must not be lost. */
export interface ActivityProps<Data> {
  readonly activity: Omit<Activity<Data>, "place">
  /** The kind's pure half, for score and feedback. */
  readonly kind: Kind<Data>
  /** What the learner has done so far. */
  readonly work: Work | undefined
  /** Whether another try would count; when false the activity shows its answer and feedback and takes none. */
  readonly open: boolean
  /** Work on another activity (a poll asked before, the answers a path is suggested from). */
  workOn(id: string): Work | undefined
  /** Whether an activity stands in another phase that is launched on its own, so that its work cannot be known here. */
  isElsewhere(id: string): boolean
  /** What the learner has done in another activity, in pieces that may be taken over; none while nothing was done. */
  quotesFrom(source: QuoteSource): readonly Quote[]
  /** Hands an answer in: one try. */
  onAnswer(answer: Answer): void
  /** Keeps an answer that is not handed in. */
  onDraft(answer: Answer): void
  /** The learning path the learner is on, the ones there are, and a way to choose. */
  readonly path: { readonly current: string; readonly all: readonly string[]; choose(path: string): void }
  /** How much of a text of this activity the LMS keeps. */
  keeping(text: number): Keeping
}

/** How much of a text the LMS keeps; the rest stays in this browser and in the learner's download. */
export interface Keeping {
  /** Characters of the text that are kept now. */
  readonly kept: number
  /** Share of the room that the text fills, 0–1; at 1 whatever follows stays in the browser. */
  readonly filled: number
  /** Whether an earlier session in another browser wrote more than was kept. */
  readonly missing: boolean
}

/** A component that shows activities of one kind. */
export type ActivityComponent<Data> = ComponentType<ActivityProps<Data>>

import type { Answer } from "../src/lesson/model.ts"

/** An activity as an author may write it, and an answer that is wholly right, or simply one where nothing is. */
export interface Sample {
  readonly name: string
  readonly markdown: string
  /** Data files that it reads, by their path. */
  readonly files?: Readonly<Record<string, string>>
  readonly answer: Answer
  /** Whether it is something to explore, so that its controls stay where nothing is recorded, too. */
  readonly isExplored?: boolean
}

/** One of each kind and of each of its forms. The last directive of a sample is the activity meant. */
export const samples: readonly Sample[] = [
  {
    name: "choice with one right option",
    markdown: `
:::choice{#q}
In the letter, which single capability would have helped most?

- [ ] A more accurate algorithm
  > No: the model did what it learned.
- [x] Checks on **incoming data**
  > Yes. The jump is visible on day one.
- [ ] Serving that scales automatically

The meaning of a field had changed.
:::`,
    answer: { marks: [1], texts: [] },
  },
  {
    name: "choice with several right options",
    markdown: `
:::choice{#q shuffle attempts=3}
Which needs have no tool yet?

- [x] Comparing experiments
- [ ] The same features in training and in use
  > Covered: that is Feast's purpose.
- [x] A versioned list of models
- [ ] Running the weekly job
:::`,
    answer: { marks: [1, 0, 1, 0], texts: [] },
  },
  {
    name: "matching",
    markdown: `
:::matching{#q}
Put each product with its category.

| Product | Category | Why |
|---|---|---|
| Dataiku | End-to-end platform | It covers preparation to governance. |
| DVC | Specialised tool | |
| KServe | Specialised tool | It does serving only. |
| | Cloud-native service | |
:::`,
    answer: { marks: [1, 2, 2], texts: [] },
  },
  {
    name: "sequencing",
    markdown: `
:::sequencing{#q}
Trace the decision back.

1. The log entry
2. The model version
3. The registry entry
   > With its approval.
4. The training run

If one link is missing, everything behind it is a guess.
:::`,
    answer: { marks: [0, 1, 2, 3], texts: [] },
  },
  {
    name: "numeric",
    markdown: `
:::numeric{#q unit="%"}
How many of a hundred applications were sorted wrongly?

- [x] 65
- [x] 64.5 to 65.5
- [ ] 75
  > You added the ten that were withdrawn.
:::`,
    answer: { marks: [], texts: ["65 %"] },
  },
  {
    name: "fill-in",
    markdown: `
:::fill-in{#q}
The slow change of incoming data is called ____.

- [x] data drift
- [x] drift
- [ ] overfitting
  > That happens in training.
:::`,
    answer: { marks: [], texts: [" Data  Drift "] },
  },
  {
    name: "fill-in that minds capitals",
    markdown: `
:::fill-in{#q case points=0 attempts=0}
Write the name of the tool.

- [x] MLflow
:::`,
    answer: { marks: [], texts: ["MLflow"] },
  },
  {
    name: "poll with replies",
    markdown: `
:::poll{#q}
Which problem is most like home?

- Nobody sees the model getting worse
  > Watch for monitoring.
- Work cannot be reproduced
:::`,
    answer: { marks: [1], texts: [] },
  },
  {
    name: "poll on a scale, asked again",
    markdown: `
:::poll{#first}
My organisation could reconstruct a decision.

1. Not at all sure
2. Not very sure
3. Quite sure
4. Completely sure
:::

::poll{#q again=first}`,
    answer: { marks: [3], texts: [] },
  },
  {
    name: "reflection",
    markdown: `
:::reflection{#q words=100 keep=600 report}
What would you have done?

- I would have noticed when …
- The first thing I would ask is …
:::`,
    answer: { marks: [], texts: ["I would have asked\n\nwho gets the alert."] },
  },
  {
    name: "steps with notes",
    markdown: `
:::steps{#q write="What did you find?"}
Look at one platform.

1. Read the card

   Take the one on Dataiku.
2. Find the claim with the oldest date
:::`,
    answer: { marks: [1, 1], texts: ["Clear.", ""] },
  },
  {
    name: "steps with one field",
    markdown: `
:::steps{#q write-all}
- Agree on a name
- Write it down
:::`,
    answer: { marks: [1, 1], texts: ["Done together."] },
  },
  {
    name: "choice of path",
    markdown: `
:::choice{#k1}
Is one right?

- [x] Yes
- [ ] No
:::

:::steps{#k2}
- I know the cloud
- I know the models
:::

::choose-path{#q from="k1 k2" foundations="0-1" core="2" advanced="3"}`,
    answer: { marks: [2], texts: [] },
  },
  {
    name: "form",
    markdown: `
:::form{#q points=2}
A minister reads it in two minutes.

Recommend one of the platforms.

| Field | What to write | Words | Take from | Begin with |
| --- | --- | --- | --- | --- |
| Recommendation | What runs **where**, for how long? | 5 | | We recommend … |
| The best argument against it | | | | |
:::`,
    answer: { marks: [], texts: ["We take the second one, for two years.", "Nobody here has run it before."] },
  },
  {
    name: "form with formats",
    markdown: `
:::form{#q formats="Structured form; Free report; Talking points"}
Recommend one of the platforms.

| Field | What to write | Words |
| --- | --- | --- |
| Recommendation | What runs where, for how long? | 5 |
:::`,
    answer: { marks: [1], texts: ["", "We take the second one, for two years.", ""] },
  },
  {
    name: "reveal",
    markdown: `
:::reveal{#q words=40 revise="What is no platform problem at all?" report}
A letter arrives.

Name the failures that hurt most.

- **Data scientist**
  > Without the old data I was guessing.
- **IT operations**
  > A tool without an owner changes nothing.
:::`,
    answer: { marks: [1], texts: ["The data were gone.", "Nobody owned the alert."] },
  },
  {
    name: "checklist",
    markdown: `
:::checklist{#q states="known, unknown, not relevant" note="Source and date" report}
What do you know about the case?

1. Which decision does **it** support?
2. Where may it run?
   > On which network, too.
3. What would make you stop?

The rest is work.
:::`,
    answer: { marks: [1, 2, 1], texts: ["The case, March"] },
  },
  {
    name: "checklist without notes",
    markdown: `
:::checklist{#q states="yes, no"}
Is it there?

- A lock
- A key
:::`,
    answer: { marks: [1, 2], texts: [] },
  },
  {
    name: "rubric",
    markdown: `
:::reflection{#text}
What do you recommend?
:::

:::rubric{#q from=text report}
Rate your own text.

| | 1 Beginning | 2 Developing | 3 Proficient |
| --- | --- | --- | --- |
| R1 Gates | no gates | some gates | gates follow from **the law** |
| R2 Evidence | claims only | some sources | dated sources |
:::`,
    answer: { marks: [1, 1, 2, 3, 2, 1, 0], texts: ["The gate is the law."] },
  },
  {
    name: "rubric of a text that is elsewhere",
    markdown: `
:::rubric{#q}
Rate the letter that you sent.

| | No | Yes |
| --- | --- | --- |
| Clear | not at all | at once |
:::`,
    answer: { marks: [1, 1, 2], texts: [""] },
  },
  {
    name: "challenge",
    markdown: `
:::challenge{#q report}
Three people have read your text.

Answer them.

1. **Security officer** "Are the features approved *here*?"
   - service and region named
   - the date
2. What still works when your engineer leaves?
   - who runs it
:::`,
    answer: { marks: [2, 1, 2, 3], texts: ["Both are, since March.", "The lists, by hand."] },
  },
  {
    name: "calibrate",
    markdown: `
:::rubric{#mine}
Rate your own text.

| | 1 Beginning | 2 Developing | 3 Proficient |
| --- | --- | --- | --- |
| R1 Gates | no gates | some gates | gates follow from the law |
| R2 Evidence | claims only | some sources | dated sources |
:::

::::calibrate{#q rubric=mine}
A city wants help.

Rate these two texts.

:::sample{name="Text X" ratings="1 1"}
It is the **market leader**.

- No gates.
- No source.
:::

:::sample{name="Text Y" ratings="3 2"}
Two gates came first.

1. Gates and an open point.
2. One source has no date.
:::

Nobody is exact.
::::`,
    answer: { marks: [1, 1, 2, 1, 1, 2], texts: [] },
  },
  {
    name: "compare",
    markdown: `
:::compare{#q data=data/boats.yaml}
Nothing here is a ranking.

Which boat does what?
:::`,
    files: {
      "data/boats.yaml": `
words: {B: built in, A: add-on, "?": ask the yard}
covered: [B, A]
dates: {S1: 2025-02-28, S2: undated}
read: 2026-11
columns:
  - {id: kind, label: Kind, filter: yes, sort: yes, chart: yes, hint: What it is.}
  - {id: sails, label: Sails, group: Ways to move, filter: yes, sort: yes, chart: yes}
  - {id: motor, label: Motor, group: Ways to move, filter: yes, chart: yes}
items:
  - id: dory
    name: Dory
    summary: Flat and light.
    claims: [{about: Age, text: Its form is old., source: S1}]
    cells: {kind: Rowing boat, sails: {value: A, source: S2, status: secondary}}
  - id: ketch
    name: Ketch
    cells: {kind: Sailing boat, sails: {value: B, note: Two masts., source: S1}, motor: {value: A, status: unconfirmed}}
  - id: tug
    name: Tug
    cells: {kind: Motor boat, sails: "?", motor: B}
`,
    },
    answer: { marks: [1, 3, 0, 0], texts: [] },
    isExplored: true,
  },
  {
    name: "log",
    markdown: `
:::log{#q entries=1 need=2}
What did you find out about one boat?

- Kind
  - Rowing boat
  - Sailing boat
- Who built it

  With the year.
- Ways to move
  - [ ] Sails
  - [ ] Motor
:::`,
    answer: { marks: [2, 1, 0, 0, 0], texts: ["Ketch\nThe yard at the harbour, 1971"] },
  },
  {
    name: "case",
    markdown: `
:::::case{#q levels="One boat: two clerks; The harbour; The whole coast"}
Read it twice.

A harbour counts its boats.

::::level{for="foundations"}
There is one boat.
::::

::::level{for="core advanced"}
There are 300 boats, and a **storm** is coming.
::::

What would you do first?
:::::`,
    answer: { marks: [3], texts: [] },
  },
  {
    name: "matrix",
    markdown: `
:::matrix{#q data=data/boat.yaml}
Which boat do we buy?
:::`,
    files: {
      "data/boat.yaml": `
notice: The boats are invented.
scale: [no, partly, yes]
candidates:
  - {id: A, name: Dory}
  - {id: B, name: Ketch}
  - {id: C, name: Tug}
criteria:
  - {id: C1, name: Safety, needed: yes, weakest: yes}
  - {id: C2, name: Speed}
gates:
  - {id: G1, text: It floats}
  - {id: G2, text: It needs no mast}
presets:
  - {id: fast, name: Fast, weights: [40, 60]}
  - {id: safe, name: Safe, weights: [80, 20]}
levels:
  - gates: [G1]
    conditions: {G1: {candidates: [A], text: Calm water only.}}
    scores: {A: [0, 1], B: [1, 2], C: [2, 0]}
`,
    },
    answer: {
      // Level 2; gates; how each passes; weights 50 and 50; scores; the safe set run; the ketch chosen.
      marks: [...[2, 1, 2], ...[2, 1, 1, 0, 0, 0], ...[51, 51], ...[1, 2, 3, 2, 3, 1], ...[0, 1], ...[2, 0]],
      texts: ["\nCalm water only"],
    },
  },
  {
    name: "walkthrough",
    markdown: `
:::walkthrough{#q}
From the boat to the shop.

1. **Land it** — the *quay*

   Boxes are counted.
2. **Weigh it** – the hall
3. **Sell it**

Each step leaves a paper.
:::`,
    answer: { marks: [3], texts: [] },
    isExplored: true,
  },
  {
    name: "tree",
    markdown: `
:::tree{#q data=data/tree.yaml}
Which boat should you look at?

Boats are examples.
:::`,
    files: {
      "data/tree.yaml": `
start: sea
then: Then ask who sails it.
nodes:
  crew: { q: "How many are you?", answers: { One: dory, Two: tug, "Three or more": tug } }
  sea: { q: Do you go out to sea?, yes: crew, no: dory }
outcomes:
  dory: "A small boat: a dory."
  tug: A tug.
`,
    },
    answer: { marks: [1, 2], texts: [] },
  },
]

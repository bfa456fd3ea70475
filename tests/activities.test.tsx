// @vitest-environment happy-dom

import { cleanup, fireEvent, screen, within } from "@testing-library/preact"
import { afterEach, describe, expect, it, vi } from "vitest"
import { calibrateStrings } from "../src/activities/calibrate/strings.ts"
import { challengeStrings } from "../src/activities/challenge/strings.ts"
import { kinds, modulesOf, registry } from "../src/activities/registry.ts"
import { rubricStrings } from "../src/activities/rubric/strings.ts"
import { activityStrings } from "../src/activities/strings.ts"
import { walkthroughStrings } from "../src/activities/walkthrough/strings.ts"
import type { LearnerState } from "../src/learner/state.ts"
import { announceLeaving } from "../src/tracking/leaving.ts"
import { samples } from "./activity-samples.ts"
import { parseActivities } from "./parse-activity.ts"
import {
  box,
  type Course,
  choose,
  expectAccessible,
  field,
  option,
  press,
  show,
  status,
  unmarked,
  write,
} from "./show-activity.tsx"

const text = activityStrings

afterEach(cleanup)

/** Puts a list in order with its buttons. */
function order(...items: string[]) {
  items.forEach((item, place) => {
    for (let tries = 0; tries < items.length; tries++) {
      const shown = [...document.querySelectorAll("li")].map((li) => li.querySelector(".item")?.textContent ?? "")
      if (shown.findIndex((one) => one.startsWith(item)) <= place) return
      press(`${text.moveUp} ${item}`)
    }
  })
}

/** What a learner does to answer each sample rightly, or at all, up to the button. */
const answering: Readonly<Record<string, () => void>> = {
  "choice with one right option": () => fireEvent.click(option(/Checks on incoming data/)),
  "choice with several right options": () => {
    fireEvent.click(box(/Comparing experiments/))
    fireEvent.click(box(/A versioned list/))
  },
  matching: () => {
    choose("Dataiku", "End-to-end platform")
    choose("DVC", "Specialised tool")
    choose("KServe", "Specialised tool")
  },
  sequencing: () => order("The log entry", "The model version", "The registry entry", "The training run"),
  numeric: () => write(field(/How many/), "65"),
  "fill-in": () => write(field(/slow change/), "data drift"),
  "fill-in that minds capitals": () => write(field(/name of the tool/), "MLflow"),
  "poll with replies": () => fireEvent.click(option("Nobody sees the model getting worse")),
  "poll on a scale, asked again": () => fireEvent.click(lastGroup().getByRole("radio", { name: /Quite sure/ })),
  reflection: () => write(field(/What would you have done/), "I would have asked."),
  "steps with notes": () => {
    write(field("What did you find? (Read the card)"), "Clear.")
    fireEvent.click(box("Read the card"))
    fireEvent.click(box(/oldest date/))
  },
  "steps with one field": () => {
    fireEvent.click(box("Agree on a name"))
    fireEvent.click(box("Write it down"))
  },
  form: () => {
    write(field("Recommendation"), "We take the second one, for two years.")
    write(field("The best argument against it"), "Nobody here has run it before.")
  },
  "form with formats": () => {
    press("Free report")
    write(field("Your report"), "We take the second one, for two years.")
  },
  reveal: () => {
    write(field("Name the failures that hurt most."), "The data were gone.")
    press(text.reveal.commit)
    write(field("What is no platform problem at all?"), "Nobody owned the alert.")
  },
  checklist: () => {
    for (const name of [/Known/, /Unknown/, /Known/].entries()) checkAs(name)
    write(field("Source and date (Which decision does it support?)"), "The case, March")
  },
  "checklist without notes": () => {
    checkAs([0, /Yes/])
    checkAs([1, /No/])
  },
  rubric: () => {
    checkAs([0, /1 Beginning/])
    checkAs([1, /2 Developing/])
    press(rubricStrings.keepFirst)
    checkAs([0, /3 Proficient/])
    press(rubricStrings.leaveTheRest)
    choose(`${rubricStrings.proof} (R1 Gates)`, rubricStrings.ownProof)
    write(field(`${rubricStrings.writeProof} (R1 Gates)`), "The gate is the law.")
  },
  "rubric of a text that is elsewhere": () => {
    checkAs([0, /No/])
    press(rubricStrings.keepFirst)
    checkAs([0, /Yes/])
  },
  challenge: () => {
    write(field(challengeStrings.yourAnswer(1)), "Both are, since March.")
    press(challengeStrings.compare)
    checkAs([0, /Covered/])
    checkAs([1, /Partly/])
    press(challengeStrings.next)
    write(field(challengeStrings.yourAnswer(2)), "The lists, by hand.")
    press(challengeStrings.compare)
    checkAs([2, /Missed/])
  },
  calibrate: () => {
    const last = () => screen.getAllByRole("group").length
    for (const name of [/1 Beginning/, /2 Developing/]) checkAs([last() - (name.source.startsWith("1") ? 2 : 1), name])
    press(calibrateStrings.compare)
    for (const name of [/1 Beginning/, /2 Developing/]) checkAs([last() - (name.source.startsWith("1") ? 2 : 1), name])
    press(calibrateStrings.compare)
  },
  "choice of path": () => fireEvent.click(option(/Advanced/)),
  case: () => fireEvent.change(field("Level of the case"), { target: { value: "3" } }),
  matrix: () => {
    for (const gate of screen.getAllByRole("group")) {
      fireEvent.click(
        within(gate).getByRole("radio", { name: /floats/.test(gate.textContent ?? "") ? /^Req/ : /^Not/ }),
      )
    }
    choose("A Dory, gate G1", "passes on a condition")
    press("The rest pass gate G1")
    write(field(/On which condition/), "Calm water only")
    for (const weight of ["C1 Safety", "C2 Speed"]) fireEvent.input(field(weight), { target: { value: "50" } })
    for (const [boat, safety, speed] of [
      ["A Dory", 0, 1],
      ["B Ketch", 1, 2],
      ["C Tug", 2, 0],
    ]) {
      fireEvent.change(field(`Score of ${boat} in Safety`), { target: { value: String(safety) } })
      fireEvent.change(field(`Score of ${boat} in Speed`), { target: { value: String(speed) } })
    }
    fireEvent.click(screen.getByText("Run “Safe”"))
    choose("My choice", "B Ketch")
  },
  walkthrough: () => {
    press(walkthroughStrings.next)
    press(walkthroughStrings.next)
  },
  tree: () => {
    press("Yes")
    press("Two")
  },
  compare: () => {
    fireEvent.click(box("Compare Dory"))
    fireEvent.click(box("Compare Tug"))
  },
  log: () => {
    write(field("About (Entry 1)"), "Ketch")
    write(field(/Who built it/), "The yard at the harbour, 1971")
    choose("Kind (Ketch)", "Sailing boat")
    fireEvent.click(box("Sails"))
  },
}

/** Marks a question of a list of groups. */
function checkAs([group, name]: readonly [number, RegExp]) {
  const groups = screen.getAllByRole("group")
  fireEvent.click(within(groups[group] as HTMLElement).getByRole("radio", { name }))
}

function lastGroup() {
  const groups = screen.getAllByRole("group")
  return within(groups[groups.length - 1] as HTMLElement)
}

/** Presses the button that hands the last activity in, where there is one. */
function handIn(course: Course) {
  const section = course.container.querySelector(`#activity-${course.activity.id}`)
  const button = section?.querySelector("button[type=submit]")
  if (button) fireEvent.click(button)
}

describe.each(samples)("$name", ({ name, markdown, answer, files, isExplored }) => {
  const act = answering[name] ?? (() => {})

  it("is answered with native controls, and the course holds the answer", () => {
    const course = show(markdown, { files })
    act()
    handIn(course)
    const work = course.state().work.get("q")
    expect(work?.tries).toBeGreaterThan(0)
    expect(work?.best).toBe(course.activity.levels)
    expect(work?.answer.marks).toHaveLength(course.activity.shape.marks.length)
    expect(work?.answer.texts).toHaveLength(course.activity.shape.texts.length)
    if (course.activity.levels > 0) expect(work?.answer.marks).toEqual(answer.marks)
  })

  it("keeps what is not handed in, and shows it again", () => {
    const course = show(markdown, { files })
    act()
    const before = course.state().work.get("q")
    expect(before).toBeDefined()
    course.comeBack()
    handIn(course)
    expect(course.state().work.get("q")?.answer).toEqual(before?.answer)
    expect(course.state().work.get("q")?.tries).toBeGreaterThan(0)
  })

  it("says what stands beneath its answers once it is answered, and not before", () => {
    const said = "That was the reason."
    const explained = markdown.trimEnd().replace(/:::$/, `\n${said}\n:::`)
    const { activities } = parseActivities(explained, files)
    // Where the answers come from a file, nothing stands beneath them.
    if (!activities.some(({ data }) => data.explanation?.includes(said))) return
    const course = show(explained, { files })
    expect(course.container.textContent).not.toContain(said)
    act()
    handIn(course)
    expect(course.container.querySelector(".explanation")?.textContent).toContain(said)
  })

  it("has no barrier that axe finds: fresh, unanswered, answered, and closed", async () => {
    const course = show(markdown, { files })
    await expectAccessible(course)
    handIn(course)
    await expectAccessible(course)
    act()
    await expectAccessible(course)
    handIn(course)
    await expectAccessible(course)
    const state = course.state()
    cleanup()
    const closed = show(markdown, { files, review: true, state })
    await expectAccessible(closed)
  })

  it("shows in review what was answered, with nothing left to operate", () => {
    const course = show(markdown, { files })
    act()
    handIn(course)
    const work = course.state().work.get("q")
    const state = course.state()
    cleanup()
    const { container, activity } = show(markdown, { files, review: true, state })
    if (!isExplored) expect(container.querySelectorAll("input, select, textarea, button")).toHaveLength(0)
    const shown = container.textContent?.replace(/\s+/g, " ") ?? ""
    for (const mark of registry.kind(activity.kind)?.print(activity.data, work?.answer ?? answer) ?? []) {
      const said = typeof mark === "string" ? mark : "item" in mark ? mark.item : mark.head
      const words = said.replace(/^(\d+\. |Done: |Not done: )/, "").split(/: | – /)
      for (const word of words) expect(shown.toLowerCase()).toContain(word.toLowerCase())
    }
  })

  it("shows in review that nothing was answered, without giving the key away", () => {
    const course = show(markdown, { files, review: true })
    const controls = course.container.querySelectorAll("input, select, textarea, button")
    if (!isExplored) expect(controls).toHaveLength(0)
    expect(course.container.textContent).not.toContain(text.rightAnswer)
    expect(course.container.textContent).not.toContain(text.rightOrder)
    expect(course.container.textContent).not.toContain(text.explanation)
  })

  it("selects and fills in nothing for the learner", () => {
    const { container } = show(markdown, { files })
    expect(container.querySelectorAll("input:checked")).toHaveLength(0)
    for (const element of container.querySelectorAll("textarea, input[type=text]")) {
      expect((element as HTMLInputElement).value).toBe("")
    }
  })
})

describe.each(
  samples.filter(({ answer, markdown }) => answer && /:::(choice|matching|seq|num|fill|poll)/.test(markdown)),
)("$name, handed in without an answer", ({ markdown }) => {
  it("says what is missing, at the answer, and takes no try", () => {
    const course = show(markdown)
    handIn(course)
    const alerts = within(course.container as HTMLElement)
      .getAllByRole("alert")
      .map(({ textContent }) => textContent ?? "")
    expect(alerts.join("")).toMatch(/first\.|Still open|Nothing has been moved/)
    expect(course.state().work.size).toBe(0)
  })
})

describe("a choice", () => {
  const markdown = samples[0]?.markdown ?? ""

  it("gives feedback on what was chosen and reads it out, says how many tries are left, and keeps the key to itself", () => {
    const course = show(markdown)
    fireEvent.click(option(/more accurate/))
    press(text.check)
    expect(course.container.textContent).toContain("No: the model did what it learned.")
    expect(course.container.textContent).not.toContain("visible on day one")
    expect(course.container.textContent).not.toContain(text.rightAnswer)
    expect(course.container.textContent).not.toContain("had changed")
    expect(status(course)).toBe(`${text.wrong}. ${text.triesLeft(1)} No: the model did what it learned.`)
    const described = option(/more accurate/).getAttribute("aria-describedby") ?? ""
    expect(document.getElementById(described)?.textContent).toContain("No: the model did")
  })

  it("shows answer, key, feedback and explanation once no tries are left, and puts the focus on the verdict", () => {
    const course = show(markdown)
    fireEvent.click(option(/more accurate/))
    press(text.check)
    press(text.tryAgain)
    fireEvent.click(option(/scales automatically/))
    press(text.check)
    const shown = course.container.textContent ?? ""
    expect(shown).toContain(text.yourAnswerWrong)
    expect(shown).toContain(`${text.rightAnswer}Yes. The jump is visible`)
    expect(shown).toContain("had changed")
    expect(status(course)).toContain(text.noTriesLeft)
    expect(document.activeElement?.getAttribute("role")).toBe("status")
    expect(course.state().work.get("q")).toMatchObject({ tries: 2, best: 0 })
  })

  it("does not take the same wrong answer twice", () => {
    const course = show(markdown)
    fireEvent.click(option(/more accurate/))
    press(text.check)
    press(text.tryAgain)
    expect(document.activeElement).toBe(option(/more accurate/))
    press(text.check)
    expect(screen.getByRole("alert").textContent).toBe(text.sameAnswer)
    expect(course.state().work.get("q")?.tries).toBe(1)
  })

  it("takes another option at once, without the button between", () => {
    const course = show(markdown)
    fireEvent.click(option(/more accurate/))
    press(text.check)
    fireEvent.click(option(/incoming data/))
    press(text.check)
    expect(course.state().work.get("q")).toMatchObject({ tries: 2, best: 1 })
  })

  it("counts the best try, and says so", () => {
    const course = show(samples[1]?.markdown ?? "")
    fireEvent.click(box(/Comparing/))
    press(text.check)
    expect(status(course)).toContain(`${text.partly}. ${text.netRight(1, 0, 1, 2)}`)
    fireEvent.click(box(/Running/))
    fireEvent.click(box(/same features/))
    press(text.check)
    expect(status(course)).toContain(text.bestCounts(1, 2))
  })

  it("shows its options in the order of the id when they are shuffled, and holds them in the author's", () => {
    const shuffledOrder = [0, 1, 2, 3, 4, 5]
      .map((n) => `q${n}`)
      .map((id) => {
        show(`:::choice{#${id} shuffle}\nWhich?\n\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n:::`)
        const labels = screen.getAllByRole("radio").map((radio) => radio.closest("label")?.textContent)
        cleanup()
        return labels.join("")
      })
    expect(new Set(shuffledOrder).size).toBeGreaterThan(1)
    const course = show(":::choice{#q5 shuffle}\nWhich?\n\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n:::")
    fireEvent.click(option("c"))
    press(text.check)
    expect(course.state().work.get("q5")?.answer.marks).toEqual([2])
  })

  it("says what it is worth, or that it is practice", () => {
    expect(show(":::choice{#q points=3}\nWhich?\n\n- [x] a\n- [ ] b\n:::").container.textContent).toContain(
      `${text.worth(3)} ${text.tries(2)}`,
    )
    cleanup()
    expect(show(":::choice{#q points=0 attempts=0}\nWhich?\n\n- [x] a\n- [ ] b\n:::").container.textContent).toContain(
      text.practice,
    )
  })
})

describe("a matching", () => {
  const markdown = samples[2]?.markdown ?? ""

  it("says of each pair whether it is right, and keeps saying it of those not changed since", () => {
    const course = show(markdown)
    choose("Dataiku", "Specialised tool")
    choose("DVC", "Specialised tool")
    choose("KServe", "Cloud-native service")
    press(text.check)
    const said = () =>
      [...course.container.querySelectorAll("li.pair .word")].map(({ textContent }) => textContent?.trim())
    expect(said()).toEqual([text.wrong, text.right, text.wrong])
    expect(course.container.textContent).not.toContain("preparation to governance")
    choose("Dataiku", "End-to-end platform")
    expect(said()).toEqual([text.right, text.wrong])
  })

  it("names the row that is still open", () => {
    show(markdown)
    choose("Dataiku", "Specialised tool")
    press(text.check)
    expect(screen.getByRole("alert").textContent).toContain("DVC")
    expect(field("DVC").getAttribute("aria-invalid")).toBe("true")
  })

  it("shows the right partners and the reasons at the end", () => {
    const course = show(markdown.replace("#q", "#q attempts=1"))
    choose("Dataiku", "Specialised tool")
    choose("DVC", "Specialised tool")
    choose("KServe", "Cloud-native service")
    press(text.check)
    expect(course.container.textContent).toContain(`${text.rightAnswer}: End-to-end platform`)
    expect(course.container.textContent).toContain("preparation to governance")
    expect(status(course)).toContain(text.someRight(1, 3))
  })
})

describe("a sequencing", () => {
  const markdown = samples[3]?.markdown ?? ""
  const shown = () => [...document.querySelectorAll("li .item")].map(({ textContent }) => textContent ?? "")

  it("moves an item, keeps the focus on it, and says where it is now", () => {
    const course = show(markdown)
    const [first = "", second = ""] = shown()
    const button = screen.getByRole("button", { name: `${text.moveDown} ${first}` })
    button.focus()
    fireEvent.click(button)
    expect(shown().slice(0, 2)).toEqual([second, first])
    expect(document.activeElement?.textContent).toBe(`${text.moveDown} ${first}`)
    expect(status(course)).toContain(text.moved(first, 2, 4))
  })

  it("says why an item at the end does not move", () => {
    const course = show(markdown)
    const [first = ""] = shown()
    press(`${text.moveUp} ${first}`)
    expect(shown()[0]).toBe(first)
    expect(status(course)).toContain(text.alreadyFirst(first))
    expect(course.state().work.size).toBe(0)
  })

  it("says which items follow rightly, and shows the right order at the end", () => {
    const course = show(markdown.replace("#q", "#q attempts=1"))
    order("The model version", "The registry entry", "The training run", "The log entry")
    press(text.check)
    expect(course.state().work.get("q")?.best).toBe(2)
    expect(status(course)).toContain(text.inPlace(2, 3))
    expect(course.container.textContent).toContain(text.rightOrder)
    expect(course.container.textContent).toContain("With its approval.")
    expect(course.container.textContent).toContain("behind it is a guess")
  })
})

describe("a numeric question", () => {
  const markdown = samples[4]?.markdown ?? ""

  it("asks for digits where there are none, without taking a try", () => {
    const course = show(markdown)
    write(field(/How many/), "sixty-five")
    press(text.check)
    expect(screen.getByRole("alert").textContent).toBe(text.notANumber("sixty-five"))
    expect(field(/How many/).getAttribute("aria-invalid")).toBe("true")
    expect(course.state().work.get("q")?.tries).toBe(0)
  })

  it("answers a mistake that the author foresaw", () => {
    const course = show(markdown)
    write(field(/How many/), "75,0 %")
    press(text.check)
    expect(course.container.textContent).toContain("You added the ten")
    expect(course.container.textContent).not.toContain(text.rightAnswer)
  })

  it.each([
    ["64.5 to 65.5", text.range("64.5", "65.5")],
    ["65 ± 0.5", "65"],
    ["65", "65"],
  ])("shows the right answer at the end: %s as %s", (right, shown) => {
    const once = `:::numeric{#q unit=% attempts=1}\nHow many?\n\n- [x] ${right}\n:::`
    const course = show(once)
    write(field(/How many/), "12")
    press(text.check)
    expect(course.container.textContent).toContain(`${text.rightAnswer}: ${shown} %`)
  })
})

describe("a fill-in", () => {
  it("refuses an answer that is too long to be kept, instead of cutting it", () => {
    const course = show(samples[5]?.markdown ?? "")
    write(field(/slow change/), "d".repeat(25))
    press(text.check)
    expect(screen.getByRole("alert").textContent).toBe(text.tooLong(24))
    expect(course.state().work.get("q")?.tries).toBe(0)
  })

  it("keeps what is typed before it is handed in, also when the page goes away in the middle of it", () => {
    vi.useFakeTimers()
    try {
      const course = show(samples[5]?.markdown ?? "")
      const type = (value: string) => fireEvent.input(field(/slow change/), { target: { value } })
      const kept = () => course.state().work.get(course.activity.id)
      for (const typed of ["d", "da", "dat", "data", "data "]) {
        type(typed)
        vi.advanceTimersByTime(120)
      }
      expect(kept()).toMatchObject({ answer: { texts: ["data "] }, tries: 0 })
      type("data d")
      announceLeaving(window)
      expect(kept()).toMatchObject({ answer: { texts: ["data d"] }, tries: 0 })
      type("data dr")
      cleanup()
      expect(kept()).toMatchObject({ answer: { texts: ["data dr"] }, tries: 0 })
    } finally {
      vi.useRealTimers()
    }
  })

  it("stays handed in, however soon after the last letter that was", () => {
    vi.useFakeTimers()
    try {
      const course = show(samples[5]?.markdown ?? "")
      fireEvent.input(field(/slow change/), { target: { value: "drift" } })
      handIn(course)
      const { revision } = course.state()
      vi.advanceTimersByTime(1000)
      expect(course.state().work.get(course.activity.id)).toMatchObject({ answer: { texts: ["drift"] }, tries: 1 })
      expect(course.state().revision).toBe(revision)
    } finally {
      vi.useRealTimers()
    }
  })

  it("minds capitals only when asked to", () => {
    const course = show(samples[6]?.markdown ?? "")
    write(field(/name of the tool/), "mlflow")
    press(text.check)
    expect(course.state().work.get("q")?.best).toBe(0)
  })
})

describe("a poll", () => {
  it("replies to the answer, and lets it be changed", () => {
    const course = show(samples[7]?.markdown ?? "")
    fireEvent.click(option("Nobody sees the model getting worse"))
    expect(course.container.textContent).not.toContain("Watch for monitoring.")
    press(text.keep)
    expect(course.container.textContent).toContain("Watch for monitoring.")
    press(text.change)
    fireEvent.click(option("Work cannot be reproduced"))
    press(text.keep)
    expect(course.container.textContent).not.toContain("Watch for monitoring.")
    expect(course.state().work.get("q")?.answer.marks).toEqual([1])
  })

  it("says in review which answer was chosen, also where that was not handed in", () => {
    const course = show(samples[7]?.markdown ?? "")
    fireEvent.click(option("Nobody sees the model getting worse"))
    const state = course.state()
    cleanup()
    const { container } = show(samples[7]?.markdown ?? "", { review: true, state })
    expect(container.querySelector(".is-chosen")?.textContent).toContain(text.yourAnswer)
    expect(container.textContent).not.toContain("Watch for monitoring.")
  })

  it("asked again shows both answers side by side, but not before the second is given", () => {
    const course = show(samples[8]?.markdown ?? "")
    fireEvent.click(screen.getAllByRole("radio", { name: /Not very sure/ })[0] as HTMLElement)
    fireEvent.click(screen.getAllByRole("button", { name: text.keep })[0] as HTMLElement)
    expect(course.container.querySelector("dl")).toBeNull()
    fireEvent.click(lastGroup().getByRole("radio", { name: /Completely sure/ }))
    press(text.keep)
    expect(course.container.querySelector("dl")?.textContent).toBe(
      `${text.before}2. Not very sure${text.now}4. Completely sure`,
    )
    expect(status(course)).toContain(text.movedUp(2))
  })

  it("asked again says so when it was not answered the first time", () => {
    const course = show(samples[8]?.markdown ?? "")
    fireEvent.click(lastGroup().getByRole("radio", { name: /Quite sure/ }))
    fireEvent.click(screen.getAllByRole("button", { name: text.keep })[1] as HTMLElement)
    expect(status(course)).toContain(text.notAnsweredBefore)
  })
})

describe("a reflection", () => {
  const markdown = samples[9]?.markdown ?? ""
  const type = (value: string) => fireEvent.input(field(/What would you/), { target: { value } })

  it("is kept at a pause in typing, not at every letter, and handed in when it is left", () => {
    vi.useFakeTimers()
    try {
      const course = show(markdown)
      type("I wo")
      type("I would")
      vi.advanceTimersByTime(250)
      expect(course.state().work.size).toBe(0)
      vi.advanceTimersByTime(100)
      expect(course.state().work.get("q")).toMatchObject({ answer: { marks: [], texts: ["I would"] }, tries: 0 })
      expect(course.state().revision).toBe(1)
      type("I would ask.")
      fireEvent.blur(field(/What would you/))
      expect(course.state().work.get("q")).toMatchObject({ answer: { marks: [], texts: ["I would ask."] }, tries: 1 })
    } finally {
      vi.useRealTimers()
    }
  })

  it("loses nothing when its page of the course, or the course itself, goes away in the middle of a word", () => {
    const course = show(markdown)
    type("I wou")
    announceLeaving(window)
    expect(course.state().work.get("q")?.answer.texts).toEqual(["I wou"])
    type("I would")
    cleanup()
    expect(course.state().work.get("q")?.answer.texts).toEqual(["I would"])
  })

  it("is not handed in by walking through it", () => {
    const course = show(markdown)
    fireEvent.blur(field(/What would you/))
    expect(course.state().work.size).toBe(0)
  })

  it("may be emptied again", () => {
    const course = show(markdown)
    write(field(/What would you/), "Something")
    write(field(/What would you/), "")
    expect(course.state().work.get("q")?.answer.texts).toEqual([""])
  })

  it("counts words towards a suggestion, and never stops at it", () => {
    const course = show(markdown.replace("words=100", "words=3"))
    write(field(/What would you/), "one two – three four")
    expect(course.container.textContent).toContain(text.wordsOf(4, 3))
    expect(field(/What would you/).value).toBe("one two – three four")
  })

  it.each([
    ["says nothing while there is room", { kept: 60, filled: 0.01, missing: false }, ""],
    ["tells how much is left before it matters", { kept: 450, filled: 0.75, missing: false }, text.roomLeft(25)],
    [
      "tells it early where the suggested length will not fit",
      { kept: 30, filled: 0.1, missing: false },
      text.roomLeft(45),
    ],
    ["warns when it is nearly full", { kept: 950, filled: 0.95, missing: false }, text.roomNearlyFull],
    ["says what becomes of the rest", { kept: 600, filled: 1, missing: false }, text.roomFull],
    ["says when its end is in another browser", { kept: 600, filled: 0.6, missing: true }, text.partMissing],
  ])("%s", (_, keeping, words) => {
    const course = show(markdown, { keeping })
    const notes = [...course.container.querySelectorAll(".room, .room-warning")].map(({ textContent }) => textContent)
    if (words === "") expect(notes.join("")).toBe(text.wordsOf(0, 100))
    else expect(notes.join("")).toContain(words)
  })
})

describe("steps", () => {
  it("are handed in once all are done, and kept before", () => {
    const course = show(samples[10]?.markdown ?? "")
    fireEvent.click(box("Read the card"))
    expect(course.state().work.get("q")).toMatchObject({ answer: { marks: [1, 0], texts: ["", ""] }, tries: 0 })
    expect(status(course)).toContain(text.stepsDone(1, 2))
    fireEvent.click(box(/oldest date/))
    expect(course.state().work.get("q")).toMatchObject({ answer: { marks: [1, 1], texts: ["", ""] }, tries: 1 })
    fireEvent.click(box("Read the card"))
    expect(course.state().work.get("q")?.answer.marks).toEqual([0, 1])
  })

  it("keep every note, also one that is being typed when the page goes away", async () => {
    const course = show(samples[10]?.markdown ?? "")
    write(field("What did you find? (Read the card)"), "Clear.")
    // Between two acts of a learner the page is always drawn.
    await Promise.resolve()
    fireEvent.click(box("Read the card"))
    const second = field(/What did you find\? \(.*oldest/)
    fireEvent.input(second, { target: { value: "1987, in the fo" } })
    announceLeaving(window)
    expect(course.state().work.get("q")?.answer).toMatchObject({ texts: ["Clear.", "1987, in the fo"] })
  })

  it("keep a note beneath one step apart from those beneath the others", () => {
    const course = show(samples[10]?.markdown ?? "")
    write(field("What did you find? (Find the claim with the oldest date)"), "2019")
    expect(course.state().work.get("q")?.answer.texts).toEqual(["", "2019"])
  })
})

describe("a choice of path", () => {
  const markdown = samples[12]?.markdown ?? ""

  it("offers every path, and no suggestion, to someone who answered nothing", () => {
    const course = show(markdown)
    expect(lastGroup().getAllByRole("radio")).toHaveLength(3)
    expect(course.container.textContent).toContain(text.pathUnanswered)
    expect(course.container.textContent).not.toContain(text.suggested)
  })

  it("suggests a path with the reason, and changes nothing until the learner chooses", () => {
    const course = show(markdown)
    fireEvent.click(option("Yes"))
    press(text.check)
    fireEvent.click(box("I know the cloud"))
    expect(course.container.textContent).toContain(text.pathSuggested(2, 3, "Core"))
    expect(course.state().path).toBeUndefined()
    fireEvent.click(option(/Foundations/))
    press(text.takePath)
    expect(course.state().path).toBe("foundations")
    expect(course.state().work.get("q")?.answer.marks).toEqual([1])
    expect(status(course)).toContain(text.pathTaken("Foundations"))
  })

  it("says plainly which path the learner is on, when it was changed elsewhere since", () => {
    const course = show(markdown)
    fireEvent.click(option(/Foundations/))
    press(text.takePath)
    const state: LearnerState = { ...course.state(), path: "advanced" }
    cleanup()
    expect(status(show(markdown, { state }))).toContain(text.pathNow("Advanced"))
  })
})

describe("what an author wrote as plain text", () => {
  afterEach(() => {
    document.documentElement.lang = ""
  })

  it.each([
    ["form", ["Recommendation"]],
    ["reveal", ["What is no platform problem at all?"]],
    ["checklist", ["Known", "Unknown", "Source and date"]],
    ["rubric", ["R1 Gates", "1 Beginning"]],
    ["challenge", ["Security officer"]],
    ["calibrate", ["R1 Gates", "1 Beginning"]],
  ])("is marked as being in the course's language: %s", (name, words) => {
    const sample = samples.find((one) => one.name === name)
    const [markdown, files] = [sample?.markdown ?? "", sample?.files]
    document.documentElement.lang = "de"
    const course = show(markdown, { files })
    answering[name]?.()
    expect(unmarked(course, words)).toEqual([])
    handIn(course)
    expect(unmarked(course, words)).toEqual([])
    const state = course.state()
    cleanup()
    expect(unmarked(show(markdown, { files, review: true, state }), words)).toEqual([])
  })
})

describe("the registry", () => {
  it("names modules and exports that are there", async () => {
    const activities = "../src/activities/"
    for (const [name, { kind }] of Object.entries(kinds)) {
      const modules = modulesOf(name)
      const pure: Record<string, unknown> = await import(/* @vite-ignore */ `${activities}${modules.kind.path}.ts`)
      const component: Record<string, unknown> = await import(
        /* @vite-ignore */ `${activities}${modules.component.path}.tsx`
      )
      expect(pure[modules.kind.name]).toBe(kind)
      expect(component[modules.component.name]).toBeTypeOf("function")
    }
  })

  it("knows no kind by a name that every object has", () => {
    expect(registry.kind("constructor")).toBeUndefined()
    expect(registry.parser("toString")).toBeUndefined()
  })

  it("has a sample of every kind", () => {
    const shown = samples.flatMap(({ markdown, files }) =>
      parseActivities(markdown, files).activities.map(({ kind }) => kind),
    )
    expect(new Set(shown)).toEqual(new Set(registry.names))
  })
})

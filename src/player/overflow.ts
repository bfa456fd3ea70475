import type { LearnerState } from "../learner/state.ts"

/** Texts that the LMS has no room for whole, each under the name by which this browser keeps it. */
export function overflowingTexts({ work }: LearnerState): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const [id, { answer, kept }] of work) {
    answer.texts.forEach((text, index) => {
      if ((kept[index] ?? 0) < text.length) texts[nameOf(id, index)] = text
    })
  }
  return texts
}

/** Puts texts that this browser kept whole in place of what the LMS had room for. */
export function restoreTexts(state: LearnerState, texts: Readonly<Record<string, string>>): LearnerState {
  const work = new Map(state.work)
  for (const [id, done] of work) {
    if (!done.cut) continue
    const whole = done.answer.texts.map((text, index) => {
      const kept = texts[nameOf(id, index)]
      return kept?.startsWith(text) ? kept : text
    })
    const isWhole = whole.some((text, index) => text !== done.answer.texts[index])
    if (isWhole) work.set(id, { ...done, answer: { ...done.answer, texts: whole }, cut: false })
  }
  return { ...state, work }
}

function nameOf(id: string, index: number): string {
  return `${id} ${index}`
}

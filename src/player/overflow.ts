import type { LearnerState } from "../learner/state.ts"

/** Texts by the name under which this browser keeps them. */
export type KeptTexts = Readonly<Record<string, string>>

/** Texts that the LMS has no room for whole. */
export function overflowingTexts({ work }: LearnerState): KeptTexts {
  const texts: Record<string, string> = {}
  for (const [id, { answer, kept }] of work) {
    answer.texts.forEach((text, index) => {
      if ((kept[index] ?? 0) < text.length) texts[nameOf(id, index)] = text
    })
  }
  return texts
}

/**
 * Puts texts that this browser kept whole in place of what the LMS had room for. Where the text was changed elsewhere since,
 * the whole one is an earlier version: only this browser has it, so it is kept under a name of its own and handed back.
 */
export function restoreTexts(state: LearnerState, texts: KeptTexts): { state: LearnerState; earlier: KeptTexts } {
  const work = new Map(state.work)
  const earlier: Record<string, string> = {}
  for (const name of Object.keys(texts)) if (name.startsWith(earlierMark)) earlier[name] = texts[name] ?? ""
  for (const [id, done] of work) {
    const cut = [...done.cut]
    const whole = done.answer.texts.map((text, index) => {
      const kept = texts[nameOf(id, index)]
      if (kept === undefined || text.startsWith(kept)) return text
      if (!cut[index] || !kept.startsWith(text)) {
        earlier[earlierMark + nameOf(id, index)] = kept
        return text
      }
      cut[index] = false
      return kept
    })
    work.set(id, { ...done, answer: { ...done.answer, texts: whole }, cut })
  }
  return { state: { ...state, work }, earlier }
}

/** The earlier versions of an activity's texts that only this browser has. */
export function earlierTexts(earlier: KeptTexts, id: string): readonly string[] {
  return Object.keys(earlier).flatMap((name) => (name.startsWith(`${earlierMark}${id} `) ? [earlier[name] ?? ""] : []))
}

const earlierMark = "earlier "

function nameOf(id: string, index: number): string {
  return `${id} ${index}`
}

/** Cuts an activity of the plan into things to do: at sentences, and at commas that separate whole phrases. */
export function thingsToDo(activities: string): readonly string[] {
  const sentences = activities.split(/(?<=[.!?;])\s+/)
  return sentences.flatMap((sentence) => {
    const phrases = sentence.replace(/[.;]$/, "").split(/,\s+(?:and\s+)?/)
    const isList = phrases.every((phrase) => phrase.split(/\s+/).length >= 3)
    if (!isList) return [capitalized(sentence.replace(/[.;]$/, ""))]
    // "In small groups, investigate …" is one thing to do: what begins with a preposition belongs to what follows.
    const joined: string[] = []
    for (const phrase of phrases) {
      const last = joined[joined.length - 1]
      if (last !== undefined && /^(in|with|using|for|after|during|on|at|as|by|from)\s/i.test(last)) {
        joined[joined.length - 1] = `${last}, ${phrase}`
      } else joined.push(phrase)
    }
    return joined.map(capitalized)
  })
}

function capitalized(sentence: string): string {
  const [first = "", ...rest] = sentence
  return first.toLocaleUpperCase("en") + rest.join("")
}

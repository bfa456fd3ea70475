/** The name an author probably meant: the nearest of those there are, if any is near enough to be worth suggesting. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const wanted = written.toLowerCase()
  const most = Math.max(1, Math.floor(wanted.length / 3))
  let best: { name: string; distance: number } | undefined
  for (const name of names) {
    const distance = editDistance(wanted, name.toLowerCase())
    if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { name, distance }
  }
  return best?.name
}

/** A sentence that offers the nearest name, or else all of them. */
export function suggest(written: string, names: readonly string[]): string {
  const name = nearest(written, names)
  return name ? `Did you mean "${name}"?` : `Write one of: ${names.join(", ")}.`
}

/** How many letters must be put in, taken out, changed or swapped with their neighbour to make one word of another. */
function editDistance(a: string, b: string): number {
  // Words this long are not typing slips, and the table below would grow with their product.
  if (Math.max(a.length, b.length) > 64) return a === b ? 0 : Number.POSITIVE_INFINITY
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (rows[i - 1]?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : changed
      row.push(Math.min(changed, swapped, (rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    rows.push(row)
  }
  return rows[a.length]?.[b.length] ?? 0
}

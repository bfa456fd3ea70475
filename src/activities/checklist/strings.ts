/** The part of the catalogue (see ../strings.ts) that the kind `checklist` speaks: it stands in its script. */
export const checklistStrings = {
  none: "Not marked",
  left: (count: number) => (count === 1 ? "1 still to mark." : `${count} still to mark.`),
  all: "All are marked. You may change them at any time.",
  count: (count: number, state: string) => `${count} ${state}`,
}

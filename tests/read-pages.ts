import { readFileSync } from "node:fs"
import { expect } from "vitest"
import type { LessonFiles } from "../src/lesson/files.ts"
import { type LoadedCourse, loadCourse } from "../src/lesson/load.ts"
import type { Course } from "../src/lesson/model.ts"

/** A plan without a mistake. */
const plan = readFileSync("tests/fixtures/mistakes/attribute-value/lesson.md", "utf8")

/** Loads a lesson that is on no disk: a sound plan with this Engage phase, and data files by their path. */
export function loadPages(
  engage: string,
  data: Readonly<Record<string, string>> = {},
  today?: string,
): Promise<LoadedCourse> {
  const contents: Readonly<Record<string, string>> = { "lesson.md": plan, "engage.md": engage, ...data }
  const files: LessonFiles = {
    list: async () => ["lesson.md", "engage.md"],
    read: async (path) => {
      const content = contents[path]
      return content === undefined ? { problem: "missing" } : { bytes: new TextEncoder().encode(content) }
    },
  }
  return loadCourse("harbour", { files, ...(today !== undefined && { today }) })
}

/** The course of such a lesson, in which nothing is wrong. */
export async function readPages(engage: string, data: Readonly<Record<string, string>> = {}): Promise<Course> {
  const { course, diagnostics } = await loadPages(engage, data)
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([])
  if (!course) throw new Error("no course")
  return course
}

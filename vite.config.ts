import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // What lessons' own activities import from, as it stands here.
  resolve: { alias: { "lessonpack/activity": fileURLToPath(new URL("src/activity.ts", import.meta.url)) } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores are what a small build machine has: more browsers at once only wait for each other.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["tests/**/*.test.{ts,tsx}"], exclude: ["tests/browser/**"] },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: "tests/browser/setup.ts",
          // A whole course is taken in one test, also where many things run at once.
          testTimeout: 240_000,
        },
      },
    ],
  },
})

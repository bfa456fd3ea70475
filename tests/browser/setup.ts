import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "vite"
import type { TestProject } from "vitest/node"
import { findBrowser, thisMachine } from "../../src/lms/browser.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the browser that the tests run in. */
    browser: string
    /** Folder that lasts as long as the run. */
    folder: string
    /** Script of the LMS's page around a course. */
    hostScript: string
  }
}

/** Runs once before the browser tests: brings the browser, and makes the script of the LMS's page. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "lessonpack-tests-"))
  project.provide("browser", findBrowser(thisMachine((line) => process.stderr.write(`${line}\n`))))
  project.provide("folder", folder)
  project.provide("hostScript", await bundle(folder))
  return () => rm(folder, { recursive: true, force: true })
}

async function bundle(folder: string): Promise<string> {
  const entry = fileURLToPath(new URL("./host.ts", import.meta.url))
  const lib = { entry, formats: ["iife" as const], name: "host", fileName: () => "host.js" }
  await build({
    configFile: false,
    logLevel: "error",
    build: { lib, outDir: folder, minify: false, emptyOutDir: false },
  })
  return readFile(join(folder, "host.js"), "utf8")
}

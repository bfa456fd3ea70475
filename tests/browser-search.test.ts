import { describe, expect, it } from "vitest"
import { findBrowser, type Machine } from "../src/lms/browser.ts"

/** A machine on which these programs can be run, and others appear once something was run. */
function machine(options: {
  readonly programs: readonly string[]
  readonly appear?: Readonly<Record<string, string>>
  readonly isRoot?: boolean
  readonly env?: Machine["env"]
}): Machine & { readonly runs: string[] } {
  const programs = new Set(options.programs)
  const runs: string[] = []
  return {
    runs,
    env: { PATH: "/usr/bin", ...options.env },
    platform: "linux",
    isRoot: options.isRoot ?? true,
    canRun: (file) => programs.has(file),
    run(program, args) {
      const line = [program, ...args].join(" ")
      if (!args.includes("--version")) runs.push(line)
      for (const [cause, effect] of Object.entries(options.appear ?? {})) if (line.includes(cause)) programs.add(effect)
      return programs.has(program) || program === process.execPath
    },
    downloaded: () => "/root/.cache/chrome",
    say: () => {},
  }
}

describe("bringing a browser", () => {
  it("takes the one that CHROME_PATH names before any other", () => {
    const here = machine({ programs: ["/usr/bin/chromium", "/opt/mine"], env: { CHROME_PATH: "/opt/mine" } })
    expect(findBrowser(here)).toBe("/opt/mine")
  })

  it("takes a Chromium that is there, and installs nothing", () => {
    const here = machine({ programs: ["/usr/bin/google-chrome", "apt-get"] })
    expect(findBrowser(here)).toBe("/usr/bin/google-chrome")
    expect(here.runs).toEqual([])
  })

  it("passes over a program that is there but does not start", () => {
    const stub: Machine = {
      ...machine({ programs: ["/usr/bin/chromium-browser", "/root/.cache/chrome"] }),
      run: (program) => program !== "/usr/bin/chromium-browser",
    }
    expect(findBrowser(stub)).toBe("/root/.cache/chrome")
  })

  it("asks the package manager where it may", () => {
    const here = machine({ programs: ["apt-get"], appear: { "install -y": "/usr/bin/chromium" } })
    expect(findBrowser(here)).toBe("/usr/bin/chromium")
    expect(here.runs).toEqual(["apt-get update", "apt-get install -y --no-install-recommends chromium"])
  })

  it("downloads one where packages may not be installed", () => {
    const here = machine({ programs: ["apt-get"], isRoot: false, appear: { "cli.js": "/root/.cache/chrome" } })
    expect(findBrowser(here)).toBe("/root/.cache/chrome")
    expect(here.runs).toHaveLength(1)
  })

  it("downloads one when the package manager had none", () => {
    const here = machine({ programs: ["apt-get"], appear: { "cli.js": "/root/.cache/chrome" } })
    expect(findBrowser(here)).toBe("/root/.cache/chrome")
  })

  it("says what to install when there is no way", () => {
    expect(() => findBrowser(machine({ programs: [] }))).toThrow(/sudo apt-get install chromium/)
  })
})

import { execFileSync } from "node:child_process"
import { accessSync, constants } from "node:fs"
import { createRequire } from "node:module"
import { delimiter, dirname, isAbsolute, join } from "node:path"
import { type Browser, chromium } from "playwright-core"

/** What the search for a browser needs of the machine. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  /** Whether packages may be installed for everybody. */
  readonly isRoot: boolean
  /** Whether a file is there and may be run. */
  canRun(file: string): boolean
  /** Runs a program to its end; false when it failed or is not there. */
  run(program: string, args: readonly string[]): boolean
  /** Where playwright-core keeps the browser that it downloads. */
  downloaded(): string
  /** Tells people who wait why they do. */
  say(line: string): void
}

/** Switches that keep a browser quiet: nothing asked of the network, nothing asked of us. */
export const switches: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** Names that Chromium and its kin go by. */
const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge"]

/** Where they stand without being on the path. */
const places: Readonly<Record<string, readonly string[]>> = {
  linux: ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"].flatMap((folder) =>
    names.map((name) => `${folder}/${name}`),
  ),
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
}

/** Package managers, and what they are told one after the other. */
const managers: readonly (readonly [program: string, ...commands: (readonly string[])[]])[] = [
  ["apt-get", ["update"], ["install", "-y", "--no-install-recommends", "chromium"]],
  ["apk", ["add", "--no-cache", "chromium"]],
  ["dnf", ["install", "-y", "chromium"]],
]

/**
 * Finds a browser to test in: one that is here, else one from the system's package manager where we may use it, else the
 * one that playwright-core downloads. Gives its path.
 *
 * @throws Error that says what to install, when there is no way
 */
export function findBrowser(machine: Machine = thisMachine()): string {
  const found = existingBrowser(machine) ?? install(machine) ?? download(machine)
  if (found) return found
  throw new Error(
    [
      "The browser tests found no Chromium or Chrome, and could not install one.",
      "Install it (Debian, Ubuntu: sudo apt-get install chromium; elsewhere: https://www.google.com/chrome), or set",
      "CHROME_PATH to the browser's program. The other tests need none: npx vitest run --project unit",
    ].join("\n"),
  )
}

/** Starts the browser at this path, with more switches where it is to have more. */
export function launchBrowser(executablePath: string, more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: [...switches, ...more] })
}

/** Finds a browser that is here; nothing is installed or asked of the network. */
export function existingBrowser(machine: Machine = thisMachine()): string | undefined {
  const { env, platform } = machine
  const onPath = (env.PATH ?? "")
    .split(delimiter)
    .filter(isAbsolute)
    .flatMap((folder) => names.map((name) => join(folder, platform === "win32" ? `${name}.exe` : name)))
  const candidates = [env.CHROME_PATH ?? "", ...onPath, ...(places[platform] ?? []), machine.downloaded()]
  return candidates.find((file) => file !== "" && starts(machine, file))
}

/** Whether a browser is more than a name: on Ubuntu `chromium-browser` may only say that a snap is to be installed. */
function starts(machine: Machine, file: string): boolean {
  // On Windows and macOS asking for the version would open a window.
  return machine.canRun(file) && (machine.platform !== "linux" || machine.run(file, ["--version"]))
}

function install(machine: Machine): string | undefined {
  if (machine.platform !== "linux" || !machine.isRoot) return undefined
  for (const [program, ...commands] of managers) {
    if (!machine.run(program, ["--version"])) continue
    machine.say(`No Chromium here: installing it with ${program}. This happens once and takes a minute or two.`)
    // An update may fail for one source of several: what counts is whether the package can be had.
    for (const command of commands) machine.run(program, command)
    return existingBrowser(machine)
  }
  return undefined
}

function download(machine: Machine): string | undefined {
  machine.say("No Chromium here: downloading the one of playwright-core. This happens once and takes a minute or two.")
  const cli = join(dirname(createRequire(import.meta.url).resolve("playwright-core/package.json")), "cli.js")
  // With root's rights it also brings the system's libraries that the browser needs.
  const extra = machine.platform === "linux" && machine.isRoot ? ["--with-deps"] : []
  machine.run(process.execPath, [cli, "install", ...extra, "chromium"])
  return existingBrowser(machine)
}

/** The machine this runs on; `say` gets the lines for people who wait. */
export const thisMachine = (say: Machine["say"] = () => {}): Machine => ({
  env: process.env,
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  canRun(file) {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  },
  run(program, args) {
    try {
      execFileSync(program, args, {
        // Of an installation that fails one wants to know why; of a program that may not be there, nothing.
        stdio: ["ignore", "ignore", args.includes("--version") ? "ignore" : "inherit"],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
        timeout: 600_000,
      })
      return true
    } catch {
      return false
    }
  },
  downloaded: () => chromium.executablePath(),
  say,
})

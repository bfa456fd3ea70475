import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

/** What one run of the command cost, starting Node included. */
export interface Run {
  readonly milliseconds: number
  /** Most memory that it held at once, in MiB. */
  readonly memory: number
  /** What it printed. */
  readonly output: string
}

/** Prints, when the process it is loaded into ends, the most memory that it held. */
const reporter = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)))`,
)}`

const cli = fileURLToPath(new URL("../../src/cli.js", import.meta.url))

/** Runs the command as people do, in a process of its own. */
export function runCommand(args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(process.execPath, ["--import", reporter, cli, ...args], {
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    })
    const said: string[] = []
    let output = ""
    let kibibytes = ""
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => said.push(String(data)))
    child.stdout?.on("data", (data) => {
      output += data
    })
    child.stdio[3]?.on("data", (data) => {
      kibibytes += data
    })
    child.on("error", reject)
    child.on("close", (code) => {
      const milliseconds = performance.now() - start
      if (code === 0) resolve({ milliseconds, memory: Number(kibibytes) / 1024, output })
      else reject(new Error(`lessonpack ${args.join(" ")} ended with ${code}:\n${said.join("")}`))
    })
  })
}

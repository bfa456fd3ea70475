import { exitValue, lessonStatus, type Report, type Standing, statuses } from "./status.ts"

/** The truth table in Markdown, as the training officer's guide shows it: every case, worked out by the code that runs. */
export function statusTable(): string {
  const rows = standings.flatMap((standing) => {
    const row = (report: Report, pair: string) => {
      const old = lessonStatus(standing, report)
      const { completion, success, score } = statuses(standing, report)
      const sent =
        standing.scaled === undefined ? "none yet" : old.score ? "sent" : score ? "sent in 2004 only" : "kept"
      return [
        standing.graded ? "yes" : "no",
        standing.completed ? "yes" : "no",
        standing.graded ? verdicts[standing.success] : "–",
        pair,
        `\`${old.status}\``,
        `\`${completion}\` \`${success}\``,
        sent,
        `\`${exitValue}\``,
        [standing.completed ? "complete" : "not complete", standing.graded && verdicts[standing.success]]
          .filter(Boolean)
          .join(", "),
      ]
    }
    return standing.graded ? reports.map((report) => row(report, `\`${report}\``)) : [row("passed/failed", "any")]
  })
  const head = [
    "Pass rule",
    "All done",
    "Verdict",
    "`report`",
    "SCORM 1.2 `lesson_status`",
    "SCORM 2004 `completion_status` `success_status`",
    "Score",
    "Exit",
    "Web",
  ]
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("")
}

const reports: readonly Report[] = ["passed/failed", "passed/incomplete", "completed/incomplete"]
const verdicts = { unknown: "no verdict yet", failed: "not passed", passed: "passed" }

const standings: readonly Standing[] = [
  { graded: false, completed: false, success: "unknown" },
  { graded: false, completed: true, success: "unknown" },
  ...[false, true].flatMap((completed): Standing[] => [
    { graded: true, completed, success: "unknown" },
    { graded: true, completed, success: "failed", scaled: 0 },
    { graded: true, completed, success: "passed", scaled: 1 },
  ]),
]

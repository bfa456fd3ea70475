import type { Severity } from "../diagnostic.ts"

/**
 * Every rule that a lesson can break, and how much it matters. A rule's name is also its fixture's folder in the tests
 * and its heading in the author's guide.
 */
export const rules = {
  // Files
  "file-missing": "error",
  "file-empty": "error",
  "file-binary": "error",
  "file-characters": "warning",
  "file-encoding": "error",
  "file-large": "error",
  "file-nested": "error",
  "file-outside": "error",
  "file-type": "error",
  "file-unused": "warning",

  // Links and images
  "image-alt": "warning",
  "image-remote": "warning",
  "link-nowhere": "warning",
  "link-unsafe": "warning",

  // What pages show: terms, sources, diagrams
  "diagram-items": "error",
  "diagram-type": "error",
  "source-old": "warning",
  "source-unknown": "error",
  "term-twice": "warning",
  "term-unknown": "error",
  "terms-items": "error",

  // The lesson plan
  "alignment-unknown": "error",
  "duration-missing": "warning",
  "duration-sum": "warning",
  "duration-unreadable": "error",
  "language-generated": "info",
  "heading-blank": "warning",
  "objective-level": "error",
  "objective-unassessed": "warning",
  "phase-idle": "warning",
  "phase-missing": "error",
  "phase-twice": "error",
  "plan-objectives": "error",
  "plan-title": "error",
  "section-facilitator": "info",
  "section-unknown": "info",

  // What learners do: the phase files
  "attribute-missing": "error",
  "attribute-unknown": "error",
  "attribute-value": "error",
  "directive-misplaced": "error",
  "directive-syntax": "error",
  "directive-unclosed": "error",
  "directive-unknown": "error",
  "id-invalid": "error",
  "id-missing": "error",
  "id-twice": "error",
  "objective-unknown": "error",
  "page-empty": "warning",
  "page-title": "error",
  "path-nobody": "warning",
  "path-unknown": "error",
  "points-unearned": "error",
  "report-nothing": "error",

  "data-file": "error",
  "data-value": "error",
  "points-split": "error",

  // A lesson's own kinds of activity
  "own-activity": "error",

  // The kinds of activity: reported by their parsers
  "activity-answers": "error",
  "activity-attribute": "error",
  "activity-prompt": "error",
  "calibrate-rubric": "error",
  "calibrate-samples": "error",
  "challenge-questions": "error",
  "challenge-source": "error",
  "checklist-questions": "error",
  "checklist-states": "error",
  "case-level": "error",
  "case-levels": "error",
  "choice-no-answer": "error",
  "choice-options": "error",
  "choose-path-from": "error",
  "choose-path-name": "error",
  "choose-path-range": "error",
  "compare-columns": "error",
  "compare-items": "error",
  "fill-in-answer": "error",
  "fill-in-blanks": "error",
  "fill-in-no-answer": "error",
  "form-formats": "error",
  "form-group": "error",
  "form-source": "error",
  "form-table": "error",
  "log-fields": "error",
  "log-subjects": "error",
  "matching-table": "error",
  "matrix-case": "error",
  "numeric-no-answer": "error",
  "numeric-value": "error",
  "poll-again": "error",
  "poll-options": "error",
  "reveal-views": "error",
  "rubric-source": "error",
  "rubric-table": "error",
  "sequencing-items": "error",
  "steps-items": "error",
  "tree-cycle": "error",
  "tree-target": "error",
  "tree-unreached": "error",
  "walkthrough-steps": "error",

  // course.yaml
  "base-example": "warning",
  "base-missing": "error",
  "lrs-secret": "error",
  "settings-alias": "error",
  "settings-syntax": "error",
  "settings-twice": "error",
  "settings-unknown": "error",
  "settings-value": "error",
  "theme-contrast": "error",

  // The course as a whole
  "interactions-many": "warning",
  "objectives-many": "warning",
  "lock-changed": "warning",
  "lock-course": "warning",
  "lock-gone": "warning",
  "lock-unreadable": "error",
  "memo-activity": "error",
  "pass-objective": "error",
  "pass-unscored": "warning",
  "path-record": "error",
} satisfies Record<string, Severity>

/** The name of a rule. */
export type Rule = keyof typeof rules

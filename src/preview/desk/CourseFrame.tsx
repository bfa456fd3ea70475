import type { Launched } from "./useLaunch.ts"

/** The course as an LMS shows it: in a frame, or where its window went. */
export function CourseFrame({ launched }: { readonly launched: Launched | undefined }) {
  if (!launched?.isOpen) {
    return (
      <div class="course course-none">
        <p>
          {launched ? "The course was left. Launch it again to go on." : "Choose how to launch, then press Launch."}
        </p>
      </div>
    )
  }
  const { choice, answer, number } = launched
  if (choice.place === "window") {
    return (
      <div class="course course-none">
        <p>The course is in a window of its own.</p>
      </div>
    )
  }
  return (
    <iframe
      key={number}
      class="course"
      title="The course"
      src={choice.place === "elsewhere" ? answer.foreignUrl : answer.url}
    />
  )
}

import type { Launched } from "./useLaunch.ts"

/** All that a frame allows but one: to put something else in the desk's place. */
const allowed =
  "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads " +
  "allow-orientation-lock allow-pointer-lock allow-presentation allow-storage-access-by-user-activation"

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
      sandbox={allowed}
      src={choice.place === "elsewhere" ? answer.foreignUrl : answer.url}
    />
  )
}

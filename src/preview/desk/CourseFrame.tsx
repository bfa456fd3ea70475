import type { Launched } from "./useLaunch.ts"

/**
 * All that a frame allows but one: to put something else in the desk's place. Only where {@link holdPlace} cannot hold it: a
 * browser shows no PDF in such a frame.
 */
const allowed =
  "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads " +
  "allow-orientation-lock allow-pointer-lock allow-presentation allow-storage-access-by-user-activation"

/**
 * Holds the desk where it is when a course in a frame of its origin puts something else in its place, and tells of it. Gives
 * what ends that.
 */
export function holdPlace(tried: () => void): () => void {
  if (!("navigation" in window)) return () => {}
  const hold = (event: NavigateEvent) => {
    const { navigationType, downloadRequest, cancelable } = event
    if (!cancelable || downloadRequest !== null || !/^(push|replace)$/.test(navigationType)) return
    event.preventDefault()
    tried()
  }
  navigation.addEventListener("navigate", hold)
  return () => navigation.removeEventListener("navigate", hold)
}

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
  const isHeld = "navigation" in window && choice.place === "frame"
  return (
    <iframe
      key={number}
      class="course"
      title="The course"
      {...(!isHeld && { sandbox: allowed })}
      src={choice.place === "elsewhere" ? answer.foreignUrl : answer.url}
    />
  )
}

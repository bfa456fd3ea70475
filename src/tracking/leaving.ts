/**
 * An event that a page's window hears just before the work is saved for what may be the last time. What the browser itself
 * tells of a page that goes away is told each listener in the order in which they came, and fields come after the tracker.
 */
export const leavingEvent = "lessonpack:leaving"

/** Lets whoever holds something unkept hand it on, before this returns. */
export function announceLeaving(window: Window): void {
  window.dispatchEvent(new Event(leavingEvent))
}

import { homedir } from "node:os"
import { join, resolve } from "node:path"
import { bundleDesk } from "./desk-files.ts"
import { type PreviewServer, startServer } from "./server.ts"
import { openSource, type Source } from "./source.ts"
import { openStore } from "./store.ts"

/** What to preview, and where attempts are kept. */
export interface PreviewOptions {
  /** A lesson folder, a lesson plan (`.md`) or a package (`.zip`). */
  readonly path: string
  /** File of the store; in the author's home folder when absent. */
  readonly store?: string
}

/**
 * Starts a preview: the LMS on the author's desk.
 *
 * @throws CourseError when the lesson has errors or the zip is no package
 * @throws StoreError when attempts cannot be kept in the file of the store
 */
export async function startPreview({ path, store: file = defaultStore() }: PreviewOptions): Promise<PreviewServer> {
  const store = openStore(file)
  let source: Source | undefined
  const end = () => {
    source?.close()
    store.close()
  }
  try {
    source = await openSource(path)
    const server = await startServer(source, store, await bundleDesk(), resolve(path))
    return {
      url: server.url,
      async close() {
        await server.close()
        end()
      },
    }
  } catch (error) {
    end()
    throw error
  }
}

/** Where attempts are kept between runs: in the author's own folder, as the XDG base directory specification has it. */
function defaultStore(): string {
  const folder = process.env.XDG_DATA_HOME || join(homedir(), ".local", "share")
  return join(folder, "lessonpack", "preview.db")
}

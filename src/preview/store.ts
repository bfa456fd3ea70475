import { mkdirSync } from "node:fs"
import { dirname } from "node:path"
import sqlite from "node-sqlite3-wasm"

/** What the preview keeps between runs: texts under a kind and a key. */
export interface Store {
  get(kind: string, key: string): string | undefined
  put(kind: string, key: string, text: string): void
  /** Forgets everything of a kind whose key begins so. */
  forget(kind: string, start: string): void
  close(): void
}

/** Thrown where attempts cannot be kept. */
export class StoreError extends Error {
  override readonly name = "StoreError"
}

/**
 * Opens the store in a file (`:memory:` keeps nothing), a SQLite database that runs in WebAssembly: nothing is compiled, nothing installed beside it.
 *
 * @throws StoreError when the file cannot be opened, or another preview has it
 */
export function openStore(file: string): Store {
  const database = openDatabase(file)
  return {
    get(kind, key) {
      const row = database.get("SELECT value FROM kept WHERE kind = ? AND key = ?", [kind, key])
      return typeof row?.value === "string" ? row.value : undefined
    },
    put(kind, key, text) {
      database.run("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", [kind, key, text])
    },
    forget(kind, start) {
      database.run("DELETE FROM kept WHERE kind = ? AND substr(key, 1, ?) = ?", [kind, start.length, start])
    },
    close: () => database.close(),
  }
}

function openDatabase(file: string): InstanceType<typeof sqlite.Database> {
  try {
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true })
    const database = new sqlite.Database(file)
    database.run("PRAGMA busy_timeout = 2000")
    database.run("CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key))")
    return database
  } catch (error) {
    throw new StoreError(`Attempts cannot be kept in ${file}: ${error instanceof Error ? error.message : error}.`)
  }
}

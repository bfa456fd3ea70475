import type { Agent } from "@xapi/xapi"
import { isRecord } from "./journal.ts"

/**
 * Reads the actor of a launch: an agent with one way to tell who it is. Older launches put each value in a list, and name an
 * account's parts `accountServiceHomePage` and `accountName`; those are brought into today's form.
 */
export function readAgent(text: string | null): Agent | undefined {
  let value: unknown
  try {
    value = JSON.parse(text ?? "null")
  } catch {
    return undefined
  }
  if (!isRecord(value)) return undefined
  if (isAgent(value)) return value
  const name = first(value.name)
  const common = typeof name === "string" && name !== "" ? { name } : {}
  const account = first(value.account)
  if (isRecord(account)) {
    const homePage = account.homePage ?? account.accountServiceHomePage
    const accountName = account.name ?? account.accountName
    if (typeof homePage === "string" && typeof accountName === "string") {
      return { ...common, account: { homePage, name: accountName } }
    }
  }
  for (const way of ["mbox", "mbox_sha1sum", "openid"] as const) {
    const id = first(value[way])
    if (typeof id === "string" && id !== "") {
      return { ...common, [way]: way === "mbox" && !id.includes(":") ? `mailto:${id}` : id }
    }
  }
  return undefined
}

/** Whether an actor has today's form: then it is used exactly as launched. */
function isAgent(value: Record<string, unknown>): value is Record<string, unknown> & Agent {
  const { objectType, name, account } = value
  if ((objectType !== undefined && objectType !== "Agent") || (name !== undefined && typeof name !== "string"))
    return false
  if (isRecord(account)) return typeof account.homePage === "string" && typeof account.name === "string"
  return ["mbox", "mbox_sha1sum", "openid"].some((way) => typeof value[way] === "string")
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

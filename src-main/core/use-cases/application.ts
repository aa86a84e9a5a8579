/** The person and the machine: author, recent files, preferences, dialogs. */
import type { AppStatus } from '../../../src-shared/contract/answers.ts'
import { fileNameOf, modelNameOf } from '../paths.ts'
import type { UseCaseParts } from '../core-parts.ts'

const MAX_RECENTS = 12
/** More keys than all screens together use; the oldest go. */
const MAX_PREFERENCES = 300

export function appStatus({ settings, host, files, session, productVersion }: UseCaseParts): AppStatus {
  const { author, recents, preferences } = settings.read()
  return {
    productVersion, hostKind: host.kind, hasDialogs: host.dialogs !== null, author, modelsFolder: host.modelsFolder, preferences,
    recents: recents.map(({ path, openedAt }) => ({ path, name: modelNameOf(path), openedAt, exists: files.exists(path) })),
    open: session.current()?.info ?? null,
  }
}

export function setAuthor(parts: UseCaseParts, { author }: { readonly author: string }): AppStatus {
  parts.settings.write({ ...parts.settings.read(), author })
  const signed = parts.session.current()?.store.signAs(author)
  if (signed?.ok === false) parts.log.note(`The lock keeps its former name: ${signed.failure.message}`)
  return appStatus(parts)
}

export function setPreference({ settings }: UseCaseParts, { key, value }: { readonly key: string; readonly value: string }): void {
  const data = settings.read()
  const others = Object.entries(data.preferences).filter(([other]) => other !== key)
  settings.write({ ...data, preferences: Object.fromEntries([...others.slice(-(MAX_PREFERENCES - 1)), [key, value]]) })
}

export function forgetRecent(parts: UseCaseParts, { path }: { readonly path: string }): AppStatus {
  const data = parts.settings.read()
  parts.settings.write({ ...data, recents: data.recents.filter((recent) => recent.path !== path) })
  return appStatus(parts)
}

/** Puts a file at the head of the recent ones. A data folder that cannot be written must not keep a model from opening. */
export function rememberRecent({ settings, clock, log }: UseCaseParts, path: string): void {
  try {
    const data = settings.read()
    const others = data.recents.filter((recent) => recent.path !== path)
    settings.write({ ...data, recents: [{ path, openedAt: clock.now().toISOString() }, ...others].slice(0, MAX_RECENTS) })
  } catch (error) {
    log.note(`The list of recent files could not be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}

export async function chooseModelToOpen({ host }: UseCaseParts): Promise<string | null> {
  return (await host.dialogs?.chooseModelToOpen()) ?? null
}

/** What the dialog answered over a file that was there is kept: the person has agreed to replace that one. */
export async function chooseWhereToSave({ host, files, session }: UseCaseParts, { name }: { readonly name: string }): Promise<string | null> {
  const chosen = (await host.dialogs?.chooseWhereToSave({ name: fileNameOf(name), kind: 'model' })) ?? null
  session.confirmedTarget = chosen !== null && files.exists(chosen) ? chosen : null
  return chosen
}

import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url))

/** A new folder with the migrations before the one of this name, as an older version had them. */
export async function migrationsBefore(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samsal-migrations-'))
  await cp(MIGRATIONS, folder, { recursive: true })
  const journal = join(folder, 'meta', '_journal.json')
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8')) as { entries: { tag: string }[] }
  const first = entries.findIndex(({ tag }) => tag.slice('0000_'.length) === name)
  if (first === -1) throw new Error(`there is no migration ${name}`)
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, first) }))
  return folder
}

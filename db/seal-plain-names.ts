import { setTimeout as sleep } from 'node:timers/promises'

import type postgres from 'postgres'

import type { PersonId } from '@/domain/ids'

/** The stored form of a protected person's given and family name; the database does not have the key. */
export type SealNames = (personId: PersonId, names: { givenName: string; familyName: string }) => Buffer

type PlainRow = { person_id: PersonId; given_name: string; family_name: string }

/**
 * Encrypts protected persons' names that an older version stored in plain text. Until then row-level security shows
 * them to nobody.
 * @returns how many there were.
 */
export async function sealPlainNames(client: postgres.Sql, sealNames: SealNames | undefined): Promise<number> {
  return client.begin(async (tx) => {
    const rows = await tx<PlainRow[]>`
      select i.person_id, i.given_name, i.family_name from person_identities i
      join persons p on p.id = i.person_id
      where p.protected_identity and i.given_name is not null
      for update`
    if (rows.length > 0 && !sealNames) throw new Error('names of protected persons wait for the key that seals them')
    for (const { person_id: personId, given_name: givenName, family_name: familyName } of rows) {
      const sealed = sealNames?.(personId, { givenName, familyName }) ?? null
      await tx`
        insert into sealed_names (person_id, home_municipality_id, sealed)
        select person_id, home_municipality_id, ${sealed} from person_identities where person_id = ${personId}
        on conflict (person_id) do update set sealed = excluded.sealed`
      await tx`update person_identities set given_name = null, family_name = null where person_id = ${personId}`
    }
    return rows.length
  })
}

/** How long an open transaction is waited for: an upgrade does it once, a start every time. */
const UPGRADE_WAITS_MS = 60_000
const START_WAITS_MS = 3_000
const PURGE_AGAIN_MS = 500

/** A connection whose notices are read: `vacuum` says in one how many deleted rows it had to keep. */
export type Noted = { client: postgres.Sql; notices: postgres.Notice[] }

/** Rewrites the tables that held names, so that deleted names do not remain in their files. */
export async function purgeOldNames(noted: Noted): Promise<void> {
  for (const table of ['persons', 'person_identities', 'name_keys', 'lesson_questions']) {
    await rewrite(noted, { table, options: 'full, verbose' }, UPGRADE_WAITS_MS)
  }
}

/** The same for names encrypted since the last start. */
export async function purgeSealedNames(noted: Noted): Promise<void> {
  for (const table of ['person_identities', 'name_keys']) {
    // Another machine may be using it; then the next start does this.
    await rewrite(noted, { table, options: 'full, verbose, skip_locked' }, START_WAITS_MS)
  }
}

/**
 * Vacuums again as long as rows are kept because a transaction of somebody else could still see them, at least once
 * and for so long; then the next start does it. An older schema lacks some of the tables.
 */
async function rewrite(
  { client, notices }: Noted,
  { table, options }: { table: string; options: string },
  waitsMs: number,
): Promise<void> {
  const [known] = await client`select to_regclass(${table}) as name`
  if (known?.name === null) return
  for (const endAt = Date.now() + waitsMs; Date.now() < endAt; await sleep(PURGE_AGAIN_MS)) {
    notices.length = 0
    await client.unsafe(`vacuum (${options}) ${table}`)
    // "1 dead row versions cannot be removed yet", in the language of the server.
    const kept = notices.map(({ detail }) => Number.parseInt(detail ?? '', 10)).filter((count) => count > 0)
    if (kept.length === 0) return
  }
}

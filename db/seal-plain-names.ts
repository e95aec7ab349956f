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

/** Rewrites the tables that held names, so that deleted names do not remain in their files. */
export async function purgeOldNames(client: postgres.Sql): Promise<void> {
  for (const table of ['persons', 'person_identities', 'lesson_questions']) {
    await client.unsafe(`vacuum full ${table}`)
  }
}

/** The same for names encrypted since the last start. */
export async function purgeSealedNames(client: postgres.Sql): Promise<void> {
  // Another machine may be using it; then the next start does this.
  await client.unsafe('vacuum (full, skip_locked) person_identities')
}

import { and, ilike, like, sql, type SQL, type SQLWrapper } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { nameWordsOf } from '@/domain/people/fold-name'
import type { NameWord } from '@/domain/people/namesakes'

import { containing } from './paging'

/** A name in the form in which names are compared, for tables that are too small to keep it. */
export function foldedName(name: SQLWrapper): SQL {
  return sql`folded_name(${name})`
}

/**
 * Condition: a name has every word of a search, as a part of any of its own, in any order and spelling. `folded` is the
 * name as compared, `name` the name itself, in which punctuation alone is sought.
 */
export function isNamed({ name, folded }: { name: SQLWrapper; folded: SQLWrapper }, search: string): SQL | undefined {
  const words = nameWordsOf(search)
  if (words.length === 0) return ilike(sql`${name}`, containing(search.trim()))
  return and(...words.map((word) => like(sql`${folded}`, containing(word))))
}

/**
 * Condition: the column is the id of a person whose names have every word of a search, in any order and spelling, each
 * from its beginning or as it sounds; legal names only for those who may read them. A text without words finds nobody.
 * The ids are collected first, from an index, so that the plan does not depend on how common a name is.
 */
export function isPersonNamed(personId: SQLWrapper, search: string): SQL {
  return sql`${personId} = any (array(select person_id from persons_named(${search})))`
}

/** The words of each of these names with their keys, in the same order. */
export async function selectNameWords(tx: Transaction, names: readonly string[]): Promise<NameWord[][]> {
  const rows = await tx.execute<{ at: number; keys: string[]; sameAs: string[] }>(sql`
    select name.at::int as at, word.keys, word.same_as as "sameAs"
    from json_array_elements_text(${JSON.stringify(names)}::text::json) with ordinality as name (text, at),
      name_words(name.text) as word
    order by name.at, word.place`)
  const words: NameWord[][] = names.map(() => [])
  for (const { at, keys, sameAs } of rows) words[at - 1]?.push({ keys, sameAs })
  return words
}

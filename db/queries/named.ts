import { and, ilike, like, sql, type SQL, type SQLWrapper } from 'drizzle-orm'

import { nameWordsOf } from '@/domain/people/fold-name'

import { containing } from './paging'

/** A name in the form in which names are compared; for tables that are too small to keep it. */
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

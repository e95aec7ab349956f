import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/*
 * What is in force on a day is said by functions of the database (migration 0017), so that row-level security and queries
 * cannot differ. The planner puts their bodies in place of the calls.
 */

/** The first and the last day of something that is in force for a while; without a last day it has no end yet. */
type Period = { fromOn: SQLWrapper; untilOn: SQLWrapper }
/** A date as YYYY-MM-DD, or an expression of type `date`. */
type Day = string | SQL

/** Periods that are in force on `day`; both their first and their last day count. */
export function inForceOn({ fromOn, untilOn }: Period, day: Day): SQL {
  return sql`in_force_on(${fromOn}, ${untilOn}, ${dateOf(day)})`
}

/** Periods that are in force on `day` or on any day after it, those that have not begun among them. */
export function inForceFrom({ untilOn }: Pick<Period, 'untilOn'>, day: Day): SQL {
  return sql`in_force_from(${untilOn}, ${dateOf(day)})`
}

/** What has begun by the end of `day`, whether or not something has followed it since. */
export function hasBegunBy({ fromOn }: Pick<Period, 'fromOn'>, day: Day): SQL {
  return sql`(${fromOn} <= ${dateOf(day)})`
}

/** The region's date at an instant, as an expression of type `date`. */
export function regionDay(instant: SQLWrapper): SQL {
  return sql`region_day(${instant})`
}

function dateOf(day: Day): SQL {
  return typeof day === 'string' ? sql`${day}::date` : day
}

import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/*
 * Database functions (migration 0017) define what is in force on a day, so that row-level security and queries cannot
 * differ. The planner inlines them.
 */

/** First and last day of a period; without a last day it is open-ended. */
type Period = { fromOn: SQLWrapper; untilOn: SQLWrapper }
/** A date as YYYY-MM-DD, or an expression of type `date`. */
type Day = string | SQL

/** Periods in force on `day`; first and last day included. */
export function inForceOn({ fromOn, untilOn }: Period, day: Day): SQL {
  return sql`in_force_on(${fromOn}, ${untilOn}, ${dateOf(day)})`
}

/** Periods in force on `day` or any later day, including those that have not begun. */
export function inForceFrom({ untilOn }: Pick<Period, 'untilOn'>, day: Day): SQL {
  return sql`in_force_from(${untilOn}, ${dateOf(day)})`
}

/** Periods that have begun by the end of `day`, whether or not another has followed. */
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

import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'

import { REGION_TIME_ZONE } from '@/domain/region-time-zone'

/** The first and the last day of something that is in force for a while; without a last day it has no end yet. */
type Period = { fromOn: SQLWrapper; untilOn: SQLWrapper }
/** A date as YYYY-MM-DD, or an expression of type `date`. */
type Day = string | SQL

/** Periods that are in force on `day`; both their first and their last day count. */
export function inForceOn(period: Period, day: Day): SQL {
  return sql`(${period.fromOn} <= ${dateOf(day)} and ${inForceFrom(period, day)})`
}

/** Periods that are in force on `day` or on any day after it, those that have not begun among them. */
export function inForceFrom({ untilOn }: Pick<Period, 'untilOn'>, day: Day): SQL {
  return sql`(${untilOn} is null or ${untilOn} >= ${dateOf(day)})`
}

/** The region's date at an instant, as an expression of type `date`. */
export function regionDay(instant: SQLWrapper): SQL {
  return sql`(${instant} at time zone ${sql.raw(`'${REGION_TIME_ZONE}'`)})::date`
}

function dateOf(day: Day): SQL {
  return typeof day === 'string' ? sql`${day}::date` : day
}

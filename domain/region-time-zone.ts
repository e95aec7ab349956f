/** The time zone of every date and time of day that people read or write. */
export const REGION_TIME_ZONE = 'Europe/Stockholm'

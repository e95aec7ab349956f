/** The zone of every date and time of day that people write or read. */
export const REGION_TIME_ZONE = 'Europe/Stockholm'

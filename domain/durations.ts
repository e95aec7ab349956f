// Separate from `time.ts`, which imports a calendar of 19 kB that pages in the browser do not need.
export const MINUTE_MS = 60_000
export const SECOND_MS = 1000
export const DAY_MS = 86_400_000

// Beside `time.ts`, which brings a calendar of 19 kB along: pages in the browser need only these.
export const MINUTE_MS = 60_000
export const SECOND_MS = 1000

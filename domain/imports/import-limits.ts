/** Limits of an imported list: more than any municipality has newcomers, and few enough to hold in memory. */
export const IMPORT_LIMITS = {
  bytes: 10_000_000,
  /** Without the headings. */
  rows: 20_000,
  columns: 200,
  /** An XLSX file is an archive; what it unpacks to, and how many files are in it. */
  unpackedBytes: 100_000_000,
  files: 1_000,
}

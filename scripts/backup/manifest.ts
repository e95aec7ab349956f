/** Written last: a folder without it is no whole backup. */
export const MANIFEST = 'backup.json'

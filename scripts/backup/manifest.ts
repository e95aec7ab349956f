/** Written last: without it a backup is incomplete. */
export const MANIFEST = 'backup.json'

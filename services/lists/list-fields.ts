import { line, token } from '@/protocol/bounded'

const LIST_NAME_MAX = 40
const VIEW_NAME_MAX = 60
const QUERY_MAX = 2_000

/** Schemas of what is said of lists and of the views that are kept of them. */
export const listName = token(LIST_NAME_MAX)
export const viewName = line(VIEW_NAME_MAX)
/** As it stands in an address after the question mark. */
export const viewQuery = token(QUERY_MAX)

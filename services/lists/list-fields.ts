import { line, token } from '@/protocol/bounded'

const LIST_NAME_MAX = 40
const VIEW_NAME_MAX = 60
const QUERY_MAX = 2_000

/** Schemas shared by lists and their saved views. */
export const listName = token(LIST_NAME_MAX)
export const viewName = line(VIEW_NAME_MAX)
/** The query string, without the question mark. */
export const viewQuery = token(QUERY_MAX)

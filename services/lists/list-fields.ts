import * as z from 'zod'

import { line, token } from '@/protocol/bounded'

const LIST_NAME_MAX = 40
const VIEW_NAME_MAX = 60
const QUERY_MAX = 2_000

/** Schemas shared by lists and their saved views. */
export const listName = token(LIST_NAME_MAX)
export const viewName = line(VIEW_NAME_MAX)
/** The query string, without the question mark. */
export const viewQuery = token(QUERY_MAX)

/** The address of an office list, with its query, to return to. */
export const listReturn = z
  .string()
  .max(4_200)
  .regex(/^\/office(\/[\w-]+)+(\?[!-~]*)?$/)

import type * as z from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A route's input, callers and response. */
export type Contract = {
  /** The operation's name in logs. */
  name: string
  /** One sentence for docs/http-api.md. */
  says: string
  /** For docs/http-api.md: who may call it. Everybody else is refused. */
  who: string
  /** Path parameters; below, the query string. */
  params?: z.ZodType
  query?: z.ZodType
  /** The request body: JSON, or form data with `isForm`. */
  body?: z.ZodType
  isForm?: true
  /** Longer bodies are refused unread. */
  maxBytes?: number
  /** The response's data, or `file`. With `isBare` the data is not wrapped in `{ ok, data }`. */
  answer: z.ZodType | 'file'
  isBare?: true
  /** Another site may lead a browser here; everything else is refused when another site asks for it. */
  isArrival?: true
  /** The file that describes the shape, if it is too long for docs/http-api.md. */
  shape?: string
}

export const KILOBYTE = 1_024

import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'

/** A request body, read completely and up to its limit. */
export type SentBody = {
  bytes: Uint8Array<ArrayBuffer>
  /** Null if it is not JSON: the schema rejects it like any malformed input. */
  json: () => unknown
  /** Empty if it is not a form. */
  form: () => Promise<FormData>
}

type Limit = { maxBytes: number; tooLong?: ErrorCode | undefined }

const WHOLE_NUMBER = /^\d{1,15}$/

/**
 * Reads a request body. It must declare its length; a false declaration is read only up to the limit.
 * @throws DomainError `tooLong`, also for a body without a declared length.
 */
export async function readSentBody(incoming: Request, limit: Limit): Promise<SentBody> {
  const { maxBytes, tooLong = 'input.too-long' } = limit
  const said = incoming.headers.get('content-length') ?? ''
  if (!WHOLE_NUMBER.test(said) || Number(said) > maxBytes) throw new DomainError(tooLong)
  const bytes = await readAtMost(incoming, { maxBytes, tooLong })
  const type = incoming.headers.get('content-type') ?? ''
  return { bytes, json: () => parseJson(bytes), form: () => parseForm(bytes, type) }
}

/** A file in a form; null when the field has none. */
export async function fileIn(form: FormData, name: string): Promise<Uint8Array | null> {
  const part = form.get(name)
  return part instanceof Blob ? new Uint8Array(await part.arrayBuffer()) : null
}

async function readAtMost(incoming: Request, { maxBytes, tooLong }: Required<Limit>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = incoming.body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) break
    length += part.value.byteLength
    if (length > maxBytes) {
      await reader?.cancel()
      throw new DomainError(tooLong)
    }
    parts.push(part.value)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

async function parseForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  const sent = new Response(bytes, { headers: { 'content-type': type } })
  // A body that cannot be parsed as a form has no fields, and the schema reports what is missing.
  return sent.formData().catch(() => new FormData())
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { answerApi } from '@/app/_server/answer-api'
import { HTTP_API } from '@/app/_server/http-api'
import { DomainError } from '@/domain/domain-error'

const API = HTTP_API['GET /api/pdf-data/[kind]/[file]']

const TYPES: Readonly<Record<string, string>> = { wasm: 'application/wasm', js: 'text/javascript' }

type Context = { params: Promise<{ kind: string; file: string }> }

/**
 * Fonts, character maps and decoders that a PDF may need and does not embed, so that no browser loads them from
 * elsewhere.
 */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi(API, async () => {
    const { kind, file } = API.params.parse(await params)
    const path = join(process.cwd(), 'node_modules', 'pdfjs-dist', kind, file)
    const content = await readFile(path).catch((cause: unknown) => {
      throw new DomainError('access.not-found', {}, { cause })
    })
    const type = TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
    const headers = {
      'content-type': type,
      'cache-control': 'public, max-age=86400',
      'x-content-type-options': 'nosniff',
    }
    return new Response(new Uint8Array(content), { headers })
  })
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { z } from 'zod'

import { answerApi } from '@/app/_server/answer-api'
import { DomainError } from '@/domain/domain-error'

const request = z.strictObject({
  kind: z.enum(['cmaps', 'standard_fonts', 'wasm', 'iccs']),
  file: z.string().regex(/^[\w-]+\.(bcmap|pfb|ttf|wasm|icc|js)$/),
})

const TYPES: Readonly<Record<string, string>> = { wasm: 'application/wasm', js: 'text/javascript' }

type Context = { params: Promise<{ kind: string; file: string }> }

/** What documents may need to be drawn and do not carry themselves, so that no browser fetches it from elsewhere. */
export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  return answerApi('pdf-data', async () => {
    const { kind, file } = request.parse(await params)
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

import { officeFor } from '@/app/(office)/_kit/access'
import { listAddress } from '@/app/(office)/_kit/list-address'
import { answerSent } from '@/app/_server/answer-api'
import { HTTP_API } from '@/app/_server/http-api'
import { text } from '@/app/_server/form-values'
import { takeAttempt } from '@/app/_server/rate-limit'
import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, type ActionRefusal } from '@/app/_server/run-action'
import { dateOf } from '@/domain/time'
import { exportList } from '@/services/lists/export-list'
import { found } from '@/services/found'

import { LISTS } from '../../registry'

const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const SEE_OTHER = 303
const API = HTTP_API['POST /office/lists/[list]/export']

type Context = { params: Promise<{ list: string }> }

/** A list as displayed, as a file; a refusal redirects to the list, which shows it. */
export async function POST(incoming: Request, { params }: Context): Promise<Response> {
  const { list: name } = await params
  const list = LISTS.get(name)
  let back = list?.path ?? '/office'
  const edge = {
    ...API,
    admit: async () => {
      const actor = await getStaffActor()
      await takeAttempt('export-list', actor.staffId)
      return actor
    },
    refuse: ({ error }: ActionRefusal) => {
      const location = listAddress(back, { refused: error.code })
      return new Response(null, { status: SEE_OTHER, headers: { location } })
    },
  }
  return answerSent(incoming, edge, async (actor, sent) => {
    const form = await sent.form()
    const place = API.body.shape.back.safeParse(text(form, 'back'))
    if (place.success) back = place.data
    const asked = parseInput(API.body, {
      format: text(form, 'format'),
      query: text(form, 'query'),
      back: text(form, 'back'),
    })
    const input = { ...parseInput(API.params, { list: name }), format: asked.format }
    const query = Object.fromEntries(new URLSearchParams(asked.query))
    const { bytes } = await exportList(actor, input, found(list).exported(await officeFor(actor), query))
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': CONTENT_TYPES[input.format],
        'content-disposition': `attachment; filename="${name}-${dateOf(Date.now())}.${input.format}"`,
      },
    })
  })
}

import type * as z from 'zod'

import type { materialContentsAnswer, materialsAnswer, notesAnswer } from '@/protocol/http-answers'

import { EXAMPLE_MATERIAL_ID, EXAMPLE_SLIDES } from '../../states/example-material'

/** Cacheable, because the examples request the same constant data repeatedly. */
const KEPT = { 'cache-control': 'private, max-age=3600' }
const WIDTH_PX = 1_600
const HEIGHT_PX = 900
const MATERIAL = { materialId: EXAMPLE_MATERIAL_ID, name: 'Att bo i Sverige', slideCount: EXAMPLE_SLIDES.length }

const CONTENTS: z.input<typeof materialContentsAnswer> = {
  ...MATERIAL,
  slides: EXAMPLE_SLIDES.map((text, at) => ({ slideNumber: at + 1, text, widthPx: WIDTH_PX, heightPx: HEIGHT_PX })),
}
const LISTED: z.input<typeof materialsAnswer> = [MATERIAL]
const NOTES: z.input<typeof notesAnswer> = [{ slideNumber: 2, note: 'Fråga vad de minns från förra gången.' }]

/**
 * The material of the examples, for the pages that request one: the lesson's list, its contents, the notes and the
 * slides. `next.config.ts` routes requests for the examples' own ids here, in development only.
 */
export async function GET(_: Request, { params }: { params: Promise<{ rest?: string[] }> }): Promise<Response> {
  const [of, rest, slideNumber] = (await params).rest ?? []
  if (of === undefined) return Response.json({ ok: true, data: LISTED }, { headers: KEPT })
  if (rest === undefined) return Response.json({ ok: true, data: CONTENTS }, { headers: KEPT })
  if (rest === 'notes') return Response.json({ ok: true, data: NOTES }, { headers: KEPT })
  const text = EXAMPLE_SLIDES[Number(slideNumber) - 1] ?? ''
  return new Response(drawSlide(text), { headers: { ...KEPT, 'content-type': 'image/svg+xml' } })
}

function drawSlide(text: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX}" viewBox="0 0 ${WIDTH_PX} ${HEIGHT_PX}">
<rect width="100%" height="100%" fill="#ffffff"/><rect width="100%" height="60" fill="#0b4f4a"/>
<text x="50%" y="50%" text-anchor="middle" font-size="110" font-family="sans-serif" fill="#14202b">${text}</text>
</svg>`
}

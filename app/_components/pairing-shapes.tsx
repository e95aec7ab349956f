'use client'

import { useTranslation } from 'react-i18next'

import { AnswerPicture } from '@/app/_lesson/answer-picture'
import type { PairingSign } from '@/services/access/pairing-sign'

/** Three shapes, the same on a waiting screen and on the phone of the host who is about to approve it. */
export function PairingShapes({ sign, className }: { sign: PairingSign; className: string }) {
  const { t } = useTranslation('lesson')
  return (
    <p className="flex justify-center gap-[1em]" data-sign={sign.join(' ')}>
      {sign.map((shape, at) => (
        // Shapes can repeat, so the key is their position.
        <span key={`${at}${shape}`}>
          <span className="sr-only">{t(`answer.${shape}`)}</span>
          <AnswerPicture picture={shape} className={className} />
        </span>
      ))}
    </p>
  )
}

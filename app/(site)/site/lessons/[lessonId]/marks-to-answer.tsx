'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import type { KeptMark } from '../../_marks/kept-marks'
import { useMarkSender } from '../../_marks/mark-keeper'
import { MarkQuestion } from './mark-question'

type Props = { lessonId: string; names: ReadonlyMap<string, string> }

/** Marks of this lesson that the server did not take as they are: with their person, the reason and what can be done. */
export function MarksToAnswer({ lessonId, names }: Props) {
  const { t } = useTranslation('site')
  const [sender, { marks }] = useMarkSender()
  const open = marks.filter((mark) => mark.lessonId === lessonId && mark.state.is !== 'waiting')
  const wordsOf = ({ personId, mark }: KeptMark) => ({
    name: names.get(personId) ?? t('roll.someone'),
    mark: t(`roll.marks.${mark}`),
  })
  if (open.length === 0) return null
  return (
    <ul className="flex flex-col gap-3" aria-label={t('roll.toAnswer')}>
      {open.map((mark) => {
        const { name, mark: to } = wordsOf(mark)
        return (
          <li key={mark.markKey} className="card border-lingon p-3" data-mark={mark.state.is}>
            {mark.state.is === 'asking' && (
              <MarkQuestion
                text={t('roll.overwrite', { name, to, was: t(`roll.marks.${mark.state.current.mark}`) })}
                yes={t('roll.change')}
                no={t('roll.keep')}
                onYes={() => sender?.insist(mark)}
                onNo={() => sender?.dismiss(mark.markKey)}
              />
            )}
            {mark.state.is === 'refused' && (
              <div role="alert" className="flex flex-wrap items-center gap-3 text-lingon">
                <Pictogram name="cross" size={32} />
                <p className="min-w-0 flex-[1_1_12rem] font-semibold">
                  {`${t('roll.refused', { name, mark: to })} ${t(`errors:${mark.state.code}`)}`}
                </p>
                <button type="button" className="button" onClick={() => sender?.dismiss(mark.markKey)}>
                  {t('roll.dismiss')}
                </button>
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

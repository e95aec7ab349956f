'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import type { ListedMaterial } from './use-materials'

type Props = {
  materials: readonly ListedMaterial[]
  shownId: string | null
  onShow: (material: ListedMaterial) => void
  /** Null for users who may only show them. */
  onRemove: ((materialId: string) => void) | null
}

/** The lesson's materials. Removing one asks for an inline confirmation. */
export function MaterialList({ materials, shownId, onShow, onRemove }: Props) {
  const { t } = useTranslation('slides')
  const [askedId, setAskedId] = useState<string | null>(null)
  if (materials.length === 0) return <p className="text-mist">{t('list.none')}</p>
  return (
    <ul className="flex flex-col gap-2">
      {materials.map((material) => {
        const isShown = material.materialId === shownId
        return (
          <li
            key={material.materialId}
            className={`flex flex-wrap items-center gap-2 rounded-xl border-2 p-2 ${isShown ? 'border-sun' : 'border-hair'}`}
          >
            <Pictogram name="slide" size={28} />
            <span className="min-w-0 flex-1 basis-32 wrap-anywhere">
              <bdi translate="no" className="font-semibold">
                {material.name}
              </bdi>{' '}
              <span className="text-mist">{t('list.pages', { count: material.slideCount })}</span>
            </span>
            {askedId === material.materialId ? (
              <>
                <button type="button" className="button" onClick={() => setAskedId(null)}>
                  {t('list.keep')}
                </button>
                <button type="button" className="button button-stop" onClick={() => onRemove?.(material.materialId)}>
                  {t('list.removeNow')}
                </button>
              </>
            ) : (
              <>
                {!isShown && (
                  <button
                    type="button"
                    data-control="show-material"
                    className="button"
                    onClick={() => onShow(material)}
                  >
                    <Pictogram name="play" />
                    {t('list.show')}
                  </button>
                )}
                {onRemove && (
                  <button
                    type="button"
                    className="button"
                    aria-label={t('list.remove', { name: material.name })}
                    onClick={() => setAskedId(material.materialId)}
                  >
                    <Pictogram name="remove" />
                  </button>
                )}
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

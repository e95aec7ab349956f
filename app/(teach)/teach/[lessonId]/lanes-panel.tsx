'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { RoomClient } from '@/lesson-client/room-client'
import type { RoomSnapshot } from '@/lesson-client/state/room-snapshot'
import { useLanguageName } from '@/app/_lesson/use-language-name'
import { LANE_MODES } from '@/protocol/live-view'

import { InviteLink } from './invite-link'

type Props = { lessonId: string; room: RoomClient; snapshot: RoomSnapshot }

/** Which languages have a voice, how they are heard, and the link for an interpreter. */
export function LanesPanel({ lessonId, room, snapshot }: Props) {
  const { t } = useTranslation('teach')
  const nameOf = useLanguageName()
  const { lanes } = snapshot.live
  return (
    <div className="flex flex-col gap-3">
      {lanes.list.length === 0 && <p className="text-bark">{t('lanes.none')}</p>}
      <ul className="flex flex-col gap-2">
        {lanes.list.map((lane) => (
          <li
            key={lane.language}
            className={`flex items-center gap-3 rounded-xl border-2 p-2 ${lane.isHeard ? 'border-slate' : 'border-sun bg-sun text-ink'}`}
          >
            <Pictogram name={lane.isHeard ? 'microphone' : 'microphone-off'} size={28} />
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{nameOf(lane.language)}</span>
              <span>{lane.isHeard ? t('lanes.interpreters', { count: lane.interpreters }) : t('lanes.noVoice')}</span>
            </span>
          </li>
        ))}
      </ul>
      {lanes.list.length > 0 && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-semibold">{t('lanes.mode')}</legend>
          {LANE_MODES.map((mode) => (
            <button
              key={mode}
              type="button"
              aria-pressed={mode === lanes.mode}
              className={`button justify-start text-start ${mode === lanes.mode ? 'button-main' : ''}`}
              onClick={() => void room.act('lane:set-mode', { mode })}
            >
              {t(`lanes.${mode}`)}
            </button>
          ))}
        </fieldset>
      )}
      <InviteLink kind="interpreter" lessonId={lessonId} />
    </div>
  )
}

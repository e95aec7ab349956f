'use client'

import { useTranslation } from 'react-i18next'

import { keepDeviceAction, leaveDeviceAction, leaveInvitationAction } from '@/app/_server/this-device'

import { Pictogram } from './pictogram'

/** Whether this is the participant's own phone, which remembers them; any other device forgets them with one tap. */
export function ThisDevice({ isOwn, tabMark }: { isOwn: boolean; tabMark: string }) {
  const { t } = useTranslation('device')
  return (
    <div className="flex flex-wrap items-center justify-center gap-3">
      {isOwn ? (
        <p className="flex items-center gap-2 font-semibold text-moss">
          <Pictogram name="phone" />
          {t('isOwn')}
        </p>
      ) : (
        <form action={keepDeviceAction.bind(null, tabMark)}>
          <button className="button min-h-14 gap-3">
            <Pictogram name="phone" size={28} />
            {t('own')}
          </button>
        </form>
      )}
      <form action={leaveDeviceAction}>
        <LeaveButton />
      </form>
    </div>
  )
}

/** For guests. */
export function LeaveInvitation() {
  return (
    <form action={leaveInvitationAction}>
      <LeaveButton />
    </form>
  )
}

function LeaveButton() {
  const { t } = useTranslation('device')
  return (
    <button className="button min-h-14 gap-3">
      <Pictogram name="leave" size={28} />
      {t('leave')}
    </button>
  )
}

import { getTranslation } from '@/app/_server/i18n'
import { signOutAction } from '@/app/_server/sign-out'

/** Ends every session of the signed-in member of staff, with or without scripts. */
export async function SignOutButton() {
  const { t } = await getTranslation()
  return (
    <form action={signOutAction}>
      <button className="button" title={t('signOutHint')}>
        {t('signOut')}
      </button>
    </form>
  )
}

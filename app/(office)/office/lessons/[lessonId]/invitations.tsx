import { InviteLink } from '@/app/(teach)/teach/[lessonId]/invite-link'
import { TranslationProvider } from '@/app/_components/translation-provider'
import { getTranslation, loadResources } from '@/app/_server/i18n'
import { INVITATION_KINDS } from '@/domain/courses/invitations'

/** The office invites before the day; the communicator can also invite from the cockpit. */
export async function Invitations({ lessonId }: { lessonId: string }) {
  const { t, language } = await getTranslation()
  return (
    <section className="dark flex max-w-xl flex-col gap-3 rounded-card bg-ink p-4 text-birch">
      <h2 className="text-lg font-bold">{t('office:lessons.invitations')}</h2>
      <TranslationProvider
        language={language}
        resources={await loadResources('office', language, { namespaces: ['common', 'errors', 'invite'] })}
      >
        {INVITATION_KINDS.map((kind) => (
          <InviteLink key={kind} kind={kind} lessonId={lessonId} />
        ))}
      </TranslationProvider>
    </section>
  )
}

'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { useLanguageName } from '@/app/_lesson/use-language-name'
import type { InvitationKind } from '@/domain/courses/invitations'
import { SPOKEN_LANGUAGES } from '@/domain/languages'
import type { ListedInvitation } from '@/services/access/list-invitations'

import { useIsStaff } from './cockpit-holding'
import type { MadeLink } from './invitation-actions'
import { useInvitations } from './use-invitations'

type Props = { kind: InvitationKind; lessonId: string }

const PICTURES: Readonly<Record<InvitationKind, PictogramName>> = {
  guest: 'person',
  interpreter: 'translate',
  substitute: 'people',
  'waiting-room': 'door',
}

/** Creates a link into this lesson, shows it once, and revokes it. */
export function InviteLink({ kind, lessonId }: Props) {
  const { t } = useTranslation('invite')
  const isStaff = useIsStaff()
  const [isOpen, setOpen] = useState(false)
  const { listed, made, problem, isBusy, create, revoke } = useInvitations({ kind, lessonId, isOpen })
  if (!isStaff) return null
  return (
    <details
      data-invite={kind}
      className="rounded-xl border-2 border-hair p-2"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="min-h-11 rounded-lg px-1 py-2 font-semibold">
        <Pictogram name={PICTURES[kind]} className="inline-block align-middle" /> <span>{t(kind)}</span>
      </summary>
      <div className="mt-2 flex flex-col gap-3">
        <p className="text-mist">{t(`${kind}Help`)}</p>
        <form
          method="post"
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            const given = new FormData(event.currentTarget)
            const values = [...given].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
            void create(Object.fromEntries(values))
          }}
        >
          <Fields kind={kind} />
          <button type="submit" className="button button-main" disabled={isBusy}>
            <Pictogram name="add" />
            <span>{isBusy ? t('common:wait') : t('make')}</span>
          </button>
        </form>
        <p role="alert" className="font-semibold text-sun empty:hidden">
          {problem && t(`errors:${problem}`)}
        </p>
        {made && <Link key={made.link} made={made} />}
        <Listed invitations={listed} onRevoke={(invitationId) => void revoke(invitationId)} />
      </div>
    </details>
  )
}

function Fields({ kind }: { kind: InvitationKind }) {
  const { t } = useTranslation('invite')
  const nameOf = useLanguageName()
  if (kind === 'waiting-room') return null
  return (
    <>
      <label className="flex flex-col gap-1 font-semibold">
        {t('name')}
        <input name="displayName" className="field font-normal text-ink" dir="auto" maxLength={60} required />
      </label>
      {kind === 'interpreter' ? (
        <label className="flex flex-col gap-1 font-semibold">
          {t('language')}
          <select name="language" className="field font-normal text-ink" required defaultValue="">
            <option value="" disabled>
              {t('choose')}
            </option>
            {SPOKEN_LANGUAGES.map((language) => (
              <option key={language} value={language}>
                {nameOf(language)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <label className="flex flex-col gap-1 font-semibold">
          {t('organisation')}
          <input name="organisation" className="field font-normal text-ink" dir="auto" maxLength={60} />
        </label>
      )}
    </>
  )
}

function Link({ made }: { made: MadeLink }) {
  const { t } = useTranslation('invite')
  const [isCopied, setCopied] = useState(false)
  const { size, d } = made.code
  return (
    <div className="flex flex-col gap-3 rounded-xl bg-snow p-3 text-ink" data-link={made.link}>
      <p className="font-semibold">{t('once')}</p>
      <svg role="img" aria-label={t('code')} viewBox={`0 0 ${size} ${size}`} className="w-full max-w-56">
        <rect width={size} height={size} fill="#fff" />
        <path d={d} fill="#000" />
      </svg>
      <input
        readOnly
        dir="ltr"
        className="field"
        aria-label={t('link')}
        value={made.link}
        onFocus={(event) => event.target.select()}
      />
      <button
        type="button"
        className="button"
        onClick={() =>
          void navigator.clipboard?.writeText(made.link).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        <Pictogram name={isCopied ? 'check' : 'list'} />
        <span>{isCopied ? t('copied') : t('copy')}</span>
      </button>
    </div>
  )
}

type ListedProps = { invitations: readonly ListedInvitation[]; onRevoke: (invitationId: string) => void }

function Listed({ invitations, onRevoke }: ListedProps) {
  const { t } = useTranslation('invite')
  const nameOf = useLanguageName()
  if (invitations.length === 0) return null
  return (
    <ul className="flex flex-col gap-2">
      {invitations.map(({ invitationId, displayName, organisation, language }) => {
        const name = displayName ?? t('waiting-room')
        return (
          <li key={invitationId} className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1">
              <bdi translate="no" className="block font-semibold wrap-anywhere">
                {name}
              </bdi>
              <bdi translate="no" className="text-mist">
                {language ? nameOf(language) : organisation}
              </bdi>
            </span>
            <button
              type="button"
              className="button px-3"
              aria-label={t('revokeOf', { name })}
              onClick={() => onRevoke(invitationId)}
            >
              <Pictogram name="remove" />
              {t('revoke')}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

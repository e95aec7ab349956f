import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { encode } from 'next-auth/jwt'
import * as z from 'zod'

import { openDatabase, withActor } from '@/db/client'
import { endpoints } from '@/db/schema/endpoints'
import { materialSlides, materials } from '@/db/schema/materials'
import { personLinks, staff } from '@/db/schema/people'
import { recordings } from '@/db/schema/recordings'
import type { EndpointId, MunicipalityId, PersonId, ProviderId, SiteId, StaffId } from '@/domain/ids'
import type { StaffRole } from '@/domain/people/roles'
import { knock } from '@/services/access/knock'
import { createInvitation, createInvitationInput } from '@/services/access/create-invitation'
import { decideVisitor } from '@/services/access/decide-visitor'
import { findGuest } from '@/services/access/find-guest'
import { saveProvider } from '@/services/access/save-provider'
import { hashSecret, makeSecret } from '@/services/access/secret'
import { memberOfGuest } from '@/services/tickets/member-of-guest'
import { addressTransfers } from '@/services/transfers/address-transfers'
import { listTransfers } from '@/services/transfers/list-transfers'
import { identityNumber } from '@/tests/factories/identity-number'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { makeImport } from '@/tests/factories/imports'
import { makeStaff, NO_DETAILS } from '@/tests/factories/people'
import { given } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { makeRegion, recordLesson, type Region } from '@/tests/factories/taught-lesson'
import type { System } from '@/tests/support/system'
import { eq } from 'drizzle-orm'

const MINUTE_MS = 60_000

/** Staff: the six roles where the lesson is hosted, `…2` elsewhere, `Cs` where its classroom is. */
export const STAFF_ROLES = {
  A: 'administrator',
  C: 'coordinator',
  O: 'case_officer',
  T: 'communicator',
  I: 'interpreter',
  H: 'site_host',
} as const satisfies Record<string, StaffRole>
type RoleLetter = keyof typeof STAFF_ROLES
export type ActorName =
  | RoleLetter
  | `${RoleLetter}2`
  | 'Cs'
  | 'nobody'
  | 'disabled'
  | 'roleless'
  | 'person'
  | 'person2'
  | 'screen'
  | 'screen2'
  | 'guest'
  | 'interpreter'
  | 'substitute'
  | 'waiting'
  | 'admitted'
  | 'guest2'

/** Legal names that only pages of the home municipality's offices show. */
export const LEGAL_NAME = 'Zeynepsekret'

/** One of Skatteverket's numbers for tests. */
const TEST_NUMBER = '199204282389'

export type World = Region & {
  other: Region
  cookies: Readonly<Record<ActorName, string>>
  staffId: StaffId
  recordingId: string
  /** Of the municipality that hosts the lesson. */
  providerId: ProviderId
  materialId: string
  importId: string
  /** A question that another municipality has put to Umeå. */
  questionId: string
  close: () => Promise<void>
}

type Secrets = { appUrl: string; authSecret: string }

/** Two regions beside the demo's own, with one browser's cookies for each kind of actor. */
export async function makeWorld(system: System): Promise<World> {
  const { appUrl, authSecret } = readSecrets(system)
  const database = openDatabase(appUrl, { max: 4 })
  const [region, other] = [await makeRegion(new Date(Date.now() - 5 * MINUTE_MS)), await makeRegion(new Date())]
  const { selam, umea, administrator } = region
  const words = { uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS }
  const named = { displayName: 'Selam', givenName: LEGAL_NAME, familyName: 'Exempel', identityNumber: TEST_NUMBER }
  const rest = { isProtected: false, homeMunicipalityId: umea, registeredFromOn: null }
  await saveParticipant(administrator, saveParticipantInput.parse({ personId: selam, ...words, ...named, ...rest }))
  const sessionOf = async (staffId: StaffId) => `next-auth.session-token=${await sign(authSecret, staffId)}`
  const people = await makeStaffCookies({ region, other }, sessionOf)
  const guests = await makeGuestCookies(region, other)
  await recordLesson(region)
  const cookies = {
    nobody: '',
    ...people,
    person: await linkCookie(region.selam),
    person2: await linkCookie(other.selam),
    screen: (await makeScreen(region)).cookie,
    screen2: (await makeScreen(other)).cookie,
    ...guests,
  }
  return {
    ...region,
    ...{ other, cookies, close: database.close, materialId: await makeMaterial(region) },
    questionId: (await putQuestion(region, other)).questionId,
    staffId: region.communicator.staffId,
    recordingId: await findRecordingId(region),
    importId: await makeImport(administrator, { municipalityId: umea, state: 'planned' }),
    providerId: await addProvider(region),
  }
}

/** A sign-in that does not answer. */
async function addProvider({ administrator, umea }: Region): Promise<ProviderId> {
  const provider = {
    name: 'Provider',
    issuer: 'https://provider.invalid',
    clientId: 'matrix',
    clientSecret: 'a secret',
  }
  const rest = { groupsClaim: 'groups', fromOn: '2026-01-01', untilOn: null, roles: [] }
  return (await saveProvider(administrator, { providerId: null, municipalityId: umea, ...provider, ...rest }))
    .providerId
}

function readSecrets(system: System): Secrets {
  const file = join(String(system.environment.DATA_DIR), 'secrets.json')
  const secrets = z
    .looseObject({
      ...{ APP_ROLE_PASSWORD: z.string(), NEXTAUTH_SECRET: z.string() },
      ...{ IDENTITY_ENCRYPTION_KEY: z.string(), IDENTITY_HASH_KEY: z.string() },
    })
    .parse(JSON.parse(readFileSync(file, 'utf8')))
  process.env.IDENTITY_ENCRYPTION_KEY = secrets.IDENTITY_ENCRYPTION_KEY
  process.env.IDENTITY_HASH_KEY = secrets.IDENTITY_HASH_KEY
  const url = new URL(system.ownerUrl())
  url.username = 'samsal_app'
  url.password = encodeURIComponent(secrets.APP_ROLE_PASSWORD)
  return { appUrl: url.href, authSecret: secrets.NEXTAUTH_SECRET }
}

function sign(secret: string, staffId: StaffId): Promise<string> {
  const endsAt = Math.floor(Date.now() / 1_000) + 3_600
  return encode({ token: { sub: staffId, generation: 0, endsAt }, secret, maxAge: 3_600 })
}

type Regions = { region: Region; other: Region }

async function makeStaffCookies({ region, other }: Regions, sessionOf: (id: StaffId) => Promise<string>) {
  const at = async (role: StaffRole, municipalityId: MunicipalityId) =>
    sessionOf((await makeStaff({ role, municipalityId })).staffId)
  const own = async (letter: RoleLetter, { umea, administrator, communicator, siteHost }: Region) => {
    if (letter === 'A') return sessionOf(administrator.staffId)
    if (letter === 'T') return sessionOf(communicator.staffId)
    return letter === 'H' ? sessionOf(siteHost.staffId) : at(STAFF_ROLES[letter], umea)
  }
  const made: Partial<Record<ActorName, string>> = {}
  for (const letter of ['A', 'C', 'O', 'T', 'I', 'H'] as const) {
    made[letter] = await own(letter, region)
    made[`${letter}2`] = await own(letter, other)
  }
  const shutOut = await makeStaff({ role: 'administrator', municipalityId: region.umea })
  await withActor(SET_UP, (tx) => tx.update(staff).set({ disabledAt: new Date() }).where(eq(staff.id, shutOut.staffId)))
  return {
    ...(made as Record<RoleLetter | `${RoleLetter}2`, string>),
    Cs: await at('coordinator', region.bjurholm),
    disabled: await sessionOf(shutOut.staffId),
    roleless: await sessionOf((await makeStaff()).staffId),
  }
}

async function linkCookie(personId: PersonId): Promise<string> {
  const secret = makeSecret()
  await withActor(SET_UP, (tx) => tx.insert(personLinks).values({ personId, secretHash: hashSecret(secret) }))
  return `samsal-person=${secret}`
}

export async function makeScreen(at: { siteId: SiteId; bjurholm: MunicipalityId; siteHost: Region['siteHost'] }) {
  const secret = makeSecret()
  const values = { siteId: at.siteId, municipalityId: at.bjurholm, name: 'Screen', pairedBy: at.siteHost.staffId }
  const [row] = await withActor(SET_UP, (tx) =>
    tx
      .insert(endpoints)
      .values({ ...values, secretHash: hashSecret(secret) })
      .returning({ id: endpoints.id }),
  )
  return { endpointId: given(row).id satisfies EndpointId, cookie: `samsal-endpoint=${secret}` }
}

export async function invite({ communicator, lessonId }: Region, more: object) {
  return createInvitation(communicator, createInvitationInput.parse({ lessonId, ...more }))
}

/** A visitor who knocked at the lesson. */
export async function askIn(region: Region, waitingRoomSecret: string) {
  const { secret } = await knock(waitingRoomSecret, { displayName: 'Visitor' })
  const guest = await findGuest(secret)
  if (guest.state !== 'named') throw new Error('nobody asked')
  return { secret, memberId: memberOfGuest(region.lessonId, guest.actor.guestId) }
}

async function makeGuestCookies(region: Region, other: Region) {
  const cookieOf = ({ secret }: { secret: string }) => `samsal-guest=${secret}`
  const named = { displayName: 'Guest', organisation: '' }
  const invitation = await invite(region, { kind: 'waiting-room' })
  const admitted = await askIn(region, invitation.secret)
  await decideVisitor(region.communicator, { lessonId: region.lessonId, memberId: admitted.memberId, isAdmitted: true })
  return {
    guest: cookieOf(await invite(region, { kind: 'guest', ...named })),
    interpreter: cookieOf(await invite(region, { kind: 'interpreter', displayName: 'Guest', language: 'ti' })),
    substitute: cookieOf(await invite(region, { kind: 'substitute', ...named })),
    waiting: cookieOf(await askIn(region, invitation.secret)),
    admitted: cookieOf(admitted),
    guest2: cookieOf(await invite(other, { kind: 'guest', ...named })),
  }
}

/** The administrator of another region asks for somebody of this one's. */
export async function putQuestion(region: Region, other: Region) {
  const number = identityNumber()
  const register = async ({ administrator, umea }: Region) => {
    const words = { uiLanguage: 'ti', spokenLanguage: 'ti', ...NO_DETAILS, isProtected: false }
    const named = { displayName: 'Hana', givenName: number, familyName: 'Exempel', identityNumber: number }
    const rest = { personId: null, homeMunicipalityId: umea, registeredFromOn: '2024-01-01' }
    return saveParticipant(administrator, saveParticipantInput.parse({ ...words, ...named, ...rest }))
  }
  const { personId } = await register(region)
  const asked = await register(other)
  await addressTransfers({ kind: 'system', name: 'jobs' }, { personId: asked.personId })
  const [question] = (await listTransfers(region.administrator, { personId })).questions
  const [request] = (await listTransfers(other.administrator, { personId: asked.personId })).requests
  return { ...given(question), ...given(request), personId, askedAboutId: asked.personId }
}

/** A completed material of the lesson with one slide. */
export async function makeMaterial({ lessonId, umea, communicator }: Region): Promise<string> {
  const values = {
    lessonId,
    hostingMunicipalityId: umea,
    name: 'Slides',
    slideCount: 1,
    createdBy: communicator.staffId,
  }
  const picture = Buffer.from('picture')
  const slide = { slideNumber: 1, text: 'Slide', small: picture, large: picture, widthPx: 10, heightPx: 10 }
  return withActor(SET_UP, async (tx) => {
    const [row] = await tx
      .insert(materials)
      .values({ ...values, completedAt: new Date() })
      .returning({ id: materials.id })
    await tx.insert(materialSlides).values({ ...slide, materialId: given(row).id })
    return given(row).id
  })
}

async function findRecordingId({ lessonId }: Region): Promise<string> {
  const [row] = await withActor(SET_UP, (tx) =>
    tx.select({ id: recordings.id }).from(recordings).where(eq(recordings.lessonId, lessonId)),
  )
  return given(row).id
}

/** Another recording of the lesson, to be deleted. */
export async function addRecording(region: Region): Promise<string> {
  const id = randomUUID()
  await withActor(SET_UP, async (tx) => {
    const [row] = await tx.select().from(recordings).where(eq(recordings.lessonId, region.lessonId)).limit(1)
    await tx.insert(recordings).values({ ...given(row), id: id as never, deletedAt: null, deletedBy: null })
  })
  return id
}

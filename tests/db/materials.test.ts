import { randomUUID } from 'node:crypto'

import { eq } from 'drizzle-orm'
import postgres from 'postgres'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { auditEntries } from '@/db/schema/audit'
import { materialNotes, materialSlides, materials } from '@/db/schema/materials'
import type { EndpointId, MaterialId } from '@/domain/ids'
import type { Actor, PersonActor, StaffActor } from '@/domain/people/actor'
import { MAX_MATERIALS_OF_LESSON, MAX_SLIDES, MAX_SIDE_PX } from '@/domain/materials/limits'
import { approvePairing, approvePairingInput } from '@/services/access/approve-pairing'
import { findEndpoint } from '@/services/access/find-endpoint'
import { startPairing } from '@/services/access/start-pairing'
import { completeMaterial } from '@/services/materials/complete-material'
import { findMaterial } from '@/services/materials/find-material'
import { findSlide } from '@/services/materials/find-slide'
import { listMaterials } from '@/services/materials/list-materials'
import { listSlideNotes } from '@/services/materials/list-slide-notes'
import { removeMaterial } from '@/services/materials/remove-material'
import { saveSlide, saveSlideInput } from '@/services/materials/save-slide'
import { saveSlideNote } from '@/services/materials/save-slide-note'
import { startMaterial } from '@/services/materials/start-material'
import { enrol, makeGroup, makeLesson } from '@/tests/factories/courses'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { animated, drawn, pngOfSize, SVG } from '@/tests/factories/pictures'
import { makeMunicipality, makeSite } from '@/tests/factories/regions'
import { SET_UP } from '@/tests/factories/set-up'
import { makeRegion, recordLesson, type Region } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

let database: TestDatabase
let region: Region
let picture: Buffer
let wide: Buffer

beforeAll(async () => {
  database = await createTestDatabase()
  picture = await drawn(800, 450).png().toBuffer()
  wide = await drawn(2_000, 1_125).webp().toBuffer()
})
afterAll(() => database.close())
beforeEach(async () => {
  region = await makeRegion()
})

const refused = (code: string) => expect.objectContaining({ code })
const asPerson = (personId: PersonActor['personId']): PersonActor => ({ kind: 'person', personId })

async function start(actor: Actor = region.communicator, slideCount = 1): Promise<MaterialId> {
  return (await startMaterial(actor, { lessonId: region.lessonId, name: 'Del 3', slideCount })).materialId
}

const send = (
  materialId: MaterialId,
  values: { slideNumber?: number; small?: Uint8Array; large?: Uint8Array; text?: string } = {},
) =>
  saveSlide(
    region.communicator,
    saveSlideInput.parse({ materialId, slideNumber: 1, small: picture, large: wide, text: 'Välkommen', ...values }),
  )

async function makeMaterial(slideCount = 1): Promise<MaterialId> {
  const materialId = await start(region.communicator, slideCount)
  for (let slideNumber = 1; slideNumber <= slideCount; slideNumber++)
    await send(materialId, { slideNumber, text: `Sida ${slideNumber}` })
  await completeMaterial(region.communicator, { materialId })
  return materialId
}

const readAll = async (actor: Actor, materialId: MaterialId) => ({
  material: await findMaterial(actor, { materialId }),
  small: await findSlide(actor, { materialId, slideNumber: 1, widthClass: 'small' }),
  large: await findSlide(actor, { materialId, slideNumber: 1, widthClass: 'large' }),
})
const NOTHING = { material: null, small: null, large: null }

async function pairedScreen(host: StaffActor, siteId: Region['siteId']): Promise<Actor> {
  const { code, secret } = await startPairing()
  await approvePairing(host, approvePairingInput.parse({ code, siteId, name: 'Skärmen' }))
  const screen = await findEndpoint(secret)
  if (screen.state !== 'paired') throw new Error('the screen is not paired')
  return screen.actor
}

describe('who may change', () => {
  it('only the communicator of the lesson uploads, completes, notes and removes', async () => {
    const colleague = await makeStaff({ role: 'communicator', municipalityId: region.umea })
    const materialId = await makeMaterial()
    const attempts: ((actor: Actor) => Promise<unknown>)[] = [
      (actor) => start(actor),
      (actor) => saveSlide(actor, { materialId, slideNumber: 1, small: picture, large: wide, text: '' }),
      (actor) => completeMaterial(actor, { materialId }),
      (actor) => saveSlideNote(actor, { materialId, slideNumber: 1, note: 'Hej' }),
      (actor) => listSlideNotes(actor, { materialId }),
      (actor) => listMaterials(actor, { lessonId: region.lessonId }),
      (actor) => removeMaterial(actor, { materialId }),
    ]
    for (const attempt of attempts) {
      await expect(attempt(colleague)).rejects.toThrow(refused('courses.not-your-lesson'))
      for (const actor of [region.administrator, region.siteHost, asPerson(region.selam)]) {
        await expect(attempt(actor)).rejects.toThrow(refused('access.not-allowed'))
      }
    }
    expect(await findMaterial(region.communicator, { materialId })).toMatchObject({ name: 'Del 3', slideCount: 1 })
  })

  it('a communicator from elsewhere does not even learn that it exists', async () => {
    const materialId = await makeMaterial()
    const elsewhere = await makeStaff({ role: 'communicator', municipalityId: await makeMunicipality() })
    await expect(removeMaterial(elsewhere, { materialId })).rejects.toThrow(refused('access.not-found'))
    expect(await readAll(elsewhere, materialId)).toEqual(NOTHING)
  })

  it('the database itself refuses slides and materials from anyone else', async () => {
    const materialId = await start()
    const row = { materialId, slideNumber: 1, text: '', small: picture, large: picture, widthPx: 1, heightPx: 1 }
    const { lessonId, umea: hostingMunicipalityId, administrator } = region
    const material = { lessonId, hostingMunicipalityId, name: 'x', slideCount: 1, createdBy: administrator.staffId }
    const refusal = { cause: { message: expect.stringContaining('row-level security') } }
    for (const actor of [administrator, region.siteHost, asPerson(region.selam)]) {
      await expect(withActor(actor, (tx) => tx.insert(materialSlides).values(row))).rejects.toMatchObject(refusal)
      await expect(withActor(actor, (tx) => tx.insert(materials).values(material))).rejects.toMatchObject(refusal)
    }
    const complete = await makeMaterial()
    await withActor(administrator, (tx) => tx.delete(materialSlides).where(eq(materialSlides.materialId, complete)))
    expect((await readAll(region.communicator, complete)).small).not.toBeNull()
  })
})

describe('who may read', () => {
  it('the communicator, an enrolled person, a screen and a host of a site in the group', async () => {
    const materialId = await makeMaterial()
    const screen = await pairedScreen(region.siteHost, region.siteId)
    for (const actor of [region.communicator, asPerson(region.selam), asPerson(region.anna), screen, region.siteHost]) {
      const { material, small, large } = await readAll(actor, materialId)
      expect(material?.slides).toEqual([{ slideNumber: 1, text: 'Sida 1', widthPx: 1_600, heightPx: 900 }])
      expect(await sharp(small ?? undefined).metadata()).toMatchObject({ format: 'webp', width: 720 })
      expect(await sharp(large ?? undefined).metadata()).toMatchObject({ format: 'webp', width: 1_600 })
    }
  })

  it("those who may watch the hosting municipality's recordings", async () => {
    const [materialId, unfinished] = [await makeMaterial(), await start()]
    const hosting = { municipalityId: region.umea }
    expect(await readAll(region.administrator, materialId)).toEqual(NOTHING)
    await recordLesson(region)
    for (const actor of [region.administrator, await makeStaff({ role: 'coordinator', ...hosting })]) {
      expect((await readAll(actor, materialId)).material?.slides).toHaveLength(1)
      expect((await readAll(actor, materialId)).large).not.toBeNull()
      expect(await readAll(actor, unfinished)).toEqual(NOTHING)
    }
    const caseOfficer = await makeStaff({ role: 'case_officer', ...hosting })
    expect(await readAll(caseOfficer, materialId)).toEqual(NOTHING)
  })

  it('nobody unrelated to the lesson', async () => {
    const materialId = await makeMaterial()
    const otherSite = await makeSite(region.bjurholm)
    const otherHost = await makeStaff({ role: 'site_host', municipalityId: region.bjurholm, siteId: otherSite })
    const strangers: Actor[] = [
      asPerson(await makePerson(region.umea)),
      await pairedScreen(otherHost, otherSite),
      otherHost,
      await makeStaff({ role: 'communicator', municipalityId: region.umea }),
      await makeStaff({ role: 'administrator', municipalityId: await makeMunicipality() }),
      {
        kind: 'endpoint',
        endpointId: randomUUID() as EndpointId,
        siteId: region.siteId,
        municipalityId: region.bjurholm,
      },
    ]
    for (const actor of strangers) expect(await readAll(actor, materialId)).toEqual(NOTHING)
  })

  it('a person enrolled only on another day does not', async () => {
    const place = { hostingMunicipalityId: region.umea, communicatorId: region.communicator.staffId }
    const groupId = await makeGroup(place)
    const lessonId = await makeLesson({ ...place, groupId }, new Date('2019-12-31T22:30:00Z'))
    const before = await makeLesson({ ...place, groupId }, new Date('2019-12-31T19:00:00Z'))
    await enrol({
      groupId,
      hostingMunicipalityId: region.umea,
      personId: region.selam,
      homeMunicipalityId: region.umea,
    })
    const open = async (lesson: typeof lessonId) => {
      const { materialId } = await startMaterial(region.communicator, { lessonId: lesson, name: 'x', slideCount: 1 })
      await send(materialId)
      await completeMaterial(region.communicator, { materialId })
      return (await readAll(asPerson(region.selam), materialId)).material
    }
    // Enrolled from 1 January on; 22:30 UTC the evening before is still 31 December in Sweden.
    expect(await open(lessonId)).toBeNull()
    expect(await open(before)).toBeNull()
    const onTheDay = await makeLesson({ ...place, groupId }, new Date('2019-12-31T23:30:00Z'))
    expect(await open(onTheDay)).not.toBeNull()
  })

  it('nobody reads a material whose slides are incomplete', async () => {
    const materialId = await start(region.communicator, 2)
    await send(materialId)
    await expect(completeMaterial(region.communicator, { materialId })).rejects.toThrow(
      refused('materials.slides-missing'),
    )
    for (const actor of [region.communicator, asPerson(region.selam)]) {
      expect(await readAll(actor, materialId)).toEqual(NOTHING)
    }
    expect(
      await withActor(asPerson(region.selam), (tx) =>
        tx.$count(materialSlides, eq(materialSlides.materialId, materialId)),
      ),
    ).toBe(0)
  })
})

describe('a slide', () => {
  it('can be uploaded again, but not once the material is complete', async () => {
    const materialId = await start(region.communicator, 1)
    await send(materialId, { text: 'först' })
    await send(materialId, { text: 'sedan' })
    await completeMaterial(region.communicator, { materialId })
    await completeMaterial(region.communicator, { materialId })
    expect((await findMaterial(region.communicator, { materialId }))?.slides[0]?.text).toBe('sedan')
    await expect(send(materialId)).rejects.toThrow(refused('materials.already-complete'))
  })

  it('beyond the last is refused', async () => {
    const materialId = await start(region.communicator, 1)
    await expect(send(materialId, { slideNumber: 2 })).rejects.toThrow(refused('access.not-found'))
  })

  it('keeps nothing of the file but its pixels', async () => {
    const materialId = await start()
    const exif = { IFD0: { Copyright: 'SECRET-OWNER' }, IFD3: { GPSLatitude: '63/1 49/1 0/1' } }
    const withExif = await drawn(900, 500).withExif(exif).jpeg().toBuffer()
    expect(withExif.toString('latin1')).toContain('SECRET-OWNER')
    await send(materialId, { small: withExif, large: withExif })
    await completeMaterial(region.communicator, { materialId })
    const { small, large } = await readAll(region.communicator, materialId)
    for (const kept of [small, large]) {
      expect(kept?.toString('latin1')).not.toContain('SECRET-OWNER')
      expect((await sharp(kept ?? undefined).metadata()).exif).toBeUndefined()
    }
  })

  it('smaller than the width stays as small', async () => {
    const materialId = await start()
    const tiny = await drawn(300, 200).png().toBuffer()
    await send(materialId, { small: tiny, large: tiny })
    await completeMaterial(region.communicator, { materialId })
    const material = await findMaterial(region.communicator, { materialId })
    expect(material?.slides[0]).toMatchObject({ widthPx: 300, heightPx: 200 })
  })

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['nothing at all', () => Buffer.alloc(0)],
    ['a text named png', () => Buffer.from('hello, I am slide.png')],
    ['SVG', () => SVG],
    ['SVG after a byte order mark', () => Buffer.concat([Buffer.from('\ufeff'), SVG])],
    ['HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['PDF', () => Buffer.from('%PDF-1.7\n')],
    ['an animated GIF', () => animated().gif().toBuffer()],
    ['an animated WebP', () => animated().webp().toBuffer()],
    ['the beginning of a PNG', () => picture.subarray(0, picture.length - 20)],
    ['a PNG in name only', () => Buffer.concat([picture.subarray(0, 8), Buffer.from('<html>')])],
    ['AVIF', () => drawn(20, 20).avif().toBuffer()],
    ['TIFF', () => drawn(20, 20).tiff().toBuffer()],
  ])('is refused when it is %s', async (_label, make) => {
    const materialId = await start()
    const file = await make()
    await expect(send(materialId, { small: file })).rejects.toThrow(refused('materials.not-an-image'))
    await expect(send(materialId, { large: file })).rejects.toThrow(refused('materials.not-an-image'))
  })

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    [
      'has a side too long',
      () =>
        drawn(MAX_SIDE_PX + 1, 10)
          .png()
          .toBuffer(),
    ],
    ['is a bomb of 60 000 by 60 000', () => pngOfSize(60_000, 60_000)],
    ['has more than 8 MB', () => Buffer.concat([picture, Buffer.alloc(8 * 1_048_576)])],
  ])('is refused before it is unpacked when it %s', async (_label, make) => {
    const materialId = await start()
    await expect(send(materialId, { large: await make() })).rejects.toThrow(refused('materials.image-too-large'))
  })

  it('with the longest allowed side is accepted', async () => {
    const materialId = await start()
    await send(materialId, { large: await drawn(MAX_SIDE_PX, 10).png().toBuffer() })
    expect(await withActor(SET_UP, (tx) => tx.$count(materialSlides, eq(materialSlides.materialId, materialId)))).toBe(
      1,
    )
  })
})

describe('limits and removal', () => {
  it('a material has up to 200 slides', async () => {
    await expect(start(region.communicator, MAX_SLIDES + 1)).rejects.toThrow(refused('materials.too-many-pages'))
    await removeMaterial(region.communicator, { materialId: await start(region.communicator, MAX_SLIDES) })
  })

  it('a lesson has up to ten, and a discarded one makes room after an hour', async () => {
    const place = { hostingMunicipalityId: region.umea, communicatorId: region.communicator.staffId }
    const lessonId = await makeLesson({ ...place, groupId: region.groupId }, new Date('2026-02-02T08:00:00Z'))
    const begin = () => startMaterial(region.communicator, { lessonId, name: 'x', slideCount: 1 })
    const begun = []
    for (let number = 0; number < MAX_MATERIALS_OF_LESSON; number++) begun.push(await begin())
    await expect(begin()).rejects.toThrow(refused('materials.too-many-materials'))
    const [first] = begun
    if (!first) throw new Error('nothing was begun')
    const createdAt = new Date(Date.now() - 3_700_000)
    await asOwner((sql) => sql`update materials set created_at = ${createdAt} where id = ${first.materialId}`)
    await begin()
    await expect(send(first.materialId)).rejects.toThrow(refused('access.not-found'))
  })

  it('a cancelled lesson and an unknown one accept none', async () => {
    const place = {
      hostingMunicipalityId: region.umea,
      communicatorId: region.communicator.staffId,
      groupId: region.groupId,
    }
    const lessonId = await makeLesson(place, new Date('2026-03-02T08:00:00Z'), { cancelledAt: new Date() })
    const input = { lessonId, name: 'x', slideCount: 1 }
    await expect(startMaterial(region.communicator, input)).rejects.toThrow(refused('courses.lesson-cancelled'))
    const nowhere = { ...input, lessonId: randomUUID() as typeof lessonId }
    await expect(startMaterial(region.communicator, nowhere)).rejects.toThrow(refused('courses.lesson-not-found'))
  })

  it('removing deletes the images and notes, and both actions are in the audit', async () => {
    const materialId = await makeMaterial(2)
    await saveSlideNote(region.communicator, { materialId, slideNumber: 2, note: 'Fråga om hyran' })
    await removeMaterial(region.communicator, { materialId })
    const left = await withActor(SET_UP, async (tx) => ({
      slides: await tx.$count(materialSlides, eq(materialSlides.materialId, materialId)),
      notes: await tx.$count(materialNotes, eq(materialNotes.materialId, materialId)),
      audit: await tx
        .select({ action: auditEntries.action })
        .from(auditEntries)
        .where(eq(auditEntries.subjectId, materialId)),
    }))
    expect(left).toEqual({
      slides: 0,
      notes: 0,
      audit: [{ action: 'material.uploaded' }, { action: 'material.removed' }],
    })
    expect(await readAll(region.communicator, materialId)).toEqual(NOTHING)
    await expect(removeMaterial(region.communicator, { materialId })).rejects.toThrow(refused('access.not-found'))
    const listed = await listMaterials(region.communicator, { lessonId: region.lessonId })
    expect(listed.map((one) => one.materialId)).not.toContain(materialId)
  })
})

describe('a note on a slide', () => {
  let materialId: MaterialId
  beforeEach(async () => {
    materialId = await makeMaterial()
    await saveSlideNote(region.communicator, { materialId, slideNumber: 1, note: 'Berätta om hyresrätt' })
  })

  it('is saved, changed and deleted by its author', async () => {
    const notes = () => listSlideNotes(region.communicator, { materialId })
    expect(await notes()).toEqual([{ slideNumber: 1, note: 'Berätta om hyresrätt' }])
    await saveSlideNote(region.communicator, { materialId, slideNumber: 1, note: 'Kortare' })
    expect(await notes()).toEqual([{ slideNumber: 1, note: 'Kortare' }])
    await saveSlideNote(region.communicator, { materialId, slideNumber: 1, note: '' })
    expect(await notes()).toEqual([])
    const beyond = saveSlideNote(region.communicator, { materialId, slideNumber: 2, note: 'x' })
    await expect(beyond).rejects.toThrow(refused('access.not-found'))
  })

  it('is seen by nobody else, not even below the services', async () => {
    const others = [region.administrator, region.siteHost, asPerson(region.selam)]
    const seenBy = (actor: Actor) => withActor(actor, (tx) => tx.$count(materialNotes))
    for (const actor of others) expect(await seenBy(actor)).toBe(0)
    expect(await seenBy(region.communicator)).toBeGreaterThan(0)
    expect(JSON.stringify(await readAll(asPerson(region.selam), materialId))).not.toContain('hyresrätt')
  })
})

async function asOwner(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const owner = postgres(database.ownerUrl, { max: 1 })
  await work(owner)
  await owner.end()
}

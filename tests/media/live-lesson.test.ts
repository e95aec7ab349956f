import { randomUUID } from 'node:crypto'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import {
  join,
  memberOf,
  pictureParameters,
  startMediaServer,
  type TestServer,
  voiceParameters,
} from '@/tests/support/media-server'

let server: TestServer
beforeEach(async () => {
  server = await startMediaServer()
})
afterEach(() => server.close())

const kinds = () => server.facts.filter((fact) => fact.subject === null).map((fact) => fact.kind)
const timeOf = (kind: string) => Date.parse(server.facts.find((fact) => fact.kind === kind)?.at ?? '')
const staff = () => ({ kind: 'staff' as const, id: randomUUID() })

describe('when the communicator is disconnected', () => {
  test('everybody sees since when, and after the time of the rules the lesson is suspended from that moment', async () => {
    const lessonId = randomUUID()
    const sara = { role: 'communicator' as const, lessonId, subject: staff(), suspendAfterSeconds: 2 }
    const teacher = await join(server, sara)
    const mona = await join(server, { role: 'participant', lessonId })
    await teacher.client.ask('lesson:start', {})
    teacher.client.close()
    const lost = await mona.client.next('live:changed', ({ changes }) => (changes.lesson?.absence ?? null) !== null)
    const sinceMs = lost.changes.lesson?.absence?.sinceMs ?? 0
    await mona.client.next('live:changed', ({ changes }) => changes.lesson?.absence?.isSuspended === true)
    await vi.waitFor(() => expect(kinds()).toEqual(['lesson-live', 'lesson-suspended']))
    expect(timeOf('lesson-suspended')).toBe(sinceMs)
    const again = await join(server, sara)
    await mona.client.next('live:changed', ({ seq, changes }) => seq > lost.seq && changes.lesson?.absence === null)
    await vi.waitFor(() => expect(kinds()).toEqual(['lesson-live', 'lesson-suspended', 'lesson-resumed']))
    for (const one of [mona, again]) one.client.close()
  })

  test('a communicator who is back in time has suspended nothing', async () => {
    const lessonId = randomUUID()
    const sara = { role: 'communicator' as const, lessonId, subject: staff(), suspendAfterSeconds: 60 }
    const teacher = await join(server, sara)
    const mona = await join(server, { role: 'participant', lessonId })
    await teacher.client.ask('lesson:start', {})
    teacher.client.close()
    await mona.client.next('live:changed', ({ changes }) => (changes.lesson?.absence ?? null) !== null)
    const again = await join(server, sara)
    expect(again.welcome.live.lesson.phase).toBe('live')
    await again.client.ask('lesson:end', {})
    await vi.waitFor(() => expect(kinds()).toEqual(['lesson-live', 'lesson-ended']))
    for (const one of [mona, again]) one.client.close()
  })

  test('a lesson that nobody comes back to is suspended all the same, by a media server that was killed too', async () => {
    const lessonId = randomUUID()
    const teacher = await join(server, { role: 'communicator', lessonId, subject: staff(), suspendAfterSeconds: 3 })
    await teacher.client.ask('lesson:start', {})
    await server.restart()
    await vi.waitFor(() => expect(kinds()).toEqual(['lesson-live', 'lesson-suspended']), { timeout: 12_000 })
  })
})

describe('a lesson that nobody starts', () => {
  const inTwoSeconds = () => ({
    endsAtMs: Date.now() + 2_000,
    forcedEndAtMs: Date.now() + 3_600_000,
    goOnWithinMs: 0,
  })

  test('dismisses those who wait at its planned end, and those who come later, and can be held by a later plan', async () => {
    const [lessonId, plan] = [randomUUID(), inTwoSeconds()]
    const phone = await join(server, { role: 'participant', lessonId, plan })
    const screen = await join(server, { role: 'classroom', lessonId, plan })
    for (const { client } of [phone, screen]) expect(await client.next('lesson:closed')).toEqual({ reason: 'not-held' })
    await expect(join(server, { role: 'participant', lessonId, plan })).rejects.toThrow('lesson:closed')
    const later = { ...plan, endsAtMs: Date.now() + 3_600_000 }
    const teacher = await join(server, { role: 'communicator', lessonId, plan: later })
    expect(await teacher.client.ask('lesson:start', {})).toMatchObject({ ok: true })
    teacher.client.close()
  })

  test('waits for a communicator who is there, until they leave', async () => {
    const [lessonId, plan] = [randomUUID(), inTwoSeconds()]
    const teacher = await join(server, { role: 'communicator', lessonId, plan })
    const phone = await join(server, { role: 'participant', lessonId, plan })
    const early = phone.client.next('lesson:closed')
    const late = new Promise((resolve) => setTimeout(resolve, plan.endsAtMs + 500 - Date.now(), 'still here'))
    expect(await Promise.race([early, late])).toBe('still here')
    teacher.client.close()
    expect(await early).toEqual({ reason: 'not-held' })
  })
})

describe('a lesson that nobody ends', () => {
  const HOUR_MS = 3_600_000

  test('ends for everybody when the rules say so', async () => {
    const lessonId = randomUUID()
    const plan = { endsAtMs: Date.now() - HOUR_MS, forcedEndAtMs: Date.now() + 1_500, goOnWithinMs: 0 }
    const teacher = await join(server, { role: 'communicator', lessonId, plan })
    const mona = await join(server, { role: 'participant', lessonId })
    await teacher.client.ask('lesson:start', {})
    await mona.client.next('live:changed', ({ changes }) => changes.lesson?.phase === 'ended')
    await vi.waitFor(() => expect(kinds()).toEqual(['lesson-live', 'lesson-ended']))
    for (const one of [teacher, mona]) one.client.close()
  })

  test('ends at its planned end when its communicator does not come back', async () => {
    const lessonId = randomUUID()
    const plan = { endsAtMs: Date.now() - 1_000, forcedEndAtMs: Date.now() + HOUR_MS, goOnWithinMs: 0 }
    const teacher = await join(server, { role: 'communicator', lessonId, plan, suspendAfterSeconds: 1 })
    const mona = await join(server, { role: 'participant', lessonId })
    await teacher.client.ask('lesson:start', {})
    teacher.client.close()
    await mona.client.next('live:changed', ({ changes }) => changes.lesson?.phase === 'ended')
    await vi.waitFor(() => expect(kinds()).toEqual(['lesson-live', 'lesson-suspended', 'lesson-ended']))
    mona.client.close()
  })
})

describe('a lesson that was ended by mistake', () => {
  const plan = { endsAtMs: Date.now() + 3_600_000, forcedEndAtMs: Date.now() + 7_200_000, goOnWithinMs: 600_000 }
  const person = () => ({ kind: 'person' as const, id: randomUUID() })
  const factsOf = (id: string) => server.facts.filter((fact) => fact.subject?.id === id).map((fact) => fact.kind)

  test('goes on for everybody who is still there, whose presence begins again, and nobody is heard', async () => {
    const [lessonId, mona] = [randomUUID(), person()]
    const teacher = await join(server, { role: 'communicator', lessonId, subject: staff(), plan })
    const phone = await join(server, { role: 'participant', lessonId, subject: mona, plan })
    await teacher.client.ask('lesson:start', {})
    await teacher.client.ask('floor:set', { memberId: memberOf(phone.welcome), given: true })
    await phone.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
    await teacher.client.ask('lesson:end', {})
    await phone.client.next('producer:stopped')
    expect(await phone.client.ask('lesson:continue', {})).toMatchObject({ error: { code: 'lesson.not-allowed' } })
    expect(await teacher.client.ask('lesson:continue', {})).toMatchObject({ ok: true })
    // Sent again after a lost acknowledgement.
    expect(await teacher.client.ask('lesson:continue', {})).toMatchObject({ ok: true })
    await phone.client.next('live:changed', ({ changes }) => changes.lesson?.phase === 'live')
    await vi.waitFor(() => expect(kinds()).toEqual(['lesson-live', 'lesson-ended', 'lesson-live']))
    await vi.waitFor(() => expect(factsOf(mona.id)).toEqual(['joined', 'left', 'joined']))
    const voice = { source: 'microphone', rtpParameters: voiceParameters() }
    expect(await phone.client.ask('producer:create', voice)).toMatchObject({ error: { code: 'lesson.not-allowed' } })
    for (const one of [teacher, phone]) one.client.close()
  })

  test('goes on after its communicator has reloaded the page, and others have reconnected', async () => {
    const lessonId = randomUUID()
    const sara = { role: 'communicator' as const, lessonId, subject: staff(), plan }
    const first = await join(server, sara)
    await first.client.ask('lesson:start', {})
    await first.client.ask('lesson:end', {})
    first.client.close()
    const phone = await join(server, { role: 'participant', lessonId, subject: person(), plan })
    const again = await join(server, sara)
    expect([phone.welcome.isEntered, again.welcome.live.lesson.phase]).toEqual([false, 'ended'])
    expect(await again.client.ask('lesson:continue', {})).toMatchObject({ ok: true })
    for (const { client } of [phone, again]) expect(await client.ask('lesson:enter', {})).toMatchObject({ ok: true })
    for (const one of [phone, again]) one.client.close()
  })

  test('is over once it is too late', async () => {
    const lessonId = randomUUID()
    const teacher = await join(server, { role: 'communicator', lessonId, plan: { ...plan, goOnWithinMs: 0 } })
    await teacher.client.ask('lesson:start', {})
    await teacher.client.ask('lesson:end', {})
    expect(await teacher.client.ask('lesson:continue', {})).toMatchObject({ error: { code: 'courses.lesson-ended' } })
    teacher.client.close()
  })
})

test('a break is recorded with its start and its end, and empties the floor', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const mona = await join(server, { role: 'participant', lessonId })
  await teacher.client.ask('lesson:start', {})
  await teacher.client.ask('floor:set', { memberId: memberOf(mona.welcome), given: true })
  await teacher.client.ask('break:start', { minutes: 15 })
  const told = await mona.client.next('live:changed', ({ changes }) => (changes.lesson?.breakTime ?? null) !== null)
  expect(told.changes.lesson?.breakTime).toMatchObject({ untilMs: expect.any(Number) })
  await mona.client.next('peer:changed', (peer) => peer.peerId === mona.welcome.peerId && !peer.hasFloor)
  await teacher.client.ask('break:end', {})
  await vi.waitFor(() => expect(kinds()).toEqual(['lesson-live', 'break-started', 'break-ended']))
  for (const one of [teacher, mona]) one.client.close()
})

test('a finished question is stored with the lesson, with everybody counted once', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const mona = await join(server, { role: 'participant', lessonId })
  const host = await join(server, { role: 'host', lessonId, siteId: randomUUID() })
  const question = {
    ...{ questionId: randomUUID(), text: 'Går det bra?', kind: 'single', isAnonymous: true, correct: [] },
    choices: [
      { text: '', picture: 'yes' },
      { text: '', picture: 'no' },
    ],
  }
  await teacher.client.ask('lesson:start', {})
  await teacher.client.ask('question:open', { question })
  const { questionId } = question
  for (const choices of [[0], [1]]) await mona.client.ask('question:answer', { questionId, choices })
  await host.client.ask('question:count', { questionId, counts: [5, 2] })
  expect(await mona.client.ask('question:answer', { questionId, choices: [0, 1] })).toMatchObject({ ok: false })
  await teacher.client.ask('question:dismiss', {})
  await vi.waitFor(() => expect(server.records).toMatchObject([{ kind: 'question-asked' }]))
  expect(server.records[0]).toMatchObject({ question: { answered: 2, totals: [5, 3], named: [] } })
  for (const one of [teacher, mona, host]) one.client.close()
})

describe('the waiting room', () => {
  test('a removed member stays out, and a locked lesson opens for earlier members', async () => {
    const lessonId = randomUUID()
    const person = () => ({
      role: 'participant' as const,
      lessonId,
      subject: { kind: 'person' as const, id: randomUUID() },
    })
    const [mona, lena] = [person(), person()]
    const teacher = await join(server, { role: 'communicator', lessonId })
    const first = await join(server, mona)
    const second = await join(server, lena)
    await teacher.client.ask('member:remove', { memberId: memberOf(first.welcome) })
    expect(await first.client.next('lesson:closed')).toEqual({ reason: 'removed', code: 'lesson.removed' })
    await expect(join(server, mona)).rejects.toThrow('lesson:closed')
    await teacher.client.ask('lesson:lock', { isLocked: true })
    await expect(join(server, person())).rejects.toThrow('lesson:closed')
    second.client.close()
    await teacher.client.next('peer:gone', (gone) => gone.peerId === second.welcome.peerId)
    const again = await join(server, lena)
    expect(again.welcome.isEntered).toBe(true)
    for (const one of [teacher, again]) one.client.close()
  })

  test('a visitor sees, hears and knows nobody, and cannot enter', async () => {
    const lessonId = randomUUID()
    const teacher = await join(server, { role: 'communicator', lessonId })
    await teacher.client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
    const visitor = await join(server, { role: 'visitor', lessonId, displayName: 'Okänd' })
    expect(visitor.welcome).toMatchObject({ isEntered: false, consumers: [] })
    expect(visitor.welcome.peers).toHaveLength(1)
    expect(await visitor.client.ask('lesson:enter', {})).toMatchObject({ ok: false })
    const asked = await teacher.client.next(
      'live:changed',
      ({ changes }) => (changes.waitingRoom?.waiting.length ?? 0) > 0,
    )
    expect(asked.changes.waitingRoom?.waiting).toMatchObject([{ displayName: 'Okänd' }])
    await teacher.client.ask('visitor:admit', { memberId: memberOf(visitor.welcome), isAdmitted: true })
    expect(await visitor.client.next('visitor:answered')).toEqual({ isAdmitted: true })
    for (const one of [teacher, visitor]) one.client.close()
  })
})

test('a person whose ticket does not allow a camera is never seen, whatever their browser sends', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const mona = await join(server, {
    role: 'participant',
    lessonId,
    permissions: ['media.send-with-floor', 'hand.raise'],
  })
  await teacher.client.ask('floor:set', { memberId: memberOf(mona.welcome), given: true })
  const camera = { source: 'camera', rtpParameters: voiceParameters() }
  expect(await mona.client.ask('producer:create', camera)).toEqual({ ok: false, error: { code: 'lesson.not-allowed' } })
  for (const one of [teacher, mona]) one.client.close()
})

test('a device in a check receives itself, and leaves no presence', async () => {
  const { client, welcome } = await join(server, { role: 'check', lessonId: randomUUID() })
  await client.ask('producer:create', { source: 'microphone', rtpParameters: voiceParameters() })
  expect(await client.next('consumer:added')).toMatchObject({ peerId: welcome.peerId, source: 'microphone' })
  client.close()
  const other = await join(server, { role: 'participant', lessonId: randomUUID() })
  await vi.waitFor(() => expect(server.facts.map((fact) => fact.peerId)).toEqual([other.welcome.peerId]))
  other.client.close()
})

test('a join with eight classrooms, two channels and a slide in the lesson brings as much as one without', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const speak = (source: string) => ({ source, rtpParameters: voiceParameters() })
  await teacher.client.ask('producer:create', speak('microphone'))
  const alone = await join(server, { role: 'participant', lessonId, channelLanguage: 'ti' })
  const classrooms = await Promise.all(
    Array.from({ length: 8 }, (_, index) => join(server, { role: 'classroom', lessonId, displayName: `Ort ${index}` })),
  )
  const interpreters = await Promise.all(
    ['ps', 'so'].map((channelLanguage) => join(server, { role: 'interpreter', lessonId, channelLanguage })),
  )
  for (const { client } of classrooms) await client.ask('producer:create', speak('microphone'))
  for (const { client } of interpreters) await client.ask('producer:create', speak('channel'))
  const slide = { materialId: randomUUID(), slideCount: 40, slideNumber: 7, isBlack: false }
  await teacher.client.ask('slide:show', { slide })
  const among = await join(server, { role: 'participant', lessonId, channelLanguage: 'ti' })
  expect(among.welcome.consumers).toHaveLength(alone.welcome.consumers.length)
  expect(among.welcome.peers).toHaveLength(alone.welcome.peers.length)
  expect(among.welcome.live).toMatchObject({
    slide,
    channels: { mine: null, list: [{ language: 'ps' }, { language: 'so' }] },
  })
  const listener = await join(server, { role: 'participant', lessonId, channelLanguage: 'ps' })
  expect(listener.welcome.consumers.map((one) => one.source).toSorted()).toEqual(['channel', 'microphone'])
  for (const { client } of [teacher, alone, among, listener, ...classrooms, ...interpreters]) client.close()
})

test('an interpreter of whom nothing arrives takes over from nobody, whatever their page says', async () => {
  const lessonId = randomUUID()
  const interpret = () => join(server, { role: 'interpreter', lessonId, channelLanguage: 'ps' })
  const first = await interpret()
  await first.client.ask('producer:create', { source: 'channel', rtpParameters: voiceParameters() })
  const second = await interpret()
  const voice = { source: 'channel', rtpParameters: voiceParameters() }
  expect(await second.client.ask('producer:create', voice)).toMatchObject({ ok: true })
  expect(await second.client.ask('channel:take', {})).toEqual({ ok: false, error: { code: 'lesson.not-heard' } })
  const listener = await join(server, { role: 'participant', lessonId, channelLanguage: 'ps' })
  expect(listener.welcome.live.channels.list).toMatchObject([{ language: 'ps', speaking: memberOf(first.welcome) }])
  for (const { client } of [first, second, listener]) client.close()
})

test('a host chooses the channel of their classroom, and of no other', async () => {
  const lessonId = randomUUID()
  const siteId = randomUUID()
  const interpreter = await join(server, { role: 'interpreter', lessonId, channelLanguage: 'ps' })
  await interpreter.client.ask('producer:create', { source: 'channel', rtpParameters: voiceParameters() })
  const screen = await join(server, { role: 'classroom', lessonId, siteId })
  const other = await join(server, { role: 'classroom', lessonId, siteId: randomUUID() })
  const host = await join(server, { role: 'host', lessonId, siteId })
  expect(screen.welcome.consumers).toEqual([])
  expect(await host.client.ask('channel:listen', { language: 'ps' })).toMatchObject({ ok: true })
  expect(await screen.client.next('consumer:added')).toMatchObject({ source: 'channel' })
  const told = await host.client.next('live:changed', ({ changes }) => changes.channels?.mine === 'ps')
  expect(told.changes.channels?.mine).toBe('ps')
  expect(other.client.all('consumer:added')).toEqual([])
  expect(await host.client.ask('channel:listen', { language: 'xx' })).toMatchObject({ ok: false })
  for (const { client } of [interpreter, screen, other, host]) client.close()
})

test('a host, whose page has no pictures, knows that a screen is shown and when it is not any more', async () => {
  const lessonId = randomUUID()
  const teacher = await join(server, { role: 'communicator', lessonId })
  const host = await join(server, { role: 'host', lessonId })
  const shows = (isSharing: boolean) =>
    vi.waitFor(() => expect(host.client.all('peer:changed').at(-1)).toMatchObject({ isSharing }))
  const screen = { source: 'screen-share', rtpParameters: pictureParameters() }
  expect(await teacher.client.ask('producer:create', screen)).toMatchObject({ ok: true })
  await shows(true)
  const later = await join(server, { role: 'host', lessonId })
  expect(later.welcome.peers.find(({ role }) => role === 'communicator')).toMatchObject({ isSharing: true })
  await teacher.client.ask('producer:close', { source: 'screen-share' })
  await shows(false)
  for (const one of [teacher, host, later]) one.client.close()
})

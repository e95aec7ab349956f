import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { ERROR_AUDIENCES } from '@/domain/error-codes'
import { LANGUAGES_OF } from '@/domain/languages'
import { startSystem, type System } from '@/tests/support/system'
import { makeWebClient, type WebClient } from '@/tests/support/web-client'

import { PAGES } from './access-matrix/pages'
import { makeWorld, type ActorName, type World } from './access-matrix/world'

const LOCALES = fileURLToPath(new URL('../../locales', import.meta.url))
/** Shorter texts and single words occur in pages by chance. */
const LEAST = 12
/** Where a page may write a text differently: values, line ends, and what HTML or JSON must escape. */
const CUT = /\{\{[^}]*\}\}|["'&<>\\\n]/

type Piece = { key: string; text: string }

/** The longest verbatim part of each text. */
function piecesOf(set: string, language: string): Piece[] {
  return readdirSync(join(LOCALES, set, language)).flatMap((file) => {
    const content: unknown = JSON.parse(readFileSync(join(LOCALES, set, language, file), 'utf8'))
    return flatten(content, file.replace(/\.json$/, ':')).flatMap(({ key, text }) => {
      const [longest = ''] = text.split(CUT).toSorted((one, other) => other.length - one.length)
      return longest.trim().length < LEAST || !longest.trim().includes(' ') ? [] : [{ key, text: longest.trim() }]
    })
  })
}

function flatten(value: unknown, key: string): Piece[] {
  if (typeof value === 'string') return [{ key, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    flatten(inner, key.endsWith(':') ? key + name : `${key}.${name}`),
  )
}

let system: System
let client: WebClient
let world: World

beforeAll(async () => {
  system = await startSystem()
  client = makeWebClient(system.url)
  world = await makeWorld(system)
})
afterAll(async () => {
  await world.close()
  client.close()
  await system.stop()
})

const OF_EVERYBODY: Readonly<Record<string, ActorName>> = {
  '/learn': 'person',
  '/check': 'person',
  '/guest': 'guest',
  '/screen': 'screen',
}

/** A page as an authorised actor sees it, in a browser that has chosen a language. */
async function look(name: string, language: string) {
  const page = PAGES[name]
  if (!page) throw new Error(`no such page: ${name}`)
  const [actor = 'nobody'] = page.may === 'everybody' ? [OF_EVERYBODY[name]] : page.may
  const cookie = [world.cookies[actor], `samsal-language=${language}`].filter(Boolean).join('; ')
  const { status, text } = await client.ask(page.path(world), { cookie })
  expect(status).toBe(200)
  const [, lang, dir] = /<html lang="([^"]+)" dir="([^"]+)"/.exec(text) ?? []
  return { text, lang, dir }
}

/** Every page has this sentence in all languages of its audience, for browsers that cannot show the rest. */
const isForAll = ({ key }: Piece) => key.startsWith('common:tooOld.')
const standing = (pieces: readonly Piece[], page: string) =>
  pieces.filter((piece) => !isForAll(piece) && page.includes(piece.text))
/** Without those that are part of other texts that the page may have. */
const except = (pieces: readonly Piece[], others: readonly Piece[]) => {
  const allowed = others.map(({ text }) => text).join('\n')
  return pieces.filter(({ text }) => !allowed.includes(text))
}

/** Pages that show something by themselves. */
const names = Object.keys(PAGES).filter((name) => PAGES[name]?.leads !== true)
const isOffice = (name: string) => name.startsWith('/office')

describe('a page around lessons, in Arabic', () => {
  const own = piecesOf('participant', 'ar')
  const foreign = except(
    [
      ...LANGUAGES_OF.participant
        .filter((one) => one !== 'ar')
        .flatMap((language) => piecesOf('participant', language)),
      ...piecesOf('office', 'sv'),
      ...piecesOf('office', 'en'),
    ],
    own,
  )

  test.each(names.filter((name) => !isOffice(name)))(
    '%s has only Arabic texts, and none of the office',
    async (name) => {
      const { text, lang, dir } = await look(name, 'ar')
      expect([lang, dir]).toEqual(['ar', 'rtl'])
      // A screen in a lesson uses the lesson's language.
      const inLesson = name === '/screen' ? piecesOf('participant', 'ti') : []
      expect(standing(except(foreign, inLesson), text)).toEqual([])
      expect(standing([...own, ...inLesson], text)).not.toEqual([])
    },
  )
})

describe('a page of the office, for somebody who has chosen Arabic', () => {
  /** Shown by the office verbatim: a lesson's questions and a classroom's check results. */
  const BORROWED = /^(common|check|invite|card|teach:question\.who$|lesson:(answer|question)\.)/
  const isMet = (key: string) => {
    const code = Object.entries(ERROR_AUDIENCES).find(([one]) => key === `errors:${one}`)
    return key === 'errors:no-answer' || (code !== undefined && code[1] !== 'participant')
  }
  const isOwn = ({ key }: Piece) => BORROWED.test(key) || isMet(key)
  const own = [...piecesOf('office', 'sv'), ...piecesOf('participant', 'sv').filter(isOwn)]
  const foreign = except(
    [...LANGUAGES_OF.participant.flatMap((language) => piecesOf('participant', language)), ...piecesOf('office', 'en')],
    own,
  )

  test.each(names.filter(isOffice))('%s is in Swedish, left to right, and has no text of lessons', async (name) => {
    const { text, lang, dir } = await look(name, 'ar')
    expect([lang, dir]).toEqual(['sv', 'ltr'])
    // The sheet for network administrators is in both languages of the office.
    const inBoth = name === '/office/equipment/sheet' ? piecesOf('office', 'en') : []
    expect(standing(except(foreign, inBoth), text)).toEqual([])
    expect(standing(own, text)).not.toEqual([])
  })

  test('offers the languages of the office, and a page around lessons all of them', async () => {
    const offered = (text: string) => [...text.matchAll(/<option value="([^"]+)" lang=/g)].map(([, one]) => one)
    expect(offered((await look('/office', 'ar')).text)).toEqual([...LANGUAGES_OF.office])
    expect(offered((await look('/teach', 'ar')).text)).toEqual([...LANGUAGES_OF.participant])
    expect(offered((await look('/sign-in', 'ar')).text)).toEqual([...LANGUAGES_OF.participant])
  })
})

describe('a choice of language', () => {
  const choose = async (chosen: unknown, cookie = '') => {
    const answer = await client.askJson('/api/language', chosen, cookie)
    return { status: answer.status, set: (answer.headers['set-cookie'] ?? []).map((one) => one.split(';', 1)[0]) }
  }
  const langOf = async (path: string, cookie: string, headers = {}) =>
    /<html lang="([^"]+)"/.exec(
      (await client.ask(path, { cookie: `${world.cookies.A}; ${cookie}`, headers })).text,
    )?.[1]

  test('in the office does not change the language of lessons, when the office does not have that', async () => {
    const { set } = await choose({ set: 'office', language: 'en' }, 'samsal-language=ar')
    expect(set).toEqual(['samsal-office-language=en'])
    const cookie = `samsal-language=ar; ${set.join('; ')}`
    expect(await langOf('/office', cookie)).toBe('en')
    expect(await langOf('/site', cookie)).toBe('ar')
  })

  test('is one for all pages, when every page has it', async () => {
    expect((await choose({ set: 'office', language: 'en' }, 'samsal-language=sv')).set).toEqual(['samsal-language=en'])
    expect((await choose({ set: 'office', language: 'en' })).set).toEqual(['samsal-language=en'])
    expect((await choose({ language: 'ti' })).set).toEqual(['samsal-language=ti'])
    expect((await choose({ set: 'participant', language: 'ti' })).set).toEqual(['samsal-language=ti'])
  })

  test.each([
    { set: 'office', language: 'ar' },
    { set: 'office', language: 'so' },
    { set: 'nobody', language: 'sv' },
    { language: 'xx' },
  ])('%o is none', async (chosen) => {
    const { status, set } = await choose(chosen)
    expect([Math.floor(status / 100), set]).toEqual([4, []])
  })

  test("without one the browser's preference decides, among the languages of the page", async () => {
    const headers = { 'accept-language': 'ar,en;q=0.8' }
    expect(await langOf('/office', '', headers)).toBe('en')
    expect(await langOf('/site', '', headers)).toBe('ar')
  })

  test('a browser cannot choose the set itself', async () => {
    expect(await langOf('/site', 'samsal-language=ar', { 'x-samsal-text-set': 'office' })).toBe('ar')
  })
})

test('a missing page has the language of its place', async () => {
  const cookie = `${world.cookies.A}; samsal-language=ar`
  for (const [path, lang] of [
    ['/office/nothing', 'sv'],
    ['/nothing', 'ar'],
    ['/officer', 'ar'],
  ] as const) {
    const { status, text } = await client.ask(path, { cookie })
    expect([status, /<html lang="([^"]+)"/.exec(text)?.[1]]).toEqual([404, lang])
  }
})

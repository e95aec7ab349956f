import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { checkAccessible } from '@/tests/support/check-accessible'
import { launchChromium } from '@/tests/support/chromium'
import { signIn } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startSystem, type System } from '@/tests/support/system'

/* A case officer's list of three hundred, as a municipality has it, from the file to the register and back. */

const LATE_MS = 120_000
const PEOPLE = 294
const NAMES = ['Amina', 'Åsa', 'محمد', 'ኣብርሃም', 'Олена', 'Mohammed', 'Saba', 'Yusuf', 'Zahra', 'Đorđe']
const LANGUAGES = ['somaliska', 'Tigrinska', 'arabiska', 'Dari', 'UKRAINSKA', 'sv']
const SMALL = { width: 320, height: 640 }

let system: System
let browser: Browser
let page: Page

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem(), launchChromium({ sender: null })])
  ;({ page } = await signIn(browser, system, { as: system.staff('caseofficer') }))
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

const letter = (at: number) => String.fromCodePoint(97 + (Math.floor(at) % 26))

/** A title above the headings, columns in an order of their own, and six rows that nobody can import. */
function messyList(): Buffer {
  const people = Array.from({ length: PEOPLE }, (_, at) => {
    const day = `${1950 + (at % 50)}-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`
    const name = `${NAMES[at % NAMES.length]} Listad${letter(at / 26)}${letter(at)}`
    return `${LANGUAGES[at % LANGUAGES.length]};${at + 1};${name};${day};="070${String(at).padStart(7, '0')}";`
  })
  const faulty = [
    'arabiska;295;Fel Datum;30/2/1990;;',
    'klingon;296;Okänt Språk;1990-01-01;;',
    ';297;Utan Språk;1990-01-01;;',
    'arabiska;298;=1+1;1990-01-01;;',
    'arabiska;299;Två Gånger;1991-01-01;;',
    'arabiska;300;tva ganger;1991-01-01;;',
  ]
  const lines = ['Nyanlända hösten 2026;;;;;', '', 'Språk;Nr;Namn;Född;Mobil;Anteckning', ...people, ...faulty, ';;;;;']
  return Buffer.from(`\uFEFF${lines.join('\r\n')}`, 'utf8')
}

async function send(name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${system.url}/office/participants/import`)
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Skicka filen' }).click()
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

async function look(name: string): Promise<void> {
  await checkAccessible(page, name)
  await takePicture(page, `import-${name}`, { isWhole: true })
  const size = page.viewportSize()
  await page.setViewportSize(SMALL)
  await checkAccessible(page, `${name} on a phone`)
  await takePicture(page, `import-${name}-phone`, { isWhole: true })
  if (size) await page.setViewportSize(size)
}

async function countAtHome(): Promise<number> {
  const [row] = await system.query<{ persons: number }>(
    `select count(*)::int as persons from persons where display_name ~ 'Listad'`,
  )
  return row?.persons ?? 0
}

describe('a list of three hundred', () => {
  test('is found from the participants, sent, and its columns are guessed', async () => {
    await page.goto(`${system.url}/office/participants`)
    await page.getByRole('link', { name: 'Importera', exact: true }).click()
    await page.locator('input[type=file]').waitFor()
    await look('send')
    await send('nyanlanda.csv', messyList())
    await button('Visa vad som händer').waitFor({ timeout: LATE_MS })
    const chosen = await page
      .locator('select[name^=column-]')
      .evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))
    expect(chosen).toEqual(['spokenLanguage', '', 'fullName', 'bornOn', 'phone', ''])
    await look('columns')
  })

  test('shows what will happen, row by row, and changes nothing until it is approved', async () => {
    await button('Visa vad som händer').click()
    await page
      .getByText('294 läggs till, 0 ändras, 0 är oförändrade och 6 kan inte importeras.')
      .waitFor({ timeout: LATE_MS })
    expect(await countAtHome()).toBe(0)
    await page.getByRole('link', { name: /Kan inte importeras/ }).click()
    await page.getByText('Samma person står på fler än en rad').first().waitFor()
    await look('planned')
    await button('Importera').click()
    await page.getByText('Det finns rader som inte kan importeras.').waitFor()
  })

  test('is imported though the browser is closed and the jobs are killed in the middle', async () => {
    const address = page.url()
    await page.getByRole('checkbox', { name: /Utelämna 6 rader/ }).check()
    await button('Importera').click()
    await page.locator('progress').waitFor()
    await takePicture(page, 'import-at-work')
    await page.goto('about:blank')
    system.kill('jobs.mjs')
    await page.goto(address)
    await page.getByText('294 lades till, 0 ändrades').waitFor({ timeout: LATE_MS })
    expect(await countAtHome()).toBe(PEOPLE)
    await look('applied')
  })

  test('is found under other spellings', async () => {
    for (const [search, found] of [
      ['Mohammed Listadac', 'محمد Listadac'],
      ['Asa Listadab', 'Åsa Listadab'],
      ['Abraham Listadad', 'ኣብርሃም Listadad'],
    ] as const) {
      await page.goto(`${system.url}/office/participants?search=${encodeURIComponent(search)}`)
      expect(await page.getByRole('link', { name: found }).innerText({ timeout: LATE_MS })).toContain('Listad')
    }
  })

  test('sent once more changes nobody', async () => {
    await send('nyanlanda.csv', messyList())
    await button('Visa vad som händer').click({ timeout: LATE_MS })
    await page.getByText('0 läggs till, 0 ändras, 294 är oförändrade').waitFor({ timeout: LATE_MS })
    await page.getByText('Ta bort listan').first().click()
    await page.getByRole('button', { name: 'Ta bort listan' }).click()
    await page.getByText('Borttagen.').waitFor()
    expect(await page.getByRole('link', { name: 'nyanlanda.csv' }).count()).toBe(1)
  })

  test('is undone as a whole', async () => {
    await page.goto(`${system.url}/office/participants/import`)
    await page.getByRole('link', { name: 'nyanlanda.csv' }).click()
    await page.getByText('Ångra importen').first().click()
    await page.getByRole('button', { name: 'Ångra importen' }).click()
    await page.getByText('ångrad', { exact: false }).first().waitFor({ timeout: LATE_MS })
    await expect.poll(countAtHome, { timeout: LATE_MS }).toBe(0)
  })
})

test('a file that is no list is refused in words, also without scripts', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE' })
  await context.addCookies(await page.context().cookies())
  const plain = await context.newPage()
  await plain.goto(`${system.url}/office/participants/import`)
  const buffer = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])
  await plain
    .locator('input[type=file]')
    .setInputFiles({ name: 'lista.xls', mimeType: 'application/vnd.ms-excel', buffer })
  await plain.getByRole('button', { name: 'Skicka filen' }).click()
  await expect
    .poll(async () => {
      await plain.reload()
      return plain.getByText('Excels gamla format').count()
    })
    .toBe(1)
  await context.close()
})

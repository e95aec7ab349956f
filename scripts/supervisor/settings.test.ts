import { expect, test } from 'vitest'
import { Problem } from '../problem.mjs'
import { readSettings } from './settings.ts'

test('an empty environment gives the defaults', () => {
  expect(readSettings({ MEDIA_WORKERS: '2' })).toMatchObject({
    port: 3000,
    mediaPort: 3001,
    rtcPort: 40_000,
    publicUrl: 'http://localhost:3000',
    dataDir: '.data',
    databaseUrl: undefined,
    hasDemo: true,
    logLevel: 'info',
  })
})

test('a machine runs the parts that it names, and by default all', () => {
  expect(readSettings({}).parts).toEqual(['web', 'jobs', 'media'])
  expect(readSettings({ SAMSAL_PARTS: 'media' }).parts).toEqual(['media'])
  expect(readSettings({ SAMSAL_PARTS: 'jobs, web' }).parts).toEqual(['web', 'jobs'])
})

test('the address of the app follows its port', () => {
  expect(readSettings({ PORT: '4300' }).publicUrl).toBe('http://localhost:4300')
  expect(readSettings({ PORT: '4300', PUBLIC_URL: 'https://samsal.example/' }).publicUrl).toBe('https://samsal.example')
})

test.each([
  ['a port that is no number', { PORT: 'abc' }, 'PORT must be a whole number from 1 to 65535'],
  ['a port below the lowest', { PORT: '0' }, 'PORT must be'],
  ['a port above the highest', { MEDIA_PORT: '65536' }, 'MEDIA_PORT must be'],
  ['a fraction', { PORT: '3000.5' }, 'PORT must be'],
  [
    'no room for the last worker',
    { RTC_PORT: '65535', MEDIA_WORKERS: '2' },
    'RTC_PORT must be a whole number from 1 to 65532',
  ],
  ['no worker', { MEDIA_WORKERS: '0' }, 'MEDIA_WORKERS must be'],
  ['two servers on one port', { PORT: '3001' }, 'MEDIA_PORT must differ from PORT'],
  [
    'a server on a port of media',
    { PORT: '40001', MEDIA_WORKERS: '2' },
    'RTC_PORT takes the ports 40000 to 40003, and PORT',
  ],
  ['an address with a space', { RTC_ANNOUNCED_ADDRESS: 'a b' }, 'RTC_ANNOUNCED_ADDRESS must be an IP address'],
  [
    'a database of another kind',
    { DATABASE_URL: 'mysql://x' },
    'DATABASE_URL must be an address that begins with postgres://',
  ],
  ['a page address without http', { PUBLIC_URL: 'samsal.example' }, 'PUBLIC_URL must be'],
  ['a media address of another kind', { MEDIA_PUBLIC_URL: 'ftp://x' }, 'MEDIA_PUBLIC_URL must be'],
  ['a part that there is not', { SAMSAL_PARTS: 'web,sfu' }, 'SAMSAL_PARTS must name some of web, jobs, media'],
  [
    'no room for the last port of metrics',
    { METRICS_PORT: '65534' },
    'METRICS_PORT must be a whole number from 1 to 65533',
  ],
  ['metrics on the port of a server', { METRICS_PORT: '2999' }, 'METRICS_PORT takes the ports 2999 to 3001, and 3000'],
  ['metrics on a port of media', { METRICS_PORT: '39998' }, 'METRICS_PORT takes the ports 39998 to 40000, and 40000'],
  [
    'metrics for an address with a space',
    { METRICS_PORT: '9464', METRICS_LISTEN_ADDRESS: 'a b' },
    'METRICS_LISTEN_ADDRESS must be an IP address',
  ],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of'],
  ['TURN without a name', { TURN_PORT: '443' }, 'TURN_HOST is needed with TURN_PORT'],
  [
    'TURN without a key',
    { TURN_PORT: '443', TURN_HOST: 'a.example', TURN_CERT: '/c' },
    'TURN_KEY is needed with TURN_PORT',
  ],
  ['a demo that is neither on nor off', { SAMSAL_DEMO: 'maybe' }, 'SAMSAL_DEMO must be one of on, off'],
])('%s is refused', (_, environment, sentence) => {
  expect(() => readSettings(environment)).toThrow(Problem)
  expect(() => readSettings(environment)).toThrow(sentence)
})

test('a refused database address is not repeated, because it contains a password', () => {
  expect(() => readSettings({ DATABASE_URL: 'mysql://a:hunter2@b' })).toThrow(/^(?!.*hunter2)/)
})

test.each(['192.0.2.7', '2001:db8::7', 'media.samsal.example'])('%s is an address that can be announced', (address) => {
  expect(readSettings({ RTC_ANNOUNCED_ADDRESS: address }).rtcAnnouncedAddress).toBe(address)
})

test('there are no metrics unless a port is given, and then only for this machine', () => {
  expect(readSettings({}).metrics).toBeUndefined()
  expect(readSettings({ METRICS_LISTEN_ADDRESS: '10.0.0.5' }).metrics).toBeUndefined()
  expect(readSettings({ METRICS_PORT: '9464' }).metrics).toEqual({ port: 9464, listenAddress: '127.0.0.1' })
  expect(readSettings({ METRICS_PORT: '9464', METRICS_LISTEN_ADDRESS: '10.0.0.5' }).metrics?.listenAddress).toBe(
    '10.0.0.5',
  )
})

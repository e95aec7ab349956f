import { expect, test } from 'vitest'

import { OptionError, parseOptions } from './options'

test('without options one small lesson runs for a minute, without targets', () => {
  expect(parseOptions([])).toMatchObject({
    url: null,
    lessons: 1,
    phones: { audio: 10, small: 10, everything: 10 },
    cameraKbps: [150, 450, 1_200],
    voiceMs: 60,
    seconds: 60,
    promises: { maxLossPercent: null, maxP99Ms: null, maxJoinP95Ms: null, maxBackP95Ms: null },
  })
})

test('each option is read', () => {
  const options = parseOptions([
    ...['--url', 'wss://media.example.org/', '--phones', 'audio=3,everything=7', '--camera-kbps', '350'],
    ...['--loss', '2.5', '--max-loss', '1', '--srtp', '256', '--worker-pids', '12,13', '--speaking', 'always'],
  ])
  expect(options).toMatchObject({
    url: 'https://media.example.org',
    phones: { audio: 3, small: 0, everything: 7 },
    cameraKbps: [350],
    lossPercent: 2.5,
    lostRequests: 0,
    srtpProfiles: [8],
    workerPids: [12, 13],
    speaking: 'always',
    promises: { maxLossPercent: 1 },
  })
})

test('the usual settings are audio in short frames', () => {
  expect(parseOptions(['--usual-settings'])).toMatchObject({ hasUsualSettings: true, voiceMs: 20 })
})

test.each([
  [['--classrooms', 'many'], '--classrooms must be a whole number from 0 to 1000, but it is "many".'],
  [['--classrooms', '1.5'], '--classrooms must be a whole number from 0 to 1000, but it is "1.5".'],
  [['--loss', '91'], '--loss must be a number from 0 to 90, but it is "91".'],
  [['--phones', 'video=3'], '--phones must be one of audio, small, everything, but it is "video".'],
  [['--phones', 'audio'], '--phones must be a whole number from 0 to 10000, but it is "".'],
  [['--camera-kbps', '450,150'], '--camera-kbps takes up to three layers, the smallest first, but it is "450,150".'],
  [['--camera-kbps', '1,2,3,4'], '--camera-kbps must be a whole number from 10 to 5000, but it is "1".'],
  [['--url', 'ftp://x'], '--url must begin with http://, https://, ws:// or wss://, but it is "ftp://x".'],
  [['--voice-ms', '40'], '--voice-ms must be one of 20, 60, but it is "40".'],
  [['--speaking', 'loud'], '--speaking must be one of always, talk, seldom, never, but it is "loud".'],
  [['--observers', '5'], '--observers needs --processes 2 or more: observers have a process to themselves.'],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => parseOptions(args)).toThrow(new OptionError(sentence))
})

test.each([[['--unknown']], [['--classrooms']], [['stray']]])('%j is refused', (args) => {
  expect(() => parseOptions(args)).toThrow(OptionError)
})

import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { listSources } from './list-sources'

/** Plays an audio element, or connects something to the loudspeaker. */
const PLAYS = /<audio\b|new Audio\(|\.destination\)/

test('whatever plays sound on a page of a lesson does so through the chosen loudspeaker', () => {
  const pages = listSources().filter((file) => /^(app\/(?!\(dev\))|lesson-client\/)(?!.*\.test\.)/.test(file))
  const playing = pages.filter((file) => PLAYS.test(readFileSync(file, 'utf8')))
  expect(playing.length).toBeGreaterThan(2)
  expect(playing.filter((file) => !readFileSync(file, 'utf8').includes('loudspeaker.attach('))).toEqual([])
})

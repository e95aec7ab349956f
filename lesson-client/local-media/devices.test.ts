import { afterEach, expect, test, vi } from 'vitest'

import { openScreen } from './devices'

type Given = {
  surface: 'monitor' | 'window' | 'browser'
  restricts: boolean
  settings?: { restrictOwnAudio?: boolean }
}

const trackOf = (kind: string, settings: object) => ({ kind, getSettings: () => settings, stop: vi.fn<() => void>() })

/** A browser whose person shares a surface with its sound; `restricts`: it can leave out what a page plays. */
function browserThatGives({ surface, restricts, settings = {} }: Given) {
  const picture = trackOf('video', { displaySurface: surface })
  const sound = trackOf('audio', settings)
  const asked: object[] = []
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getSupportedConstraints: () => (restricts ? { restrictOwnAudio: true } : {}),
      getDisplayMedia: async (options: object) => {
        asked.push(options)
        return { getVideoTracks: () => [picture], getAudioTracks: () => [sound] }
      },
    },
  })
  return { picture, sound, asked }
}
afterEach(() => vi.unstubAllGlobals())

test.each([
  ['where the voices can be left out, the sound of the system is offered', true, 'include'],
  ['where they cannot, it is not', false, 'exclude'],
])('%s', async (_, restricts, systemAudio) => {
  const { asked } = browserThatGives({ surface: 'monitor', restricts })
  await openScreen()
  expect(asked).toMatchObject([
    {
      audio: { restrictOwnAudio: true, suppressLocalAudioPlayback: false },
      selfBrowserSurface: 'exclude',
      systemAudio,
    },
  ])
})

test.each<[string, Given, boolean]>([
  ['a tab has a sound of its own', { surface: 'browser', restricts: false }, true],
  ['a screen without the voices', { surface: 'monitor', restricts: true, settings: { restrictOwnAudio: true } }, true],
  ['a screen of a browser that does not tell', { surface: 'monitor', restricts: true }, true],
  ['a screen with the voices', { surface: 'monitor', restricts: false }, false],
  ['a window with the sound of the system', { surface: 'window', restricts: false }, false],
  [
    'a screen that could not leave them out',
    { surface: 'monitor', restricts: true, settings: { restrictOwnAudio: false } },
    false,
  ],
])('what is shared with its sound: %s', async (_, given, isShared) => {
  const { picture, sound } = browserThatGives(given)
  const opened = await openScreen()
  expect(opened).toEqual({ picture, sound: isShared ? sound : null, problem: isShared ? null : 'voices' })
  expect(sound.stop).toHaveBeenCalledTimes(isShared ? 0 : 1)
})

test('a browser that shares no screen says so', async () => {
  vi.stubGlobal('navigator', { mediaDevices: {} })
  expect(await openScreen()).toMatchObject({ picture: null, problem: 'missing' })
})

import { expect, test } from 'vitest'

import { LocalProducers } from './local-producers'
import { FIRST_SNAPSHOT, SnapshotStore } from '../state/lesson-snapshot'

class Track extends EventTarget {
  isStopped = false
  stop(): void {
    this.isStopped = true
  }
}
const makeTrack = () => new Track() as Track & MediaStreamTrack

test('a microphone that replaces another leaves neither open by mistake', async () => {
  const store = new SnapshotStore(FIRST_SNAPSHOT)
  const own = new LocalProducers({
    store,
    media: () => undefined,
    ask: async () => undefined,
    onStopped: () => undefined,
  })
  const [first, second] = [makeTrack(), makeTrack()]
  await own.start('microphone', first)
  await own.start('microphone', second)
  expect([first.isStopped, second.isStopped]).toEqual([true, false])
  expect(store.get().sending.microphone?.track).toBe(second)
})

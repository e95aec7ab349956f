import { expect, test } from 'vitest'

import { LayerLimits } from './layer-limits'

/** A sender as Firefox has it: while parameters are being set it refuses others. */
class OneAtATime {
  encodings = [{ active: true }, { active: true }, { active: true }]
  #isSetting = false

  getParameters() {
    return { encodings: this.encodings.map((one) => ({ ...one })) }
  }

  async setParameters({ encodings }: { encodings: { active: boolean }[] }) {
    if (this.#isSetting) throw new DOMException('parameters are being set', 'InvalidStateError')
    this.#isSetting = true
    await new Promise((resolve) => setTimeout(resolve, 5))
    this.#isSetting = false
    this.encodings = encodings
  }

  get active() {
    return this.encodings.map((one) => one.active)
  }
}

test('limits that come together are all set, and the last one stays', async () => {
  const sender = new OneAtATime()
  const limits = new LayerLimits(() => sender as unknown as RTCRtpSender)
  await Promise.all([limits.set('camera', null), limits.set('camera', 0), limits.set('camera', 1)])
  expect(sender.active).toEqual([true, true, false])
  await limits.set('camera', null)
  expect(sender.active).toEqual([false, false, false])
})

test('a limit that comes before its picture is set up is set with it, and not with the next one', async () => {
  let sender: OneAtATime | undefined
  const limits = new LayerLimits(() => sender as unknown as RTCRtpSender | undefined)
  await limits.set('camera', 0)
  sender = new OneAtATime()
  await limits.review('camera')
  expect(sender.active).toEqual([true, false, false])
  limits.forget('camera')
  sender = new OneAtATime()
  await limits.review('camera')
  expect(sender.active).toEqual([true, true, true])
})

test('a limit that the browser refuses holds up none of the next', async () => {
  const sender = new OneAtATime()
  const limits = new LayerLimits(() => sender as unknown as RTCRtpSender)
  const busy = sender.setParameters(sender.getParameters())
  await expect(limits.set('camera', null)).rejects.toThrow('being set')
  await busy
  await limits.set('camera', 2)
  expect(sender.active).toEqual([true, true, true])
})

/** Shapes that have an image and a name in every language of the product. */
const SHAPES = ['circle', 'triangle', 'square', 'star', 'heart'] as const
const LENGTH = 3
const HEX = 16

export type PairingSign = (typeof SHAPES)[number][]

/**
 * The shapes beside a screen's code. The host who types the code compares them, so that a mistyped code does not pair a
 * stranger's screen. They are derived from the screen's secret and do not reveal it.
 */
export function pairingSignOf(secretHash: string): PairingSign {
  let rest = BigInt(`0x${secretHash.slice(0, HEX)}`)
  return Array.from({ length: LENGTH }, () => {
    const shape = SHAPES[Number(rest % BigInt(SHAPES.length))] ?? SHAPES[0]
    rest /= BigInt(SHAPES.length)
    return shape
  })
}

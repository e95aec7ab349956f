import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals messages between two media nodes: they carry the keys of pipes, and only holders of the installation's secret
 * may ask for receivers. Each link has a nonce from the called node, and each message its sequence number and
 * direction, so that nothing can be replayed.
 */
export class Seal {
  readonly #key: Buffer
  readonly #direction: { out: string; in: string }
  #sent = 0
  #received = 0

  constructor(secret: string, { word, isCaller }: { word: string; isCaller: boolean }) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, word, 'samsal node link', 32))
    this.#direction = isCaller ? { out: 'call', in: 'answer' } : { out: 'answer', in: 'call' }
  }

  seal(message: unknown): { sealed: string } {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce)
    this.#sent += 1
    cipher.setAAD(Buffer.from(`${this.#direction.out}/${this.#sent}`))
    const text = Buffer.concat([cipher.update(JSON.stringify(message), 'utf8'), cipher.final()])
    return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64') }
  }

  /** @throws when it was not sealed by the other end, or is not the next message. */
  open(sealed: string): unknown {
    const bytes = Buffer.from(sealed, 'base64')
    const decipher = createDecipheriv(ALGORITHM, this.#key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    decipher.setAAD(Buffer.from(`${this.#direction.in}/${this.#received + 1}`))
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
    this.#received += 1
    return JSON.parse(text.toString('utf8'))
  }
}

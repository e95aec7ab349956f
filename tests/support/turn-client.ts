import { createHash, createHmac, randomBytes } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'

const COOKIE = 0x21_12_a4_42
const HEADER_BYTES = 20
const ALLOCATE = 0x00_03
const CREATE_PERMISSION = 0x00_08
const ATTRIBUTE = {
  username: 0x00_06,
  integrity: 0x00_08,
  error: 0x00_09,
  peer: 0x00_12,
  realm: 0x00_14,
  nonce: 0x00_15,
  family: 0x00_17,
  transport: 0x00_19,
}
const UDP = Buffer.from([17, 0, 0, 0])
const FAMILY = { 4: Buffer.from([1, 0, 0, 0]), 6: Buffer.from([2, 0, 0, 0]) }

export type TurnCredentials = { username: string; credential: string }

/** STUN and TURN by RFC 8489 and 8656, over TLS: what a browser does, and what no browser would. */
export class TurnClient {
  readonly #socket: TLSSocket
  readonly #credentials: TurnCredentials
  #received: Buffer = Buffer.alloc(0)
  #wake: () => void = () => {}
  #realm = ''
  #nonce: Buffer = Buffer.alloc(0)

  private constructor(socket: TLSSocket, credentials: TurnCredentials) {
    this.#socket = socket
    this.#credentials = credentials
    socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes])
      this.#wake()
    })
  }

  static async connect(port: number, credentials: TurnCredentials, host = '127.0.0.1'): Promise<TurnClient> {
    const socket = connect({ host, port, rejectUnauthorized: false })
    await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
    return new TurnClient(socket, credentials)
  }

  /** Requests an allocation; 0 when it is given, otherwise the code of the refusal. */
  async allocate(family: 4 | 6 = 4): Promise<number> {
    const wanted = (): [number, Buffer][] => [
      [ATTRIBUTE.transport, UDP],
      [ATTRIBUTE.family, FAMILY[family]],
    ]
    const first = await this.#ask(ALLOCATE, wanted, false)
    this.#realm = first.attributes.get(ATTRIBUTE.realm)?.toString() ?? ''
    this.#nonce = first.attributes.get(ATTRIBUTE.nonce) ?? Buffer.alloc(0)
    return (await this.#ask(ALLOCATE, wanted, true)).code
  }

  /** Requests permission for a peer; 0 when it is given, otherwise the code of the refusal. */
  async permit(address: string): Promise<number> {
    return (await this.#ask(CREATE_PERMISSION, (transaction) => [[ATTRIBUTE.peer, peerOf(address, transaction)]], true))
      .code
  }

  close(): void {
    this.#socket.destroy()
  }

  async #ask(method: number, build: (transaction: Buffer) => [number, Buffer][], isSigned: boolean) {
    const transaction = randomBytes(12)
    const signed: [number, Buffer][] = [
      [ATTRIBUTE.username, Buffer.from(this.#credentials.username)],
      [ATTRIBUTE.realm, Buffer.from(this.#realm)],
      [ATTRIBUTE.nonce, this.#nonce],
    ]
    const body = Buffer.concat(
      [...build(transaction), ...(isSigned ? signed : [])].map(([type, value]) => encode(type, value)),
    )
    this.#socket.write(isSigned ? this.#sign({ method, transaction, body }) : frame({ method, transaction, body }))
    return this.#answer()
  }

  #sign(message: Message): Buffer {
    const { username, credential } = this.#credentials
    const key = createHash('md5').update(`${username}:${this.#realm}:${credential}`).digest()
    const integrityBytes = 24
    const head = frame(message, integrityBytes)
    const integrity = createHmac('sha1', key).update(head).digest()
    return Buffer.concat([head, encode(ATTRIBUTE.integrity, integrity)])
  }

  async #answer(): Promise<{ code: number; attributes: Map<number, Buffer> }> {
    const whole = () =>
      this.#received.length >= HEADER_BYTES && this.#received.length >= HEADER_BYTES + this.#received.readUInt16BE(2)
    while (!whole()) await new Promise<void>((resolve) => (this.#wake = resolve))
    const end = HEADER_BYTES + this.#received.readUInt16BE(2)
    const attributes = decode(this.#received.subarray(HEADER_BYTES, end))
    this.#received = this.#received.subarray(end)
    const error = attributes.get(ATTRIBUTE.error)
    return { code: error ? (error[2] ?? 0) * 100 + (error[3] ?? 0) : 0, attributes }
  }
}

/** XOR-PEER-ADDRESS: family, port and address, XORed with the cookie and, for IPv6, the transaction. */
function peerOf(address: string, transaction: Buffer): Buffer {
  const mask = Buffer.alloc(4)
  mask.writeUInt32BE(COOKIE)
  const bytes = isIPv4(address) ? address.split('.').map(Number) : bytesOfIpv6(address)
  const key = [...mask, ...transaction]
  return Buffer.from([
    0,
    isIPv4(address) ? 1 : 2,
    0x21 ^ 0,
    0x12 ^ 9,
    ...bytes.map((byte, index) => byte ^ (key[index] ?? 0)),
  ])
}

/** The sixteen bytes of an address such as `::1` or `::ffff:127.0.0.1`. */
function bytesOfIpv6(address: string): number[] {
  const hex = address.replace(/\d+(\.\d+){3}$/, (text) => {
    const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number)
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [head = '', tail] = hex.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const first = groups(head)
  const last = groups(tail ?? '')
  const middle = tail === undefined ? [] : Array.from({ length: 8 - first.length - last.length }, () => 0)
  return [...first, ...middle, ...last].flatMap((group) => [group >> 8, group & 255])
}

type Message = { method: number; transaction: Buffer; body: Buffer }

function frame({ method, transaction, body }: Message, extraBytes = 0): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(method, 0)
  head.writeUInt16BE(body.length + extraBytes, 2)
  head.writeUInt32BE(COOKIE, 4)
  return Buffer.concat([head, transaction, body])
}

function encode(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(type, 0)
  head.writeUInt16BE(value.length, 2)
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}

function decode(body: Buffer): Map<number, Buffer> {
  const attributes = new Map<number, Buffer>()
  for (let at = 0; at + 4 <= body.length;) {
    const length = body.readUInt16BE(at + 2)
    attributes.set(body.readUInt16BE(at), body.subarray(at + 4, at + 4 + length))
    at += 4 + length + ((4 - (length % 4)) % 4)
  }
  return attributes
}

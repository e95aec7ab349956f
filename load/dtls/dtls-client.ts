import {
  createECDH,
  createHash,
  randomBytes,
  sign,
  verify,
  X509Certificate,
  type ECDH,
  type KeyObject,
} from 'node:crypto'

import { fingerprintOf, type Certificate } from './certificate'
import { HANDSHAKE, HandshakeReader, makeMessage, type HandshakeMessage } from './handshake-message'
import { ECDHE_ECDSA_AES_128_GCM_SHA256, makeClientHello, P_256, readServerHello, type ServerHello } from './hello'
import { exportSrtpKeys, prf, recordKeys, type SrtpKeys, type SrtpProfile, type WriteKey } from './key-material'
import { CONTENT, readRecords, writeRecord, type DtlsRecord } from './record'

export type DtlsOptions = {
  certificate: Certificate
  /** Expected SHA-256 fingerprint of the other side's certificate. */
  remoteFingerprint: string
  /** SRTP profiles to offer, by their number. */
  profiles: readonly SrtpProfile[]
  send: (datagram: Buffer) => void
  onConnected: (keys: SrtpKeys) => void
  onClosed: (error: Error) => void
}

const FIRST_WAIT_MS = 300
const LAST_WAIT_MS = 3_000
const CLOSE_NOTIFY = Buffer.from([1, 0])
const VERIFY_DATA_BYTES = 12
const NAMED_CURVE = 3
const CHANGE_CIPHER_SPEC = Buffer.from([1])

/** All endpoints of a run see the same few certificates: each is parsed once. */
const keysByFingerprint = new Map<string, KeyObject>()

/** A DTLS 1.2 client with only what a media worker needs: no renegotiation, no resumption. */
export class DtlsClient {
  readonly #options: DtlsOptions
  readonly #reader = new HandshakeReader()
  readonly #random = randomBytes(32)
  readonly #transcript: Buffer[] = []
  #flight: DtlsRecord[] = []
  #timer: NodeJS.Timeout | undefined
  /** Next record number in each epoch. */
  readonly #sequences: [number, number] = [0, 0]
  #messageSequence = 0
  #hello: ServerHello | undefined
  #serverKey: KeyObject | undefined
  #ecdh: ECDH | undefined
  #preMaster: Buffer | undefined
  #master: Buffer | undefined
  #keys: { client: WriteKey; server: WriteKey } | undefined
  #state: 'new' | 'shaking' | 'connected' | 'closed' = 'new'

  constructor(options: DtlsOptions) {
    this.#options = options
  }

  start(): void {
    if (this.#state !== 'new') return
    this.#state = 'shaking'
    const hello = this.#say(HANDSHAKE.clientHello, makeClientHello(this.#random, this.#options.profiles))
    this.#sendFlight([hello])
  }

  handle(datagram: Buffer): void {
    if (this.#state === 'closed') return
    try {
      for (const record of readRecords(datagram, this.#keys?.server)) this.#take(record)
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** Sends one close alert. */
  close(): void {
    if (this.#state === 'connected') {
      this.#options.send(this.#wrap({ type: CONTENT.alert, epoch: 1, payload: CLOSE_NOTIFY }))
    }
    this.#state = 'closed'
    clearTimeout(this.#timer)
  }

  #take({ type, epoch, payload }: DtlsRecord): void {
    // Before the handshake is complete, an unencrypted alert may be forged.
    if (type === CONTENT.alert && (epoch === 1 || this.#state === 'shaking')) {
      throw new Error(`DTLS: alert ${payload[0]}/${payload[1]}`)
    }
    if (type !== CONTENT.handshake) return
    for (const message of this.#reader.read(payload)) this.#takeMessage(message)
  }

  #takeMessage(message: HandshakeMessage): void {
    const { type, body } = message
    if (type === HANDSHAKE.finished) return this.#finish(body)
    this.#transcript.push(message.whole)
    switch (type) {
      case HANDSHAKE.serverHello:
        this.#hello = readServerHello(body)
        if (this.#hello.cipher !== ECDHE_ECDSA_AES_128_GCM_SHA256) throw new Error('DTLS: a cipher that is not ours')
        return
      case HANDSHAKE.certificate:
        this.#serverKey = readServerKey(body, this.#options.remoteFingerprint)
        return
      case HANDSHAKE.serverKeyExchange:
        this.#exchangeKeys(body)
        return
      case HANDSHAKE.serverHelloDone:
        this.#answer()
        return
      case HANDSHAKE.certificateRequest:
        return
      default:
        throw new Error(`DTLS: handshake message ${type} is none that we take`)
    }
  }

  #exchangeKeys(body: Buffer): void {
    if (!this.#hello || !this.#serverKey) throw new Error('DTLS: key exchange before the certificate')
    if (body.readUInt8(0) !== NAMED_CURVE || body.readUInt16BE(1) !== P_256) throw new Error('DTLS: not on P-256')
    const pointEnd = 4 + body.readUInt8(3)
    const signed = Buffer.concat([this.#random, this.#hello.random, body.subarray(0, pointEnd)])
    const signature = body.subarray(pointEnd + 4)
    if (!verify('sha256', signed, this.#serverKey, signature)) throw new Error('DTLS: the key exchange is not signed')
    this.#ecdh = createECDH('prime256v1')
    this.#ecdh.generateKeys()
    this.#preMaster = this.#ecdh.computeSecret(body.subarray(4, pointEnd))
  }

  /** Certificate, key exchange, proof, and from then on encrypted. */
  #answer(): void {
    if (!this.#hello || !this.#ecdh || !this.#preMaster) throw new Error('DTLS: the server said too little')
    const { certificate } = this.#options
    const point = this.#ecdh.getPublicKey()
    const own = this.#say(HANDSHAKE.certificate, withLength(withLength(certificate.der)))
    const exchange = this.#say(HANDSHAKE.clientKeyExchange, Buffer.concat([Buffer.from([point.length]), point]))
    const randoms = { client: this.#random, server: this.#hello.random }
    const seed = this.#hello.hasExtendedMasterSecret
      ? { label: 'extended master secret', data: this.#transcriptHash() }
      : { label: 'master secret', data: Buffer.concat([randoms.client, randoms.server]) }
    this.#master = prf(this.#preMaster, seed, 48)
    this.#keys = recordKeys(this.#master, randoms)
    const signature = sign('sha256', Buffer.concat(this.#transcript), certificate.privateKey)
    const proof = Buffer.concat([Buffer.from([4, 3, signature.length >> 8, signature.length & 0xff]), signature])
    const verifying = this.#say(HANDSHAKE.certificateVerify, proof)
    const finished = this.#say(HANDSHAKE.finished, this.#verifyData('client finished'))
    const change = { type: CONTENT.changeCipherSpec, epoch: 0, payload: CHANGE_CIPHER_SPEC }
    this.#sendFlight([own, exchange, verifying, change, { ...finished, epoch: 1 }])
  }

  #finish(body: Buffer): void {
    if (!this.#master || !this.#hello) throw new Error('DTLS: finished too early')
    if (!this.#verifyData('server finished').equals(body)) throw new Error('DTLS: the server saw another handshake')
    clearTimeout(this.#timer)
    this.#flight = []
    this.#state = 'connected'
    const randoms = { client: this.#random, server: this.#hello.random }
    this.#options.onConnected(exportSrtpKeys(this.#hello.profile, this.#master, randoms))
  }

  #verifyData(label: string): Buffer {
    return prf(this.#master ?? Buffer.alloc(0), { label, data: this.#transcriptHash() }, VERIFY_DATA_BYTES)
  }

  #transcriptHash(): Buffer {
    const hash = createHash('sha256')
    for (const part of this.#transcript) hash.update(part)
    return hash.digest()
  }

  #say(type: number, body: Buffer): DtlsRecord {
    const message = makeMessage(type, this.#messageSequence, body)
    this.#messageSequence += 1
    this.#transcript.push(message.whole)
    return { type: CONTENT.handshake, epoch: 0, payload: message.whole }
  }

  #sendFlight(records: DtlsRecord[], waitMs = FIRST_WAIT_MS): void {
    this.#flight = records
    clearTimeout(this.#timer)
    this.#options.send(Buffer.concat(records.map((record) => this.#wrap(record))))
    this.#timer = setTimeout(() => this.#sendFlight(this.#flight, Math.min(waitMs * 2, LAST_WAIT_MS)), waitMs)
  }

  #wrap(record: DtlsRecord): Buffer {
    const epoch = record.epoch === 0 ? 0 : 1
    const sequence = this.#sequences[epoch]
    this.#sequences[epoch] += 1
    return writeRecord(record, sequence, epoch === 1 ? this.#keys?.client : undefined)
  }

  #fail(error: Error): void {
    this.#state = 'closed'
    clearTimeout(this.#timer)
    this.#options.onClosed(error)
  }
}

function readServerKey(body: Buffer, expected: string): KeyObject {
  const certificate = body.subarray(6, 6 + body.readUIntBE(3, 3))
  const fingerprint = fingerprintOf(certificate)
  if (fingerprint !== expected) throw new Error('DTLS: not the certificate that signalling named')
  const key = keysByFingerprint.get(fingerprint) ?? new X509Certificate(certificate).publicKey
  keysByFingerprint.set(fingerprint, key)
  return key
}

function withLength(content: Buffer): Buffer {
  const length = Buffer.alloc(3)
  length.writeUIntBE(content.length, 0, 3)
  return Buffer.concat([length, content])
}

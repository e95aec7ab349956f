import { createCipheriv, createDecipheriv } from 'node:crypto'

import type { WriteKey } from './key-material'

export const CONTENT = { changeCipherSpec: 20, alert: 21, handshake: 22 } as const

export type DtlsRecord = { type: number; epoch: number; payload: Buffer }

export const HEADER_BYTES = 13
const VERSION = 0xfefd
const EXPLICIT_NONCE_BYTES = 8
const TAG_BYTES = 16

/** Wraps one record; with a key it is encrypted with AES-128-GCM. */
export function writeRecord({ type, epoch, payload }: DtlsRecord, sequence: number, key?: WriteKey): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt8(type, 0)
  header.writeUInt16BE(VERSION, 1)
  header.writeUInt16BE(epoch, 3)
  header.writeUIntBE(sequence, 5, 6)
  const body = key ? seal(payload, header, key) : payload
  header.writeUInt16BE(body.length, 11)
  return Buffer.concat([header, body])
}

/** The records of one datagram. Encrypted ones are decrypted with `key`; those that fail are left out. */
export function readRecords(datagram: Buffer, key: WriteKey | undefined): DtlsRecord[] {
  const records: DtlsRecord[] = []
  for (let at = 0; at + HEADER_BYTES <= datagram.length;) {
    const end = at + HEADER_BYTES + datagram.readUInt16BE(at + 11)
    if (end > datagram.length) break
    const type = datagram.readUInt8(at)
    const epoch = datagram.readUInt16BE(at + 3)
    const body = datagram.subarray(at + HEADER_BYTES, end)
    const payload = epoch === 0 ? body : key && open(body, datagram.subarray(at, at + HEADER_BYTES), key)
    if (payload) records.push({ type, epoch, payload })
    at = end
  }
  return records
}

function seal(payload: Buffer, header: Buffer, { key, fixedIv }: WriteKey): Buffer {
  const nonce = header.subarray(3, 11)
  const cipher = createCipheriv('aes-128-gcm', key, Buffer.concat([fixedIv, nonce]))
  cipher.setAAD(additionalData(header, payload.length))
  const sealed = cipher.update(payload)
  cipher.final()
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()])
}

function open(body: Buffer, header: Buffer, { key, fixedIv }: WriteKey): Buffer | undefined {
  const bytes = body.length - EXPLICIT_NONCE_BYTES - TAG_BYTES
  if (bytes < 0) return undefined
  const nonce = Buffer.concat([fixedIv, body.subarray(0, EXPLICIT_NONCE_BYTES)])
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAAD(additionalData(header, bytes))
  decipher.setAuthTag(body.subarray(body.length - TAG_BYTES))
  try {
    const opened = decipher.update(body.subarray(EXPLICIT_NONCE_BYTES, body.length - TAG_BYTES))
    decipher.final()
    return opened
  } catch {
    // Not encrypted with this key: by the DTLS specification it is ignored.
    return undefined
  }
}

/** Epoch and sequence number, type, version, length. */
function additionalData(header: Buffer, bytes: number): Buffer {
  const data = Buffer.alloc(13)
  header.copy(data, 0, 3, 11)
  header.copy(data, 8, 0, 3)
  data.writeUInt16BE(bytes, 11)
  return data
}

const X_BIT = 0x80
const S_BIT = 0x10
const PICTURE_ID_BIT = 0x80
const TL0_BIT = 0x40
const TID_BIT = 0x20
const LONG_PICTURE_ID = 0x8000

export const DESCRIPTOR_BYTES = 6

export type Vp8Picture = {
  /** 15 bits. */
  pictureId: number
  tl0PictureIndex: number
  /** 0: the base; 1: can be dropped. */
  temporalLayer: number
  isKeyFrame: boolean
}

/** Writes the payload descriptor of one packet (RFC 7741, 4.2) with picture id, TL0PICIDX and temporal layer. */
export function writeVp8Descriptor(target: Buffer, picture: Vp8Picture, isFirst: boolean): void {
  target.writeUInt8(X_BIT | (isFirst ? S_BIT : 0), 0)
  target.writeUInt8(PICTURE_ID_BIT | TL0_BIT | TID_BIT, 1)
  target.writeUInt16BE(LONG_PICTURE_ID | (picture.pictureId & 0x7fff), 2)
  target.writeUInt8(picture.tl0PictureIndex & 0xff, 4)
  target.writeUInt8((picture.temporalLayer << 6) | (picture.temporalLayer > 0 ? 0x20 : 0), 5)
  if (isFirst) target.writeUInt8(picture.isKeyFrame ? 0x10 : 0x11, DESCRIPTOR_BYTES)
}

/** Whether a payload begins a key frame. */
export function beginsKeyFrame(payload: Buffer): boolean {
  if (payload.length < 2) return false
  const first = payload.readUInt8(0)
  if ((first & S_BIT) === 0 || (first & 0x07) !== 0) return false
  const at = descriptorBytes(payload)
  return at < payload.length && (payload.readUInt8(at) & 0x01) === 0
}

function descriptorBytes(payload: Buffer): number {
  if ((payload.readUInt8(0) & X_BIT) === 0) return 1
  const fields = payload.readUInt8(1)
  let at = 2
  if ((fields & PICTURE_ID_BIT) !== 0 && at < payload.length) at += (payload.readUInt8(at) & 0x80) === 0 ? 1 : 2
  if ((fields & TL0_BIT) !== 0) at += 1
  if ((fields & 0x30) !== 0) at += 1
  return at
}

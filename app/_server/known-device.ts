import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

import { cookies } from 'next/headers'

import { cookieOptions, DEVICE_COOKIE, YEAR_SECONDS } from './cookies'
import { webEnv } from './env'

const ID_BYTES = 12
/** Accounts that one device remembers: an office computer has several. */
const REMEMBERED = 6
const SEPARATOR = '~'

/** This device's id for an account that has signed in on it before; null on any other. */
export async function findKnownDevice(email: string): Promise<string | null> {
  for (const mark of await readMarks()) {
    const [id = '', proof = ''] = mark.split('.', 2)
    if (isSame(proof, proofOf(email, id))) return id
  }
  return null
}

/** Records that this account has signed in here. */
export async function rememberDevice(email: string): Promise<void> {
  if ((await findKnownDevice(email)) !== null) return
  const id = randomBytes(ID_BYTES).toString('base64url')
  const marks = [`${id}.${proofOf(email, id)}`, ...(await readMarks())].slice(0, REMEMBERED)
  ;(await cookies()).set(DEVICE_COOKIE, marks.join(SEPARATOR), {
    ...cookieOptions(webEnv().PUBLIC_URL),
    maxAge: YEAR_SECONDS,
  })
}

async function readMarks(): Promise<string[]> {
  const kept = (await cookies()).get(DEVICE_COOKIE)?.value ?? ''
  return kept.split(SEPARATOR, REMEMBERED).filter((mark) => mark !== '')
}

/** Says nothing about the account, and only the app can make it. */
function proofOf(email: string, id: string): string {
  return createHmac('sha256', webEnv().NEXTAUTH_SECRET).update(`device\n${email}\n${id}`).digest('base64url')
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

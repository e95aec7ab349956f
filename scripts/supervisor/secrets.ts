import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.mjs'

const NAMES = [
  'NEXTAUTH_SECRET',
  'TICKET_PRIVATE_KEY',
  'TICKET_PUBLIC_KEY',
  'MEDIA_SHARED_SECRET',
  'TURN_SECRET',
  'IDENTITY_ENCRYPTION_KEY',
  'IDENTITY_HASH_KEY',
  'APP_ROLE_PASSWORD',
  'JOBS_ROLE_PASSWORD',
] as const

type SecretName = (typeof NAMES)[number]

/** Earlier names of secrets, in files and environments written for protocol version 2. */
const EARLIER_NAMES: Partial<Record<SecretName, string>> = { MEDIA_SHARED_SECRET: 'PRESENCE_SECRET' }

export type Secrets = Record<SecretName, string>

type Form = { says: string; isKept: (value: string) => boolean }

const LONG_TEXT: Form = { says: 'a random text of at least 32 characters', isKept: (value) => value.length >= 32 }
const KEY: Form = {
  says: '32 random bytes in base64 (openssl rand -base64 32)',
  isKept: (value) => /^[A-Za-z0-9+/]{43}=$/.test(value),
}
const WORD: Form = {
  says: 'at least 32 letters, digits, - and _',
  isKept: (value) => /^[\w-]{32,}$/.test(value),
}
const PEM: Form = {
  says: 'a key in PEM, encoded as one line of base64',
  isKept: (value) => Buffer.from(value, 'base64').toString().startsWith('-----BEGIN '),
}
const PASSWORD: Form = { says: 'a random text of at least 16 characters', isKept: (value) => value.length >= 16 }
const FORMS: Record<SecretName, Form> = {
  NEXTAUTH_SECRET: LONG_TEXT,
  TICKET_PRIVATE_KEY: PEM,
  TICKET_PUBLIC_KEY: PEM,
  MEDIA_SHARED_SECRET: LONG_TEXT,
  TURN_SECRET: WORD,
  IDENTITY_ENCRYPTION_KEY: KEY,
  IDENTITY_HASH_KEY: KEY,
  APP_ROLE_PASSWORD: PASSWORD,
  JOBS_ROLE_PASSWORD: PASSWORD,
}

/**
 * The secrets of this installation: from the environment if set there, otherwise from `secrets.json` in the data
 * folder, which the first start creates with random values and only its owner can read. A machine that only carries
 * media needs only the public key of the pair.
 */
export function readSecrets(
  dataDir: string,
  environment: Record<string, string | undefined>,
  options: { isMediaOnly: boolean } = { isMediaOnly: false },
): Secrets {
  const file = join(dataDir, 'secrets.json')
  const kept = existsSync(file) ? parse(file) : {}
  const made = makeSecrets()
  const complete = Object.fromEntries(NAMES.map((name) => [name, kept[name] ?? made[name]])) as Secrets
  // A key pair is stored or generated as one.
  if (!kept.TICKET_PRIVATE_KEY || !kept.TICKET_PUBLIC_KEY) {
    complete.TICKET_PRIVATE_KEY = made.TICKET_PRIVATE_KEY
    complete.TICKET_PUBLIC_KEY = made.TICKET_PUBLIC_KEY
  }
  if (NAMES.some((name) => kept[name] !== complete[name])) write(file, complete)
  return { ...complete, ...readGiven(environment, options) }
}

function readGiven(
  environment: Record<string, string | undefined>,
  { isMediaOnly }: { isMediaOnly: boolean },
): Partial<Secrets> {
  const given: Partial<Secrets> = {}
  for (const name of NAMES) {
    const value = underEitherName(name, (either) => environment[either])
    if (!value) continue
    if (!FORMS[name].isKept(value)) {
      throw new Problem(`${name} must be ${FORMS[name].says}.`, `Correct or unset ${name} and start again.`)
    }
    given[name] = value
  }
  const privateKey = given.TICKET_PRIVATE_KEY
  // A machine that only carries media must not be able to sign tickets.
  if (given.TICKET_PUBLIC_KEY && !privateKey && !isMediaOnly) {
    throw new Problem(
      'TICKET_PUBLIC_KEY is given without TICKET_PRIVATE_KEY.',
      'Give the private key; the public one follows from it.',
    )
  }
  if (privateKey) given.TICKET_PUBLIC_KEY ??= derivePublicKey(privateKey)
  return given
}

function makeSecrets(): Secrets {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
    TICKET_PRIVATE_KEY: toLine(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    TICKET_PUBLIC_KEY: toLine(publicKey.export({ type: 'spki', format: 'pem' })),
    MEDIA_SHARED_SECRET: randomBytes(32).toString('base64url'),
    TURN_SECRET: randomBytes(32).toString('base64url'),
    IDENTITY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    IDENTITY_HASH_KEY: randomBytes(32).toString('base64'),
    APP_ROLE_PASSWORD: randomBytes(24).toString('base64url'),
    JOBS_ROLE_PASSWORD: randomBytes(24).toString('base64url'),
  }
}

function derivePublicKey(privateKey: string): string {
  try {
    const pem = Buffer.from(privateKey, 'base64').toString()
    return toLine(createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'pem' }))
  } catch (cause) {
    throw new Problem(
      'TICKET_PRIVATE_KEY is not an Ed25519 key in PEM (PKCS 8), encoded as one line of base64.',
      'Make one with: openssl genpkey -algorithm ed25519 | base64 -w0',
      { cause },
    )
  }
}

/** PEM has line breaks, which environment files do not preserve. */
function toLine(pem: string | Buffer): string {
  return Buffer.from(pem).toString('base64')
}

function parse(file: string): Partial<Secrets> {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw damaged(file, cause)
  }
  if (typeof content !== 'object' || content === null) throw damaged(file)
  const entries = new Map<string, unknown>(Object.entries(content))
  const kept: Partial<Secrets> = {}
  for (const name of NAMES) {
    const value = underEitherName(name, (either) => entries.get(either))
    if (typeof value === 'string' && value) kept[name] = value
    else if (value !== undefined) throw damaged(file)
  }
  return kept
}

function underEitherName<Value>(name: SecretName, valueOf: (name: string) => Value): Value {
  const earlier = EARLIER_NAMES[name]
  return valueOf(name) ?? (earlier === undefined ? valueOf(name) : valueOf(earlier))
}

function damaged(file: string, cause?: unknown): Problem {
  return new Problem(
    `${file} does not hold the secrets of this installation.`,
    'Restore it from a backup: without it, encrypted identity numbers cannot be read.',
    { cause },
  )
}

function write(file: string, secrets: Secrets): void {
  const fresh = `${file}.new`
  writeFileSync(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(fresh, file)
}

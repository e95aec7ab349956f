import { randomBytes } from 'node:crypto'

import { makeBindingRequest, makeSigner, readBindingAnswer, type CheckSigner, type IceCredentials } from './stun'

export type Address = { ip: string; port: number }

type IceOptions = {
  remote: IceCredentials
  candidates: readonly Address[]
  localFragment: string
  /** `to` is null on the nominated path. */
  send: (datagram: Buffer, to: Address | null) => void
}

const CHECK_EVERY_MS = 100
/** Chromium's check interval on a working path; the worker gives up after eight seconds of silence. */
const CONSENT_EVERY_MS = 2_500

/** The controlling side of ICE towards an ICE-lite server: finds a path among its candidates and keeps it alive. */
export class IceAgent {
  readonly #options: IceOptions
  #signer: CheckSigner
  #path: Address | undefined
  #timer: NodeJS.Timeout | undefined
  /** Pending checks, with the candidate they were sent to. */
  readonly #waiting = new Map<string, Address>()
  #settle: ((path: Address) => void) | undefined

  constructor(options: IceOptions) {
    this.#options = options
    this.#signer = makeSigner(options.remote, options.localFragment)
  }

  /** Resolves with the candidate that answered first. */
  connected(): Promise<Address> {
    return this.#search(() => {
      for (const candidate of this.#options.candidates) this.#check(candidate)
    })
  }

  /** Nominates the known path again, with new credentials. */
  restart(remote: IceCredentials): Promise<Address> {
    this.#signer = makeSigner(remote, this.#options.localFragment)
    return this.#search(() => this.#check(null))
  }

  handle(datagram: Buffer, from: Address): void {
    const answer = readBindingAnswer(datagram)
    const candidate = answer && this.#waiting.get(answer.transaction)
    if (!answer?.isSuccess || !candidate) return
    this.#waiting.clear()
    this.#path ??= from
    if (!this.#settle) return
    this.#settle(this.#path)
    this.#settle = undefined
    clearInterval(this.#timer)
    this.#timer = setInterval(() => this.#check(null), CONSENT_EVERY_MS * (0.8 + 0.4 * Math.random()))
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #search(check: () => void): Promise<Address> {
    clearInterval(this.#timer)
    return new Promise((resolve) => {
      this.#settle = resolve
      check()
      this.#timer = setInterval(check, CHECK_EVERY_MS)
    })
  }

  #check(candidate: Address | null): void {
    const transaction = randomBytes(12)
    const to = candidate ?? this.#path
    if (!to) return
    if (this.#waiting.size > 50) this.#waiting.clear()
    this.#waiting.set(transaction.toString('latin1'), to)
    this.#options.send(makeBindingRequest(this.#signer, transaction), candidate)
  }
}

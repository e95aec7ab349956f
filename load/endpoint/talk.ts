export const SPEAKING_PATTERNS = ['always', 'talk', 'seldom', 'never'] as const
export type SpeakingPattern = (typeof SPEAKING_PATTERNS)[number]

/** How long somebody speaks and is silent in turn, in ms on average. */
const SPELLS: Record<SpeakingPattern, { speakMs: number; pauseMs: number }> = {
  always: { speakMs: Infinity, pauseMs: 0 },
  talk: { speakMs: 4_000, pauseMs: 1_000 },
  seldom: { speakMs: 3_000, pauseMs: 27_000 },
  never: { speakMs: 0, pauseMs: Infinity },
}

/** A speech pattern: periods of speech and of silence, each between half and one and a half of its usual length. */
export class Talk {
  readonly #spells: { speakMs: number; pauseMs: number }
  readonly #random: () => number
  #speaks: boolean
  #untilMs: number

  constructor(pattern: SpeakingPattern, nowMs: number, random: () => number = Math.random) {
    this.#spells = SPELLS[pattern]
    this.#random = random
    const { speakMs, pauseMs } = this.#spells
    this.#speaks = speakMs === Infinity || (pauseMs !== Infinity && random() < speakMs / (speakMs + pauseMs))
    this.#untilMs = nowMs + this.#length()
  }

  isSpeaking(nowMs: number): boolean {
    while (nowMs >= this.#untilMs) {
      this.#speaks = !this.#speaks
      this.#untilMs += Math.max(1, this.#length())
    }
    return this.#speaks
  }

  #length(): number {
    const usual = this.#speaks ? this.#spells.speakMs : this.#spells.pauseMs
    return usual * (0.5 + this.#random())
  }
}

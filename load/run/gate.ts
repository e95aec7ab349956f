/** A barrier that opens when everybody has arrived. */
export class Gate {
  readonly passed: Promise<void>
  #open: () => void = () => {}
  #awaited: number

  constructor(awaited: number) {
    this.#awaited = awaited
    this.passed = new Promise((resolve) => {
      this.#open = resolve
    })
  }

  arrive(): Promise<void> {
    this.#awaited -= 1
    if (this.#awaited <= 0) this.#open()
    return this.passed
  }
}

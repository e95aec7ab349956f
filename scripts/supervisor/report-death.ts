import type { Death } from './keep-alive.ts'

/** One line for the terminal. */
export function reportDeath({ name, code, signal, restartInMs }: Death): void {
  console.error(`${name} ended (${signal ?? `code ${code}`}); starting it again in ${restartInMs} ms.`)
}

import type { Browser } from 'playwright-core'

/** Every page of this browser that is opened from now on runs a script before its own; the first given runs first. */
export function withInitScript(browser: Browser, script: () => void): Browser {
  return new Proxy(browser, {
    get: (target, name) => {
      if (name !== 'newContext') {
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      }
      return async (...options: Parameters<Browser['newContext']>) => {
        const context = await target.newContext(...options)
        await context.addInitScript(script)
        return context
      }
    },
  })
}

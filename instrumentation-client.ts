import '@/app/polyfills'
import { config } from 'zod'

/**
 * Runs before the page's own code. Our content security policy forbids evaluating text as code, and zod would probe for
 * it.
 */
config({ jitless: true })

// The page's own sentence for browsers that are too old waits for this sign (`app/_components/too-old.tsx`).
Reflect.set(globalThis, 'samsalRuns', true)

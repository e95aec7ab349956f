import { config } from 'zod'

/**
 * Runs before the page's own code. Our content security policy forbids evaluating text as code, and zod would probe for
 * it.
 */
config({ jitless: true })

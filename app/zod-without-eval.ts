import { config } from 'zod'

/** Our content security policy forbids evaluating text as code, and zod would probe for it. Runs before anything is parsed. */
config({ jitless: true })

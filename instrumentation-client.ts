import { config } from 'zod'

/** Runs before the page's own code. Our policy lets no text become code, and zod would try whether it does. */
config({ jitless: true })

// Runs before the page's own code.
import '@/app/polyfills'
import '@/app/zod-without-eval'
import '@/app/runs'

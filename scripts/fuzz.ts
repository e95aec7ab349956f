// Sends random and malformed input to a running Samsal, and checks that it survives. The short form is part of npm test.
// npm run fuzz                     both kinds, ten minutes each, with a printed seed
// npm run fuzz -- protocol         only the messages of live lessons; `http`: routes, forms and actions
// FUZZ_SECONDS=3600 FUZZ_SEED=7    the duration, and the seed of an earlier run
import { runProject } from './run-project.ts'

const TEN_MINUTES = '600'

await runProject('fuzz', { FUZZ_SECONDS: process.env.FUZZ_SECONDS ?? TEN_MINUTES })

// Sends whatever can be sent to a running Samsal, and sees whether it bears it. The short form is part of npm test.
// npm run fuzz                     both kinds, ten minutes each, with a seed that is printed
// npm run fuzz -- protocol         the messages of live lessons alone; `http` the routes, forms and actions
// FUZZ_SECONDS=3600 FUZZ_SEED=7    for how long, and the same as that time
import { runProject } from './run-project.ts'

const TEN_MINUTES = '600'

await runProject('fuzz', { FUZZ_SECONDS: process.env.FUZZ_SECONDS ?? TEN_MINUTES })

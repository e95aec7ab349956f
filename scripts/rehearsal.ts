// Rehearses a whole lesson in real browsers, with everything that can happen in it, and prints a line for each step.
// npm run rehearsal          the long form, more than an hour, one file after the other: every state in three languages,
//                            and a lesson of thirty real minutes with every fault of devices, systems and minutes once;
//                            the short one is part of npm test
// npm run rehearsal -- data  one part of it; thirty-minutes is another
import { runProject } from './run-project.ts'

await runProject('rehearsal', { REHEARSAL: process.env.REHEARSAL ?? 'long' })

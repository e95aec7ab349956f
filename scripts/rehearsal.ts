// Rehearses a whole lesson in real browsers, with everything that can happen in it, and prints a line for each step.
// npm run rehearsal          the long form, about twenty minutes, with every state in three languages;
//                            the short one is part of npm test
// npm run rehearsal -- data  one part of it
import { runProject } from './run-project.ts'

await runProject('rehearsal', { REHEARSAL: process.env.REHEARSAL ?? 'long' })

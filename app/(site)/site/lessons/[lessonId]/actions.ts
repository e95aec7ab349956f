'use server'

import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, runAction, type ActionResult } from '@/app/_server/run-action'
import { findByCard, findByCardInput } from '@/services/attendance/find-by-card'
import { takeRoll, takeRollInput } from '@/services/attendance/take-roll'

/** Adds marks to the roll; a repeated mark changes nothing. */
export async function takeRollAction(input: unknown): Promise<ActionResult<{ recorded: number }>> {
  return runAction('take-roll', async () => takeRoll(await getStaffActor(), parseInput(takeRollInput, input)))
}

/** The person whose card was scanned. */
export async function findByCardAction(input: unknown): Promise<ActionResult<{ personId: string }>> {
  return runAction('find-by-card', async () => findByCard(await getStaffActor(), parseInput(findByCardInput, input)))
}

import 'server-only'
import { cookies } from 'next/headers'

import { ROW_HEIGHT_COOKIE } from '@/app/_server/cookies'

import { ROW_HEIGHTS, type RowHeight } from './row-heights'

/** How high this device shows the rows of lists. */
export async function readRowHeight(): Promise<RowHeight> {
  const said = (await cookies()).get(ROW_HEIGHT_COOKIE)?.value
  return ROW_HEIGHTS.find((height) => height === said) ?? 'compact'
}

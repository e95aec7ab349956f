import type { Promises } from '../options'
import type { Summary } from './summary'

/** A sentence for each missed target; empty when all were met. */
export function brokenPromises(summary: Summary, promises: Promises): string[] {
  const { all, samples } = summary
  const errors = Object.values(summary.errors).reduce((sum, times) => sum + times, 0)
  const { maxLossPercent, maxP99Ms, maxJoinP95Ms, maxBackP95Ms } = promises
  const broken: string[] = []
  if (all.joined < all.endpoints) {
    broken.push(`Not everybody came in: ${all.joined} of ${all.endpoints} joined.`)
  }
  if (all.deaf > 0) broken.push(`Not everybody heard something: ${all.deaf} received no voice.`)
  if (all.blind > 0) broken.push(`Not everybody saw something: ${all.blind} received no picture.`)
  if (samples.forged > 0) broken.push(`Not all was authentic: ${samples.forged} samples could not be opened.`)
  if (errors > 0) broken.push(`Not all went well: there were ${errors} errors, named in the report.`)
  if (maxLossPercent !== null && all.lossPercent > maxLossPercent) {
    broken.push(`More was lost than promised: ${all.lossPercent.toFixed(3)} %, promised at most ${maxLossPercent} %.`)
  }
  const p99 = Math.max(all.delayMs.audio?.p99 ?? 0, all.delayMs.video?.p99 ?? 0)
  if (maxP99Ms !== null && p99 > maxP99Ms) {
    broken.push(`Packets took longer than promised: p99 ${p99.toFixed(1)} ms, promised at most ${maxP99Ms} ms.`)
  }
  const join = all.join.dtls?.p95 ?? 0
  if (maxJoinP95Ms !== null && join > maxJoinP95Ms) {
    broken.push(`Joining took longer than promised: p95 ${join.toFixed(0)} ms, promised at most ${maxJoinP95Ms} ms.`)
  }
  const back = all.backMs.media?.p95 ?? 0
  if (maxBackP95Ms !== null && back > maxBackP95Ms) {
    broken.push(
      `Coming back took longer than promised: p95 ${back.toFixed(0)} ms, promised at most ${maxBackP95Ms} ms.`,
    )
  }
  return broken
}

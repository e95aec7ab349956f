import { formatInstant, formatWeekday } from '@/app/_components/dates'

type DayProps = { on: string; language: string }

/** A date with its weekday: "tors 2026-11-26". */
export function Day({ on, language }: DayProps) {
  return (
    <span className="whitespace-nowrap tabular-nums">
      {formatWeekday(on, language)} <bdi>{on}</bdi>
    </span>
  )
}

/** From one date until another, or without an end. */
export function Period({ fromOn, untilOn, language }: { fromOn: string; untilOn: string | null; language: string }) {
  return (
    <>
      <Day on={fromOn} language={language} />
      {' – '}
      {untilOn !== null && <Day on={untilOn} language={language} />}
    </>
  )
}

/** A moment in the region with its weekday: "tors 2026-11-26 08:30". */
export function Moment({ at, language }: { at: Date; language: string }) {
  return (
    <span className="whitespace-nowrap tabular-nums">
      {formatWeekday(at, language)} <bdi dir="ltr">{formatInstant(at.getTime())}</bdi>
    </span>
  )
}

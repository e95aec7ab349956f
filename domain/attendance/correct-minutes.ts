import { DomainError } from '../domain-error'
import type { AttendanceMinutes } from './assess-attendance'

export type CorrectedMinutes = Omit<AttendanceMinutes, 'plannedMinutes'>

/**
 * The minutes after a correction.
 * @throws DomainError `attendance.minutes-exceed-lesson` unless they add up to the planned minutes,
 * `attendance.correction-changes-nothing` when they equal the earlier ones.
 */
export function correctMinutes(current: AttendanceMinutes, corrected: CorrectedMinutes): AttendanceMinutes {
  const { presentMinutes, technicalFailureMinutes, excusedMinutes, absentMinutes } = corrected
  const sum = presentMinutes + technicalFailureMinutes + excusedMinutes + absentMinutes
  const { plannedMinutes } = current
  if (sum !== plannedMinutes) {
    throw new DomainError('attendance.minutes-exceed-lesson', { field: 'presentMinutes', plannedMinutes, sum })
  }
  const isSame =
    presentMinutes === current.presentMinutes &&
    technicalFailureMinutes === current.technicalFailureMinutes &&
    excusedMinutes === current.excusedMinutes &&
    absentMinutes === current.absentMinutes
  if (isSame) throw new DomainError('attendance.correction-changes-nothing', { field: 'presentMinutes' })
  return { plannedMinutes, presentMinutes, technicalFailureMinutes, excusedMinutes, absentMinutes }
}

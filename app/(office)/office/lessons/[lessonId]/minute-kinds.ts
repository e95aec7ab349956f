import type { listAttendance } from '@/services/attendance/list-attendance'

export type LessonAttendance = Awaited<ReturnType<typeof listAttendance>>

export const MINUTE_KINDS = ['presentMinutes', 'excusedMinutes', 'technicalFailureMinutes', 'absentMinutes'] as const

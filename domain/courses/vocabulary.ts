export const COURSE_KINDS = ['civic_orientation', 'sfi'] as const
export type CourseKind = (typeof COURSE_KINDS)[number]

export const SFI_COURSES = ['A', 'B', 'C', 'D'] as const
export type SfiCourse = (typeof SFI_COURSES)[number]

export const LESSON_STATES = ['planned', 'live', 'ended', 'not-held', 'cancelled'] as const
export type LessonState = (typeof LESSON_STATES)[number]

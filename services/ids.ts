import * as z from 'zod'

import type {
  EnrolmentId,
  GroupId,
  ImportId,
  InvitationId,
  LessonId,
  MaterialId,
  MunicipalityId,
  PersonId,
  ProviderId,
  RecordingId,
  RunId,
  SavedViewId,
  SiteId,
  StaffId,
  TransferQuestionId,
  TransferRequestId,
} from '@/domain/ids'

/** Schemas of incoming ids: UUIDs, branded by what they identify. */
export const municipalityId = z.uuid().transform((id) => id as MunicipalityId)
export const siteId = z.uuid().transform((id) => id as SiteId)
export const staffId = z.uuid().transform((id) => id as StaffId)
export const personId = z.uuid().transform((id) => id as PersonId)
export const groupId = z.uuid().transform((id) => id as GroupId)
export const lessonId = z.uuid().transform((id) => id as LessonId)
export const materialId = z.uuid().transform((id) => id as MaterialId)
export const recordingId = z.uuid().transform((id) => id as RecordingId)
export const invitationId = z.uuid().transform((id) => id as InvitationId)
export const enrolmentId = z.uuid().transform((id) => id as EnrolmentId)
export const providerId = z.uuid().transform((id) => id as ProviderId)
export const savedViewId = z.uuid().transform((id) => id as SavedViewId)
export const importId = z.uuid().transform((id) => id as ImportId)
export const runId = z.uuid().transform((id) => id as RunId)
export const transferRequestId = z.uuid().transform((id) => id as TransferRequestId)
export const transferQuestionId = z.uuid().transform((id) => id as TransferQuestionId)

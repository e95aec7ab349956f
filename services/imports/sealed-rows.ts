import { createHmac } from 'node:crypto'

import * as z from 'zod'

import type { ImportId } from '@/domain/ids'
import { keyOfHeadings } from '@/domain/imports/import-fields'
import { foldedNameOf } from '@/domain/people/fold-name'
import { serviceEnv } from '@/services/env'
import { hashIdentityNumber } from '@/services/people/seal-identity-number'
import { seal, unseal } from '@/services/people/seal'

import { rowPlan, type RowPlan } from './row-plan'

type At = { importId: ImportId; rowNumber: number }

const cellsSchema = z.array(z.string())

/** The stored form of a row's cells, bound to its place. */
export function sealCells(at: At, cells: readonly string[]): Buffer {
  return seal(JSON.stringify(cells), contextOf('cells', at))
}

/** No cells where they have been forgotten. */
export function readCells(at: At, sealed: Buffer): string[] {
  return sealed.length === 0 ? [] : cellsSchema.parse(JSON.parse(unseal(sealed, contextOf('cells', at))))
}

export function sealPlan(at: At, plan: RowPlan): Buffer {
  return seal(JSON.stringify(plan), contextOf('plan', at))
}

export function readPlan(at: At, sealed: Buffer): RowPlan {
  return rowPlan.parse(JSON.parse(unseal(sealed, contextOf('plan', at))))
}

/** The file, and its headings: a list without any has people in its first row. */
export function sealFile(importId: ImportId, bytes: Uint8Array): Buffer {
  return seal(Buffer.from(bytes).toString('base64'), `imports/${importId}/file`)
}

export function readFile(importId: ImportId, sealed: Buffer): Uint8Array {
  return Buffer.from(unseal(sealed, `imports/${importId}/file`), 'base64')
}

export function sealHeadings(importId: ImportId, headings: readonly string[]): Buffer {
  return seal(JSON.stringify(headings), `imports/${importId}/headings`)
}

export function readHeadings(importId: ImportId, sealed: Buffer | null): string[] {
  return sealed === null ? [] : cellsSchema.parse(JSON.parse(unseal(sealed, `imports/${importId}/headings`)))
}

/** By which a municipality's choice of columns is found again. */
export function headingsKeyOf(headings: readonly string[]): string {
  return createHmac('sha256', serviceEnv().IDENTITY_HASH_KEY)
    .update(`headings/${keyOfHeadings(headings)}`)
    .digest('hex')
}

type Identifying = {
  identityNumber?: string | undefined
  givenName?: string | undefined
  familyName?: string | undefined
  bornOn?: string | undefined
}

/** Keyed hashes by which two rows of one file are found to be about the same person. */
export function matchKeysOf({ identityNumber, givenName, familyName, bornOn }: Identifying): string[] {
  const name = foldedNameOf(`${givenName ?? ''} ${familyName ?? ''}`)
  const byNumber = identityNumber === undefined ? [] : [hashIdentityNumber(identityNumber)]
  const isNamed = name !== '' && (bornOn !== undefined || identityNumber === undefined)
  return isNamed ? [...byNumber, hashIdentityNumber(`${name} ${bornOn ?? ''}`)] : byNumber
}

function contextOf(what: 'cells' | 'plan', { importId, rowNumber }: At): string {
  return `imports/${importId}/${rowNumber}/${what}`
}

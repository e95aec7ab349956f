import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import type { MunicipalityId, StaffId } from '../ids'
import { isAllowed, type Permission } from './permissions'
import { STAFF_ROLES, type StaffRole } from './roles'

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
const PERMISSIONS = [...read('./permissions.ts').matchAll(/^ {2}'([a-z.-]+)': \[/gm)].map((match) => match[1] ?? '')
const ROWS = [...read('../../docs/security.md').matchAll(/^\| `([a-z]+\.[a-z-]+)` \|(.*)\|$/gm)].map((match) => ({
  permission: match[1] ?? '',
  cells: (match[2] ?? '').split('|').map((cell) => cell.trim()),
}))
const municipalityId = '00000000-0000-4000-8000-000000000001' as MunicipalityId

function isAllowedTo(role: StaffRole, permission: string): boolean {
  const roles = [{ role, municipalityId, siteId: null }]
  return isAllowed({ kind: 'staff', staffId: municipalityId as string as StaffId, roles }, permission as Permission)
}

test('the documented table has every permission', () => {
  expect(ROWS.map((row) => row.permission)).toEqual(PERMISSIONS)
})

test.each(ROWS)('the documented table says who has $permission', ({ permission, cells }) => {
  const said = STAFF_ROLES.filter((_, index) => cells[index] === 'yes')
  expect(said).toEqual(STAFF_ROLES.filter((role) => isAllowedTo(role, permission)))
})

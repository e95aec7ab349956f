import { redirect } from 'next/navigation'

import { findPerson, findStaff } from './_server/require-actor'

/** Redirects everyone to their start page. */
export default async function StartPage() {
  const staff = await findStaff()
  if (staff) {
    const roles = new Set(staff.actor.roles.map((held) => held.role))
    if (roles.has('administrator') || roles.has('coordinator') || roles.has('case_officer')) redirect('/office')
    redirect(roles.has('communicator') ? '/teach' : '/site')
  }
  redirect((await findPerson()) ? '/learn' : '/sign-in')
}

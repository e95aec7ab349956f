import * as z from 'zod'

import { token } from '@/protocol/bounded'
import { beginProviderSignInInput } from '@/services/access/begin-provider-sign-in'

const KILOBYTE = 1_024

/** The routes by which staff sign in, a part of `HTTP_API`. */
export const SIGN_IN_API = {
  'GET /api/auth/[...nextauth]': {
    name: 'auth',
    says: 'The CSRF token and the session, from next-auth.',
    who: 'everybody',
    answer: 'file',
  },
  'POST /api/auth/[...nextauth]': {
    name: 'auth',
    says: 'Signs a member of staff in or out.',
    who: 'staff with a password',
    body: z.record(z.string(), z.string()).catch({}),
    isForm: true,
    maxBytes: 4 * KILOBYTE,
    answer: 'file',
  },
  'GET /api/sign-in/[providerId]': {
    name: 'begin-provider-sign-in',
    says: "Sends the browser to a municipality's own sign-in; `to` is the page of ours that follows. A refusal leads to the sign-in page, which shows it.",
    who: 'everybody',
    params: beginProviderSignInInput,
    query: z.strictObject({ to: token(300).optional() }),
    answer: 'file',
    isArrival: true,
  },
  'GET /api/sign-in/[providerId]/callback': {
    name: 'finish-provider-sign-in',
    says: "Where a municipality's own sign-in sends the browser back. Signs the member of staff in, or leads to the sign-in page, which shows the refusal.",
    who: 'the browser that began the sign-in',
    params: beginProviderSignInInput,
    answer: 'file',
    isArrival: true,
  },
} as const

import type { OpenIdFault } from '@/adapters/openid'
import { withActor } from '@/db/client'
import type { MunicipalityId, ProviderId } from '@/domain/ids'
import { writeAudit } from '@/services/audit/write-audit'
import { SIGN_IN } from '@/services/system-actors'

type Provider = { providerId: ProviderId; municipalityId: MunicipalityId; name: string }

/**
 * Logs for a provider's administrators what they alone can set right. A response that failed one of our checks is not
 * among it: anybody can send us one.
 */
export async function auditRefusal(provider: Provider, fault: OpenIdFault): Promise<void> {
  if (fault !== 'refused') await auditCode(provider, `providers.${fault}`)
}

/** The same for somebody who signed in at the provider, and whom we refused; `refusal` is an error code. */
export async function auditCode({ providerId, municipalityId, name }: Provider, refusal: string): Promise<void> {
  await withActor(SIGN_IN, (tx) =>
    writeAudit(tx, SIGN_IN, {
      action: 'provider.refused',
      municipalityId,
      subjectId: providerId,
      details: { provider: name, refusal },
    }),
  )
}

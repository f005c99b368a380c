import type { Check } from '../core/visit-view.ts'
import type { EidCertificate } from './certificate.ts'
import { notChecked } from './check.ts'
import type { Vouchers } from './verify.ts'

/** Whether the certificates of a card were withdrawn, as far as that can be asked. */
export type Revocation = (vouchers: Vouchers, now: Date) => Promise<Check>

/** A certificate and who issued it. */
export interface Pair {
  readonly certificate: EidCertificate
  readonly issuer: EidCertificate
}

/** Where the settings name no address, nobody is asked. */
export const askNobody: Revocation = async () => notChecked('revocation', 'not_configured')

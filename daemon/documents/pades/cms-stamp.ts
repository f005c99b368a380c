import { Set as Asn1Set, Constructed, ObjectIdentifier, Sequence } from 'asn1js'
import { OID } from './algorithms.ts'
import { items, readMessage } from './cms-read.ts'
import { DerError, guarded, readDer, same } from './x509.ts'

/**
 * A signature with a time-stamp token among its unsigned attributes; all else stays as it was.
 * @throws DerError. Sources: RFC 5652, 5.3; ETSI EN 319 122-1, 5.3.
 */
export function withToken(cms: Uint8Array, token: Uint8Array): Uint8Array {
  const before = readMessage(cms)
  if (before.timestamp !== undefined) throw new DerError('stamped already')
  const stamped = guarded('signature', () => {
    const outer = readDer(cms)
    const [, wrapped] = items(outer)
    const fields = wrapped instanceof Constructed ? items(wrapped.valueBlock.value[0]) : []
    const infos = fields.at(-1)
    const [info] = infos instanceof Asn1Set ? infos.valueBlock.value : []
    if (!(info instanceof Sequence)) throw new DerError('no signer')
    const attribute = new Sequence({
      value: [
        new ObjectIdentifier({ value: OID.timestampToken }),
        new Asn1Set({ value: [readDer(token)] }),
      ],
    })
    const unsigned = new Constructed({
      idBlock: { tagClass: 3, tagNumber: 1 },
      value: [attribute],
    })
    info.valueBlock.value.push(unsigned)
    return new Uint8Array(outer.toBER())
  })
  const after = readMessage(stamped)
  const kept =
    same(after.signature, before.signature) &&
    same(after.signedBytes, before.signedBytes) &&
    same(after.signer.der, before.signer.der)
  if (!kept) throw new DerError('not DER, so that it cannot be stamped')
  return stamped
}

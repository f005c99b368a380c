import { Signature as Pen } from 'lucide'
import type { DocumentView } from '../../../daemon/core/visit-view.ts'
import { Button, Notice, StatusWord } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import { texts } from '../speech.ts'
import { PinNotice } from './pin-notice.tsx'

export function Signing({ s, visit }: StepProps) {
  const { document, outcome } = visit
  const refused = document.state === 'refused' || outcome === 'refused'
  return <Signature s={s} visit={visit} document={document} refused={refused} />
}

interface SignatureProps extends Pick<StepProps, 's' | 'visit'> {
  readonly document: DocumentView
  readonly refused: boolean
}
/** How the document that the citizen deals with is being signed or refused, and how that ended. */
export function Signature({ s, visit, document, refused }: SignatureProps) {
  const words = texts.value
  const { signature } = visit
  if (document.signedSha256)
    return (
      <>
        <p data-name="signed">
          <StatusWord tone={refused ? 'amber' : 'green'}>
            {refused ? words.refused : words.signed}
          </StatusWord>
        </p>
        {refused && (
          <p>
            {document.refusalReason
              ? words.refusedReason(document.refusalReason)
              : words.refusedNoReason}
          </p>
        )}
      </>
    )
  if (document.state !== 'read') return <p class="soft">{words.signatureFirst}</p>
  if (visit.pin?.purpose === 'sign') return <PinNotice pin={visit.pin} />
  const trouble = signature.state === 'damaged' || signature.state === 'pad_gone'
  return (
    <>
      {trouble ? (
        <Notice tone="amber">{words.signatureStates[signature.state]}</Notice>
      ) : (
        <p data-name="signature">{words.signatureStates[signature.state]}</p>
      )}
      {signature.state === 'none' && (
        <div class="step-acts">
          <Button
            name="signature.ask"
            icon={Pen}
            look="primary"
            off={s.lostAtMs.value !== undefined}
            onPress={() => s.ask({ name: 'signature.ask' })}
          >
            {words.askSignature}
          </Button>
        </div>
      )}
    </>
  )
}

import { Printer, X } from 'lucide'
import { BigChoice, Choices, Notice } from '../kit/components.tsx'
import { Moment } from './moments.tsx'
import { act, texts, waiting } from './state.ts'

export function CopyOffer({ state }: { state: 'offered' | 'printing' | 'printed' | 'failed' }) {
  switch (state) {
    case 'offered':
      return (
        <Moment heading={texts.value.copyHeading}>
          <p class="lead">{texts.value.copyText}</p>
          <PrintOrNot print={texts.value.copyYes} />
        </Moment>
      )
    case 'printing':
      return <Moment heading={texts.value.copyPrinting}>{undefined}</Moment>
    case 'printed':
      return (
        <Moment heading={texts.value.copyPrinted}>
          <p class="lead">{texts.value.copyPrintedText}</p>
        </Moment>
      )
    case 'failed':
      return (
        <Moment heading={texts.value.copyFailed}>
          <Notice tone="amber">{texts.value.copyFailedText}</Notice>
          <PrintOrNot print={texts.value.copyRetry} />
        </Moment>
      )
  }
}

function PrintOrNot({ print }: { print: string }) {
  return (
    <Choices>
      <BigChoice
        name="print"
        icon={Printer}
        off={waiting.value}
        onPress={() => act({ act: 'copy.print' })}
      >
        {print}
      </BigChoice>
      <BigChoice
        name="no copy"
        icon={X}
        off={waiting.value}
        onPress={() => act({ act: 'copy.decline' })}
      >
        {texts.value.copyNo}
      </BigChoice>
    </Choices>
  )
}

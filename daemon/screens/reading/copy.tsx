import { FileText, Printer, X } from 'lucide'
import { BigChoice, Choices, Icon, Notice } from '../kit/components.tsx'
import type { ReadingScreen } from '../protocol.ts'
import { Moment } from './moments.tsx'
import { act, texts, waiting } from './state.ts'

type Copy = Extract<ReadingScreen, { screen: 'copy' }>

export function CopyOffer({ copy: { state, papers, making } }: { copy: Copy }) {
  switch (state) {
    case 'offered':
      return (
        <Moment heading={texts.value.copyHeading}>
          <p class="lead">{texts.value.copyText}</p>
          <Comes papers={papers} making={making} />
          <PrintOrNot print={texts.value.copyYes} making={making} />
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
          <Comes papers={papers} making={making} />
          <PrintOrNot print={texts.value.copyRetry} making={making} />
        </Moment>
      )
  }
}

/** Which papers come; with nothing but the statement the heading says it. */
function Comes({ papers, making }: Pick<Copy, 'papers' | 'making'>) {
  const words = texts.value
  if (papers.every((paper) => paper === 'statement')) return null
  return (
    <div class="comes">
      <p>{making ? words.copyMaking : words.copyList}</p>
      <ul>
        {papers.map((paper) => (
          <li key={paper} data-paper={paper}>
            <Icon node={FileText} />
            <span>{words.copyPapers[paper]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function PrintOrNot({ print, making }: { print: string; making: boolean }) {
  return (
    <Choices>
      <BigChoice
        name="print"
        icon={Printer}
        off={waiting.value || making}
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

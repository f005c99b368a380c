import { useSignal } from '@preact/signals'
import { FileCheck, FileText, Printer } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { LANGUAGES, type Language } from '../../core/language.ts'
import { longTime } from '../../documents/when.ts'
import { Button, Icon, Notice } from '../../screens/kit/components.tsx'
import { verifierTexts } from '../texts/texts.ts'
import type { VerifierTrust } from '../trust-file.ts'
import type { Findings } from '../verify-dossier.ts'
import { explain, MARKS } from './checker.ts'
import { type Checked, checkFile, language, shown } from './state.ts'
import { type PageTexts, pageTexts } from './texts.ts'

const NAMES: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  fr: 'Français',
  de: 'Deutsch',
  en: 'English',
}

export function VerifierPage({ trust, able }: { trust: VerifierTrust | null; able: boolean }) {
  const words = pageTexts[language.value]
  return (
    <div class="verifier">
      <header class="top">
        <h1>{words.title}</h1>
        <Languages words={words} />
      </header>
      <main>
        <p class="about">{words.about}</p>
        {!able && <Notice tone="red">{words.tooOld}</Notice>}
        {!trust && <Notice tone="amber">{words.noTrust}</Notice>}
        {able && trust && <Chooser words={words} trust={trust} />}
        <div role="status" aria-live="polite" class="live">
          <Outcome words={words} />
        </div>
        {shown.value.state === 'checked' && <Story words={words} checked={shown.value} />}
      </main>
    </div>
  )
}

function Languages({ words }: { words: PageTexts }) {
  return (
    <nav class="languages" aria-label={words.language}>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          class="button"
          data-look="quiet"
          aria-pressed={language.value === each}
          onClick={() => {
            language.value = each
          }}
        >
          {NAMES[each]}
        </button>
      ))}
    </nav>
  )
}

function Chooser({ words, trust }: { words: PageTexts; trust: VerifierTrust }) {
  const over = useSignal(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file) void checkFile(file, trust)
  }
  return (
    <section
      class="drop"
      data-over={over.value}
      data-small={shown.value.state === 'checked'}
      aria-label={words.drop}
      onDragOver={() => {
        over.value = true
      }}
      onDragLeave={() => {
        over.value = false
      }}
      onDrop={(event) => {
        over.value = false
        take(event.dataTransfer?.files)
      }}
    >
      <p>{words.drop}</p>
      <Button
        icon={FileCheck}
        look={shown.value.state === 'waiting' ? 'primary' : 'plain'}
        name="choose"
        onPress={() => input.current?.click()}
      >
        {shown.value.state === 'waiting' ? words.choose : words.another}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          take(currentTarget.files)
          // The same file chosen again is a choice too.
          currentTarget.value = ''
        }}
      />
    </section>
  )
}

function Outcome({ words }: { words: PageTexts }) {
  const { value } = shown
  if (value.state === 'checked') return <Verdict findings={value.findings} />
  if (value.state === 'checking') return <p>{words.checking}</p>
  if (value.state === 'waiting') return null
  const sentence =
    value.state === 'foreign' ? verifierTexts[language.value].notADossier : words.failed
  return (
    <div class="notice" data-tone="amber" data-name={value.state}>
      {sentence}
    </div>
  )
}

function Verdict({ findings }: { findings: Findings }) {
  const { tone, headline, verdict, caution, test } = explain(findings, language.value)
  return (
    <>
      {test && <p class="test">{test}</p>}
      <section class="verdict" data-tone={tone}>
        <h2>{headline}</h2>
        <p>{verdict}</p>
        {caution && <p>{caution}</p>}
      </section>
    </>
  )
}

function Story({ words, checked }: { words: PageTexts; checked: Checked }) {
  const { title, doubt, parts, checked: claims } = explain(checked.findings, language.value)
  const { locale, checked: heading } = verifierTexts[language.value]
  const top = useRef<HTMLHeadingElement>(null)
  useEffect(() => top.current?.focus({ preventScroll: true }), [checked])
  return (
    <article>
      <h2 ref={top} tabIndex={-1}>
        {title}
      </h2>
      <p class="soft">{words.checkedAt(checked.file, longTime(checked.at, locale))}</p>
      {doubt && <Notice tone="red">{doubt}</Notice>}
      <div class="parts">
        {parts.map(({ heading, sentences, shown }) => (
          <section key={heading}>
            <h3>{heading}</h3>
            {sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {shown && (
              <details>
                <summary>{shown.about}</summary>
                <ul>
                  {shown.lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </details>
            )}
          </section>
        ))}
      </div>
      <Papers words={words} checked={checked} />
      <h3>{heading}</h3>
      <ul class="claims">
        {claims.map(({ verdict, word, sentence }) => (
          <li key={sentence} data-verdict={verdict}>
            <span class="word">
              <span aria-hidden="true">{MARKS[verdict]}</span> {word}
            </span>
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
      <div class="print">
        <Button icon={Printer} name="print" onPress={() => print()}>
          {words.print}
        </Button>
      </div>
    </article>
  )
}

function Papers({ words, checked: { papers, findings } }: { words: PageTexts; checked: Checked }) {
  if (papers.length === 0) return null
  const told = verifierTexts[language.value]
  return (
    <section class="paper">
      <h3>{words.papers}</h3>
      {!findings.holds && <p>{words.paperDoubt}</p>}
      {papers.map(({ name, kind, title, address }) => (
        <p key={address} class="links">
          <a class="button" href={address} target="_blank" rel="noreferrer" data-act="paper">
            <Icon node={FileText} />{' '}
            {words.openPaper(kind ? told.paperNames[kind] : (title ?? words.otherPaper))}
          </a>
          <a href={address} download={name} aria-label={`${words.savePaper}: ${name}`}>
            {words.savePaper}
          </a>
        </p>
      ))}
    </section>
  )
}

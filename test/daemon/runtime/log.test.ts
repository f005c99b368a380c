import t from 'tap'
import { makeLog } from '../../../daemon/runtime/log.ts'

function captured(level?: string) {
  const lines: string[] = []
  const settings = level === undefined ? { name: 'test' } : { name: 'test', level }
  const log = makeLog(settings, { write: (line) => void lines.push(line) })
  return { log, lines }
}

t.test('a line is JSON with its level, time, unit and fields', async (t) => {
  const { log, lines } = captured()
  log.child({ unit: 'hw.card' }).info({ box: 'genk-1' }, 'reader up')
  t.match(JSON.parse(lines[0] ?? ''), {
    level: 'info',
    name: 'test',
    unit: 'hw.card',
    box: 'genk-1',
    msg: 'reader up',
    time: /^\d{4}-/,
  })
})

t.test('what may be personal or secret is kept out, also one level down', async (t) => {
  const { log, lines } = captured()
  const canary = 'canary'
  for (const field of [
    'surname',
    'givenNames',
    'nationalNumber',
    'pin',
    'sdp',
    'jwe',
    'text',
    'body',
  ])
    log.warn({ [field]: canary, deep: { [field]: canary } }, 'a slip of the programmer')
  t.equal(lines.length, 8)
  t.notOk(lines.join('').includes(canary))
})

t.test('lines below its level are not written', async (t) => {
  const { log, lines } = captured('warn')
  log.info('quiet')
  log.error({ err: new TypeError('broken') }, 'unit down')
  t.equal(lines.length, 1)
  t.match(JSON.parse(lines[0] ?? ''), { level: 'error', err: { type: 'TypeError' } })
})

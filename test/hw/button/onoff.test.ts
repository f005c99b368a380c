import t from 'tap'
import { onoffInput } from '../../../hw/button/onoff.ts'
import { InputGoneError } from '../../../hw/button/port.ts'

const never = new AbortController().signal

t.test('a line that does not exist ends the input with its reason', async (t) => {
  const sysfs = t.testdir({ export: '' })
  const input = onoffInput({ line: { label: 'pinctrl', offset: 17 }, sysfs, silenceMs: 8000 })
  await t.rejects(
    input.run(never, () => {}),
    new InputGoneError('no GPIO chip is called pinctrl'),
  )
})

t.test('a line that the kernel does not give ends the input, not us', async (t) => {
  const chip = { label: 'pinctrl', base: '990', ngpio: '8' }
  const sysfs = t.testdir({ export: '', gpiochip990: chip })
  const input = onoffInput({ line: { label: 'pinctrl', offset: 3 }, sysfs, silenceMs: 8000 })
  await t.rejects(
    input.run(never, () => {}),
    { code: 'INPUT_GONE' },
  )
})

t.test('an input that is not wanted any more ends without fault', async (t) => {
  const ending = new AbortController()
  ending.abort()
  await onoffInput({ line: { label: 'pinctrl', offset: 1 } }).run(ending.signal, () => t.fail())
})

const hardware = process.env['LOKET_HW'] === '1' ? false : 'needs a GPIO line: LOKET_HW=1'
t.test('a real line tells its level first', { skip: hardware }, async (t) => {
  const label = process.env['LOKET_HW_GPIO_LABEL'] ?? ''
  const offset = Number(process.env['LOKET_HW_GPIO_OFFSET'])
  const ending = new AbortController()
  const running = onoffInput({ line: { label, offset } }).run(ending.signal, (edge) => {
    t.type(edge.active, 'boolean')
    ending.abort()
  })
  await running
})

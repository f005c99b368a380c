import { join } from 'node:path'
import t, { type Test } from 'tap'
import { GpioLineError, resolveLine } from '../../../hw/button/gpio-lines.ts'

interface Chip {
  readonly base: number
  readonly label: string
  readonly ngpio?: number
}

/** A recorded tree of `/sys/class/gpio`. */
function tree(t: Test, chips: readonly Chip[], legacy = true): string {
  const folders = chips.map(({ base, label, ngpio = 54 }) => [
    `gpiochip${base}`,
    { label: `${label}\n`, base: `${base}\n`, ngpio: `${ngpio}\n` },
  ])
  const files = legacy ? { export: '', unexport: '' } : {}
  return t.testdir({ ...files, ...Object.fromEntries(folders) })
}

for (const base of [0, 512, 571])
  t.test(`a line is found with the chip's base at ${base}`, async (t) => {
    const sysfs = tree(t, [
      { base, label: 'pinctrl-bcm2711' },
      { base: base + 100, label: 'raspberrypi-exp-gpio', ngpio: 8 },
    ])
    t.equal(resolveLine({ label: 'pinctrl-bcm2711', offset: 17 }, sysfs), base + 17)
  })

t.test('a label that no chip has is refused', async (t) => {
  const sysfs = tree(t, [{ base: 512, label: 'other' }])
  t.throws(
    () => resolveLine({ label: 'pinctrl', offset: 1 }, sysfs),
    new GpioLineError('no GPIO chip is called pinctrl'),
  )
})

t.test('two chips of one label are refused, unless the device tells them apart', async (t) => {
  const root = t.testdir({
    left: {},
    right: {},
    gpio: {
      export: '',
      gpiochip512: {
        label: 'cp2112',
        base: '512',
        ngpio: '8',
        device: t.fixture('symlink', '../../left'),
      },
      gpiochip520: {
        label: 'cp2112',
        base: '520',
        ngpio: '8',
        device: t.fixture('symlink', '../../right'),
      },
      gpiochip528: { label: 'cp2112', base: '528', ngpio: '8' },
    },
  })
  const sysfs = join(root, 'gpio')
  t.throws(() => resolveLine({ label: 'cp2112', offset: 1 }, sysfs), {
    message: '3 GPIO chips are called cp2112',
  })
  t.equal(resolveLine({ label: 'cp2112', offset: 1, device: 'right' }, sysfs), 521)
})

t.test('a line beyond the chip is refused', async (t) => {
  const sysfs = tree(t, [{ base: 0, label: 'small', ngpio: 8 }])
  t.equal(resolveLine({ label: 'small', offset: 7 }, sysfs), 7)
  t.throws(() => resolveLine({ label: 'small', offset: 8 }, sysfs), { code: 'GPIO_LINE' })
})

t.test('a kernel without the legacy sysfs is named', async (t) => {
  const sysfs = tree(t, [{ base: 0, label: 'small' }], false)
  t.throws(() => resolveLine({ label: 'small', offset: 0 }, sysfs), {
    message: /no legacy GPIO sysfs/,
  })
  t.throws(() => resolveLine({ label: 'small', offset: 0 }, join(sysfs, 'nowhere')), {
    message: /no GPIO in sysfs/,
  })
})

t.test('a chip that cannot be read is named', async (t) => {
  const sysfs = join(t.testdir({ gpio: { export: '', gpiochip0: {} } }), 'gpio')
  t.throws(() => resolveLine({ label: 'small', offset: 0 }, sysfs), {
    message: /gpiochip0 has no readable label/,
  })
})

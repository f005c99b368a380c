import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/** A GPIO line by what does not change over a boot: its chip's label and the offset in it. */
export interface LineName {
  readonly label: string
  readonly offset: number
  /** Part of the device path of the chip; needed when two chips have the same label. */
  readonly device?: string
}
/** The settings name no line, or more than one: starting again does not help. */
export class GpioLineError extends Error {
  readonly code = 'GPIO_LINE'
  readonly scope = 'system'
}
interface Chip {
  readonly label: string
  readonly base: number
  readonly lines: number
  readonly device: string
}

export const SYSFS = '/sys/class/gpio'

/**
 * The number of a line in the legacy sysfs. Never store it: kernels give chips other numbers at each boot.
 * @throws GpioLineError
 */
export function resolveLine({ label, offset, device }: LineName, sysfs = SYSFS): number {
  const named = readChips(sysfs).filter((chip) => chip.label === label)
  const fitting = named.filter((chip) => device === undefined || chip.device.includes(device))
  const [chip, second] = fitting
  if (!chip) throw new GpioLineError(`no GPIO chip is called ${label}`)
  if (second) throw new GpioLineError(`${fitting.length} GPIO chips are called ${label}`)
  if (offset >= chip.lines)
    throw new GpioLineError(`chip ${label} has ${chip.lines} lines, so no line ${offset}`)
  return chip.base + offset
}

/** @throws GpioLineError where the kernel has no legacy sysfs. */
function readChips(sysfs: string): Chip[] {
  const names = folder(sysfs)
  if (!names.includes('export'))
    throw new GpioLineError('this kernel has no legacy GPIO sysfs, which edges need')
  return names
    .filter((name) => name.startsWith('gpiochip'))
    .map((name) => ({
      label: read(sysfs, name, 'label'),
      base: Number(read(sysfs, name, 'base')),
      lines: Number(read(sysfs, name, 'ngpio')),
      device: target(join(sysfs, name, 'device')),
    }))
}

function folder(path: string): string[] {
  try {
    return readdirSync(path)
  } catch (cause) {
    throw new GpioLineError('this kernel has no GPIO in sysfs', { cause })
  }
}

function read(sysfs: string, chip: string, file: string): string {
  try {
    return readFileSync(join(sysfs, chip, file), 'utf8').trim()
  } catch (cause) {
    throw new GpioLineError(`${chip} has no readable ${file}`, { cause })
  }
}

/** A chip without a device behind it fits no device path. */
function target(link: string): string {
  try {
    return realpathSync(link)
  } catch {
    return ''
  }
}

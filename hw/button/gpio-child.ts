/**
 * The process around onoff: its native part throws out of callbacks and spins while it waits for permissions, so it
 * shares no process with anything else. It ends with its IPC channel.
 */
import { resolveLine } from './gpio-lines.ts'
import type { GpioReport, WatchOrder } from './gpio-orders.ts'

const HEALTH_MS = 1000

const report = (message: GpioReport): void => {
  process.send?.(message)
}

async function watch({ line, activeLow, sysfs }: WatchOrder): Promise<void> {
  const number = resolveLine(line, sysfs)
  // Not built on every machine, and even to load it throws there.
  const { Gpio } = await import('onoff')
  const input = new Gpio(number, 'in', 'both', { activeLow, reconfigureDirection: false })
  report({ type: 'level', active: input.readSync() === Gpio.HIGH })
  input.watch((fault, level) => {
    if (fault) fail(fault)
    else report({ type: 'level', active: level === Gpio.HIGH })
  })
  process.once('disconnect', () => input.unexport())
}

function fail(cause: unknown): void {
  const message = cause instanceof Error ? cause.message : 'the GPIO line cannot be watched'
  process.send?.({ type: 'fault', message } satisfies GpioReport, () => process.exit(1))
}

process.once('disconnect', () => setImmediate(() => process.exit(0)))
process.once('message', (order: WatchOrder) => {
  setInterval(report, HEALTH_MS, { type: 'health' })
  watch(order).catch(fail)
})

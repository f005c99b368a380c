import { connect, type Socket } from 'node:net'
import { createLevelReader } from './codec.ts'
import { type DigitalInput, InputGoneError } from './port.ts'

/** The input of a virtual button: the levels that its contact sends over a unix socket. */
export function socketInput({ path }: { readonly path: string }): DigitalInput {
  return {
    run(signal, emit) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return resolve()
        const levels = createLevelReader()
        const socket: Socket = connect(path)
        const stop = (): void => void socket.destroy()
        let fault: Error | undefined
        signal.addEventListener('abort', stop, { once: true })
        socket.setEncoding('utf8')
        socket.on('error', (cause) => {
          fault = cause
        })
        socket.on('data', (text: string) => {
          const atMs = performance.now()
          for (const active of levels.push(text)) emit({ active, atMs })
        })
        socket.on('close', () => {
          signal.removeEventListener('abort', stop)
          if (signal.aborted) resolve()
          else reject(new InputGoneError('the contact went away', { cause: fault }))
        })
      })
    },
  }
}

/** What an audio worklet's global scope adds; TypeScript's DOM library leaves it out. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

/** Cuts what the microphone gives into blocks of ten milliseconds, S16LE, 48 kHz, mono. */

const blockSamples = 480

class Microphone extends AudioWorkletProcessor {
  private block = new Int16Array(blockSamples)
  private filled = 0

  process(inputs: Float32Array[][]): boolean {
    for (const sample of inputs[0]?.[0] ?? []) {
      this.block[this.filled] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767)
      this.filled += 1
      if (this.filled < blockSamples) continue
      this.port.postMessage(this.block.buffer, [this.block.buffer])
      this.block = new Int16Array(blockSamples)
      this.filled = 0
    }
    return true
  }
}
registerProcessor('microphone', Microphone)

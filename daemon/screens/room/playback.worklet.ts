/** Plays blocks of samples from the page, with a small store against their unevenness. */

/** Samples at 48 kHz: 60 ms are stored before sound starts; above 250 ms the oldest are dropped. */
const startSamples = 2_880
const mostSamples = 12_000

class Playback extends AudioWorkletProcessor {
  private readonly blocks: Float32Array[] = []
  private stored = 0
  private offset = 0
  private playing = false

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<Float32Array>) => this.store(data)
  }

  private store(block: Float32Array): void {
    this.blocks.push(block)
    this.stored += block.length
    while (this.stored > mostSamples) this.drop()
    if (this.stored >= startSamples) this.playing = true
  }

  private drop(): void {
    const oldest = this.blocks.shift()
    if (oldest) this.stored -= oldest.length - this.offset
    this.offset = 0
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const out = outputs[0]?.[0]
    if (!out || !this.playing) return true
    let filled = 0
    for (let block = this.blocks[0]; block && filled < out.length; block = this.blocks[0]) {
      const part = block.subarray(this.offset, this.offset + out.length - filled)
      out.set(part, filled)
      filled += part.length
      this.offset += part.length
      this.stored -= part.length
      if (this.offset < block.length) break
      this.blocks.shift()
      this.offset = 0
    }
    if (filled < out.length) this.playing = false
    return true
  }
}
registerProcessor('playback', Playback)

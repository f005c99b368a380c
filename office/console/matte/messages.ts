/** What the page and the worker that cuts the inspector out of the picture say to each other. */
export interface MatteStart {
  /** Pictures of the camera. */
  readonly readable: ReadableStream<VideoFrame>
  /** Takes the pictures that are sent: a person before black, and nothing else ever. */
  readonly writable: WritableStream<VideoFrame>
  /** Where the net and its runtime lie, ending in a slash. */
  readonly base: string
}
export type MatteReport =
  /** The first matte is made. */
  | { readonly type: 'running' }
  /** Mattes of the last seconds, a second. */
  | { readonly type: 'rate'; readonly perSecond: number }
  | { readonly type: 'failed'; readonly reason: string }

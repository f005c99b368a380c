/** What a technician needs to know of one stream of the tracker; part of the media child's `health`. */
export interface EyeStats {
  /** `off`: nobody asks, or there are no nets. `lost`: somebody was seen, or the tracker is being started again. */
  readonly state: 'off' | 'searching' | 'tracking' | 'lost'
  /** Pictures in which eyes were found, a second. */
  readonly fps: number
  /** What a picture cost the tracker's thread, milliseconds, whether eyes were found or not; 0 when there was none. */
  readonly cpuMs: number
}

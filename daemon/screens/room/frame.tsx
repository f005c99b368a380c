import { useEffect, useRef, useState } from 'preact/hooks'

export interface FrameProps {
  readonly src: string
  readonly title: string
  /** Width in CSS pixels at which the page inside is laid out; it is drawn smaller or larger. */
  readonly pageWidth: number
}

/** A page of the box on a screen in the drawing, to scale. */
export function Frame({ src, title, pageWidth }: FrameProps) {
  const hole = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: pageWidth, height: pageWidth * 0.5625 })
  useEffect(() => {
    const element = hole.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const scale = size.width / pageWidth
  return (
    <div class="frame" ref={hole}>
      <iframe
        src={src}
        title={title}
        style={{
          width: `${pageWidth}px`,
          height: `${size.height / scale}px`,
          transform: `scale(${scale})`,
        }}
      />
    </div>
  )
}

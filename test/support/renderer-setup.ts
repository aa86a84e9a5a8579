/**
 * What jsdom lacks and virtual rows need: sizes, observers, media queries. Every element is 1200 x 600.
 */
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

// The core is another process. Files share their modules, so that its stand-in is the same for all of them.
vi.mock('../../src-renderer/client/client.ts', () => import('./fake-client.ts'))

const SIZE = { width: 1200, height: 600 }

class StubResizeObserver implements ResizeObserver {
  private readonly onResize: ResizeObserverCallback
  constructor(onResize: ResizeObserverCallback) {
    this.onResize = onResize
  }
  observe(target: Element): void {
    const box = { inlineSize: SIZE.width, blockSize: SIZE.height }
    this.onResize([{ target, contentRect: new DOMRect(0, 0, SIZE.width, SIZE.height), borderBoxSize: [box], contentBoxSize: [box], devicePixelContentBoxSize: [box] }], this)
  }
  unobserve(): void {}
  disconnect(): void {}
}

vi.stubGlobal('ResizeObserver', StubResizeObserver)
vi.stubGlobal('matchMedia', (media: string): MediaQueryList => ({
  media, matches: false, onchange: null, addListener: () => undefined, removeListener: () => undefined, addEventListener: () => undefined, removeEventListener: () => undefined, dispatchEvent: () => false,
}))

for (const [name, value] of [['clientWidth', SIZE.width], ['clientHeight', SIZE.height], ['offsetWidth', SIZE.width], ['offsetHeight', SIZE.height]] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value })
}

// jsdom keeps scrollTop but tells nobody.
for (const name of ['scrollTop', 'scrollLeft'] as const) {
  const kept = new WeakMap<Element, number>()
  Object.defineProperty(Element.prototype, name, {
    configurable: true,
    get(this: Element): number {
      return kept.get(this) ?? 0
    },
    set(this: Element, value: number) {
      const next = Math.max(0, value)
      if ((kept.get(this) ?? 0) === next) return
      kept.set(this, next)
      this.dispatchEvent(new Event('scroll'))
    },
  })
}
// Current Chromium answers with a promise, whatever lib.dom.d.ts says: an effect that returned it would crash when it is cleaned up.
Object.defineProperty(Element.prototype, 'scrollIntoView', { configurable: true, writable: true, value: () => Promise.resolve() })
Element.prototype.scrollTo = function scrollTo(this: Element, to?: ScrollToOptions | number, top?: number): void {
  const place = typeof to === 'object' ? to : { left: to ?? 0, top: top ?? 0 }
  this.scrollTop = place.top ?? this.scrollTop
  this.scrollLeft = place.left ?? this.scrollLeft
}
Element.prototype.setPointerCapture = () => undefined
Element.prototype.releasePointerCapture = () => undefined
Element.prototype.hasPointerCapture = () => false

// Text areas that grow ask whether the fonts have come.
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() })

// A screen is loaded when it is first shown.
configure({ asyncUtilTimeout: 8000 })

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

// A list that shows only the lines in sight, however many there are. Lines have one height; elements are kept while their line is the same.

const MARGIN = 8;

/** Shows lines in a scrolling element. key(line) names a line, stamp(line) changes when its element must be made anew, make(line) makes it. */
export class LineWindow {
  constructor(scroller, body, {key, stamp, make}) {
    Object.assign(this, {scroller, body, key, stamp, make});
    this.lines = [];
    this.made = new Map();
    this.height = 0;
    scroller.addEventListener("scroll", () => this.draw(), {passive: true});
    new ResizeObserver(() => this.measure()).observe(scroller);
  }

  measure() {
    this.height = 0;
    this.draw();
  }

  show(lines) {
    this.lines = lines;
    this.draw();
  }

  lineHeight() {
    this.height ||= parseFloat(getComputedStyle(this.body).getPropertyValue("line-height")) || 36;
    return this.height;
  }

  /** Brings a line into sight. */
  reveal(index) {
    const height = this.lineHeight();
    const top = index * height;
    const {scrollTop, clientHeight} = this.scroller;
    if (top < scrollTop) {
      this.scroller.scrollTop = top;
    } else if (top + height > scrollTop + clientHeight) {
      this.scroller.scrollTop = top + height - clientHeight;
    }
    this.draw();
  }

  /** The element of a line in sight. */
  element(key) {
    return this.made.get(key)?.element;
  }

  draw() {
    const height = this.lineHeight();
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / height) - MARGIN);
    const last = Math.min(this.lines.length, Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / height) + MARGIN);
    this.body.style.height = `${this.lines.length * height}px`;
    const focused = document.activeElement?.closest?.("[data-line]")?.dataset.line;
    const part = document.activeElement?.dataset?.part;
    const kept = new Map();
    let before = this.body.firstChild;
    for (let index = first; index < last; index++) {
      const line = this.lines[index];
      const key = this.key(line);
      const stamp = this.stamp(line);
      let held = this.made.get(key);
      if (!held || held.stamp !== stamp || held.of !== (line.incident ?? null)) {
        const element = this.make(line);
        element.dataset.line = key;
        if (held?.element === before) {
          before = before.nextSibling;
        }
        held?.element.remove();
        held = {element, stamp, of: line.incident ?? null};
      }
      held.element.style.top = `${index * height}px`;
      held.element.setAttribute("aria-posinset", index + 1);
      held.element.setAttribute("aria-setsize", this.lines.length);
      if (held.element === before) {
        before = before.nextSibling;
      } else {
        this.body.insertBefore(held.element, before);
      }
      kept.set(key, held);
    }
    for (const [key, held] of this.made) {
      if (!kept.has(key)) {
        held.element.remove();
      }
    }
    this.made = kept;
    if (focused && !document.activeElement?.closest?.("[data-line]")) {
      const again = kept.get(focused)?.element;
      (again?.querySelector(`[data-part="${part}"]`) ?? again?.querySelector("a"))?.focus({preventScroll: true});
    }
  }
}

import type * as Electron from 'electron';
import { guard } from './guard.ts';

type Implemented = Pick<Electron.WebFrameMain, 'url' | 'origin' | 'detached' | 'name' | 'isDestroyed'> & {
  parent: unknown;
  top: unknown;
};

/** A frame of a page, as handlers see it to decide who calls. */
export class WebFrame implements Implemented {
  /** In the app's own terms: `app://companion/`, never the loopback address. */
  url = '';
  name = '';
  detached = false;
  readonly parent: WebFrame | null;

  private constructor(parent: WebFrame | null) {
    this.parent = parent;
  }

  static create(parent: WebFrame | null): WebFrame {
    return guard('webFrameMain', new WebFrame(parent));
  }

  get top(): WebFrame {
    return this.parent?.top ?? this;
  }

  get origin(): string {
    const url = URL.parse(this.url);
    if (url === null || url.host === '') return 'null';
    return `${url.protocol}//${url.host}`;
  }

  isDestroyed(): boolean {
    return this.detached;
  }
}

import styles from './tile.module.css';

/** The elements of a tile that change with its image. */
export interface TileParts {
  tile: HTMLElement;
  /** The picture's place, in its shape and colour. */
  place: HTMLElement;
  picture: HTMLImageElement;
  /** Around the name. */
  caption: HTMLElement;
  name: Text;
}

let pattern: HTMLElement | undefined;

/** Makes the elements of a tile: copied, since a copy costs a third of making them. */
export function tileParts(): TileParts {
  const tile = (pattern ??= newPattern()).cloneNode(true) as HTMLElement;
  const [place, caption] = tile.children as unknown as [HTMLElement, HTMLElement];
  const [, picture] = place.children as unknown as [HTMLElement, HTMLImageElement];
  const [isolated] = caption.children as unknown as [HTMLElement];
  // Kept for good: a text that changes costs less than another text node.
  const name = document.createTextNode('');
  isolated.append(name);
  return { tile, place, picture, caption: isolated, name };
}

export function newPicture(): HTMLImageElement {
  const picture = new Image();
  picture.draggable = false;
  picture.decoding = 'async';
  return picture;
}

function newPattern(): HTMLElement {
  const tile = made('div', styles.tile);
  tile.setAttribute('role', 'gridcell');
  const place = made('div', styles.picture);
  place.dataset.picture = '';
  const check = made('span', styles.check);
  check.dataset.check = '';
  check.ariaHidden = 'true';
  // First: it stays where it would be in the flow, at the top, and needs no layer to be placed in.
  place.append(check, newPicture());
  const caption = made('div', styles.caption);
  caption.ariaHidden = 'true';
  const name = document.createElement('bdi');
  name.dataset.picture = '';
  caption.append(name);
  tile.append(place, caption);
  return tile;
}

export function made(tag: 'div' | 'span', className: string | undefined): HTMLElement {
  const element = document.createElement(tag);
  element.className = className ?? '';
  return element;
}

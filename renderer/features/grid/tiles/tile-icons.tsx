import { CircleAlert, ImageOff, TriangleAlert } from 'lucide-react';
import type { Ref } from 'react';

/** The icons that tiles copy: tiles are drawn by hand, icons are not. */
export function TileIcons({ ref }: { ref: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} hidden>
      <ImageOff data-icon="missing" />
      <CircleAlert data-icon="odd" />
      <TriangleAlert data-icon="bad" />
    </div>
  );
}

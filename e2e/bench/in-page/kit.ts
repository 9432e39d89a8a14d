/* What the bench has in a page: the app's, or one that a floor is measured in. Bundled into one script (page.ts). */

export { afterClick, followClick } from './click.ts';
export { afterFrames, untilSaid, watchEvent, watchSaid } from './events.ts';
export { emptyAlbum, loadTiles, paintTiles } from './floor.ts';
export { longestTask, middleOf, onceQuiet, selectText } from './page-facts.ts';
export { followRows, lineMiddle, untilReported, untilRows } from './report.ts';
export { fling, jump, watchFling } from './scrolling.ts';
export { tileLayout, tileMiddle, topRow, untilCounted, untilPainted } from './tiles.ts';

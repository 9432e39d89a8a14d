/** Some screens full: going back a little, other columns and another tile size show their pictures at once. */
const most = 400;

/**
 * Loaded pictures that no tile shows just now, by address; the longest unused go first. An element that is kept keeps
 * its bytes with it, whatever the browser's own cache holds: it is shown again without being asked for.
 */
export class PictureShelf<Picture> {
  private readonly pictures = new Map<string, Picture>();

  put(address: string, picture: Picture): void {
    this.pictures.delete(address);
    this.pictures.set(address, picture);
    for (const oldest of this.pictures.keys()) {
      if (this.pictures.size <= most) return;
      this.pictures.delete(oldest);
    }
  }

  /** Takes the picture off the shelf: an element can be in one place only. */
  take(address: string): Picture | null {
    const picture = this.pictures.get(address) ?? null;
    this.pictures.delete(address);
    return picture;
  }
}

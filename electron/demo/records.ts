import type { DemoImage } from './image.ts';
import { pictureAddresses, type PictureHost } from './picture-address.ts';
import type { SharingRow, World, WorldAlbum, WorldImage, WorldSharing } from './world.ts';

/* Every record in its recorded shape, keys in the recorded order. */

/** `2019-04-08T19:38:54.812+02:00`: the service writes Paris time, with summer time about when there is any. */
function railsTime(ms: number): string {
  const month = new Date(ms).getUTCMonth();
  const hours = month >= 3 && month <= 9 ? 2 : 1;
  return new Date(ms + hours * 3_600_000).toISOString().replace('Z', `+0${hours}:00`);
}

const wholeSeconds = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** JSON as the service writes it (recordings, by their Content-Length): compact, `&` escaped, crop as decimals. */
export function wire(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('&', String.raw`\u0026`)
    .replaceAll(/"crop_([xywh])":(\d+)(?=[,}])/g, '"crop_$1":$2.0');
}

function infos(look: DemoImage, albumId: string): Record<string, unknown> {
  const created = wholeSeconds(look.createdAt - 2_000);
  const stem = look.filename.replace(/\.\w+$/, '');
  if (look.justUploaded) {
    return {
      version: String(Math.floor(look.createdAt / 1000)),
      width: String(look.originalWidth),
      height: String(look.originalHeight),
      format: look.format,
      resource_type: 'image',
      created_at: created,
      tags: [albumId],
      bytes: String(look.bytes),
      type: 'authenticated',
      etag: look.etag,
      image_metadata: look.exifs,
      colors: [look.color === '#' ? '#8C8C8C' : look.color, '41.2'],
      predominant: { google: ['gray', '41.2'] },
      coordinates: { faces: [''] },
      grayscale: 'false',
      original_filename: stem,
    };
  }
  return {
    bytes: look.bytes,
    created_at: created,
    etag: look.etag,
    format: look.format,
    height: look.originalHeight,
    resource_type: 'image',
    tags: [albumId],
    type: 'authenticated',
    width: look.originalWidth,
    original_filename: stem,
    ...(look.gps === null
      ? {}
      : { location: { accuracy: 36, latitude: look.gps[0], longitude: look.gps[1] } }),
  };
}

/**
 * An image as `image_syncs` has it; `tag_names` and `user_sfid` are missing on the album's own route
 * (recordings/album-images.json).
 */
export function imageRecord(
  world: World,
  host: PictureHost,
  image: WorldImage,
  route: 'image_syncs' | 'album',
): Record<string, unknown> {
  const look = world.look(image);
  const { crop, gps } = look;
  const addresses = pictureAddresses(host, image, look);
  return {
    id: image.id,
    public_id: image.id,
    infos: infos(look, image.album.id),
    exifs: look.exifs,
    gps,
    gps_ip: null,
    gps_exifs: look.gpsSource === 'exif' ? gps : null,
    gps_html: look.gpsSource === 'html' ? gps : null,
    created_at: railsTime(look.createdAt),
    updated_at: railsTime(look.updatedAt),
    taken_at: look.takenAt === null ? null : new Date(look.takenAt).toISOString().replace('Z', '+00:00'),
    width: crop?.w ?? look.originalWidth,
    height: crop?.h ?? look.originalHeight,
    rotation: look.rotation,
    crop_x: crop?.x ?? 0,
    crop_y: crop?.y ?? 0,
    crop_w: crop?.w ?? 0,
    crop_h: crop?.h ?? 0,
    metadatas: look.metadatas,
    original_url: look.hasAddresses ? addresses.originalUrl : null,
    original_width: look.originalWidth,
    original_height: look.originalHeight,
    external_urls: look.hasAddresses ? addresses.externalUrls : {},
    filename: look.filename,
    format: look.format,
    title: look.title,
    description: look.description,
    page: look.page,
    group_id: look.groupId,
    color: look.color,
    size: look.size,
    processed: look.processed,
    processing_error: look.processingError,
    album_id: image.album.id,
    ...(route === 'image_syncs' ? { tag_names: look.tags, user_sfid: look.userSfid } : {}),
    thumbnails: look.hasAddresses ? addresses.thumbnails : {},
  };
}

/** A line of `GET /albums`, with its first few images (recordings/albums.json). */
export function albumRecord(world: World, host: PictureHost, album: WorldAlbum): Record<string, unknown> {
  return {
    id: album.id,
    public_id: album.id,
    images_count: album.images.length,
    thumbnails: album.images.slice(0, 4).map((image) => imageRecord(world, host, image, 'album')),
  };
}

/** A sharing (recordings/album-sharings.json, sharing.json). */
export function sharingRecord(sharing: WorldSharing): Record<string, unknown> {
  return {
    id: sharing.id,
    created_at: railsTime(sharing.createdAt),
    name: sharing.name,
    label: sharing.label,
    url: `/sharings/${sharing.id}`,
  };
}

/** One row of a sharing; null where its image is gone (recordings/create-sharing-images.json). */
export function sharingRowRecord(world: World, row: SharingRow): Record<string, unknown> | null {
  const image = world.image(row.imageId);
  if (image === undefined) return null;
  const look = world.look(image);
  return {
    id: row.id,
    created_at: railsTime(row.createdAt),
    url: `/sharing_images/${row.id}/image`,
    user: row.userId,
    image: {
      infos: { ...infos(look, image.album.id), type: 'private' },
      public_id: image.id,
      width: look.crop?.w ?? look.originalWidth,
      height: look.crop?.h ?? look.originalHeight,
      rotation: look.rotation,
      album_id: image.album.id,
    },
  };
}

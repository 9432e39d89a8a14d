import { messages } from '../messages.ts';

/** What a right of a token lets its owner do, by the name of the right in the token. */
export const rights = messages({
  en: {
    see: 'see the album',
    image_list: 'list images',
    image_upload: 'upload images',
    image_delete: 'delete images',
    image_crop: 'crop images',
    image_rotate: 'rotate images',
    image_transform: 'ask for images in other sizes',
    image_copy: 'copy images',
    image_tag: 'tag images',
    image_annotate: 'annotate images',
    image_duplicate: 'duplicate images',
    paste: 'paste images',
    share: 'share images',
    download: 'download images',
    fullscreen: 'view images full screen',
  },
  fr: {
    see: 'voir l’album',
    image_list: 'lister les images',
    image_upload: 'ajouter des images',
    image_delete: 'supprimer des images',
    image_crop: 'recadrer des images',
    image_rotate: 'pivoter des images',
    image_transform: 'demander d’autres tailles d’images',
    image_copy: 'copier des images',
    image_tag: 'étiqueter des images',
    image_annotate: 'annoter des images',
    image_duplicate: 'dupliquer des images',
    paste: 'coller des images',
    share: 'partager des images',
    download: 'télécharger des images',
    fullscreen: 'voir les images en plein écran',
  },
});

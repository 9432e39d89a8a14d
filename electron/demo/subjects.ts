import type { Subject } from './album-plan.ts';

/* What the demo's photographers went out for. Moods are the order of `moods` in each scene of `paint/`. */

const annecy = [45.8626, 6.1725] as const;
const etretat = [49.7075, 0.2056] as const;
const merzouga = [31.0802, -4.0134] as const;
const vosges = [48.0569, 7.0322] as const;
const lisbon = [38.7139, -9.1334] as const;
const seville = [37.3772, -5.9869] as const;
const valensole = [43.8376, 5.9836] as const;
const aiguilles = [45.9237, 6.8694] as const;
const lyon = [45.764, 4.8357] as const;

/** The open air: lakes, sea, sand, woods, stars, flowers. */
export const outdoors: readonly Subject[] = [
  {
    kind: 'lake',
    mood: 0,
    titles: ['Lac d’Annecy à l’aube', 'First light on the lake', 'L’heure bleue, rive ouest'],
    tags: ['lac', 'aube', 'montagne'],
    place: annecy,
    upright: 0.2,
  },
  {
    kind: 'lake',
    mood: 1,
    titles: ['Reflets du soir', 'Evening on the water', 'Après l’orage'],
    tags: ['lac', 'reflets'],
    place: annecy,
    upright: 0.15,
  },
  {
    kind: 'lake',
    mood: 2,
    titles: ['Matin d’été', 'Clear morning', 'Les Dents de Lanfon'],
    tags: ['lac', 'été', 'sélection'],
    place: annecy,
    upright: 0.25,
  },
  {
    kind: 'sea',
    mood: 0,
    titles: ['Étretat, coucher de soleil', 'Sun going down', 'La dernière lumière'],
    tags: ['mer', 'coucher de soleil'],
    place: etretat,
    upright: 0.25,
  },
  {
    kind: 'sea',
    mood: 1,
    titles: ['Mer d’argent', 'Silver sea', 'Brume au large'],
    tags: ['mer', 'brume', 'minimal'],
    place: etretat,
    upright: 0.3,
  },
  {
    kind: 'sea',
    mood: 2,
    titles: ['Aube rose', 'Pink dawn', 'Le phare éteint'],
    tags: ['mer', 'aube'],
    place: etretat,
    upright: 0.2,
  },
  {
    kind: 'dunes',
    mood: 0,
    titles: ['Dunes de Merzouga', 'Ridge in the sand', 'L’ombre et le sable'],
    tags: ['désert', 'lumière', 'voyage'],
    place: merzouga,
    upright: 0.3,
  },
  {
    kind: 'dunes',
    mood: 1,
    titles: ['Erg Chebbi, le soir', 'Late light, Erg Chebbi'],
    tags: ['désert', 'soir'],
    place: merzouga,
    upright: 0.3,
  },
  {
    kind: 'forest',
    mood: 0,
    titles: ['Forêt dans la brume', 'Firs in the mist', 'Ballon d’Alsace'],
    tags: ['forêt', 'brume'],
    place: vosges,
    upright: 0.35,
  },
  {
    kind: 'forest',
    mood: 1,
    titles: ['Rayons du matin', 'Light through the firs'],
    tags: ['forêt', 'matin', 'sélection'],
    place: vosges,
    upright: 0.4,
  },
  {
    kind: 'night-sky',
    mood: 0,
    titles: ['Voie lactée au-dessus des Aiguilles', 'Milky Way', 'Nuit claire'],
    tags: ['étoiles', 'nuit'],
    place: aiguilles,
    upright: 0.5,
  },
  {
    kind: 'night-sky',
    mood: 1,
    titles: ['Avant l’aube', 'Stars before dawn'],
    tags: ['étoiles', 'aube'],
    place: aiguilles,
    upright: 0.4,
  },
  {
    kind: 'meadow',
    mood: 0,
    titles: ['Coquelicots', 'Poppies', 'Champ de juin'],
    tags: ['fleurs', 'été'],
    place: valensole,
    upright: 0.4,
  },
  {
    kind: 'meadow',
    mood: 1,
    titles: ['Lavandes, Valensole', 'Lavender in the evening'],
    tags: ['fleurs', 'lavande', 'sélection'],
    place: valensole,
    upright: 0.35,
  },
];

/** A commission in town: skylines, arcades, a few portraits. */
export const townscape: readonly Subject[] = [
  {
    kind: 'city',
    mood: 0,
    titles: ['Skyline à minuit', 'The city at night', 'Depuis le toit'],
    tags: ['ville', 'nuit'],
    place: lyon,
    upright: 0.3,
  },
  {
    kind: 'city',
    mood: 1,
    titles: ['Heure dorée sur les tours', 'Towers at dusk', 'Fin de journée'],
    tags: ['ville', 'crépuscule', 'sélection'],
    place: lyon,
    upright: 0.25,
  },
  {
    kind: 'arches',
    mood: 0,
    titles: ['Arcades, midi', 'Arcade in the sun', 'Pierre et ombre'],
    tags: ['architecture', 'lumière'],
    place: seville,
    upright: 0.5,
  },
  {
    kind: 'arches',
    mood: 1,
    titles: ['Cour intérieure', 'Inner court', 'Galerie bleue'],
    tags: ['architecture', 'intérieur'],
    place: lisbon,
    upright: 0.5,
  },
  {
    kind: 'arches',
    mood: 2,
    titles: ['Escalier rose', 'Pink walls, late sun'],
    tags: ['architecture', 'couleur'],
    place: lisbon,
    upright: 0.5,
  },
  {
    kind: 'sea',
    mood: 2,
    titles: ['Le Tage à l’aube', 'River mouth, dawn'],
    tags: ['eau', 'aube'],
    place: lisbon,
    upright: 0.2,
  },
  {
    kind: 'portrait',
    mood: 0,
    titles: ['Portrait d’Inès, contre-jour', 'Portrait, evening light'],
    tags: ['portrait', 'équipe'],
    place: null,
    upright: 0.75,
  },
  {
    kind: 'lake',
    mood: 1,
    titles: ['Le retour, par le col', 'On the way back'],
    tags: ['route', 'soir'],
    place: annecy,
    upright: 0.1,
  },
  {
    kind: 'still-life',
    mood: 0,
    titles: ['Café, terrasse de l’hôtel', 'Coffee break'],
    tags: ['hôtel', 'café'],
    place: lyon,
    upright: 0.3,
  },
];

/** The studio: still lifes for a table-ware house, portraits of its people, flowers for the cover. */
export const studio: readonly Subject[] = [
  {
    kind: 'still-life',
    mood: 0,
    titles: ['Café crème', 'Morning coffee', 'Table du matin'],
    tags: ['table', 'café'],
    place: null,
    upright: 0.4,
  },
  {
    kind: 'still-life',
    mood: 1,
    titles: ['Corbeille d’agrumes', 'Bowl of citrus', 'Oranges, fond bleu'],
    tags: ['fruits', 'couleur', 'sélection'],
    place: null,
    upright: 0.4,
  },
  {
    kind: 'still-life',
    mood: 2,
    titles: ['Nature morte aux figues', 'Plums and figs'],
    tags: ['fruits', 'sombre'],
    place: null,
    upright: 0.4,
  },
  {
    kind: 'portrait',
    mood: 1,
    titles: ['Élodie, cheffe d’atelier', 'Portrait, workshop'],
    tags: ['portrait', 'équipe'],
    place: null,
    upright: 0.8,
  },
  {
    kind: 'portrait',
    mood: 2,
    titles: ['François, céramiste', 'The potter'],
    tags: ['portrait', 'artisan'],
    place: null,
    upright: 0.8,
  },
  {
    kind: 'meadow',
    mood: 2,
    titles: ['Marguerites, couverture', 'Daisies for the cover'],
    tags: ['fleurs', 'couverture'],
    place: lyon,
    upright: 0.5,
  },
  {
    kind: 'arches',
    mood: 0,
    titles: ['La cour de l’atelier', 'Workshop court'],
    tags: ['architecture'],
    place: lyon,
    upright: 0.5,
  },
];

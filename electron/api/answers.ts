import { z } from '#shared/zod.ts';

/*
 * The small JSON answers, each with the part of it that the app uses; unknown keys are dropped. Image lists are not
 * here: they are read record by record in the library.
 */

const text = z.string().max(2_000);
const optionalText = text.nullish().catch(null);

const answers = {
  /** `GET /user` */
  user: z.object({
    public_id: optionalText,
    fullname: optionalText,
    email: optionalText,
    username: optionalText,
    admin: z.boolean().catch(false),
  }),
  /** `GET /organization` (recordings/organization.json) */
  organization: z.object({ name: optionalText, sandbox: z.boolean().catch(false) }),
  /** `GET /albums` (recordings/albums.json); an element without an id is dropped. */
  albums: z.array(
    z.object({
      id: text.nullish(),
      public_id: text.nullish(),
      images_count: z.number().nullish().catch(null),
    }),
  ),
  /** `GET /albums/:album_id/sharings` (recordings/album-sharings.json) */
  sharings: z.array(z.object({ id: text, name: text.catch(''), label: text.nullish().catch(null) })),
  /** `GET` and `POST /sharings/:id/sharing_images` (recordings/sharing-images.json, create-sharing-images.json) */
  sharingImages: z.array(
    z.object({ id: text, url: text.nullish().catch(null), image: z.object({ public_id: text }) }),
  ),
} as const;

export type AnswerKind = keyof typeof answers;
export type Answers = { [K in AnswerKind]: z.output<(typeof answers)[K]> };

/** The schema of one kind of answer, for whoever parses it (the library's worker). */
export const answerSchema = <K extends AnswerKind>(kind: K): z.ZodType<Answers[K]> =>
  answers[kind] as unknown as z.ZodType<Answers[K]>;

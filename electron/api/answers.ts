import { z } from '#shared/zod.ts';

/*
 * The small JSON answers, each with the part of it that the app uses; unknown keys are dropped. Lists of images are not
 * here: they are read record by record in the library; nor are a sharing's rows (`sharing-row.ts`): the journal reads them.
 */

const text = z.string().max(2_000);
const optionalText = text.nullish().catch(null);
/** Numbers are recorded as text elsewhere (`size`: api.md), so they are read here too. */
const count = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .nullish()
  .catch(null);

/** An id; a server that counts its records may write a number. */
const id = z.union([text, z.number().transform(String)]);
const optionalId = id.nullish().catch(null);

/** A list whose odd elements are left out: one of them must not cost the others. */
const listOf = <T extends z.ZodType>(element: T) =>
  z
    .array(z.nullable(element).catch(null))
    .transform((elements) => elements.filter((one): one is NonNullable<typeof one> => one !== null));

const schemas = {
  /** `GET /user` */
  user: z.object({
    public_id: optionalText,
    fullname: optionalText,
    email: optionalText,
    username: optionalText,
  }),
  /** `GET /organization` (recordings/organization.json) */
  organization: z.object({ name: optionalText, sandbox: z.boolean().catch(false) }),
  /** `GET /albums` (recordings/albums.json) */
  albums: listOf(z.object({ id: optionalId, public_id: optionalId, images_count: count })),
  /** `GET /albums/:album_id/sharings` (recordings/album-sharings.json) */
  sharings: listOf(z.object({ id, name: text.catch(''), label: optionalText })),
} as const;

export type AnswerKind = keyof typeof schemas;
export type Answers = { [K in AnswerKind]: z.output<(typeof schemas)[K]> };

const answers: { readonly [K in AnswerKind]: z.ZodType<Answers[K]> } = schemas;

/** The schema of one kind of answer, for whoever parses it (the library's worker). */
export const answerSchema = <K extends AnswerKind>(kind: K): z.ZodType<Answers[K]> => answers[kind];

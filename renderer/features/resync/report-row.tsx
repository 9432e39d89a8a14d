import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import type { Resync, ResyncRow } from '#shared/models/resync.ts';
import { errorWords } from '../../i18n/error-sentence.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { ChangeValue } from './change-value.tsx';
import { fieldWords } from './field-words.ts';
import { FormerPicture } from './former-picture.tsx';
import { MovedBlockFact, type MovedBlock } from './moved-block.tsx';
import styles from './report-row.module.css';
import table from './report-table.module.css';
import { RowImage } from './row-image.tsx';
import { badgeWords } from './row-words.ts';

interface ReportRowProps {
  accountId: string;
  resync: Resync;
  /** Undefined: on its way. */
  row: ResyncRow | undefined;
  /** The moved block that begins in it; null where none does. */
  block: MovedBlock | null;
  /** Keys of the table start here. */
  isStop: boolean;
  onFocus: () => void;
  /** Told of what takes the focus. */
  attach: (line: HTMLElement | null) => void;
}

/** Something of an image to be told: a field before and after, or a sentence in the place of the three. */
interface Fact {
  key: string;
  cells: readonly [field: ReactNode, before: ReactNode, after: ReactNode] | ReactNode;
}

/** One image of a report: a line for each field that changed. */
export function ReportRow({ accountId, resync, row, block, isStop, onFocus, attach }: ReportRowProps) {
  const { t } = useTranslation('resync');
  const told = useFacts(accountId, resync.id, row, block, isStop);
  // Where nothing else is told of it, there is room for what is said beside its kind.
  const facts = told.length > 0 ? told : [{ key: 'badges', cells: <Badges row={row} /> }];
  // Picture, name and kind stand beside all fields, so that these follow each other evenly.
  const besideAll = { gridRow: `1 / span ${facts.length}` };
  if (row === undefined) {
    return (
      <div role="row" aria-busy className={table.line}>
        <div role="cell" tabIndex={isStop ? 0 : -1} ref={attach} onFocus={onFocus} className={styles.coming}>
          …
        </div>
      </div>
    );
  }
  return facts.map(({ key, cells }, place) => (
    <div role="row" key={key} className={table.line}>
      {place === 0 ? (
        <>
          <div role="cell" className={styles.image} style={besideAll}>
            <RowImage
              accountId={accountId}
              resync={resync}
              row={row}
              isFolded={block !== null && !block.isUnfolded}
              isStop={isStop}
              onFocus={onFocus}
              attach={attach}
            />
          </div>
          <div role="cell" className={styles.what} style={besideAll}>
            <span className={styles.kind} data-kind={row.kind}>
              {t(`kind_${row.kind}`)}
            </span>
            {told.length > 0 && <Badges row={row} />}
          </div>
        </>
      ) : (
        <>
          {/* The name stands in every line for those who jump between lines; seen, once is enough. */}
          <div role="cell" className={styles.heard}>
            <PlainText>{row.name || row.id}</PlainText>
          </div>
          <div role="cell" className={styles.heard} />
        </>
      )}
      {Array.isArray(cells) ? (
        cells.map((cell: ReactNode, column) => (
          <div role="cell" key={column} style={{ gridColumn: column + 3 }}>
            {cell}
          </div>
        ))
      ) : (
        <div role="cell" aria-colspan={3} className={styles.sentence}>
          {cells}
        </div>
      )}
    </div>
  ));
}

function useFacts(
  accountId: string,
  resyncId: string,
  row: ResyncRow | undefined,
  block: MovedBlock | null,
  isStop: boolean,
): Fact[] {
  const { t } = useTranslation('resync');
  const { t: tFields } = useTranslation('fields');
  if (row === undefined) return [];
  const facts: Fact[] = [];
  const goesOn = row.kind === 'moved' && row.move === null;
  if (goesOn || row.move !== null)
    facts.push({ key: 'move', cells: <MovedBlockFact row={row} block={block} isStop={isStop} /> });
  if (row.error !== null) facts.push({ key: 'error', cells: <Reason error={row.error} /> });
  if (row.marks.includes('picture')) {
    const sides = (['before', 'after'] as const).map((side) => (
      <FormerPicture key={side} accountId={accountId} resyncId={resyncId} row={row} side={side} />
    ));
    facts.push({ key: 'picture', cells: [t('picture'), ...sides] });
  }
  for (const change of row.changes) {
    facts.push({
      key: `field ${change.field}`,
      cells: [
        <bdi key="field">{fieldWords(tFields, change.field)}</bdi>,
        <ChangeValue key="before" change={change} side="before" />,
        <ChangeValue key="after" change={change} side="after" />,
      ],
    });
  }
  return facts;
}

/** What is said beside its kind. */
function Badges({ row }: { row: ResyncRow | undefined }) {
  const { t } = useTranslation('resync');
  const language = useLanguage();
  if (row === undefined) return null;
  return badgeWords(t, language, row).map(({ mark, words }) => (
    <span key={mark} className={styles.badge} data-mark={mark}>
      <bdi>{words}</bdi>
    </span>
  ));
}

/** Why an image got no answer, as a ticket needs it; the sentence for people stands once above the table. */
function Reason({ error }: { error: AppErrorData }) {
  const { t } = useTranslation('errors');
  const language = useLanguage();
  const { sentence, details } = errorWords(t, language, error);
  return details.length === 0 ? (
    sentence
  ) : (
    <span className={styles.details}>
      <PlainText>{details.join(' · ')}</PlainText>
    </span>
  );
}

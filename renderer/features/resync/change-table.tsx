import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldChange, ResyncRow } from '#shared/models/resync.ts';
import { hasWords } from '../../i18n/messages.ts';
import { fields } from '../../i18n/messages/fields.ts';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import styles from './change-table.module.css';
import { ChangeValue } from './change-value.tsx';

/** One line of the table: an image's change of one field, or an image that came or went. */
interface Line {
  row: ResyncRow;
  change: FieldChange | null;
  /** Not the first line of its image. */
  goesOn: boolean;
}

/** What changed, field by field, old and new. */
export function ChangeTable({ rows }: { rows: ResyncRow[] }) {
  const { t } = useTranslation(['resync', 'fields']);
  const lines = useMemo(() => rows.flatMap(linesOf), [rows]);
  const kindOf = (row: ResyncRow) =>
    row.kind === 'not-found' && row.knownBefore ? t('knownBefore') : t(`kind_${row.kind}`);
  // Fields that have no words here, such as a key of the EXIF, are shown as they are called.
  const fieldOf = ({ field }: FieldChange) =>
    hasWords(fields, field) ? t(`fields:${field}`) : <PlainText>{field}</PlainText>;
  return (
    <VirtualTable
      label={t('table')}
      rows={lines}
      columns={[
        {
          key: 'image',
          header: t('image'),
          width: 'minmax(0, 3fr)',
          cell: ({ row, goesOn }) => (
            <span title={plainText(row.id)} data-goes-on={goesOn || undefined} className={styles.image}>
              <PlainText>{row.name || row.id}</PlainText>
            </span>
          ),
        },
        {
          key: 'kind',
          header: t('kind'),
          width: 'minmax(0, 1.5fr)',
          cell: ({ row }) => (
            <span className={styles.kind} data-kind={row.kind}>
              {kindOf(row)}
            </span>
          ),
        },
        {
          key: 'field',
          header: t('field'),
          width: 'minmax(0, 1.5fr)',
          cell: ({ change }) => change && fieldOf(change),
        },
        {
          key: 'before',
          header: t('before'),
          width: 'minmax(0, 3fr)',
          cell: ({ change }) => change && <ChangeValue change={change} side="before" />,
        },
        {
          key: 'after',
          header: t('after'),
          width: 'minmax(0, 3fr)',
          cell: ({ change }) => change && <ChangeValue change={change} side="after" />,
        },
      ]}
    />
  );
}

function linesOf(row: ResyncRow): Line[] {
  return row.changes.length === 0
    ? [{ row, change: null, goesOn: false }]
    : row.changes.map((change, index) => ({ row, change, goesOn: index > 0 }));
}

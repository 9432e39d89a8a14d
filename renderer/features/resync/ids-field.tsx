import { FileUp } from 'lucide-react';
import { useId, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../i18n/bytes.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Button } from '../../ui/button.tsx';
import { plainText } from '../../ui/plain-text.tsx';
import styles from './ids-field.module.css';
import { largestFile, readFileText } from './read-file.ts';

interface IdsFieldProps {
  label: string;
  /** What belongs in it. */
  hint: string;
  text: string;
  onText: (text: string) => void;
}

/** Where any text with ids is typed, pasted, dropped or loaded. Files are read here and sent nowhere. */
export function IdsField({ label, hint, text, onText }: IdsFieldProps) {
  const { t } = useTranslation('resync');
  const language = useLanguage();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function take(files: Iterable<File>) {
    setProblem(null);
    let all = text;
    for (const file of files) {
      const read = await readFileText(file);
      const name = plainText(file.name);
      if ('text' in read) all += (all === '' || all.endsWith('\n') ? '' : '\n') + read.text;
      else if (read.problem === 'no-text') setProblem(t('fileNoText', { name }));
      else setProblem(t('fileTooLarge', { name, limit: formatBytes(largestFile, language) }));
    }
    onText(all);
  }

  function drop(event: DragEvent) {
    const { files } = event.dataTransfer;
    // Text that is dropped goes where it was dropped, by itself.
    if (files.length === 0) return;
    event.preventDefault();
    void take(files);
  }

  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        name="ids"
        rows={9}
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
        onDrop={drop}
      />
      <div className={styles.below}>
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
        <Button icon={<FileUp />} onClick={() => picker.current?.click()}>
          {t('loadFile')}
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t('loadFile')}
          onChange={({ target }) => {
            void take([...(target.files ?? [])]);
            // The same file may be chosen again, changed meanwhile.
            target.value = '';
          }}
        />
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  );
}

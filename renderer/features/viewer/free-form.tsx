import { PlainText } from '../../ui/plain-text.tsx';
import styles from './viewer.module.css';

/** A server's free-form field, as a table of what it says. Nothing where it says nothing. */
export function FreeForm({ title, values }: { title: string; values: Record<string, string> }) {
  const entries = Object.entries(values);
  if (entries.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl className={styles.facts}>
        {entries.map(([key, value]) => (
          <div key={key} className={styles.pair}>
            <dt>
              <PlainText>{key}</PlainText>
            </dt>
            <dd>
              <PlainText>{value}</PlainText>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

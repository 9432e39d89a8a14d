import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import styles from './error-boundary.module.css';

/** Shows, in the place of a part that threw while it was drawn, that it did; the parts around it go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  static getDerivedStateFromError() {
    return { broken: true };
  }

  override state = { broken: false };

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation('common');
  return (
    <div role="alert" className={styles.broken}>
      <p>{t('somethingWrong')}</p>
      <Button onClick={() => location.reload()}>{t('reload')}</Button>
    </div>
  );
}

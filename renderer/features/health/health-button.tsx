import { Activity } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { showOverlay } from '../../state/view.ts';
import { Tool } from '../../ui/tool.tsx';

/** Opens the open album's health. */
export function HealthButton() {
  const { t } = useTranslation('health');
  return <Tool name={t('health')} icon={<Activity />} onClick={() => showOverlay({ kind: 'health' })} />;
}

import { useCompared } from './compared.ts';
import { madeLikenesses } from './likenesses.ts';
import { useNotices } from './notices.ts';
import { forgetSelections } from './selection.ts';
import { useView } from './view.ts';

/** Makes the screen as it was before anyone signed in: nothing of an account that is gone is seen under the next one. */
export function forgetAccount(): void {
  useView.setState(useView.getInitialState());
  useNotices.setState(useNotices.getInitialState());
  useCompared.setState(useCompared.getInitialState());
  forgetSelections();
  madeLikenesses.clear();
}

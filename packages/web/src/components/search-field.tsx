import { useEffect, useState } from 'react';
import { useView } from '../url/use-view.js';

interface Props {
  readonly placeholder?: string | undefined;
  /** Set where the server does the finding: it is asked once the typing pauses. */
  readonly asksServer?: boolean | undefined;
}

/** Finds in a list; what is looked for stands in the address. */
export const SearchField = ({ placeholder, asksServer }: Props) => {
  const [view, change] = useView();
  const [text, setText] = useState(view.q ?? '');
  useEffect(() => {
    if (text === (view.q ?? '')) return undefined;
    const timer = setTimeout(
      () => change({ q: text === '' ? undefined : text, page: undefined }, true),
      asksServer === true ? 250 : 0,
    );
    return () => clearTimeout(timer);
  }, [text, view.q, change, asksServer]);
  return (
    <label className="inline-field">
      <span>Find</span>
      <input
        type="search"
        value={text}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
};

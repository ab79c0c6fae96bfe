import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { get, queryText } from '../api/client.js';
import { useMetrics } from '../api/queries.js';
import { Modal } from '../components/modal.js';
import { pages } from './pages.js';

interface Found {
  readonly key: string;
  readonly title: string;
  readonly kind: string;
  readonly to: string;
}

interface Searched {
  readonly accounts?: readonly { readonly id: string; readonly name: string | null }[];
}

/** All words of the search occur in the text. */
const matches = (text: string, search: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

/** Jump to any metric, account or page. */
export const CommandPalette = ({ onClose }: { readonly onClose: () => void }) => {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const search = useDeferredValue(text.trim());
  const metrics = useMetrics().data?.metrics ?? [];
  const navigate = useNavigate();
  const accounts = useQuery({
    queryKey: ['search', search],
    queryFn: ({ signal }) => get<Searched>(`/search${queryText({ q: search })}`, signal),
    enabled: search.length > 1,
  });
  const found: readonly Found[] = [
    ...pages
      .filter(({ title }) => matches(title, search))
      .map(({ title, to }) => ({ key: to, title, kind: 'Page', to })),
    ...metrics
      .filter(({ id, name, sentence }) => matches(`${name} ${id} ${sentence}`, search))
      .sort((one, other) => Number(matches(other.name, search)) - Number(matches(one.name, search)))
      .map(({ id, name }) => ({ key: `m${id}`, title: name, kind: 'Metric', to: `/metric/${id}` })),
    ...(accounts.data?.accounts ?? []).map(({ id, name }) => ({
      key: `a${id}`,
      title: name ?? id,
      kind: 'Account',
      to: `/accounts/${encodeURIComponent(id)}`,
    })),
  ].slice(0, 40);
  const at = Math.min(active, found.length - 1);
  const go = (entry: Found | undefined): void => {
    if (!entry) return;
    onClose();
    void navigate({ to: entry.to });
  };
  return (
    <Modal title="Jump to a metric, an account or a page" onClose={onClose} className="palette" hideTitle>
      <input
        role="combobox"
        aria-label="Jump to a metric, an account or a page"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[at] ? `palette-${at}` : undefined}
        placeholder="Jump to a metric, an account, a page"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, at + 1));
          else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1));
          else if (event.key === 'Enter') go(found[at]);
          else return;
          event.preventDefault();
        }}
      />
      <ul id="palette-list" role="listbox" aria-label="Found">
        {found.map((entry, index) => (
          <li
            key={entry.key}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            ref={index === at ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => go(entry)}
            onMouseMove={() => setActive(index)}
          >
            <span>{entry.title}</span> <span className="quiet">{entry.kind}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="quiet palette-none">Nothing is called that.</p> : null}
    </Modal>
  );
};

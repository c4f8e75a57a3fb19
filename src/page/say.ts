/**
 * Says to a screen reader what has changed. Every rendering puts new elements in the place of the old ones, and live
 * regions that come and go with their text are announced by some readers twice and by others never: so there is one, which stays.
 */

/** No more is said at once: a machine may have printed pages. */
const MOST = 400;

/** What the elements with `data-said` (a status) and `data-added` (a console) say, by their names. */
export type Said = ReadonlyMap<string, string>;

export function saidIn(content: HTMLElement): Said {
  const said = new Map<string, string>();
  for (const element of content.querySelectorAll<HTMLElement>('[data-said], [data-added]')) {
    const name = element.dataset.said ?? element.dataset.added ?? '';
    said.set(name, [said.get(name), textOf(element)].filter(Boolean).join(' '));
  }
  return said;
}

/** What is new, each status after the title of its section; of a console the lines that have come. */
export function newlySaid(content: HTMLElement, before: Said): string {
  const texts: string[] = [];
  for (const [name, text] of saidIn(content)) {
    const old = before.get(name);
    if (text === old || text === '') continue;
    const element = content.querySelector<HTMLElement>(`[data-said="${CSS.escape(name)}"], [data-added="${CSS.escape(name)}"]`);
    if (element?.dataset.added === undefined) texts.push([titleOf(element), text].filter(Boolean).join(': '));
    else if (old !== undefined && text.startsWith(old)) texts.push(text.slice(old.length));
  }
  return texts.join(' ').trim().slice(-MOST);
}

function titleOf(element: HTMLElement | null): string {
  const id = element?.closest('[aria-labelledby]')?.getAttribute('aria-labelledby');
  return (id ? document.getElementById(id)?.textContent : undefined) ?? '';
}

/** Without the numbers of sources. */
function textOf(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const cited of copy.querySelectorAll('.cited')) cited.remove();
  return copy.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

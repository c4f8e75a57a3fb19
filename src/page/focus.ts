/** What has the focus, by what outlives a new rendering. */
export interface Focus {
  readonly id: string;
  readonly tag: string;
  readonly text: string;
  /** The part of the page (`data-group`) it is in. */
  readonly group: string | undefined;
}

export function focusIn(content: HTMLElement): Focus | undefined {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === content || !content.contains(element)) return undefined;
  return { id: element.id, tag: element.tagName, text: element.textContent ?? '', group: element.closest<HTMLElement>('[data-group]')?.dataset.group };
}

/**
 * Gives the focus back: to the same element, or, where that is gone or can not be used any more (a button that has
 * become "Cancel"), to the first button of its part of the page, so that the keyboard does not begin at the top.
 */
export function restoreFocus(content: HTMLElement, { id, tag, text, group }: Focus): void {
  const part = group === undefined ? content : (content.querySelector<HTMLElement>(`[data-group="${CSS.escape(group)}"]`) ?? content);
  const same = id ? document.getElementById(id) : [...part.querySelectorAll<HTMLElement>(tag)].find((each) => each.textContent === text);
  const able = same?.matches(':disabled') ? null : same;
  const next = able ?? (part === content ? null : part.querySelector<HTMLElement>('button:enabled'));
  next?.focus({ preventScroll: true });
}

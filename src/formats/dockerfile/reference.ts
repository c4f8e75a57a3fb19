import { type Context, substitute } from './context.ts';
import { imageFacets } from './image.ts';

/** Facets of what FROM or `COPY --from` names: an earlier stage or an image. Known build arguments are filled in. */
export function referenceFacets(written: string, context: Context): Record<string, string> {
  const reference = substitute(written, context.variable);
  return context.stageNumber(reference) === undefined ? imageFacets(reference) : { kind: 'stage', name: reference };
}

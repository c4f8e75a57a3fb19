import { contains, type Element, type ParsedFile, type Workload } from '../model/element.ts';
import { lastAtOrBefore } from '../model/search.ts';

/**
 * A parsed file whose elements are all known at once.
 * @param elements in any order; their hover ranges must not overlap
 * @param decisive picks what may decide a workload's technology; by default nothing does
 */
export function parsedFile(elements: readonly Element[], workloads: readonly Workload[], decisive: (element: Element) => boolean = () => false): ParsedFile {
  const sorted = [...elements].sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  const byHover = [...elements].sort((a, b) => a.hoverRange.start - b.hoverRange.start);
  const deciding = sorted.filter(decisive);
  return {
    workloads,
    decisive: (workload) => deciding.filter((element) => element.workload === workload),
    elements: () => sorted,
    at: (offset) => {
      const element = byHover[lastAtOrBefore(byHover.length, (index) => byHover[index]?.hoverRange.start, offset)];
      return element && contains(element.hoverRange, offset) ? element : undefined;
    },
  };
}

import { DRY, SHEET, type CommandWords } from '../framework/command.ts';

/** The register of places. */
export const PLACE_COMMANDS: readonly CommandWords[] = [
  {
    name: 'places import',
    does: 'take in more places: GeoNames postal codes, Bolstad, Bring, or our own CSV; those of Norway are there already',
    args: [['<file>', 'the file; what kind it is, is told by its columns']],
    options: [SHEET, DRY],
    examples: ['places import kallenavn.csv', 'places import NO.txt --dry-run'],
    load: () => import('./import.ts'),
  },
  {
    name: 'places find',
    does: 'find a place, as the line would',
    args: [['<text...>', 'a postcode, or what people call it']],
    examples: ['places find Hisøy', 'places find 4836 --json'],
    load: () => import('./find.ts'),
  },
];

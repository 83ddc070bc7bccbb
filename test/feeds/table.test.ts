import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/feeds/sentences/sentences.ts';
import { tableOf, type Columns } from '../../src/feeds/table/header.ts';
import { CELL_MAX, FILE_BYTES_MAX, readTable, readText, ROWS_MAX } from '../../src/feeds/table/lines.ts';
import { writeTable } from '../../src/feeds/write-table.ts';
import { zip } from '../fixtures/imports/zip.ts';

const COLUMNS: Columns = { title: ['tittel'], price: ['pris'], venue: ['sted'] };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (file: Uint8Array | string) =>
  tableOf(
    readText(typeof file === 'string' ? bytes(file) : file, en).lines,
    { columns: COLUMNS, needed: ['title'] },
    en,
  );
const titles = (file: Uint8Array | string): (string | undefined)[] => read(file).rows.map((r) => r.cells['title']);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const utf16 = (text: string): Uint8Array => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

describe('whatever program wrote it', () => {
  const wanted = ['Blåtur', 'Kafé, "åpen"'];
  const kinds: [string, Uint8Array | string][] = [
    ['commas', 'title,price\nBlåtur,50\n"Kafé, ""åpen""",\n'],
    ['semicolons', 'tittel;pris\nBlåtur;50\n"Kafé, ""åpen""";\n'],
    ['tabs', 'Tittel\tPris\nBlåtur\t50\n"Kafé, ""åpen"""\t\n'],
    ['a BOM', '\uFEFFtitle,price\nBlåtur,50\n"Kafé, ""åpen""",\n'],
    ['CRLF', 'title,price\r\nBlåtur,50\r\n"Kafé, ""åpen""",\r\n'],
    ['CR', 'title,price\rBlåtur,50\r"Kafé, ""åpen""",\r'],
    ['no line end', 'title,price\nBlåtur,50\n"Kafé, ""åpen""",'],
    ['Windows-1252', latin1('title,price\nBlåtur,50\n"Kafé, ""åpen""",\n')],
    ['UTF-16', utf16('title\tprice\nBlåtur\t50\n"Kafé, ""åpen"""\t\n')],
    ['sep=', 'sep=;\ntitle;price\nBlåtur;50\n"Kafé, ""åpen""";\n'],
    ['a header in capitals with spaces', ' TITTEL ,PRIS\nBlåtur,50\n"Kafé, ""åpen""",\n'],
    ['short rows', 'price,title,venue\n50,Blåtur\n,"Kafé, ""åpen"""\n'],
    ['empty lines and rows', '\n\ntitle,price\n\nBlåtur,50\n,\n"Kafé, ""åpen""",\n\n'],
  ];
  test.each(kinds)('%s', (_, file) => expect(titles(file)).toEqual(wanted));
});

test('lines are counted as an editor counts them, also past quoted line breaks', () => {
  const { rows } = read('title,price\n"Tur\ni skogen",50\n\nKafé,20\n');
  expect(rows.map((r) => [r.line, r.cells['title']])).toEqual([
    [2, 'Tur\ni skogen'],
    [5, 'Kafé'],
  ]);
});

test('quotes that stand where they should not are text', () => {
  expect(titles('title,price\nKafé "Nord",50\n"Kafé" Sør,50\n12" plate,3\n')).toEqual([
    'Kafé "Nord"',
    '"Kafé" Sør',
    '12" plate',
  ]);
});

test('columns that we do not know are kept aside', () => {
  const { rows } = read('title,__proto__,Kontakt,\nTur,x,Kari,\n');
  expect(Object.entries(rows[0]?.extra ?? {})).toEqual([
    ['__proto__', 'x'],
    ['Kontakt', 'Kari'],
  ]);
});

describe('a row that cannot be read costs that row only', () => {
  const rows: [string, string, string][] = [
    ['a quote that is never closed', '"Tur,50', 'A quotation mark is opened and not closed.'],
    ['a quote that closes in the next row', '"Tur,50\n"Trim",40', 'A quotation mark is opened and not closed.'],
    ['a comma that wants a quote', 'Tur, trim, dans,50', 'The row has 4 cells, and the header has 2.'],
    ['a giant cell', `${'x'.repeat(CELL_MAX + 1)},50`, 'A cell is longer than 64 kB.'],
    ['a giant quoted cell', `"${'x\n'.repeat(CELL_MAX)}",50`, 'A cell is longer than 64 kB.'],
  ];
  test.each(rows)('%s', (_, row, why) => {
    const { rows: kept, rejected } = read(`title,price\nFør,1\n${row}\nEtter,2\n`);
    expect(kept.map((r) => r.cells['title'])).toContain('Før');
    expect(kept.map((r) => r.cells['title'])).toContain('Etter');
    expect(rejected[0]).toMatchObject({ line: 3 });
    expect(rejected[0]?.why).toContain(why);
  });
});

describe('a file that is no table is refused with a sentence', () => {
  const files: [string, Uint8Array | string, string][] = [
    ['empty', '', 'The file is empty'],
    ['only spaces', ' \n \n', 'The file is empty'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'This is no text file'],
    ['no header', 'Tur,50\n', 'title is not among them'],
    ['a column twice', 'title,tittel\na,b\n', 'Two columns are title'],
    ['too large', new Uint8Array(FILE_BYTES_MAX + 1).fill(97), 'larger than 5 MB'],
    ['too long', `title\n${'a\n'.repeat(ROWS_MAX + 1)}`, 'The file has 20002 rows, and 20000 is the most'],
  ];
  test.each(files)('%s', (_, file, why) => expect(() => read(file)).toThrow(why));

  test('what is a workbook by its first letters alone', () =>
    expect(readTable(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), { say: en })).rejects.toThrow('cannot be opened'));

  test('an old workbook', () =>
    expect(readTable(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), { say: en })).rejects.toThrow('old workbook (.xls)'));
});

test('bombs are read or refused within two seconds', () => {
  const bombs = [
    `title,price\n${'"\n'.repeat(20_000)}`,
    `title,price\n${'"a,b\n'.repeat(20_000)}`,
    `title,price\n${'"'.repeat(4_000_000)}`,
    `title,price\n${','.repeat(4_000_000)}\n`,
    `title${',x'.repeat(1_000_000)}\na\n`,
    `title,price\n${'a,"b""c"\n'.repeat(19_000)}`,
  ];
  for (const bomb of bombs) {
    const began = process.cpuUsage();
    try {
      read(bomb);
    } catch (error) {
      expect((error as Error).name).toBe('Refusal');
    }
    // Our own time: other work on the machine does not count.
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2_000);
  }
});

describe('what is written for a spreadsheet', () => {
  test('runs nothing, and is RFC 4180', () => {
    const cells = [
      '=1+1',
      '+4791234567',
      '-2',
      '@SUM(A1)',
      '\t=x',
      '＝1',
      "'=1",
      'a "b", c',
      'Ærlig talt',
      'to\nlinjer',
    ];
    const text = writeTable(
      ['title'],
      cells.map((c) => [c]),
    );
    expect(text).toBe(
      `\uFEFFtitle\r\n'=1+1\r\n'+4791234567\r\n'-2\r\n'@SUM(A1)\r\n"'\t=x"\r\n'＝1\r\n''=1\r\n"a ""b"", c"\r\nÆrlig talt\r\n"to\nlinjer"\r\n`,
    );
    expect(writeTable(['n'], [[-2], [0.5], [null]])).toBe('\uFEFFn\r\n-2\r\n0.5\r\n\r\n');
  });

  test('reads back where a cell with line ends spans the first lines', () => {
    const rows = Array.from({ length: 8 }, () => ['=', '\n\t\t\t\n=', '\n=']);
    expect(read(writeTable(['title', 'price', 'venue'], rows)).rows.map((r) => r.cells['price'])).toEqual(
      rows.map(([, price]) => price),
    );
  });

  test('reads back as it was', () => {
    const text = fc
      .string({ unit: fc.constantFrom(...Array.from('=+-@\'",;\t\n aå＝')) })
      .filter((t) => t.trim() !== '');
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1 }), (rows) => {
        const back = read(writeTable(['title', 'price', 'venue'], rows)).rows;
        expect(back.map(({ cells: c }) => [c['title'], c['price'], c['venue']])).toEqual(rows);
      }),
    );
  });
});

test('any bytes at all are a table or a Refusal', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
      try {
        read(Uint8Array.from([...bytes('title,price\n'), ...tail]));
      } catch (error) {
        expect((error as Error).name).toBe('Refusal');
      }
    }),
  );
});

describe('workbooks of one kilobyte with a cell far away', () => {
  const PAGE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const workbook = (far: string): Buffer =>
    zip([
      [
        'xl/workbook.xml',
        `<workbook ${PAGE} xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
      [
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ],
      [
        'xl/worksheets/sheet1.xml',
        `<worksheet ${PAGE}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>${far}</sheetData></worksheet>`,
      ],
    ]);
  const cell = (at: string): string => `<c r="${at}" t="inlineStr"><is><t>x</t></is></c>`;
  test.each([
    ['the last of all', `<row r="1048576">${cell('XFD1048576')}</row>`],
    ['an empty one', '<row r="1048576"><c r="XFD1048576"/></row>'],
    ['in a row that does not say so', `<row>${cell('ZZZ999999')}</row>`],
    ['with the address in other words', `<row r="1048576">${cell('&#88;FD1048576')}</row>`],
    ['with a power of ten', `<row><c r="XFD1e6"><v>1</v></c></row>`],
    ['between other quotes', `<row r='1048576'><c s="1" r = 'XFD1048576'><v>1</v></c></row>`],
    ['beyond what Excel has', `<row r="9999999999">${cell('A9999999999')}</row>`],
    [
      'two, each in a direction of its own',
      `<row r="2">${cell('XFD2')}</row><row r="1048576">${cell('B1048576')}</row>`,
    ],
  ])('%s: refused within two seconds', async (_, far) => {
    const began = process.cpuUsage();
    await expect(readTable(workbook(far), { say: en })).rejects.toThrow('cannot be opened');
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2_000);
  });

  test('a wide list and a stray cell a few thousand rows down are read', async () => {
    const { lines } = await readTable(workbook(`<row r="2">${cell('B2')}</row><row r="3000">${cell('AD3000')}</row>`), {
      say: en,
    });
    expect(lines.at(-1)?.line).toBe(3000);
  });
});

describe('workbooks that unpack to more than they are', () => {
  const cents = deflateRawSync(Buffer.alloc(100 * 1024 * 1024, 'a'));
  /** A zip file with one sheet that says how large it is. */
  function bomb(size: number): Uint8Array {
    const name = Buffer.from('xl/workbook.xml');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(cents.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, cents]);
    const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, Buffer.alloc(14), name]);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 0, 'latin1');
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(entry.length, 12);
    end.writeUInt32LE(local.length, 16);
    return Buffer.concat([local, entry, end]);
  }
  test.each([
    ['says so', 100 * 1024 * 1024],
    ['says less', 1_000],
  ])('one that %s is refused within two seconds', async (_, size) => {
    const began = process.cpuUsage();
    await expect(readTable(bomb(size), { say: en })).rejects.toThrow('cannot be opened');
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2_000);
  });
});

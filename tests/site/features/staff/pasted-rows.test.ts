import { describe, expect, test } from 'vitest';
import type { OutcomeKind } from '#domain/outcome-kinds.ts';
import { addRows } from '../../../../site/features/staff/reports/edit-form.ts';
import { rowsOfPaste } from '../../../../site/features/staff/reports/pasted-rows.ts';
import {
  emptyForm,
  fieldsOfKind,
  type RowField,
} from '../../../../site/features/staff/reports/report-form.ts';

/** The fields by themselves stand for their labels. */
const paste = (text: string, kind: OutcomeKind = 'program') =>
  rowsOfPaste(text, kind, (_: OutcomeKind, field: RowField) => field);

describe('rows copied out of a spreadsheet', () => {
  test('with a header stand in any order; what it does not know is named', () => {
    expect(
      paste('hours\t学员\ttitle\tobtainedOn\n32\t甲\t书法\t2025.12.5\n\n\t乙\t国画\t\n'),
    ).toEqual({
      rows: [
        { kind: 'program', fields: { hours: '32', title: '书法', obtainedOn: '2025-12-05' } },
        { kind: 'program', fields: { title: '国画' } },
      ],
      unknown: ['学员'],
    });
  });

  test('without a header are the boxes of the kind in their order', () => {
    expect(fieldsOfKind('program')).toEqual([
      'title',
      'institution',
      'obtainedOn',
      'hours',
      'district',
    ]);
    expect(paste('书法\t老年大学\t20251225\t32\t浦东新区\t多出来的\r\n国画')).toEqual({
      rows: [
        {
          kind: 'program',
          fields: {
            title: '书法',
            institution: '老年大学',
            obtainedOn: '2025-12-25',
            hours: '32',
            district: '浦东新区',
          },
        },
        { kind: 'program', fields: { title: '国画' } },
      ],
      unknown: [],
    });
  });

  test('one known heading alone may be a value; nothing is nothing', () => {
    expect(paste('title\t老年大学').rows).toHaveLength(1);
    expect(paste(' \n\t\t\n')).toEqual({ rows: [], unknown: [] });
    expect(paste('title\thours')).toEqual({ rows: [], unknown: [] });
  });

  test('take the place of a single empty row, and stop at the most a report may have', () => {
    const blank = emptyForm('leisure', 'key', '');
    const { rows } = paste('书法\n国画');
    const once = addRows(blank, rows);
    expect(once).toMatchObject({ focus: 'outcomes_0_title', added: 2 });
    expect(addRows(once.form, rows)).toMatchObject({ focus: 'outcomes_2_title', added: 2 });
    const many = Array.from({ length: 501 }, () => rows[0] ?? { kind: 'program', fields: {} });
    const full = addRows(once.form, many as typeof rows);
    expect(full).toMatchObject({ added: 498 });
    expect(full.form.outcomes).toHaveLength(500);
  });
});

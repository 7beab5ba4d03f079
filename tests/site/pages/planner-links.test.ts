import { expect, test } from 'vitest';
import { bank, pageAt } from './built-site.ts';

const leads = (address: string, fragment: string) =>
  pageAt(address).includes(`href="/planner/#${fragment}"`);

test('every certificate and course leads to the planner with itself filled in', () => {
  const silent = [
    ...bank.certificates
      .filter(({ code }) => !leads(`/certificates/${code}/`, `h=c~${code}`))
      .map(({ code }) => code),
    ...bank.courses
      .filter(({ code }) => !leads(`/courses/${code}/`, `h=k~${code}`))
      .map(({ code }) => code),
  ];
  expect(silent).toEqual([]);
});

test('every major leads to the planner, with the place filled in where one takes people', () => {
  const silent = bank.majors.filter((major) => {
    const { code } = major;
    const [open] = bank.inForce(major) ? bank.openNodesForMajor(code) : [];
    return open
      ? !leads(`/majors/${code}/`, `w=${open.node.code}.${code}`)
      : !pageAt(`/majors/${code}/`).includes('href="/planner/"');
  });
  expect(silent.map(({ code }) => code)).toEqual([]);
});

test('every major at a node that takes people leads to the planner with it filled in', () => {
  const silent = bank.nodes.filter(bank.inForce).flatMap(({ code: node }) =>
    bank
      .majorsForNode(node)
      .filter(({ major }) => bank.inForce(major))
      .map(({ major }) => `${node}/majors/${major.code}`)
      .filter((place) => !leads(`/nodes/${place}/`, `w=${place.replace('/majors/', '.')}`)),
  );
  expect(silent).toEqual([]);
});

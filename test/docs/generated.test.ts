import { expect, test } from 'vitest';
import { posterior, posteriorFigure, scheduleFigure } from './figures';
import { operatorPage, recipePage, unmatchedMeanings } from './recipe-reference';

test('the page of operators follows their specs', async () => {
  await expect(operatorPage()).toMatchFileSnapshot('../../docs/operators.md');
});

test('the page of recipes follows their schema, and explains each field', async () => {
  expect(unmatchedMeanings()).toEqual([]);
  await expect(recipePage()).toMatchFileSnapshot('../../docs/recipes.md');
});

test('the figures of the method are drawn from the program’s own numbers', async () => {
  await expect(posteriorFigure()).toMatchFileSnapshot('../../docs/method/posterior.svg');
  await expect(scheduleFigure()).toMatchFileSnapshot('../../docs/method/schedule.svg');
});

test('the posterior of the figure is Bayes’ rule, summed over a fine grid', () => {
  const hills = [
    { share: 0.3, mean: -0.5, std: 0.2 },
    { share: 0.7, mean: 0.4, std: 0.1 },
  ];
  const bell = (x: number, mean: number, std: number) => Math.exp(-(((x - mean) / std) ** 2) / 2) / std;
  let [weight, first] = [0, 0];
  for (let x = -3; x <= 3; x += 0.001) {
    const prior = hills.reduce((sum, { share, mean, std }) => sum + share * bell(x, mean, std), 0);
    const both = prior * bell(0.1, x, 0.3);
    weight += both;
    first += both * x;
  }
  const mean = posterior(hills, 0.1, 0.3).reduce((sum, hill) => sum + hill.share * hill.mean, 0);
  expect(mean).toBeCloseTo(first / weight, 4);
});
